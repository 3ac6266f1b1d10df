import { isWide, plainColumns } from './columns.ts';

/** Lines as they are filled: finished ones, and the last with its columns. */
interface Filling {
  readonly lines: string[];
  last: string;
  columns: number;
}

/**
 * Lines of at most `most` columns of a plain text (see `isPlain`): broken at blanks, and inside words
 * that are longer than a line, which begin in the line before them where that saves one. The same
 * lines as those of wrap-ansi, in a tenth of its time.
 */
export function wrapPlain(text: string, most: number): string[] {
  const filling: Filling = { lines: [], last: '', columns: 0 };
  for (const [at, word] of text.split(' ').entries()) {
    if (at > 0 && filling.columns > 0) {
      filling.last += ' ';
      filling.columns += 1;
    }
    const width = plainColumns(word);
    if (width > most) breakWord(filling, word, width, most);
    else {
      if (filling.columns > 0 && width > 0 && filling.columns + width > most) newLine(filling);
      filling.last += word;
      filling.columns += width;
    }
  }
  newLine(filling);
  return text.trim() === '' ? [''] : filling.lines;
}

function newLine(filling: Filling): void {
  filling.lines.push(filling.last.trimEnd());
  filling.last = '';
  filling.columns = 0;
}

function breakWord(filling: Filling, word: string, width: number, most: number): void {
  const free = most - filling.columns;
  const breaksHere = 1 + Math.floor((width - free - 1) / most);
  if (Math.floor((width - 1) / most) < breaksHere) newLine(filling);
  for (let at = 0; at < word.length; at += 1) {
    const columns = isWide(word.charCodeAt(at)) ? 2 : 1;
    if (filling.columns + columns > most) newLine(filling);
    filling.last += word[at]!;
    filling.columns += columns;
    if (filling.columns === most && at < word.length - 1) newLine(filling);
  }
}
