import { endsSentence } from '../document/sentences.ts';

/** One item of a page, or the whole of it. `start` = offset of its text in the page's. */
export interface DigestItem {
  readonly title: string;
  readonly text: string;
  readonly start: number;
}

/** A line that opens an item: "1、", "【…】", "• ", "10:32 GMT". */
const OPENS =
  /^\s*(?:\d{1,2}\s?[、．.)）]\s*\S|【[^】]{2,40}】|[■●▲◆•·]\s?\S|\d{1,2}:\d{2}\s(?:[AP]M|GMT|ET|BST)\b)/u;
/** So many items make a digest; fewer may be points of one article. */
const FEWEST = 4;
/** A heading is short and ends no sentence; what it heads is longer. */
const LONGEST_HEADING = 40;
const FEWEST_HEADINGS = 3;
/** Such an item is one sentence: a headline of a live ticker. */
const LONGEST_ITEM_HEADING = 90;
/** A digest of headlines: "8点1氪 | A；B；C", "早报：A / B / C". */
const HEADLINES = /[；;]|\s[/|｜]\s/u;
const FEWEST_HEADLINES = 3;

interface DigestLine {
  readonly text: string;
  readonly start: number;
}

/**
 * The items of a page of many, each with its own heading, in the order of the page; a page of one
 * story is its only item. A digest says in one breath what happened to many companies, so that a
 * word for an act in one item says nothing of the names of another.
 */
export function itemsOf(title: string, text: string): DigestItem[] {
  const lines = linesOf(text);
  const opens = lines.flatMap((line, at) => (OPENS.test(line.text) ? [at] : []));
  const starts = opens.length >= FEWEST ? opens : headingsIn(lines);
  const parts = starts.length === 0 ? [] : partsOf(text, lines, starts);
  const headlines = title.split(HEADLINES).map((one) => one.trim());
  const isMany = headlines.filter((headline) => headline.length > 4).length >= FEWEST_HEADLINES;
  if (parts.length === 0 && !isMany) return [{ title, text, start: 0 }];
  const titled = (isMany ? headlines : [title]).map((one) => ({ title: one, text: '', start: 0 }));
  return [...titled, ...(parts.length === 0 ? [{ title: '', text, start: 0 }] : parts)];
}

function linesOf(text: string): DigestLine[] {
  const lines: DigestLine[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') lines.push({ text: line, start });
    start += line.length + 1;
  }
  return lines;
}

/** Indexes of lines that head the longer line behind them, where the page goes on like this. */
function headingsIn(lines: readonly DigestLine[]): number[] {
  const isSentence = ({ text }: DigestLine) => {
    const line = text.trimEnd();
    return endsSentence(line, line.length - 1, line.length);
  };
  const found = lines.flatMap((line, at) => {
    const next = lines[at + 1];
    const heads =
      line.text.trim().length <= LONGEST_HEADING &&
      !isSentence(line) &&
      next !== undefined &&
      isSentence(next) &&
      next.text.length > line.text.length;
    return heads ? [at] : [];
  });
  return found.length >= FEWEST_HEADINGS && found.length * 3 >= lines.length ? found : [];
}

/** What stands before the first item is an item without a heading. */
function partsOf(
  text: string,
  lines: readonly DigestLine[],
  starts: readonly number[],
): DigestItem[] {
  const borders = [...starts.map((at) => lines[at]!.start), text.length];
  const before = text.slice(0, borders[0]);
  const parts = borders.slice(0, -1).map((start, at): DigestItem => {
    const part = text.slice(start, borders[at + 1]);
    return { title: headingOf(part), text: part, start };
  });
  return before.trim() === '' ? parts : [{ title: '', text: before, start: 0 }, ...parts];
}

/**
 * What stands in an item's brackets, or its first line where that is short; an item of sentences has
 * no heading, and its first sentence stands for one.
 */
function headingOf(part: string): string {
  const line = part.trimStart().split('\n', 1)[0]!.trim();
  const inBrackets = /^【[^】]+】/u.exec(line)?.[0];
  return inBrackets ?? (line.length <= LONGEST_ITEM_HEADING ? line : '');
}
