import { bareText } from '../../base/markup/bare-text.ts';
import { cleanLines } from './clean.ts';
import { LIMITS, type TableDraft, tableOf } from './table.ts';

type DataValue =
  | null
  | boolean
  | number
  | string
  | readonly DataValue[]
  | { readonly [key: string]: DataValue };
type DataObject = { readonly [key: string]: DataValue };

const FEWEST_RECORDS = 2;
const FEWEST_FIELDS = 2;
/** Levels below which nothing is looked for. */
const DEEPEST = 12;
/** Longer data is none of a list of acts. */
const LONGEST = 4_000_000;
/** Fields of a record that are read. */
const MOST_FIELDS = 24;

/**
 * The list of records that JSON holds: its longest array of objects that share their fields, as a
 * table whose head is their names. Null where the text is no JSON or has no such list.
 */
export function jsonRecords(text: string): TableDraft | null {
  const json = text.length > LONGEST ? null : parsed(text);
  const lists = json === null ? [] : listsIn(json, 0);
  const [longest] = lists.sort((a, b) => b.length - a.length);
  return longest === undefined ? null : tableOfRecords(longest);
}

/** The data of a script, from its first bracket to its last: `window.DATA = {…};`. */
function parsed(text: string): DataValue {
  const from = text.search(/[[{]/u);
  const to = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  if (from < 0 || to <= from) return null;
  try {
    return JSON.parse(text.slice(from, to + 1)) as DataValue;
  } catch {
    return null;
  }
}

const isObject = (value: DataValue): value is DataObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a record is another page: a headline, and where it leads or how it looks. */
function isOfPages(record: DataObject): boolean {
  const fields = Object.keys(record).map((field) => field.toLowerCase());
  const has = (...names: string[]) => names.some((name) => fields.includes(name));
  return has('title', 'headline') && has('url', 'href', 'slug', 'image', 'thumbnail', 'path');
}

/** Every array of objects in a value that share at least two fields with a text or a number. */
function listsIn(value: DataValue, depth: number): DataObject[][] {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value as DataObject).flatMap((own) => listsIn(own, depth + 1));
  if (!Array.isArray(value)) return inner;
  const records = (value as readonly DataValue[]).filter(isObject);
  const isList =
    records.length >= FEWEST_RECORDS &&
    records.length === value.length &&
    fieldsOf(records).length >= FEWEST_FIELDS &&
    !isOfPages(records[0]!);
  return isList ? [records.slice(0, LIMITS.rows), ...inner] : inner;
}

/** Fields that most records have, with a text or a number. */
function fieldsOf(records: readonly DataObject[]): string[] {
  return Object.keys(records[0]!)
    .filter((field) => records.filter((one) => isScalar(one[field])).length * 2 > records.length)
    .slice(0, MOST_FIELDS);
}

const isScalar = (value: DataValue | undefined): value is string | number =>
  (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';

function tableOfRecords(records: readonly DataObject[]): TableDraft | null {
  const fields = fieldsOf(records);
  const head = fields.map((field) => ({ text: wordsOf(field) }));
  const rows = records.map((one) => fields.map((field) => ({ text: cellOf(one[field]) })));
  return tableOf([head, ...rows]);
}

/** "civilPenalty", "civil_penalty" → "civil penalty". */
const wordsOf = (field: string): string =>
  field
    .replace(/(?<=[a-z])(?=[A-Z])/gu, ' ')
    .replace(/[_-]+/gu, ' ')
    .toLowerCase();

function cellOf(value: DataValue | undefined): string {
  if (!isScalar(value)) return '';
  const text = String(value);
  return cleanLines(text.includes('<') ? bareText(text) : text);
}
