import type { Measure, Posture } from '../../../domain/measures.ts';
import type { Fine } from '../../../domain/notice.ts';
import type { ReleaseWords } from '../../../domain/words.ts';
import { fineIn, moneyIn } from '../document/money.ts';
import type { Page, Sentence } from '../document/page.ts';
import { type Defendant, defendantsOf } from './captions.ts';
import { type CompiledLanguage, compiledOf, rowAt } from './release-clause.ts';
import type { NamedPlace, NamesOfPage } from './release-names.ts';

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

/** Letters between a phrase and the name: a few words that say what the name is. */
const NEAR = { en: 48, zh: 14 } as const;
/** Sentences of the text, behind the title, in which a release says what it does. */
const FIRST_SENTENCES = 2;
/** Sentences behind them in which a name is looked for that the opening does not give. */
const FURTHER_SENTENCES = 4;
const SAYS_NEW = /\b(?:today|announced|ha(?:s|ve) agreed)\b/iu;

/**
 * Compiles the words of `config/words/releases.yml`. The grammar of a release is fixed: it says in
 * its title, and again in its first sentence, who did what to whom. A name elsewhere is judged by
 * the model.
 */
export function compileReleases(words: ReleaseWords, namesOfPage: NamesOfPage): FindRelease {
  const compiled = { en: compiledOf(words.en), zh: compiledOf(words.zh) };
  return (page) => {
    const own = compiled[page.language];
    const opening = openingOf(page);
    const namesIn = namesOfPage(page);
    const inSentences = (sentences: readonly Sentence[]) =>
      sentences.flatMap((sentence) => targetsIn(sentence, own, namesIn, page.language));
    const found = firstFound(
      () => inSentences(opening),
      () => defendantsOf(page, namesIn, own).map((defendant) => suedOf(defendant)),
      () => inSentences(furtherOf(page)),
    );
    const byKey = Map.groupBy(found, ({ key }) => key);
    // A sum is known best where it is stated.
    return [...byKey.values()].map((same) => same.find(({ fine }) => fine !== null) ?? same[0]!);
  };
}

/** The first way that finds somebody. */
function firstFound(...ways: readonly (() => ReleaseTarget[])[]): ReleaseTarget[] {
  for (const way of ways) {
    const found = way();
    if (found.length > 0) return found;
  }
  return [];
}

function openingOf({ sentences }: Page): Sentence[] {
  const titles = sentences.filter(({ place }) => place === 'title');
  const leads = sentences.filter(({ place }) => place === 'lead');
  return [...titles, ...leads.slice(0, FIRST_SENTENCES)];
}

/** Sentences behind the opening of an English release that say what is new that day. */
function furtherOf({ sentences, language }: Page): Sentence[] {
  if (language !== 'en') return [];
  return sentences
    .filter(({ place }) => place !== 'title')
    .slice(FIRST_SENTENCES, FIRST_SENTENCES + FURTHER_SENTENCES)
    .filter(({ text }) => SAYS_NEW.test(text));
}

/** Who stands in the caption of a case is sued, where no sentence says more. */
const suedOf = ({ name, ...place }: Defendant): ReleaseTarget => ({
  ...place,
  name: name ?? place.sentence.raw.slice(place.start, place.end),
  measure: 'sue',
  form: 'civil',
  posture: 'filed',
  english: 'sued',
  fine: null,
});

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

/**
 * What is paid: the sum that a word of punishment stands beside, else the first of a settlement.
 */
const sumIn = (text: string, measure: Measure): Fine | null =>
  fineIn(text)?.fine ?? (measure === 'pay' ? (moneyIn(text)[0]?.fine ?? null) : null);
