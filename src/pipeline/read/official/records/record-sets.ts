import { type Line, type Page, partOf, spanIn } from '../../document/page.ts';
import {
  type NameColumns,
  type RecordCell,
  type RecordColumns,
  type RecordRow,
  withParty,
} from './columns.ts';

/** Rows of one shape, with what stands in their columns. */
export interface RecordSet {
  readonly heads: readonly string[];
  readonly columns: RecordColumns;
  readonly rows: readonly RecordRow[];
}

/**
 * The lists of acts of a page: tables with a row of heads, tables whose first column is heads, and
 * lines of values behind or below the same labels.
 */
export function recordSets(page: Page, naming: NameColumns): RecordSet[] {
  const tables = page.document.tables.flatMap(
    ({ rows }) => headed(rows, naming) ?? upright(rows, naming) ?? [],
  );
  const lines = labelled(page.lines, naming);
  return lines === null ? tables : [...tables, lines];
}

/** A mark in front of an item: a bullet, or a number. */
const ITEM = /^ {0,4}(?:[•·▪‣●*–-]|\(?\d{1,3}[).、]) {0,3}(?=\S)/u;
const LONGEST_ITEM = 400;

/** Names of items, one a line: a list that a title announces ("Additions to the Entity List"). */
export function itemNames({ lines }: Page): RecordSet {
  const rows = lines.flatMap((line): RecordRow[] => {
    const mark = line.text.length > LONGEST_ITEM ? null : ITEM.exec(line.text);
    return mark === null ? [] : [[pairAt('', 'party', line, mark[0].length).cell]];
  });
  return { heads: [''], columns: ['party'], rows };
}

/** The firm that a Chinese item begins with, up to its branch; a firm or person of it is another. */
const FIRM_FIRST =
  /^[^,。;:、\s]{2,36}?(?:公司|银行)(?!股份|[、,和及与的]|子公司|下属|旗下|控股|参股|股东|董事|时任|原)(?:[^,。;:、\s]{1,14}?(?:分公司|分行|支行|营业部))?/u;

/** Items that begin with a firm and go on with what is done to it. */
export function itemSentences(page: Page): RecordSet {
  const rows = itemNames(page).rows.flatMap(([item]): RecordRow[] => {
    const { text, span } = item!;
    const name = FIRM_FIRST.exec(text)?.[0];
    if (name === undefined) return [];
    const party = { text: name, span: { ...span, end: span.start + name.length }, merged: false };
    return [[party, item!]];
  });
  return { heads: ['', ''], columns: ['party', 'measure'], rows };
}

/** A line that is a name and a sum: "Kapok Inc.: $12 million". */
const NAME_AND_SUM =
  /^[•·*-]? ?([A-Z][^:;]{1,60}): (?:[A-Z]{1,3})?[€$£¥₹]?[\d.,]{1,16}(?: [a-z]{2,8})?[;.,]?$/u;

/** Names with a sum each, below a title that says what the sums are. */
export function namesWithSums({ lines }: Page): RecordSet {
  const rows = lines.flatMap((line): RecordRow[] => {
    const name = NAME_AND_SUM.exec(line.text.trim())?.[1];
    if (name === undefined) return [];
    const from = line.text.indexOf(name);
    const party = pairAt('', 'party', partOf(line, 0, from + name.length), from).cell;
    return [[party, pairAt('', 'sum', line, from + name.length + 1).cell]];
  });
  return { heads: ['', ''], columns: ['party', 'sum'], rows };
}

const LONGEST_HEADING = 120;
const SHORTEST_TEXT = 40;
/** What the text below a name says of it: it is decided, and by a verb. */
const DECIDED_EN =
  /\b(?:was|were|been)\b[^.;]{0,60}\b(?:fined|censured|reprimanded)\b|\bimposed\b/iu;
const DECIDED_ZH = /处以|罚款|责令|给予/u;
const isDecided = (text: string): boolean => DECIDED_EN.test(text) || DECIDED_ZH.test(text);

/** A name in a line of its own, and below it what was decided: one record each. */
export function cardsOf({ lines }: Page): RecordSet {
  const rows = lines.flatMap((line, at): RecordRow[] => {
    const below = lines[at + 1];
    const isHeading = line.text.length <= LONGEST_HEADING && !/[.。:,，;]\s*$/u.test(line.text);
    if (!isHeading || below === undefined || below.text.length < SHORTEST_TEXT) return [];
    if (!isDecided(below.text)) return [];
    const text = pairAt('', 'measure', below, 0).cell;
    return [[pairAt('', 'party', line, 0).cell, text, text]];
  });
  return { heads: ['', '', ''], columns: ['party', 'measure', 'day'], rows };
}

/** Rows of a table in which a row of heads may stand. */
const HEAD_ROWS = 4;

function headed(rows: readonly RecordRow[], { columnsOf }: NameColumns): RecordSet | null {
  for (const [at, row] of rows.slice(0, HEAD_ROWS).entries()) {
    const columns = row.length < 2 ? null : columnsOf(row);
    if (columns === null || !columns.includes('party') || !says(columns)) continue;
    const below = rows
      .slice(at + 1)
      .filter((cells) => cells.some(({ text }, cell) => text !== row[cell]?.text));
    return { heads: row.map(({ text }) => text), columns, rows: below };
  }
  return null;
}

/** "当事人 | 个人姓名 |" begins an upright table: a head names more than who somebody is. */
const says = (columns: RecordColumns): boolean =>
  columns.some((column) => column !== null && column !== 'party' && column !== 'person');

/** A table whose rows are a head each and its value behind it: one record. */
function upright(rows: readonly RecordRow[], naming: NameColumns): RecordSet | null {
  const pairs = rows.flatMap((row) => pairOf(row, naming) ?? []);
  const known = pairs.filter(({ column }) => column !== null).length;
  return known * 2 >= rows.length ? recordOf(pairs) : null;
}

interface LabelledCell {
  readonly head: string;
  readonly column: RecordColumns[number];
  readonly cell: RecordCell;
}

/** The last filled cell of a row behind the words in front of it. */
function pairOf(row: RecordRow, { columnOf }: NameColumns): LabelledCell | null {
  const filled = row.filter(
    ({ text }, at) => text.trim() !== '' && row.findIndex((other) => other.text === text) === at,
  );
  const cell = filled.at(-1);
  if (cell === undefined || filled.length < 2) return null;
  const labels = filled.slice(0, -1).map(({ text }) => text);
  const head = labels.join(' ');
  if (/^\d/u.test(head)) return null;
  // "个人姓名" behind "被处罚当事人姓名或名称" is a head whose value is empty.
  if (labels.length > 0 && columnOf(cell.text) !== null && cell.text.length <= LONGEST_LABEL)
    return null;
  return { head, column: columnOf(head), cell };
}

const LONGEST_LABEL = 12;

function recordOf(pairs: readonly LabelledCell[]): RecordSet | null {
  const columns = withParty(pairs.map(({ column }) => column));
  const isAct = columns.includes('measure') || columns.includes('sum');
  if (!columns.includes('party') || !isAct) return null;
  return {
    heads: pairs.map(({ head }) => head),
    columns,
    rows: [pairs.map(({ cell }) => cell)],
  };
}

const COLON = /^([^:。;,]{2,24}?)\s*:\s*(?=\S)/u;

/** "当事人名称：甲公司", "处罚内容：罚款5万元", and again; or labels and values a line each. */
function labelled(lines: readonly Line[], naming: NameColumns): RecordSet | null {
  const records: LabelledCell[][] = [];
  for (const pair of pairsIn(lines, naming)) {
    const last = records.at(-1);
    const isNext = last === undefined || last.some(({ head }) => head === pair.head);
    if (isNext) records.push([pair]);
    else last.push(pair);
  }
  const sets = records.flatMap((pairs) => recordOf(pairs) ?? []);
  const [first] = sets;
  if (first === undefined) return null;
  const same = sets.filter(({ heads }) => heads.join() === first.heads.join());
  return { ...first, rows: same.flatMap(({ rows }) => rows) };
}

function pairsIn(lines: readonly Line[], { columnOf }: NameColumns): LabelledCell[] {
  const pairs: LabelledCell[] = [];
  for (const [at, line] of lines.entries()) {
    const label = COLON.exec(line.text);
    if (label !== null) {
      const column = columnOf(label[1]!);
      if (column !== null) pairs.push(pairAt(label[1]!, column, line, label[0].length));
      continue;
    }
    const column = isLabel(line) ? columnOf(line.text) : null;
    const value = lines[at + 1];
    if (column === null || value === undefined) continue;
    const isAnother = COLON.test(value.text) || (isLabel(value) && columnOf(value.text) !== null);
    if (!isAnother) pairs.push(pairAt(line.text.trim(), column, value, 0));
  }
  return pairs;
}

const isLabel = ({ text }: Line): boolean => text.trim().length <= LONGEST_LABEL;

function pairAt(
  head: string,
  column: RecordColumns[number],
  line: Line,
  from: number,
): LabelledCell {
  const raw = line.raw.slice(from);
  const start = from + raw.length - raw.trimStart().length;
  const text = raw.trim();
  return {
    head,
    column,
    cell: { text, span: spanIn(line, start, start + text.length), merged: false },
  };
}
