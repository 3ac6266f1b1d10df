import { basename } from 'node:path';
import { z } from 'zod';
import type { CatalogProblem } from '../../domain/catalog.ts';
import { Evidence } from '../../domain/evidence.ts';
import { micsOf } from '../../domain/exchange.ts';
import { CompanyId } from '../../domain/ids.ts';
import { overlaps, PartialDate } from '../../domain/time.ts';
import { type FileRow, lineProblem, readRows, readTable } from './table.ts';
import type { SourceFile } from './yaml.ts';

const EUROPE = ['DE', 'FR', 'NL', 'IT', 'ES', 'SE', 'GB', 'CH', 'DK', 'FI', 'NO', 'BE'];

/** Exchanges of a file, and the country of a company that states none. */
const MARKETS: Readonly<
  Record<string, { readonly mics: readonly string[]; readonly country: string }>
> = {
  cn: { mics: micsOf('CN'), country: 'CN' },
  hk: { mics: micsOf('HK'), country: 'HK' },
  us: { mics: micsOf('US'), country: 'US' },
  kr: { mics: micsOf('KR'), country: 'KR' },
  jp: { mics: micsOf('JP'), country: 'JP' },
  tw: { mics: micsOf('TW'), country: 'TW' },
  in: { mics: micsOf('IN'), country: 'IN' },
  sg: { mics: micsOf('SG'), country: 'SG' },
  // Every row of this file states its country.
  eu: { mics: EUROPE.flatMap(micsOf), country: 'EU' },
};

/** Files of the universe by the market that they are called after. */
export const UNIVERSE_MARKETS = Object.keys(MARKETS);

const SourceRow = z.object({
  code: z.string().length(1),
  day: z.string(),
  kind: z.string(),
  source: z.string(),
});

const COLUMNS = [
  'mic',
  'symbol',
  'from',
  'to',
  /** Short name of the exchange, in Chinese. */
  'short',
  /** Full registered name in Chinese, simplified. */
  'zh',
  'en',
  'country',
  'sector',
  /** Of a row that is not the one after which its company is called. */
  'company',
  /** Former names, each with the first day on which the company no longer had it. */
  'was',
  'sources',
] as const;

/** A line of a market's table. */
interface UniverseLine {
  readonly mic: string;
  readonly symbol: string;
  readonly from: PartialDate | null;
  readonly to: PartialDate | null;
  readonly short: string | null;
  readonly zh: string | null;
  readonly en: string | null;
  readonly country: string;
  readonly sector: string;
  readonly company: CompanyId | null;
  readonly was: readonly { readonly name: string; readonly to: PartialDate | null }[];
  readonly sources: Evidence[];
}

const SYMBOL = /^[A-Z0-9]+(?:[.-][A-Z0-9]+)?$/;
const NO_NAMES: UniverseLine['was'] = [];

/**
 * Reads lines of one market, or says what is wrong with one. By hand: a schema takes three times as
 * long for these thirty thousand lines. A day after the newest source, `asOf`, is a day in the
 * future.
 */
function lineReader(
  market: keyof typeof MARKETS,
  sources: ReadonlyMap<string, Evidence>,
  asOf: string,
): (cells: readonly string[]) => UniverseLine | string {
  const { mics, country: usual } = MARKETS[market]!;
  const evidenceOf = evidenceReader(sources);
  return (cells) => {
    const faults: string[] = [];
    const [mic = '', symbol = '', first = '', last = '', short, zh, en] = cells;
    const [country, sector, company = '', was = '', letters = ''] = cells.slice(7);
    if (!mics.includes(mic)) faults.push(`${mic} is no exchange of this file (${mics.join(', ')})`);
    if (!SYMBOL.test(symbol)) faults.push(`"${symbol}" is no symbol`);
    const day = (text: string) => readDay(text, asOf, faults);
    const line: UniverseLine = {
      mic,
      symbol,
      from: day(first),
      to: day(last),
      short: short || null,
      zh: zh || null,
      en: en || null,
      country: country || usual,
      sector: sector || 'other',
      company: company === '' ? null : readOwner(company, faults),
      was: was === '' ? NO_NAMES : was.split('|').map((name) => formerName(name, day)),
      sources: evidenceOf(letters, faults),
    };
    return faults[0] ?? faultOf(line) ?? line;
  };
}

function faultOf({ from, to, short, zh, en }: UniverseLine): string | null {
  if (from !== null && to !== null && from >= to)
    return `the last day ${to} is not after the first ${from}`;
  return short === null && zh === null && en === null ? 'a name is missing' : null;
}

function readDay(written: string, asOf: string, faults: string[]): PartialDate | null {
  const text = written.startsWith('~') ? written.slice(1) : written;
  if (text === '') return null;
  if (!PartialDate.safeParse(text).success) faults.push(`"${text}" is no day`);
  else if (text > asOf) faults.push(`${text} is after the newest source (${asOf})`);
  return text as PartialDate;
}

function readOwner(written: string, faults: string[]): CompanyId | null {
  const id = CompanyId.safeParse(written);
  if (!id.success) faults.push(id.error.issues[0]!.message);
  return id.data ?? null;
}

function formerName(written: string, day: (text: string) => PartialDate | null) {
  const blank = written.indexOf(' ');
  return { name: written.slice(blank + 1), to: day(written.slice(0, blank)) };
}

/** Evidence by the letters of its sources; one list for all lines with the same letters. */
function evidenceReader(sources: ReadonlyMap<string, Evidence>) {
  const known = new Map<string, Evidence[]>();
  return (letters: string, faults: string[]): Evidence[] => {
    const evidence =
      known.get(letters) ?? [...letters].flatMap((letter) => sources.get(letter) ?? []);
    known.set(letters, evidence);
    if (letters === '' || evidence.length !== letters.length)
      faults.push(`"${letters}" has a source that sources.tsv lacks`);
    return evidence;
  };
}

/** One line of `config/universe/*.tsv`: one company under one symbol for some days. */
export type UniverseRow = FileRow<UniverseLine>;

/**
 * Reads the tables of all listed companies strictly: a line that is wrong is left out and named in
 * `problems`, the rest is read. `~` before a day says that the exact day is not known: it is the
 * first on which a source has the company, or no longer has it.
 * `asOf` = the newest day of a source: what the lists know; `sources` = evidence by the letter of
 * its source.
 */
export function readUniverse(files: readonly SourceFile[], sourceFile: SourceFile) {
  const { rows: named, problems } = readTable(sourceFile, SourceRow);
  const sources = new Map<string, Evidence>();
  for (const { code, day, kind, source, ...place } of named) {
    const evidence = Evidence.safeParse({ kind, source, day });
    if (evidence.success) sources.set(code, evidence.data);
    else
      problems.push(
        lineProblem(place, 'a source is a letter, a day, a kind of evidence and a name'),
      );
  }
  const asOf =
    [...sources.values()]
      .flatMap(({ day }) => day ?? [])
      .sort()
      .at(-1) ?? null;
  const read = files.map((file) =>
    readRows(file, COLUMNS, lineReader(basename(file.path, '.tsv'), sources, asOf ?? '')),
  );
  problems.push(...read.flatMap((one) => one.problems));
  const rows = withoutClashes(
    read.flatMap((one) => one.rows),
    problems,
  );
  return { asOf, rows, sources, problems };
}

export const listingKey = (row: { readonly mic: string; readonly symbol: string }) =>
  `${row.mic}:${row.symbol}`;

/**
 * A symbol is one company's a day: of two rows that share days the first stays. So it is of two
 * rows of different days that both name no company: nobody says that it is the same one.
 */
function withoutClashes(rows: readonly UniverseRow[], problems: CatalogProblem[]): UniverseRow[] {
  const merged = new Map<string, UniverseRow[]>();
  return rows.filter((row) => {
    const key = listingKey(row);
    const others = merged.get(key) ?? [];
    const rival = others.find((other) => overlaps(other, row));
    const unclear = others.find((other) => other.company === null && row.company === null);
    const other = rival ?? unclear;
    if (other === undefined) merged.set(key, [...others, row]);
    else {
      const days = rival === undefined ? 'on other days' : 'on the same days';
      const name = other.en ?? other.zh ?? other.short;
      const remedy =
        rival === undefined
          ? 'Give the earlier row the id of its company; until then the second is left out.'
          : 'End one where the other begins; until then the second is left out.';
      problems.push(
        lineProblem(row, `${key} is the symbol of ${name} ${days} (line ${other.line})`, remedy),
      );
    }
    return other === undefined;
  });
}
