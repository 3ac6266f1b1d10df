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
  const say: SayLine = ({ file, line }, message, remedy) => {
    problems.push({ file, line, column: null, message, remedy });
  };
  const sources = readSources(sourceFile, say);
  const days = [...sources.values()].flatMap(({ day }) => day ?? []);
  const asOf = days.sort().at(-1) ?? null;
  const rows = files.flatMap((file) => readFile(file, sources, asOf ?? '', say));
  const sound = withoutClashes(rows, say);
  const keys = new Set(sound.map(listingKey));
  for (const row of sound)
    if (row.same !== null && !keys.has(row.same))
      say(row, `"same" names ${row.same}, which is in no row`, 'Correct the symbol, or leave it empty.');
  return { asOf, rows: sound, sources, problems };
}

/** Notes what is wrong with a line. */
type SayLine = (
  place: { readonly file: string; readonly line: number },
  message: string,
  remedy: string,
) => void;

export function listingKey(row: { readonly mic: string; readonly symbol: string }): string {
  return `${row.mic}:${row.symbol}`;
}

function readSources({ path: file, text }: SourceFile, say: SayLine): Sources {
  const sources = new Map<string, Evidence>();
  for (const [line, [code, day, kind, source]] of linesOf(text)) {
    const evidence = Evidence.safeParse({ kind, source, day });
    if (code?.length === 1 && evidence.success) sources.set(code, evidence.data);
    else
      say({ file, line }, 'a source is a letter, a day, a kind of evidence and a name', 'Correct the line.');
  }
  return sources;
}

/** Cells by line number, without the first line, which names the columns. */
export function* linesOf(text: string): Generator<[line: number, cells: string[]]> {
  for (const [at, line] of text.split(/\r?\n/).entries())
    if (at > 0 && line !== '') yield [at + 1, line.split('\t')];
}

function readFile(
  { path: file, text }: SourceFile,
  sources: Sources,
  asOf: string,
  say: SayLine,
): UniverseRow[] {
  const market = MARKETS[basename(file, '.tsv')];
  if (market === undefined || text.split(/\r?\n/, 1)[0] !== COLUMNS.join('\t')) {
    const remedy = 'Put that line first; cells are separated by tabs.';
    say({ file, line: 1 }, `the columns are not ${COLUMNS.join(', ')}`, remedy);
    return [];
  }
  return [...linesOf(text)].flatMap(([line, cells]) => {
    const row = readRow(cells, market, sources, asOf);
    if (typeof row !== 'string') return [{ ...row, file, line }];
    say({ file, line }, row, 'Correct the cell; the row is left out until then.');
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
  const [
    mic = '',
    symbol = '',
    from = '',
    to = '',
    short,
    zh,
    en,
    country,
    sector,
    same,
    was = '',
    letters = '',
  ] = cells;
  if (!market.mics.includes(mic)) return `${mic} is no exchange of this file (${market.mics.join(', ')})`;
  if (!SYMBOL.test(symbol)) return `"${symbol}" is no symbol`;
  const former = was === '' ? [] : was.split('|').map(formerName);
  const days = [from, to, ...former.map((one) => one.to as string)].map((day) => day.replace(/^~/, ''));
  const wrong = days.find((day) => day !== '' && !PartialDate.safeParse(day).success);
  if (wrong !== undefined) return `"${wrong}" is no day`;
  const late = days.find((day) => day > asOf);
  if (late !== undefined) return `${late} is after the newest source (${asOf})`;
  if (days[0] !== '' && days[1] !== '' && days[0]! >= days[1]!)
    return `the last day ${to} is not after the first ${from}`;
  const evidence = [...letters].map((letter) => sources.get(letter));
  if (evidence.length === 0 || evidence.includes(undefined))
    return `"${letters}" has a source that sources.tsv lacks`;
  if (`${short}${zh}${en}` === '') return 'a name is missing';
  return {
    ...{ mic, symbol },
    from: (days[0] || null) as PartialDate | null,
    to: (days[1] || null) as PartialDate | null,
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

function formerName(text: string): FormerName {
  const blank = text.indexOf(' ');
  return { to: text.slice(0, blank) as PartialDate, name: text.slice(blank + 1) };
}

/** A symbol is one company's a day: of two rows that share days the first stays. */
function withoutClashes(rows: readonly UniverseRow[], say: SayLine): UniverseRow[] {
  const merged = new Map<string, UniverseRow[]>();
  return rows.filter((row) => {
    const key = listingKey(row);
    const others = merged.get(key) ?? [];
    const rival = others.find(
      (other) => (row.from ?? '') < (other.to ?? '9') && (other.from ?? '') < (row.to ?? '9'),
    );
    if (rival === undefined) merged.set(key, [...others, row]);
    else {
      const name = rival.en ?? rival.zh ?? rival.short;
      const remedy = 'End one where the other begins; until then the second is left out.';
      say(row, `${key} is the symbol of ${name} on the same days (line ${rival.line})`, remedy);
    }
    return rival === undefined;
  });
}
