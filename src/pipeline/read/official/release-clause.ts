import type { ReleaseWords } from '../../../domain/release-words.ts';
import { type FoundPhrase, phraseFinder } from './phrases.ts';
import type { NameSpan } from './release-names.ts';

type ReleaseRow = ReleaseWords['en']['rows'][number];

/** The words of one language by which a release says whom it acts against. */
export interface CompiledLanguage {
  readonly others: (text: string) => FoundPhrase<true>[];
  /** The same, and words that count only behind a name. */
  readonly othersBehind: (text: string) => FoundPhrase<true>[];
  readonly before: (text: string) => FoundPhrase<ReleaseRow>[];
  readonly after: (text: string) => FoundPhrase<ReleaseRow>[];
  /** Whether a word may stand right behind a name with a capital. */
  readonly mayFollow: (word: string) => boolean;
  /** Whether persons or firms of a company stand beside it: "AT&T and Three Executives". */
  readonly hasBeside: (behind: string) => boolean;
  readonly rankOf: (row: ReleaseRow) => number;
  /** Whether a phrase leaves open what is done. */
  readonly isVague: (phrase: string) => boolean;
  /** Whether what stands in front of a phrase makes a proposal of it. */
  readonly isProposed: (ahead: string) => boolean;
}

/** Compiles the words of one language of `config/words/releases.yml`. */
export function compiledOf(words: ReleaseWords['en']): CompiledLanguage {
  const { others, behind, follow, rows, vague, proposes, beside } = words;
  const finding = (list: readonly string[]) =>
    phraseFinder(list.map((one) => [one, true] as const));
  const finderOf = (side: 'before' | 'after') =>
    phraseFinder(rows.flatMap((row) => row[side].map((phrase) => [phrase, row] as const)));
  const following = new Set(follow);
  const proposal = finding(proposes);
  const open = new Set(vague);
  return {
    others: finding(others),
    othersBehind: finding([...others, ...behind]),
    before: finderOf('before'),
    after: finderOf('after'),
    mayFollow: (word) => following.has(word.toLowerCase()),
    hasBeside: besideFinder(beside),
    rankOf: (row) => rows.indexOf(row),
    isVague: (phrase) => open.has(phrase.toLowerCase()),
    isProposed: (ahead) => proposal(ahead).length > 0,
  };
}

const AND = /^(?:, and |, | and | & )/u;
/** Words behind the first in which it is said who stands beside a company. */
const BESIDE_WORDS = 6;

function besideFinder({ begins, persons }: ReleaseWords['en']['beside']) {
  const first = new Set(begins);
  const kinds = new Set(persons);
  return (behind: string): boolean => {
    const and = AND.exec(behind)?.[0];
    if (and === undefined) return false;
    const words = behind.slice(and.length).toLowerCase().split(/[ ,-]/u, BESIDE_WORDS);
    return first.has(words[0]!) && words.some((word) => kinds.has(word));
  };
}

const LEGAL_FORM = /,? (?:Inc|Ltd|LLC|LLP|L\.P|LP|Corp|Co|N\.A|plc)\b\.?,?/giu;
const BRACKETS = /\([^()]{1,60}\)/gu;
/** Words between two commas that only say from when, and "cease and desist". */
const IMMEDIATELY =
  /, (?:with immediate effect|effective immediately|with effect from [^,]{1,20}),?/giu;
const DESIST = /\bcease and desist\b/giu;
/** Firms of a group: "a pair of Wells Fargo firms", "subsidiaries of X". */
const PART_OF = /\b(?:pair|trio|units?|subsidiar(?:y|ies)|affiliates?|arms?|divisions?) of /giu;
/** Others of whom the same is said first, all in capitals: "Charges Carl Icahn and". */
const BESIDE_OTHERS = /^ (?:[A-Z][\w.’'-]*,? ){1,6}and (?:His |Her |Its |Their )?$/u;
const ENDS_CLAUSE = /[;:。!?(),]|\.\s/u;
const ANOTHER = / (?:for|by|to|from|over|in|of|and|that|who|which|whose|with) /iu;
/** In front of a name it is no subject: "Supplier of Boeing pleads guilty", "who worked at X". */
const COMPLEMENT =
  /\b(?:of|for|to|by|from|at|with|against|on|in|into|via|through|between|like|who|whose)(?: [^\s,;:]+){0,5} $/iu;
const OF_ITS_GROUP =
  /\b(?:subsidiar(?:y|ies)|units?|divisions?|affiliates?|arm) of(?: [^\s,;:]+){0,4} $/iu;
/** "has not charged", "no order against", 未对. */
const NEGATED =
  /\b(?:no|not|never|without|denied|denies)\b[^,.;]{0,12}$|[未没不无]$|没有$|并未$|未要求$|未作出$/iu;
/** What an authority asked for and did not get, or took back: "denying FTC motion to block". */
const LOST =
  /\b(?:deny|denying|denied|denies|rejects?|rejected|rejecting|withdrew|withdraws|drops|dropped|loses|lost)\b[^,.;]{0,28}$/iu;
const LOST_WITHIN = 48;
/** What is said of a subject between two commas: ", a wholly owned subsidiary of X, has agreed". */
const SAYS_WHAT = '(?:an?|the|one|formerly|now|known|doing|based|located|headquartered|which|who)';
const GOES_ON = '(?:has|have|had|is|was|will|agree[ds]?|today|paid|plead(?:ed|s)?|must|settled|to)';
const APPOSITION = new RegExp(
  `^,? ${SAYS_WHAT} [^;:!?]{1,180}?(?:, (?=${GOES_ON}\\b)| (?=ha(?:s|ve) agreed))`,
  'iu',
);
/** Who runs an app, behind its name: 运营主体某某公司. */
const OPERATOR = /^的?(?:运营|主办|开办|开发)(?:主体|者|方|单位|公司|机构|商)[^,。;]{2,30}?公司/u;
/** The same in front of what both do: "Medley and Former Co-CEOs to Pay". */
const BESIDE =
  /^,? and (?:[\w.’'-]+ ){1,10}?(?=(?:to (?:pay|settle|forfeit|return)|will pay|settle|agree|have agreed|plead)\b)/iu;
/** The comma behind a list of names: "A, B and C, have agreed". */
const COMMA = /^, (?=(?:has|have|will|agreed|agree)\b)/u;

/** "for bribing", "in breach of": what the name did, and nobody beside it. */
const saysWhy = (behind: string): boolean => /^ (?:for|in breach of) /iu.test(behind);

/** The row that fits a name, in front of it or behind; null where somebody else is meant. */
export function rowAt(
  text: string,
  start: number,
  end: number,
  own: CompiledLanguage,
  near: number,
  names: readonly NameSpan[],
): FoundPhrase<ReleaseRow> | null {
  if (/^ of [A-Z]/u.test(text.slice(end)) || goesOn(text.slice(start, end), text.slice(end), own))
    return null;
  const head = listStart(text, start, names);
  const tail = listEnd(text, end, names);
  const isOther = own.othersBehind(text.slice(tail, tail + 24)).some(({ start: at }) => at <= 12);
  if (isOther && !saysWhy(text.slice(tail)) && !own.hasBeside(text.slice(tail))) return null;
  if (own.others(text.slice(Math.max(0, head - 18), head)).length > 0) return null;
  const before = own
    .before(text.slice(0, head))
    .filter((found) => head - found.end <= near && !breaks(text.slice(found.end, head), own));
  // "require X to pay": the object of one verb is the subject of the other.
  const isObject = before.length > 0 || !isComplement(text.slice(0, head));
  const after = isObject ? phrasesBehind(text, tail, own, near) : [];
  const [first] = [...before, ...after, ...filedAgainst(text.slice(0, head), own)]
    .filter(({ start: at }) => !isNegated(text, at))
    .sort((found, other) => own.rankOf(found.value) - own.rankOf(other.value));
  if (first === undefined) return null;
  const isOrdered = before.some(({ value }) => value.measure === 'order');
  return isOrdered && first.value.form === 'settlement'
    ? orderedBy(first, text.slice(first.end, first.end + PENALTY_WITHIN))
    : first;
}

/** "filed a complaint in federal court for the Southern District of New York against X". */
const FILED = /\b(?:lawsuit|suit|complaint|petition)\b[^.;]{0,160}? against (?:the )?$/iu;

function filedAgainst(ahead: string, own: CompiledLanguage): FoundPhrase<ReleaseRow>[] {
  const start = ahead.search(FILED);
  if (start < 0) return [];
  const [found] = own.before(`${FILES} ${ahead.slice(start)}`);
  return found === undefined ? [] : [{ ...found, start, end: ahead.trimEnd().length }];
}
/** The words of the row of suits. */
const FILES = 'lawsuit against';

/** Letters behind "to pay" in which it is said that a penalty is paid. */
const PENALTY_WITHIN = 48;
const PENALTY = /\b(?:penalt(?:y|ies)|fines?)\b/iu;

/** "orders X to pay": what would be a settlement where X agrees; a penalty that is ordered is a fine. */
function orderedBy(found: FoundPhrase<ReleaseRow>, behind: string): FoundPhrase<ReleaseRow> {
  const { form: _, ...row } = found.value;
  const value: ReleaseRow = PENALTY.test(behind)
    ? { ...row, measure: 'fine', posture: 'final', english: 'fined' }
    : { ...row, form: 'ordered', posture: 'final', english: 'ordered to pay' };
  return { ...found, value };
}

const isNegated = (text: string, at: number): boolean =>
  NEGATED.test(text.slice(Math.max(0, at - 24), at)) ||
  LOST.test(text.slice(Math.max(0, at - LOST_WITHIN), at));

const OWN_FORM =
  /^,? (?:Incorporated|Inc|Corp|Ltd|Limited|LLC|L\.L\.C|LLP|L\.P|LP|Co|N\.A|plc|AG|SE|S\.A)\b\.?/u;
/** Whether a capital behind a name makes a longer name of it: "Apple Valley", "Visa Fraud". */
export function goesOn(name: string, behind: string, own: CompiledLanguage): boolean {
  const rest = behind.replace(OWN_FORM, '');
  const word = /^ ([A-Z][\w’'.-]*)/u.exec(rest)?.[1];
  // "Capital One Bank" is that company's, "Metro Bank" none that is called Metro.
  if (word === 'Bank' && name.includes(' ')) return / of [A-Z]/u.test(rest.slice(0, 30));
  if (word === undefined || own.mayFollow(word.replace(/[.,]{1,2}$/u, ''))) return false;
  return own.after(rest.slice(0, 40))[0]?.start !== 1;
}

/** The "of" in the name of an authority says nothing of what follows. */
const AUTHORITY = /\b(?:Department|Ministry|Bureau|Office|Bank|Board|Authority|Commission) of /giu;

const isComplement = (ahead: string): boolean =>
  COMPLEMENT.test(ahead.replace(AUTHORITY, '')) && !OF_ITS_GROUP.test(ahead);

function phrasesBehind(
  text: string,
  tail: number,
  own: CompiledLanguage,
  near: number,
): FoundPhrase<ReleaseRow>[] {
  const rest = text.slice(tail);
  const aside = [APPOSITION, OPERATOR, COMMA, BESIDE]
    .map((pattern) => pattern.exec(rest))
    .find((match) => match !== null);
  const said = aside?.[0].length ?? 0;
  const from = tail + said;
  const behind = text.slice(from, from + near + 60);
  return own
    .after(behind)
    .filter((found) => found.start <= near && !breaks(behind.slice(0, found.start), own))
    .map((found) => ({ ...found, start: found.start + from, end: found.end + from }));
}

/** Whether what lies between name and phrase ends the clause or brings somebody else in. */
function breaks(between: string, { others }: CompiledLanguage): boolean {
  const bare = between
    .replace(LEGAL_FORM, '')
    .replace(BRACKETS, '')
    .replace(IMMEDIATELY, '')
    .replace(DESIST, '')
    .replace(PART_OF, '')
    .replace(BESIDE_OTHERS, ' ');
  return ENDS_CLAUSE.test(bare) || ANOTHER.test(bare) || others(between).length > 0;
}

const JOINS =
  /^(?:,? (?:Inc|Ltd|LLC|LLP|LP|L\.P|Corp|Co|plc|N\.A|S\.A|AG|National Association)\b\.?)?[\s、,;和及与&]{0,4}(?:and )?$/u;
/** Words said again in front of the next name: "with X and with Y". */
const AGAIN = / and (?:with|against) $/u;
/** A legal form with stops, and a sum behind the name that pays it: "BNP Paribas €4 million and". */
const ITS_FORM = / L\.L\.C\.(?=,? )/u;
const ITS_SUM = / (?:US|HK|S|A)?[€$£][\d.,]{1,16}(?: ?(?:million|billion|bn|m)\b)?(?=,? and |, )/u;
/** Names of a list that nobody knows: "Barclays, RBS, Citigroup". */
const UNKNOWN = /^(?:, [A-Z][\w&.’-]{1,20}(?: [A-Z][\w&.’-]{1,20})?){1,3},? (?:and )?$/u;
/**
 * Others of the group that stand in the list: "and its subsidiaries", "and Three Affiliated
 * Hospitals".
 */
const ITS_GROUP =
  /^,? and (?:[\w.-]+ ){0,6}(?:subsidiar(?:y|ies)|affiliates?|entities|units?|divisions?|hospitals?)\b,?/iu;

/** Where the list of names begins in which a name stands: "对甲、乙、丙", "A, B and C". */
function listStart(text: string, start: number, names: readonly NameSpan[]): number {
  let at = start;
  for (const name of [...names].reverse())
    if (name.end <= at && joins(text.slice(name.end, at))) at = name.start;
  return at;
}

function listEnd(text: string, end: number, names: readonly NameSpan[]): number {
  let at = end;
  for (const name of names)
    if (name.start >= at && joins(text.slice(at, name.start))) at = name.end;
  const length = (pattern: RegExp): number => pattern.exec(text.slice(at))?.[0].length ?? 0;
  at += length(/^ (?:and|&) Co(?:mpany\b|\.)/u);
  at += length(/^等[^,。;、]{0,10}?(?:家|个|款|平台|企业|公司|App|应用)*/iu);
  at += length(/^(?:, ?)?(?:Inc|Ltd|LLC|LLP|L\.P|LP|Corp|Co|N\.A|plc)\b\.?,?/iu);
  at += length(/^\s?\([^()]{1,60}\),?/u);
  return at + length(ITS_GROUP);
}

/** Whether what stands between two names makes a list of them. */
const joins = (written: string): boolean => {
  const between = written
    .replace(/ \([^()]{1,60}\)/u, '')
    .replace(AGAIN, ' and ')
    .replace(ITS_FORM, '')
    .replace(ITS_SUM, '');
  return JOINS.test(between) || JOINS.test(between.replace(ITS_GROUP, '')) || UNKNOWN.test(between);
};
