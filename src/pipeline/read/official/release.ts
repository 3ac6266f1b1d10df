import type { Measure, Posture } from '../../../domain/measures.ts';
import type { Fine } from '../../../domain/notice.ts';
import type { ReleaseWords } from '../../../domain/words.ts';
import type { FindNames } from '../../../knowledge/names/finder.ts';
import { fineIn, moneyIn } from '../document/money.ts';
import type { Page, Sentence } from '../document/page.ts';
import { type IntroducedFirm, introducedFirms, placesOf } from './firm-names-en.ts';
import { type FoundPhrase, phraseFinder } from './phrases.ts';

type ReleaseRow = ReleaseWords['en']['rows'][number];

/** A name that stands where a release says whom it acts against. */
export interface ReleaseTarget {
  readonly sentence: Sentence;
  readonly start: number;
  readonly end: number;
  readonly kind: 'company' | 'app';
  readonly key: string;
  /** As written, with its legal form where the page gives it. */
  readonly name: string;
  readonly measure: Measure;
  readonly form: string | null;
  readonly posture: Posture;
  readonly english: string;
  readonly phrase: string;
  readonly fine: Fine | null;
}

/** Whom an authority's own release acts against, by its title and first sentence. */
export type FindRelease = (page: Page) => ReleaseTarget[];

type MarketFinder = FindNames<'company' | 'app'>;

interface CompiledLanguage {
  readonly others: (text: string) => FoundPhrase<true>[];
  /** The same, and words that count only behind a name. */
  readonly othersBehind: (text: string) => FoundPhrase<true>[];
  readonly before: (text: string) => FoundPhrase<ReleaseRow>[];
  readonly after: (text: string) => FoundPhrase<ReleaseRow>[];
  readonly rankOf: (row: ReleaseRow) => number;
}

/** Letters between a phrase and the name: a few words that say what the name is. */
const NEAR = { en: 36, zh: 14 } as const;
/** Sentences of the text, behind the title, in which a release says what it does. */
const FIRST_SENTENCES = 2;

/**
 * Compiles the words of `config/words/releases.yml`. The grammar of a release is fixed: it says in
 * its title, and again in its first sentence, who did what to whom. A name elsewhere is judged by
 * the model.
 */
export function compileReleases(words: ReleaseWords, market: MarketFinder): FindRelease {
  const compiled = { en: compiledOf(words.en), zh: compiledOf(words.zh) };
  return (page) => {
    const own = compiled[page.language];
    const opening = openingOf(page);
    const firms = page.language === 'en' ? introducedFirms(openingText(page)) : [];
    const namesIn = (text: string): NamedPlace[] => withFirms(market(text), text, firms);
    const found = opening.flatMap((sentence) => targetsIn(sentence, own, namesIn, page.language));
    const byKey = Map.groupBy(found, ({ key }) => key);
    // A sum is known best where it is stated.
    return [...byKey.values()].map((same) => same.find(({ fine }) => fine !== null) ?? same[0]!);
  };
}

/** A name of the market, or a firm that the page introduces: then its key is the name. */
interface NamedPlace extends NameSpan {
  readonly kind: 'company' | 'app';
  readonly key: string;
  /** The name with its legal form, where the page gives it. */
  readonly name?: string;
}

const INTRODUCED = 1500;
const openingText = ({ title, document }: Page): string =>
  `${title}\n${document.text.slice(0, INTRODUCED)}`;

/** Names of the market, and introduced firms where none of these stands. */
function withFirms(
  known: readonly NamedPlace[],
  text: string,
  firms: readonly IntroducedFirm[],
): NamedPlace[] {
  const more = firms.flatMap((firm) =>
    placesOf(text, firm)
      .filter(({ start, end }) =>
        known.every((namedPlace) => end <= namedPlace.start || namedPlace.end <= start),
      )
      .map((place) => ({ ...place, kind: 'company' as const, key: firm.name, name: firm.name })),
  );
  return [...known, ...more].sort((namedPlace, other) => namedPlace.start - other.start);
}

function compiledOf({ others, behind, rows }: ReleaseWords['en']): CompiledLanguage {
  const finding = (list: readonly string[]) =>
    phraseFinder(list.map((one) => [one, true] as const));
  const finderOf = (side: 'before' | 'after') =>
    phraseFinder(rows.flatMap((row) => row[side].map((phrase) => [phrase, row] as const)));
  return {
    others: finding(others),
    othersBehind: finding([...others, ...behind]),
    before: finderOf('before'),
    after: finderOf('after'),
    rankOf: (row) => rows.indexOf(row),
  };
}

function openingOf({ sentences }: Page): Sentence[] {
  const titles = sentences.filter(({ place }) => place === 'title');
  const leads = sentences.filter(({ place }) => place === 'lead');
  return [...titles, ...leads.slice(0, FIRST_SENTENCES)];
}

function targetsIn(
  sentence: Sentence,
  own: CompiledLanguage,
  namesIn: (text: string) => readonly NamedPlace[],
  language: 'en' | 'zh',
): ReleaseTarget[] {
  const { text } = sentence;
  const names = namesIn(text);
  return names.flatMap(({ start, end, kind, key, name }): ReleaseTarget[] => {
    const row = rowAt(text, start, end, own, NEAR[language], names);
    if (row === null) return [];
    const { measure, form, posture, english } = row.value;
    const isMoney = measure === 'fine' || measure === 'pay';
    return [
      {
        sentence,
        start,
        end,
        kind,
        key,
        name: name ?? sentence.raw.slice(start, end),
        measure,
        form: form ?? null,
        posture,
        english,
        phrase: sentence.raw.slice(row.start, row.end),
        fine: isMoney ? sumIn(text, measure) : null,
      },
    ];
  });
}

/** What is paid: the sum that a word of punishment stands beside, else the first of a settlement. */
const sumIn = (text: string, measure: Measure): Fine | null =>
  fineIn(text)?.fine ?? (measure === 'pay' ? (moneyIn(text)[0]?.fine ?? null) : null);

interface NameSpan {
  readonly start: number;
  readonly end: number;
}

/** The row that fits a name, in front of it or behind; null where somebody else is meant. */
function rowAt(
  text: string,
  start: number,
  end: number,
  own: CompiledLanguage,
  near: number,
  names: readonly NameSpan[],
): FoundPhrase<ReleaseRow> | null {
  if (/^ of [A-Z]/u.test(text.slice(end))) return null;
  const head = listStart(text, start, names);
  const tail = listEnd(text, end, names);
  if (own.othersBehind(text.slice(tail, tail + 24)).some((foundPhrase) => foundPhrase.start <= 12))
    return null;
  const before = own
    .before(text.slice(0, head))
    .filter(
      (foundPhrase) =>
        head - foundPhrase.end <= near && !breaks(text.slice(foundPhrase.end, head), own),
    );
  const behind = text.slice(tail, tail + near + 60);
  const after = own
    .after(behind)
    .filter(
      (foundPhrase) =>
        foundPhrase.start <= near && !breaks(behind.slice(0, foundPhrase.start), own),
    )
    .map((foundPhrase) => ({
      ...foundPhrase,
      start: foundPhrase.start + tail,
      end: foundPhrase.end + tail,
    }));
  const fitting = [...before, ...after];
  if (own.others(text.slice(Math.max(0, head - 14), head)).length > 0) return null;
  return (
    fitting.sort(
      (foundPhrase, other) => own.rankOf(foundPhrase.value) - own.rankOf(other.value),
    )[0] ?? null
  );
}

const LEGAL_FORM = /,? (?:Inc|Ltd|LLC|L\.P|Corp|Co|N\.A|plc)\b\.?,?/giu;
const BRACKETS = /\([^()]{1,40}\)/gu;
const ENDS_CLAUSE = /[;:。!?(),]|\.\s/u;
const ANOTHER = / (?:for|by|to|from|over|in|of|and) /u;

/** Whether what lies between name and phrase ends the clause or brings somebody else in. */
function breaks(between: string, { others }: CompiledLanguage): boolean {
  const bare = between.replace(LEGAL_FORM, '').replace(BRACKETS, '');
  return ENDS_CLAUSE.test(bare) || ANOTHER.test(bare) || others(between).length > 0;
}

const JOINS = /^(?:,? (?:Inc|Ltd|LLC|Corp|Co|plc)\b\.?)?[\s、,;和及与&]{0,4}(?:and )?$/u;

/** Where the list of names begins in which a name stands: "对甲、乙、丙", "A, B and C". */
function listStart(text: string, start: number, names: readonly NameSpan[]): number {
  let at = start;
  for (const nameSpan of [...names].reverse())
    if (nameSpan.end <= at && JOINS.test(text.slice(nameSpan.end, at))) at = nameSpan.start;
  return at;
}

function listEnd(text: string, end: number, names: readonly NameSpan[]): number {
  let at = end;
  for (const nameSpan of names)
    if (nameSpan.start >= at && JOINS.test(text.slice(at, nameSpan.start))) at = nameSpan.end;
  const more = /^等[^,。;、]{0,10}?(?:家|个|款|平台|企业|公司|App|应用)*/iu.exec(text.slice(at));
  const legal = /^(?:, ?)?(?:Inc|Ltd|LLC|L\.P|Corp|Co|N\.A|plc)\b\.?,?/iu.exec(text.slice(at));
  const bracket = /^\s?\([^()]{1,40}\),?/u.exec(text.slice(at + (legal?.[0].length ?? 0)));
  return at + (more?.[0].length ?? 0) + (legal?.[0].length ?? 0) + (bracket?.[0].length ?? 0);
}
