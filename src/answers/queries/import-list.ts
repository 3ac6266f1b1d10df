import { parse } from 'csv-parse/sync';

const MOST = 500;
const HEADS =
  /^(?:ticker|symbol|code|isin|company|name|代码|代碼|公司|名称|名稱|股票代码|证券代码|證券代碼)$/i;

/**
 * What a pasted list or a CSV file names, one entry a company, in its order and each once. A
 * table's column is the one whose head says ticker, symbol, code, company or name (also in
 * Chinese); without such a head it is the first. At most 500 entries.
 */
export function entriesOf(text: string): string[] {
  const plain = text.replace(/^\ufeff/, '');
  const rows = rowsOf(plain);
  const isHead = (cell: string) => HEADS.test(cell.trim());
  const headAt = rows.length > 1 ? rows.findIndex((row) => row.some(isHead)) : -1;
  const at = rows[headAt]?.findIndex(isHead) ?? -1;
  const entries =
    at === -1
      ? plain.split(/[\n\r,;\t，；、|]+/).flatMap(words)
      : rows.slice(headAt + 1).flatMap((row) => row[at] ?? []);
  return [...new Set(entries.map((entry) => entry.trim()).filter((one) => one !== ''))].slice(
    0,
    MOST,
  );
}

function rowsOf(text: string): string[][] {
  try {
    return parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      relax_quotes: true,
      delimiter: [',', ';', '\t'],
    }) as string[][];
  } catch {
    return [];
  }
}

/**
 * Tickers (`$TCOM $BABA`) and Chinese names may be separated by blanks; words of other names belong
 * together.
 */
function words(part: string): string[] {
  const each = part.trim().split(/\s+/);
  const ticker = /^\$?(?:[A-Z]{4}:)?[0-9A-Z]{1,6}(?:\.[A-Z]{1,3})?$/;
  const chinese = /^\p{Script=Han}{2,}$/u;
  if (each.length < 2) return [part];
  return [ticker, chinese].some((shape) => each.every((one) => shape.test(one))) ? each : [part];
}
