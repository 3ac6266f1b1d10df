import type { RegulatorId } from '../../../domain/ids.ts';
import type { Stated } from '../../../domain/notice.ts';
import { type Sentence, spanIn } from '../document/page.ts';
import type { DocumentContext } from './document-context.ts';
import type { OfficialWords } from './official-words.ts';

/** The authority of a notice and those that act with it. */
interface ReadRegulator {
  readonly primary: Stated<RegulatorId>;
  readonly joint: readonly RegulatorId[];
}

/** An authority named in a sentence. */
interface NamedAuthority {
  readonly start: number;
  readonly end: number;
  readonly id: RegulatorId;
}

/** An authority whose paper or plan is only followed: "按照某部工作部署", "依据《某部关于…的公告》". */
const FOLLOWED = /(?:按照|根据|依据|落实|贯彻|依照|遵照)[^,。;]{0,40}$/u;
/** The account that carried the news: "据某部官微". */
const CARRIES = /^[^,。;]{0,6}(?:官微|微信|公众号|官网|官方微博|网站|微博)/u;
const ADDRESS = /\.(?:cn|com|gov|org)$/iu;
/**
 * The authority of a list notice, from its text: who acts in the title, who signs, who acts in the
 * sentences of the acts, the first one named in title and lead, one whose address stands in it,
 * the ministry of the campaign that the text describes, the bureaus of the places of the title.
 * Null where the text names none.
 */
export function regulatorOf(context: DocumentContext): ReadRegulator | null {
  const { page, words, official, acting } = context;
  const { sentences } = page;
  const named = (
    rule: string,
    of: readonly Sentence[],
    byAddress = false,
  ): ReadRegulator | null => {
    for (const sentence of of) {
      const found = authoritiesIn(sentence, words).filter(
        (namedAuthority) => isAddress(sentence, namedAuthority) === byAddress,
      );
      const free = found.filter(({ end }) => !CARRIES.test(sentence.text.slice(end)));
      if (found.length > 0) return withJoint(sentence, free.length > 0 ? free : found, rule);
    }
    return null;
  };
  const titles = sentences.filter((sentence) => sentence.place === 'title');
  const acts = sentences.filter((sentence) => acting.has(sentence) && sentence.place !== 'title');
  const signatures = sentences.filter((sentence) => isSignature(sentence, words)).slice(-1);
  const opening = sentences.filter((sentence) => sentence.place !== 'body');
  const found =
    named(
      'regulator.title',
      titles.filter((sentence) => official || acting.has(sentence)),
    ) ??
    named('regulator.signature', signatures) ??
    named('regulator.acts', acts) ??
    named('regulator.lead', opening) ??
    named('regulator.near', sentences.slice(0, 12)) ??
    named('regulator.address', sentences, true) ??
    campaignOf(context) ??
    (official ? bureausOf(titles, CAMPAIGN_TITLE, 1, words) : null);
  if (found === null) return null;
  const shared = bureausOf(sentences, SHARED, 2, words);
  if (shared?.joint.includes(found.primary.value)) return shared;
  // A headline leaves out whose office it is; the article says it.
  const spelled = found.primary.value === 'cn-cac' && found.primary.rule === 'regulator.title';
  const local = spelled ? named('regulator.acts', acts) : null;
  return local?.primary.value.endsWith('-cac') ? local : found;
}

function authoritiesIn({ text }: Sentence, words: OfficialWords): NamedAuthority[] {
  return words.bodies(text).flatMap(({ start, end, kind, key }) => {
    const isFollowed = FOLLOWED.test(text.slice(Math.max(0, start - 48), start));
    return kind === 'authority' && !isFollowed ? [{ start, end, id: key as RegulatorId }] : [];
  });
}

const isAddress = ({ text }: Sentence, { start, end }: NamedAuthority) =>
  ADDRESS.test(text.slice(start, end));

const LONGEST_SIGNATURE = 60;

/** A line that holds names of authorities and a date, and nothing else. */
function isSignature(sentence: Sentence, words: OfficialWords): boolean {
  if (sentence.text.length > LONGEST_SIGNATURE) return false;
  const found = authoritiesIn(sentence, words);
  let rest = sentence.text;
  for (const namedAuthority of [...found].reverse())
    rest = rest.slice(0, namedAuthority.start) + rest.slice(namedAuthority.end);
  return (
    found.length > 0 &&
    /^(?:\d{4}年\d{1,2}月\d{1,2}日)?$/u.test(rest.replace(/[、,和()。\s]/gu, ''))
  );
}

/** Other authorities in one row with the first: "某部、某局联合". */
function withJoint(
  sentence: Sentence,
  found: readonly NamedAuthority[],
  rule: string,
): ReadRegulator {
  const first = found[0]!;
  const joint: RegulatorId[] = [];
  for (const other of found.slice(1)) {
    const between = sentence.text.slice(first.end, other.start);
    const isRow =
      /^\s+$/u.test(between) ||
      (between.length < 60 && /[、和会同与及]|联合|,? and /u.test(between));
    const isClause = /[,。;:]/u.test(between) && !/、| and /u.test(between);
    if (isRow && !isClause && other.id !== first.id && !joint.includes(other.id))
      joint.push(other.id);
  }
  return {
    primary: { value: first.id, span: spanIn(sentence, first.start, first.end), rule },
    joint,
  };
}

const MIIT = 'cn-miit' as RegulatorId;
const CAMPAIGN = [
  '侵害用户权益',
  'rights and interests of users',
  'rights of users',
  'users’ rights',
  "users' rights",
];

/**
 * "我部" or a number over all years, in a notice on apps that infringe users' rights, is the ministry
 * that runs this campaign.
 */
function campaignOf({ page, words }: DocumentContext): ReadRegulator | null {
  const isCampaign = page.sentences.some(
    ({ text }) => CAMPAIGN.some((one) => text.includes(one)) || /总第\d+批/u.test(text),
  );
  if (!isCampaign || !words.regulators.has(MIIT)) return null;
  for (const sentence of page.sentences) {
    const match = /我部|本部(?!门)|\bour ministry\b|总第\d+批/iu.exec(sentence.text);
    if (match === null) continue;
    const span = spanIn(sentence, match.index, match.index + match[0].length);
    return { primary: { value: MIIT, span, rule: 'regulator.campaign' }, joint: [] };
  }
  return null;
}

/** "北京市、天津市、河北省三地通信管理局": one word for the bureaus of several places. */
const SHARED = /([^,。;:]{4,40}?)(?:[两三四](?:地|省市?|市))?(?:通信管理局|通管局)/u;
/**
 * "Apps that infringe users' rights" is the campaign of the communications administrations: places
 * of the title are theirs.
 */
const CAMPAIGN_TITLE = /^(.*?)侵害用户权益/u;

/**
 * The communications administrations of at least `fewest` provinces, in the order in which a
 * sentence names them.
 */
function bureausOf(
  sentences: readonly Sentence[],
  pattern: RegExp,
  fewest: number,
  { places, regulators }: OfficialWords,
): ReadRegulator | null {
  for (const sentence of sentences) {
    const match = pattern.exec(sentence.text);
    if (match === null) continue;
    const text = match[1]!;
    const isShort = /[两三四]地/u.test(text);
    const isRow = isShort || /[、和及]/u.test(text);
    const [first, ...joint] = places
      .filter((place) => place.level === 'province')
      .map(({ slug, zh, short }) => ({
        id: `cn-${slug}-ca` as RegulatorId,
        at: Math.max(
          text.indexOf(isRow ? zh.slice(0, 2) : zh),
          isShort && short !== null ? text.indexOf(short) : -1,
        ),
      }))
      .filter(({ id, at }) => at >= 0 && regulators.has(id))
      .sort((a, b) => a.at - b.at)
      .map(({ id }) => id);
    if (first === undefined || joint.length + 1 < fewest) continue;
    const span = spanIn(sentence, match.index, match.index + match[0].length);
    return { primary: { value: first, span, rule: 'regulator.places' }, joint };
  }
  return null;
}
