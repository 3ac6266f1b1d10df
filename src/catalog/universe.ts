import { basename } from 'node:path';
import type { CatalogProblem } from '../domain/catalog.ts';
import { Evidence } from '../domain/evidence.ts';
import { PartialDate } from '../domain/time.ts';
import type { SourceFile } from './yaml.ts';

/** A former name and the first day on which the company no longer had it. */
export interface FormerName {
  readonly name: string;
  readonly to: PartialDate;
}

/** One line of `config/universe/*.tsv`: one company under one symbol for some days. */
export interface UniverseRow {
  readonly mic: string;
  readonly symbol: string;
  readonly from: PartialDate | null;
  readonly to: PartialDate | null;
  /** Short name of the exchange, in Chinese. */
  readonly short: string | null;
  /** Full registered name in Chinese, simplified. */
  readonly zh: string | null;
  readonly en: string | null;
  readonly country: string;
  readonly sector: string;
  /** `MIC:symbol` of another row of the same company. */
  readonly same: string | null;
  readonly was: readonly FormerName[];
  readonly evidence: readonly Evidence[];
  readonly file: string;
  readonly line: number;
}

export interface Universe {
  /** Newest day of a source: what the lists know. */
  readonly asOf: PartialDate | null;
  readonly rows: readonly UniverseRow[];
  /** Evidence by the letter of its source. */
  readonly sources: ReadonlyMap<string, Evidence>;
}

const COLUMNS = 'mic symbol from to short zh en country sector same was sources'.split(' ');
/** Exchanges of a file, and the country of a company that states none. */
const MARKETS: Readonly<Record<string, { readonly mics: readonly string[]; readonly country: string }>> = {
  cn: { mics: ['XSHG', 'XSHE', 'BJSE'], country: 'CN' },
  hk: { mics: ['XHKG'], country: 'HK' },
  us: { mics: ['XNYS', 'XNAS', 'XASE', 'ARCX', 'OTCM'], country: 'US' },
};
const SYMBOL = /^[A-Z0-9]+(?:[.-][A-Z0-9]+)?$/;
const NO_SECTOR = 'other';

type Sources = Universe['sources'];

/**
 * Reads the tables of all listed companies strictly: a line that is wrong is left out and named in `problems`, the rest is
 * read. A day after the newest source is a day in the future. `~` before a day says that the exact day is not known: it is
 * the first on which a source has the company, or no longer has it.
 */
export function readUniverse(
  files: readonly SourceFile[],
  sourceFile: SourceFile,
): Universe & { readonly problems: CatalogProblem[] } {
  const problems: CatalogProblem[] = [];
  const sources = readSources(sourceFile, problems);
  const asOf = [...sources.values()].reduce<PartialDate | null>(
    (newest, { day }) => (newest === null || (day !== null && day > newest) ? day : newest),
    null,
  );
  const rows = files.flatMap((file) => readFile(file, sources, asOf ?? '', problems));
  const sound = withoutClashes(rows, problems);
  const keys = new Set(sound.map(listingKey));
  for (const row of sound)
    if (row.same !== null && !keys.has(row.same))
      problems.push(
        problem(
          row.file,
          row.line,
          `"same" names ${row.same}, which is in no row`,
          'Correct the symbol, or leave it empty.',
        ),
      );
  return { asOf, rows: sound, sources, problems };
}

export function listingKey(row: { readonly mic: string; readonly symbol: string }): string {
  return `${row.mic}:${row.symbol}`;
}

export function problem(file: string, line: number, message: string, remedy: string): CatalogProblem {
  return { file, line, column: null, message, remedy };
}

function readSources(file: SourceFile, problems: CatalogProblem[]): Sources {
  const sources = new Map<string, Evidence>();
  for (const [line, cells] of linesOf(file)) {
    const [code, day, kind, source] = cells;
    const evidence = Evidence.safeParse({ kind, source, day });
    if (code?.length === 1 && evidence.success) sources.set(code, evidence.data);
    else
      problems.push(
        problem(
          file.path,
          line,
          'a source is a letter, a day, a kind of evidence and a name',
          'Correct the line.',
        ),
      );
  }
  return sources;
}

/** Cells by line number, without the first line, which names the columns. */
export function* linesOf(file: SourceFile): Generator<[line: number, cells: string[]]> {
  const lines = file.text.split(/\r?\n/);
  for (const [at, text] of lines.entries()) if (at > 0 && text !== '') yield [at + 1, text.split('\t')];
}

function readFile(
  file: SourceFile,
  sources: Sources,
  asOf: string,
  problems: CatalogProblem[],
): UniverseRow[] {
  const name = basename(file.path, '.tsv');
  const market = MARKETS[name];
  const head = file.text.split(/\r?\n/, 1)[0];
  if (market === undefined || head !== COLUMNS.join('\t')) {
    problems.push(
      problem(
        file.path,
        1,
        `the columns are not ${COLUMNS.join(', ')}`,
        'Put that line first; cells are separated by tabs.',
      ),
    );
    return [];
  }
  return [...linesOf(file)].flatMap(([line, cells]) => {
    const row = readRow(cells, market, sources, asOf);
    if (typeof row !== 'string') return [{ ...row, file: file.path, line }];
    problems.push(problem(file.path, line, row, 'Correct the cell; the row is left out until then.'));
    return [];
  });
}

/** A row, or what is wrong with it. */
function readRow(
  cells: readonly string[],
  market: { readonly mics: readonly string[]; readonly country: string },
  sources: Sources,
  asOf: string,
): Omit<UniverseRow, 'file' | 'line'> | string {
  if (cells.length !== COLUMNS.length) return `${cells.length} cells instead of ${COLUMNS.length}`;
  const [mic, symbol, from, to, short, zh, en, country, sector, same, was, letters] = cells as string[] & {
    length: 12;
  };
  if (!market.mics.includes(mic!)) return `${mic} is no exchange of this file (${market.mics.join(', ')})`;
  if (!SYMBOL.test(symbol!)) return `"${symbol}" is no symbol`;
  const former = was === '' ? [] : was!.split('|').map(formerName);
  const days = [from!, to!, ...former.map((one) => one.to as string)].map((day) => day.replace(/^~/, ''));
  const wrong = days.find((day) => day !== '' && !PartialDate.safeParse(day).success);
  if (wrong !== undefined) return `"${wrong}" is no day`;
  const late = days.find((day) => day > asOf);
  if (late !== undefined) return `${late} is after the newest source (${asOf})`;
  if (days[0] !== '' && days[1] !== '' && days[0]! >= days[1]!)
    return `the last day ${to} is not after the first ${from}`;
  const evidence = [...letters!].map((letter) => sources.get(letter));
  if (evidence.length === 0 || evidence.includes(undefined))
    return `"${letters}" has a source that sources.tsv lacks`;
  if (`${short}${zh}${en}` === '') return 'a name is missing';
  return {
    mic: mic!,
    symbol: symbol!,
    from: dayOrNull(days[0]!),
    to: dayOrNull(days[1]!),
    short: short || null,
    zh: zh || null,
    en: en || null,
    country: country || market.country,
    sector: sector || NO_SECTOR,
    same: same || null,
    was: former.map((one, at) => ({ name: one.name, to: days[at + 2] as PartialDate })),
    evidence: evidence as Evidence[],
  };
}

function dayOrNull(day: string): PartialDate | null {
  return day === '' ? null : (day as PartialDate);
}

function formerName(text: string): FormerName {
  const blank = text.indexOf(' ');
  return { to: text.slice(0, blank) as PartialDate, name: text.slice(blank + 1) };
}

/** A symbol is one company's a day: of two rows that share days the first stays. */
function withoutClashes(rows: readonly UniverseRow[], problems: CatalogProblem[]): UniverseRow[] {
  const merged = new Map<string, UniverseRow[]>();
  return rows.filter((row) => {
    const others = merged.get(listingKey(row)) ?? [];
    const rival = others.find(
      (other) => (row.from ?? '') < (other.to ?? '9') && (other.from ?? '') < (row.to ?? '9'),
    );
    if (rival === undefined) merged.set(listingKey(row), [...others, row]);
    else
      problems.push(
        problem(
          row.file,
          row.line,
          `${listingKey(row)} is the symbol of ${nameOf(rival)} on the same days (line ${rival.line})`,
          'End one where the other begins; until then the second is left out.',
        ),
      );
    return rival === undefined;
  });
}

function nameOf(row: UniverseRow): string {
  return row.en ?? row.zh ?? row.short ?? row.symbol;
}
