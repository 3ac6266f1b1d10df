import type { RegulatorId } from '../../domain/ids.ts';
import type { Stated } from '../../domain/notice.ts';
import { type Page, spanIn } from '../document/page.ts';
import type { OfficialWords } from './official-words.ts';

/** The authority of a notice and those that act with it. */
export interface ReadRegulator {
  readonly primary: Stated<RegulatorId>;
  readonly joint: readonly RegulatorId[];
}

const SHARED = /([^,。;:]{4,40}?)(?:[两三四](?:地|省市?|市))?(?:通信管理局|通管局)/u;

/** "北京市、天津市、河北省三地通信管理局": one word for the bureaus of several places. */
export function findSharedOffice(page: Page, words: OfficialWords): ReadRegulator | null {
  for (const sentence of page.sentences) {
    const match = SHARED.exec(sentence.text);
    if (match === null || !/[、和及]/u.test(match[1]!)) continue;
    const ids = bureausIn(words, (place) => match[1]!.indexOf(place.zh.slice(0, 2)));
    if (ids.length < 2) continue;
    const span = spanIn(sentence, match.index, match.index + match[0].length);
    return {
      primary: { value: ids[0]!, span, rule: 'regulator.shared-office' },
      joint: ids.slice(1),
    };
  }
  return null;
}

/** "Apps that infringe users' rights" is the campaign of the communications administrations: places of the title are theirs. */
export function findTitlePlaces(page: Page, words: OfficialWords): ReadRegulator | null {
  const title = page.sentences.find((one) => one.place === 'title' && one.text.includes('侵害用户权益'));
  if (title === undefined) return null;
  const before = title.text.slice(0, title.text.indexOf('侵害用户权益'));
  const isRow = /[两三四]地/u.test(before);
  const at = (place: OfficialWords['places'][number]) => {
    const whole = before.indexOf(place.zh);
    return whole >= 0 || !isRow || place.short === null ? whole : before.indexOf(place.short);
  };
  const ids = bureausIn(words, at);
  if (ids.length === 0) return null;
  return {
    primary: { value: ids[0]!, span: spanIn(title, 0, before.length), rule: 'regulator.title-places' },
    joint: ids.slice(1),
  };
}

/** Communications administrations of the provinces that stand somewhere, in the order of the text. */
function bureausIn(
  words: OfficialWords,
  at: (place: OfficialWords['places'][number]) => number,
): RegulatorId[] {
  return words.places
    .filter((one) => one.level === 'province')
    .map((one) => ({ id: `cn-${one.slug}-ca` as RegulatorId, at: at(one) }))
    .filter((one) => one.at >= 0 && words.regulators.has(one.id))
    .sort((one, other) => one.at - other.at)
    .map((one) => one.id);
}
