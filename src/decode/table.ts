import { type GridCell, layOut, type RawCell } from './grid.ts';
import type { Draft } from './parsed-document.ts';

/** What columns of such lists are called; a row of mostly these is a header wherever it stands. */
const ORDINALS = /^(?:序号|编号|no\.?|#)$/;
const LAST_WORDS =
  '名称 名字 开发者 运营者 开发商 来源 商店 市场 平台 版本 版本号 问题 问题项 情形 行为 企业 单位 公司 主体 属地 地区 省份 城市 备案 备案号 类型 类别 备注 结果 状态 日期 时间'.split(
    ' ',
  );
const FIRST_WORDS =
  'app application developer operator company version store source issue problem name remark province region date'.split(
    ' ',
  );
const MOST_BEFORE = 8;
const MOST_BEHIND = 16;

function isColumnWord(word: string): boolean {
  const text = word.toLowerCase().replace(/[（(][^（(]{0,16}[)）]$/, '');
  return (
    ORDINALS.test(text) ||
    LAST_WORDS.some((last) => text.endsWith(last) && text.length - last.length <= MOST_BEFORE) ||
    FIRST_WORDS.some((first) => text.startsWith(first) && text.length - first.length <= MOST_BEHIND + 1)
  );
}

const HEADER_CELL_LENGTH = 24;

/**
 * Flags header cells: those marked so by the page stay; else the first row, where it looks like one, and each later row that repeats it
 * (a list that runs over pages carries its header again).
 */
function flagHeader(rows: GridCell[][]): void {
  const first = rows[0];
  if (!first || rows.length < 2) return;
  const marked = first.some((cell) => cell.header);
  if (!marked && !looksLikeHeader(first, rows.slice(1, 12))) return;
  if (!marked) setHeader(first);
  const line = lineOf(first);
  for (const row of rows.slice(1)) if (lineOf(row) === line) setHeader(row);
}

function looksLikeHeader(first: readonly GridCell[], below: readonly GridCell[][]): boolean {
  const words = first.map((cell) => cell.text.replace(/\s+/gu, '')).filter((text) => text !== '');
  if (words.length < 2 || words.some((word) => word.length > HEADER_CELL_LENGTH)) return false;
  const named = words.filter(isColumnWord).length;
  if (named >= 2 && named * 2 >= words.length) return true;
  if (words.some((word) => /\d/.test(word))) return false;
  return (
    new Set(words).size === words.length && below.length > 0 && below.every((row) => /\d/.test(lineOf(row)))
  );
}

function setHeader(row: GridCell[]): void {
  for (const cell of row) cell.header = true;
}

function lineOf(row: readonly GridCell[]): string {
  return row.map((cell) => cell.text).join('|');
}

type TableDraft = Extract<Draft, { kind: 'table' }>;

/**
 * Raw rows to a table block: laid out, header flagged, empty rows left out, and leading rows of one cell (the list's title above its
 * columns) taken as the caption. Null where no cell has text. `cut` says that rows or columns beyond the limits were left out.
 */
export function tableOf(
  raw: readonly (readonly RawCell[])[],
  caption: string | null,
  limits: { rows: number; columns: number },
): { table: TableDraft; cut: boolean } | null {
  const filled = dropEmptyRows(raw);
  const { lines, rest } = splitTitle(filled);
  const grid = layOut(rest, limits);
  if (!grid.rows.some((row) => row.some((cell) => cell.text !== ''))) return null;
  flagHeader(grid.rows);
  const title = [...(caption ? [caption] : []), ...lines].join('\n');
  return {
    table: { kind: 'table', caption: title === '' ? null : title, rows: grid.rows },
    cut: grid.cut,
  };
}

/** A row in which nothing is written goes, unless a cell from above reaches through it: then it holds a place. */
function dropEmptyRows(raw: readonly (readonly RawCell[])[]): (readonly RawCell[])[] {
  let reach = 0;
  return raw.filter((row, y) => {
    const covered = y < reach;
    for (const cell of row) reach = Math.max(reach, cell.rowspan === 0 ? raw.length : y + cell.rowspan);
    return covered || row.some((cell) => cell.text !== '');
  });
}

/** Leading rows with a single written cell, where the rows below have columns. */
function splitTitle(rows: (readonly RawCell[])[]): { lines: string[]; rest: (readonly RawCell[])[] } {
  const alone = (row: readonly RawCell[]) =>
    row.filter((cell) => cell.text !== '').length === 1 &&
    row[0]?.text !== '' &&
    row.every((cell) => cell.rowspan === 1);
  const start = rows.findIndex((row) => !alone(row));
  if (start <= 0 || rows.length - start < 2) return { lines: [], rest: rows };
  return { lines: rows.slice(0, start).map((row) => row[0]!.text), rest: rows.slice(start) };
}
