import type { ReleaseWords } from '../../../domain/release-words.ts';
import { fineIn } from '../document/money.ts';
import type { Page, Sentence } from '../document/page.ts';
import { phraseFinder } from './phrases.ts';
import type { NamedPlace } from './release-names.ts';
import type { ReleaseTarget } from './release-target.ts';

/** Whom a paper of an official journal is against, by its title and its "In the Matter of". */
export type FindPaper = (
  page: Page,
  namesIn: (text: string) => readonly NamedPlace[],
) => ReleaseTarget[];

/** In front of the parties, in a line of the text. */
const MATTER = /^\W{0,4}In the Matter of:?\s*/iu;
/** Lines in which it stands. */
const FIRST_LINES = 40;
/** Lines of addresses below the name. */
const LONGEST_MATTER = 240;
/** What follows the names of the parties in a title. */
const PLAINTIFF = /\bv\.? /iu;

/** Compiles the papers of `config/words/releases.yml`. */
export function compilePapers(papers: ReleaseWords['papers']): FindPaper {
  const find = phraseFinder(
    papers.flatMap((paper) => paper.says.map((phrase) => [phrase, paper] as const)),
  );
  return (page, namesIn) => {
    const title = page.sentences.find(({ place }) => place === 'title');
    const paper = title === undefined ? undefined : find(title.text)[0];
    if (page.language !== 'en' || paper === undefined) return [];
    const { value, start, end } = paper;
    const { measure, form = null, posture, english } = value;
    const said = title!.raw.slice(start, end);
    const sum = measure === 'fine' ? (page.sentences.map(sumIn).find(isKnown) ?? null) : null;
    return firstNamed([() => titled(title!, start), () => inMatter(page)], namesIn).map(
      ({ sentence, place }): ReleaseTarget => ({
        ...place,
        sentence,
        name: place.name ?? sentence.raw.slice(place.start, place.end),
        measure,
        form,
        posture,
        english,
        phrase: said,
        fine: sum,
      }),
    );
  };
}

const sumIn = ({ text }: Sentence) => fineIn(text)?.fine ?? null;
const isKnown = <T>(value: T | null): value is T => value !== null;

interface Region {
  readonly sentence: Sentence;
  readonly from: number;
  readonly to: number;
}

/** The names of the first region that holds any. */
function firstNamed(
  regions: readonly (() => Region | null)[],
  namesIn: (text: string) => readonly NamedPlace[],
) {
  for (const regionOf of regions) {
    const region = regionOf();
    if (region === null) continue;
    const { sentence, from, to } = region;
    const named = namesIn(sentence.text.slice(0, to)).filter(({ start }) => start >= from);
    if (named.length > 0) return named.map((place) => ({ sentence, place }));
  }
  return [];
}

/** The title up to its semicolon, or what stands behind the name of the paper. */
function titled(title: Sentence, paper: number): Region | null {
  const mark = title.text.lastIndexOf(';', paper);
  if (mark < 0) return { sentence: title, from: paper, to: title.text.length };
  const versus = PLAINTIFF.exec(title.text.slice(0, mark));
  return { sentence: title, from: versus === null ? 0 : versus.index, to: mark };
}

/** "In the Matter of: X, 1 Main Street": the names in front of the address. */
function inMatter({ sentences }: Page): Region | null {
  const sentence = sentences.slice(0, FIRST_LINES).find(({ text }) => MATTER.test(text));
  if (sentence === undefined) return null;
  const from = MATTER.exec(sentence.text)![0].length;
  const rest = sentence.text.slice(from, from + LONGEST_MATTER);
  const address = rest.search(/, (?=\d|[Ii]nmate|P\.? ?O\.? Box)|;/u);
  return { sentence, from, to: from + (address < 0 ? rest.length : address) };
}
