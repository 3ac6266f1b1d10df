import { type Line, spanIn } from '../../document/page.ts';
import type { DocumentContext } from '../document-context.ts';
import { type ListCell, type ListReading, type ListRow, readRows } from '../grid-rows.ts';

/** Rows whose cells stand between bars: "序号 | 应用名称 | 应用开发者 | 版本". */
export function barRows({ page, words }: DocumentContext): ListReading | null {
  const rows = page.lines
    .filter(({ text }) => text.split('|').length >= FEWEST_CELLS)
    .map((line) => cellsOf(line, 0, '|').filter(({ text }, at) => at > 0 || text !== ''));
  return rows.length < 2 ? null : readRows(rows, 'bar-rows', words);
}

const FEWEST_CELLS = 3;
/** "1. 微博,北京微梦创科网络技术有限公司,应用宝,14.3.2": a number, a name and its firm. */
const NUMBER = /^\s*\(?(\d{1,3})[.、)]\s*/u;
const FIRM_ENDS = /(?:公司|银行|中心|工作室|厂)$/u;
const MOST_LETTERS = 40;
const NAME: ListCell = { text: '应用名称', span: { start: 0, end: 0 }, merged: false };
const FIRM: ListCell = { text: '应用开发者', span: { start: 0, end: 0 }, merged: false };

/**
 * Numbered lines 1, 2, 3 … of a name, its firm and more, between commas. They have no header: the
 * first two cells say what they are.
 */
export function commaRows({ page, words }: DocumentContext): ListReading | null {
  const rows: ListRow[] = [];
  for (const line of page.lines) {
    const number = NUMBER.exec(line.text);
    if (number === null || Number(number[1]) !== rows.length + 1) continue;
    const cells = cellsOf(line, number[0].length, ',');
    if (isNameAndFirm(cells)) rows.push(cells);
  }
  return rows.length === 0 ? null : readRows([[NAME, FIRM], ...rows], 'comma-rows', words);
}

function isNameAndFirm([name, firm]: readonly ListCell[]): boolean {
  if (name === undefined || firm === undefined) return false;
  const isShort = [name, firm].every(({ text }) => text !== '' && text.length <= MOST_LETTERS);
  return isShort && !/[。;]/u.test(name.text) && FIRM_ENDS.test(firm.text);
}

function cellsOf(line: Line, from: number, separator: string): ListCell[] {
  let start = from;
  return line.text
    .slice(from)
    .split(separator)
    .map((part) => {
      const text = part.trim();
      const at = start + part.length - part.trimStart().length;
      start += part.length + separator.length;
      return {
        text: line.raw.slice(at, at + text.length),
        span: spanIn(line, at, at + text.length),
        merged: false,
      };
    });
}
