import { parse } from 'csv-parse/sync';
import { webAddress } from '../../../domain/web-address.ts';
import { finding } from '../findings.ts';
import { pageFailure } from '../page-failure.ts';
import type { Entry, ListKind } from './entry.ts';
import { arrayAt, textBy, titleOf } from './json-value.ts';
import { listDate } from './list-date.ts';

/** Rows of one file; the largest public lists hold some thirty thousand. */
const MOST_SERIES_ROWS = 60_000;

/**
 * A whole file whose rows have keys: CSV (`select.columns` names them where it has no head) or JSON
 * (`select.items`). `where` keeps the rows of one value (`source=Entity List`). `key` and `title`
 * are needed, `link`, `date` and `shown` (the columns of its text, parted by commas) are not. Every
 * row is an entry; which of them are news is seen by comparing with what was known.
 */
export const series: ListKind = async (text, { select }, url) => {
  const isPage = /^\s*</.test(text);
  const rows = isPage ? 'a page comes in its place' : rowsOf(text, select);
  if (typeof rows === 'string')
    return {
      ok: false,
      ...((isPage ? pageFailure(text, url) : null) ?? finding('list-not-found', url, rows)),
    };
  const entries = rows
    .slice(0, MOST_SERIES_ROWS)
    .map((row) => entryOf(row, select, url))
    .filter((entry) => entry !== null);
  if (entries.length === 0)
    return { ok: false, ...finding('list-not-found', url, 'no row with its key') };
  return { ok: true, entries, ttlMs: null, cut: rows.length > MOST_SERIES_ROWS };
};

type SeriesRow = Readonly<Record<string, unknown>>;

/** Whether a row has the value that `column=value` names; every row where nothing is named. */
function wantedBy(where: string | undefined): (row: SeriesRow) => boolean {
  if (where === undefined) return () => true;
  const at = where.indexOf('=');
  const [column, value] = [where.slice(0, at).trim(), where.slice(at + 1).trim()];
  return (row) => textBy(row, column) === value;
}

/** The rows of a file; a text = why there are none. */
function rowsOf(
  text: string,
  select: Readonly<Record<string, string>>,
): readonly SeriesRow[] | string {
  const { items = '.', columns, where } = select;
  const isWanted = wantedBy(where);
  try {
    if (/^\s*[[{]/.test(text)) {
      const list = arrayAt(JSON.parse(text), items);
      if (list === null) return `no array at "${items}"`;
      return (list as readonly SeriesRow[]).filter(isWanted);
    }
    const head = columns === undefined ? true : columns.split(',').map((part) => part.trim());
    return parse(text, {
      columns: head,
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
      to: MOST_SERIES_ROWS + 1,
      // Rows of other lists are dropped as they are read, not held.
      on_record: (row: SeriesRow) => (isWanted(row) ? row : null),
    }) as SeriesRow[];
  } catch (error) {
    return (error as Error).message.slice(0, 120);
  }
}

function entryOf(
  row: SeriesRow,
  select: Readonly<Record<string, string>>,
  base: string,
): Entry | null {
  const key = textBy(row, select.key ?? 'id');
  const title = titleOf(textBy(row, select.title ?? 'title'));
  if (key === '' || title === '') return null;
  const link = select.link === undefined ? '' : textBy(row, select.link, true);
  const date = select.date === undefined ? '' : textBy(row, select.date);
  const found =
    date === '' ? { stated: null, at: null } : listDate(date, select.dates === 'month-first');
  return {
    key,
    url: webAddress(link, base) ?? `${base}#${encodeURIComponent(key)}`,
    title,
    statedDate: found.stated,
    publishedAt: null,
    body: tableOf(row, select.shown),
  };
}

const LONGEST_CELL = 2_000;
const MARKUP: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** What a row says, as a table of two columns. */
function tableOf(row: SeriesRow, shown: string | undefined): string {
  const names = shown?.split(',').map((part) => part.trim()) ?? Object.keys(row);
  const lines = names.flatMap((name) => {
    const value = textBy(row, name).slice(0, LONGEST_CELL);
    // `-0-` is how the lists of the Treasury write nothing.
    return value === '' || value === '-0-'
      ? []
      : [`<tr><td>${safe(name)}</td><td>${safe(value)}</td></tr>`];
  });
  return `<table>${lines.join('')}</table>`;
}

const safe = (text: string) => text.replace(/[<>&]/g, (one) => MARKUP[one]!);
