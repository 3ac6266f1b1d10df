import type { RegulatorId } from '../../domain/ids.ts';
import type { Stated } from '../../domain/notice.ts';
import { type Page, type Sentence, spanIn } from './page.ts';

/** The authority of a notice and those that act with it. */
export interface ReadRegulator {
  readonly primary: Stated<RegulatorId>;
  readonly joint: RegulatorId[];
}

/** "四川省、重庆市通信管理局": the bureau whose name is written out shares the word with the places before it. */
export function withNeighbours(found: ReadRegulator, page: Page): ReadRegulator {
  if (!found.primary.value.endsWith('-ca')) return found;
  const shared = sharedOffice(page);
  return shared?.joint.includes(found.primary.value) ? shared : found;
}

const SHARED = /([^,。;:]{4,40}?)(?:[两三四](?:地|省市?|市))?(?:通信管理局|通管局)/u;

/** "北京市、天津市、河北省三地通信管理局": one word for the bureaus of several places. */
function sharedOffice(page: Page): ReadRegulator | null {
  for (const sentence of page.sentences) {
    const match = SHARED.exec(sentence.text);
    if (match === null || !/[、和及]/u.test(match[1]!)) continue;
    const ids = page.vocabulary.places
      .filter((one) => one.level === 'province')
      .map((one) => ({ id: `cn-${one.slug}-ca` as RegulatorId, at: match[1]!.indexOf(one.zh.slice(0, 2)) }))
      .filter((one) => one.at >= 0 && page.vocabulary.regulators.has(one.id))
      .sort((one, other) => one.at - other.at);
    if (ids.length < 2) continue;
    const span = spanIn(sentence, match.index, match.index + match[0].length);
    return {
      primary: { value: ids[0]!.id, span, rule: 'regulator.shared-office' },
      joint: ids.slice(1).map((one) => one.id),
    };
  }
  return null;
}

/** "Apps that infringe users' rights" is the campaign of the communications administrations: a title that names places names theirs. */
export function ofPlaces(page: Page, official: boolean): ReadRegulator | null {
  const shared = sharedOffice(page);
  if (shared !== null) return shared;
  const title = page.sentences.find((one) => one.place === 'title' && one.text.includes('侵害用户权益'));
  if (!official || title === undefined) return null;
  const before = title.text.slice(0, title.text.indexOf('侵害用户权益'));
  const provinces = page.vocabulary.places.filter((one) => one.level === 'province');
  const hits = provinces
    .map((place) => ({
      place,
      at: before.search(new RegExp(`${place.zh}|${place.short ?? place.zh}(?=[^年月]{0,3}[两三四]地)`, 'u')),
    }))
    .filter((one) => one.at >= 0)
    .sort((one, other) => one.at - other.at);
  const ids = hits
    .map(({ place }) => `cn-${place.slug}-ca` as RegulatorId)
    .filter((id) => page.vocabulary.regulators.has(id));
  if (ids.length === 0) return null;
  const span = spanIn(title, hits[0]!.at, hits[0]!.at + 1);
  return { primary: { value: ids[0]!, span, rule: 'regulator.place-of-campaign' }, joint: ids.slice(1) };
}

const DISTRICT =
  /(\p{Script=Han}{4,16}(?:新区|开发区|区|县|旗))(?:(市场监督管理局|市场监管局|市监局)|(?:[区县]委)?(网信办|互联网信息办公室))/u;

/** "广州市黄埔区市场监督管理局": the office of a district counts as that of its city, or else of its province. */
export function ofDistrict(acting: readonly Sentence[], page: Page): ReadRegulator | null {
  for (const sentence of acting) {
    const match = DISTRICT.exec(sentence.text);
    if (match === null) continue;
    const places = page.vocabulary.places
      .map((one) => ({ one, at: match[1]!.lastIndexOf(one.zh) }))
      .filter(({ one, at }) => at >= 0 && at + one.zh.length < match[1]!.length)
      .sort((one, other) => other.at - one.at);
    const id = places
      .map(({ one }) => `cn-${one.slug}-${match[2] === undefined ? 'cac' : 'amr'}` as RegulatorId)
      .find((one) => page.vocabulary.regulators.has(one));
    if (id === undefined) continue;
    const span = spanIn(sentence, match.index + places[0]!.at, match.index + match[0].length);
    return { primary: { value: id, span, rule: 'regulator.district' }, joint: [] };
  }
  return null;
}

/** Words for the offices of one authority as a whole, or for its local office, for which their head speaks. */
const SYSTEMS: readonly (readonly [id: RegulatorId, wording: RegExp])[] = [
  [
    'cn-cac' as RegulatorId,
    /(?<!(?:各地|当地|属地|地方|本地|有关|相关|等|[省市区县州盟]|\p{Script=Han}{2}(?:地区)?)的?)网信部门/u,
  ],
  ['cn-csrc' as RegulatorId, /(?<=\p{Script=Han}{2})证监局/u],
  ['cn-nfra' as RegulatorId, /(?<=\p{Script=Han}{2})(?:银保监(?:分)?局|(?<!地方)金融监管(?:分)?局)/u],
];

/** "网信部门依法查处…", with no place in front; "某地证监局": a local office of the commission. */
export function ofSystem(acting: readonly Sentence[], page: Page): ReadRegulator | null {
  for (const sentence of acting)
    for (const [id, wording] of SYSTEMS) {
      const match = wording.exec(sentence.text);
      if (match === null || !page.vocabulary.regulators.has(id)) continue;
      const span = spanIn(sentence, match.index, match.index + match[0].length);
      return { primary: { value: id, span, rule: 'regulator.system' }, joint: [] };
    }
  return null;
}
