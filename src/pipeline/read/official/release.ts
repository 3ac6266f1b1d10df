import type { Measure } from '../../../domain/measures.ts';
import type { Fine } from '../../../domain/notice.ts';
import type { ReleaseWords } from '../../../domain/release-words.ts';
import type { CalendarDate } from '../../../domain/time.ts';
import { tellsEarlier } from '../dates/earlier.ts';
import { fineIn, moneyIn } from '../document/money.ts';
import type { Page, Sentence } from '../document/page.ts';
import { type Defendant, defendantsOf } from './captions.ts';
import { compilePapers } from './register-papers.ts';
import { type CompiledLanguage, compiledOf, rowAt } from './release-clause.ts';
import type { NamedPlace, NamesOfPage } from './release-names.ts';
import type { ReleaseTarget } from './release-target.ts';

/** Whom an authority's own release acts against, by its title and first sentence. */
export type FindRelease = (page: Page, published: CalendarDate | null) => ReleaseTarget[];

/** Letters between a phrase and the name: a few words that say what the name is. */
const NEAR = { en: 48, zh: 14 } as const;
/** Sentences of the text, behind the title, in which a release says what it does. */
const FIRST_SENTENCES = 2;
/** Sentences behind them in which a name is looked for that the opening does not give. */
const FURTHER_SENTENCES = 4;
/** Letters in front of a phrase in which a word makes a proposal of it. */
const AHEAD = 36;
const SAYS_NEW_ZH = /决定对|作出.{0,10}决定|应停止|应当停止|责令/u;
const SAYS_NEW = /\b(?:today|announced|ha(?:s|ve) agreed|receiving the orders)\b/iu;
/** What an English release says in its text that a company pays. */
const PAYS = /\b(?:agree[ds]?|ordered|required|consented|will|must)\b[^.;]{0,40}\bpay\b/iu;
/** Sentences of an English release in which it says so. */
const PAYS_WITHIN = 10;

/**
 * Compiles the words of `config/words/releases.yml`. The grammar of a release is fixed: it says in
 * its title, and again in its first sentence, who did what to whom. A name elsewhere is judged by
 * the model.
 */
export function compileReleases(words: ReleaseWords, namesOfPage: NamesOfPage): FindRelease {
  const compiled = { en: compiledOf(words.en), zh: compiledOf(words.zh) };
  const paper = compilePapers(words.papers);
  return (page, published) => {
    const own = compiled[page.language];
    const { titles, leads } = openingOf(page);
    const namesIn = namesOfPage(page);
    const inSentences = (sentences: readonly Sentence[]) =>
      sentences
        .filter((sentence) => !tellsEarlier(sentence, published))
        .flatMap((sentence) => targetsIn(sentence, own, namesIn, page.language));
    const found = firstFound(
      () => paper(page, namesIn),
      () => {
        const titled = inSentences(titles);
        // Beside a title that says whom, the text may tell of others.
        const own = titled.length === 0 ? leads : leads.filter(isOfPage);
        return [...titled, ...inSentences(own)];
      },
      () => defendantsOf(page, namesIn, own).map((defendant) => suedOf(defendant)),
      () => inSentences(furtherOf(page)),
    );
    found.push(...runsOfItems(itemsOf(page).map((item) => leading(inSentences([item])))));
    const keys = new Set(found.map(({ key }) => key));
    // "Disciplinary action against X": which it is stands below.
    if (found.every(({ phrase }) => own.isVague(phrase)))
      found.push(...inSentences(belowOf(page)).filter(({ key }) => keys.has(key)));
    const fines = inSentences(fineSentencesOf(page)).filter(
      ({ key, fine, measure }) => isPaid(measure) && fine !== null && keys.has(key),
    );
    const all = [...found, ...fines];
    const byKey = Map.groupBy(
      all.filter((target) => !isShortForm(target, all)),
      (target) => groupOf(target, all),
    );
    return [...byKey.values()].map((same) => mostOf(same, own));
  };
}

/** Of what is said of one name: a sum is known best where it is stated, an order before a pact. */
function mostOf(same: readonly ReleaseTarget[], { isVague }: CompiledLanguage): ReleaseTarget {
  const sums = same.filter(({ fine }) => fine !== null);
  return (
    sums.find(({ form }) => form === 'ordered') ??
    sums[0] ??
    same.find(({ phrase }) => !isVague(phrase)) ??
    same[0]!
  );
}

const LEGAL_FORM = /,? (?:Inc|Ltd|Limited|LLC|Corp|Corporation|Company|Co|N\.A|plc|PLC)\b\.?,?$/u;

/** A firm that the page introduces is the company of its name without the legal form. */
function groupOf({ key, name }: ReleaseTarget, all: readonly ReleaseTarget[]): string {
  const bare = name.replace(LEGAL_FORM, '');
  return all.find((other) => other.name === bare)?.key ?? key;
}

/** "Santander" on a page against Santander Consumer USA Inc. is that firm, and not its parent. */
const isShortForm = ({ key, name }: ReleaseTarget, all: readonly ReleaseTarget[]): boolean =>
  all.some((other) => other.key !== key && other.name.startsWith(`${name} `));

/**
 * The first way that finds a company of the lists; where none does, the first that finds anybody:
 * a title may say "a hospital chain", and the text which.
 */
function firstFound(...ways: readonly (() => ReleaseTarget[])[]): ReleaseTarget[] {
  let unknown: ReleaseTarget[] = [];
  for (const way of ways) {
    const found = way();
    if (found.some(isListed)) return [...unknown, ...found];
    if (unknown.length === 0) unknown = found;
  }
  return unknown;
}

const isListed = ({ key }: ReleaseTarget): boolean => /^(?:company|entity|app):/u.test(key);

function openingOf({ sentences }: Page) {
  const titles = sentences.filter(({ place }) => place === 'title');
  const leads = sentences.filter(({ place }) => place === 'lead');
  return { titles, leads: leads.slice(0, FIRST_SENTENCES) };
}

const ENDS = /[.。!?;:,”"’)]$/u;

/** A sentence, and no headline of another page. */
const isOfPage = ({ text }: Sentence, at: number): boolean => at === 0 || ENDS.test(text.trimEnd());

/** Lines of the text, each with its first sentence; headlines of other pages end without a stop. */
function itemsOf({ sentences, lines }: Page): Sentence[] {
  const first = new Map(sentences.map((sentence) => [sentence.start, sentence] as const).reverse());
  return lines.flatMap((line) => {
    const sentence = first.get(line.start);
    return sentence === undefined || sentence.place === 'title' ? [] : [sentence];
  });
}

/** In front of the name, it tells of an earlier act. */
const A_YEAR = /\b(?:19|20)\d\d\b/u;
/** An item of acts that end. */
const ENDED = /\bterminat|\blifted|\brescinded|\bvacated|终止|解除/iu;
const ENDS_ITEM = /[.;,)](?: ?and)?$/u;
/** Letters of an item in which the phrase and the name stand. */
const ITEM_BEGINS = 48;
const FEWEST_ITEMS = 2;

/** Targets of an item that begins with the phrase or the name: "Civil penalty order against X". */
const leading = (targets: readonly ReleaseTarget[]): ReleaseTarget[] =>
  targets.filter(
    ({ sentence, start, phrase }) =>
      start <= ITEM_BEGINS &&
      sentence.raw.indexOf(phrase) <= ITEM_BEGINS &&
      !A_YEAR.test(sentence.text.slice(0, start)) &&
      !ENDED.test(sentence.text) &&
      ENDS_ITEM.test(sentence.text.trimEnd()) &&
      !NOT_NOW.test(sentence.text),
  );

/** The targets of items that stand one below another. */
function runsOfItems(items: readonly ReleaseTarget[][]): ReleaseTarget[] {
  const runs: ReleaseTarget[][] = [[]];
  let length = 0;
  for (const targets of items) {
    length = targets.length > 0 ? length + 1 : 0;
    if (length === 1) runs.push([]);
    runs.at(-1)!.push(...targets);
  }
  return runs.filter((run) => new Set(run.map(({ key }) => key)).size >= FEWEST_ITEMS).flat();
}

/** A fine of an earlier day, or one that is only threatened. */
const NOT_NOW = /此前|曾|去年|上年|20\d\d年度|可以?处|最高|previous|earlier|last year|up to/iu;

const isPaid = (measure: Measure): boolean => measure === 'fine' || measure === 'pay';

/** Sentences of a release behind its opening that say what is paid: the sum may stand last. */
function fineSentencesOf({ sentences, language }: Page): Sentence[] {
  if (language === 'en')
    return sentences
      .filter(({ place, text }) => place !== 'title' && PAYS.test(text) && !NOT_NOW.test(text))
      .slice(0, PAYS_WITHIN);
  return sentences
    .filter(({ place }) => place !== 'title')
    .slice(0, FIRST_SENTENCES + FURTHER_SENTENCES)
    .filter(({ text }) => !NOT_NOW.test(text));
}

/** Sentences in which a title's action is named. */
const BELOW = 8;

const belowOf = ({ sentences }: Page): Sentence[] =>
  sentences.filter(({ place }) => place !== 'title').slice(0, BELOW);

/** Sentences behind the opening that say what is new that day. */
function furtherOf({ sentences, language }: Page): Sentence[] {
  const says = language === 'en' ? SAYS_NEW : SAYS_NEW_ZH;
  return sentences
    .filter(({ place }) => place !== 'title')
    .slice(FIRST_SENTENCES, FIRST_SENTENCES + FURTHER_SENTENCES)
    .filter(({ text }) => says.test(text));
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
    const isMoney = isPaid(measure);
    const isProposed = [row.start, start].some((at) =>
      own.isProposed(text.slice(Math.max(0, at - AHEAD), at)),
    );
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
        posture: isProposed ? 'proposed' : posture,
        english,
        phrase: sentence.raw.slice(row.start, row.end),
        fine: isMoney ? (sumBehind(text.slice(end)) ?? sumIn(text, measure)) : null,
      },
    ];
  });
}

/** A sum right behind the name: "fined A €4 million and B €25 million". */
function sumBehind(behind: string): Fine | null {
  const [sum] = moneyIn(behind.slice(0, 40));
  return sum !== undefined && sum.start === 1 ? sum.fine : null;
}

/**
 * What is paid: the sum that a word of punishment stands beside, else the first of a settlement.
 */
const sumIn = (text: string, measure: Measure): Fine | null =>
  fineIn(text)?.fine ?? (measure === 'pay' ? (moneyIn(text)[0]?.fine ?? null) : null);
