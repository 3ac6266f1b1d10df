import { basename } from 'node:path';
import { z } from 'zod';
import type { CatalogProblem } from '../../domain/catalog.ts';
import { Evidence } from '../../domain/evidence.ts';
import { micsOf } from '../../domain/exchange.ts';
import { CompanyId } from '../../domain/ids.ts';
import { overlaps, PartialDate } from '../../domain/time.ts';
import { type FileRow, lineProblem, readTable } from './table.ts';
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

const cell = z.string().transform((text) => text || null);
const or = (other: string) => z.string().transform((text) => text || other);

const SourceRow = z.object({
  code: z.string().length(1),
  day: z.string(),
  kind: z.string(),
  source: z.string(),
});

/** A line of a market's table. A day after the newest source, `asOf`, is a day in the future. */
function rowOf(market: keyof typeof MARKETS, sources: ReadonlyMap<string, Evidence>, asOf: string) {
  const { mics, country } = MARKETS[market]!;
  const day = z.string().transform((text, { addIssue }) => {
    const written = text.replace(/^~/, '');
    if (written !== '' && !PartialDate.safeParse(written).success)
      addIssue(`"${written}" is no day`);
    else if (written > asOf) addIssue(`${written} is after the newest source (${asOf})`);
    return (written || null) as PartialDate | null;
  });
  const formerName = z.string().transform((text) => {
    const blank = text.indexOf(' ');
    return { name: text.slice(blank + 1), to: text.slice(0, blank) };
  });
  return z
    .object({
      mic: z.string().refine((mic) => mics.includes(mic), {
        error: ({ input }) => `${input} is no exchange of this file (${mics.join(', ')})`,
      }),
      symbol: z.string().regex(/^[A-Z0-9]+(?:[.-][A-Z0-9]+)?$/, {
        error: ({ input }) => `"${input}" is no symbol`,
      }),
      from: day,
      to: day,
      /** Short name of the exchange, in Chinese. */
      short: cell,
      /** Full registered name in Chinese, simplified. */
      zh: cell,
      en: cell,
      country: or(country),
      sector: or('other'),
      /** Of a row that is not the one after which its company is called. */
      company: cell.pipe(CompanyId.nullable()),
      /** Former names, each with the first day on which the company no longer had it. */
      was: z
        .string()
        .transform((text) => (text === '' ? [] : text.split('|')))
        .pipe(z.array(formerName.pipe(z.object({ name: z.string(), to: day })))),
      sources: z.string().transform((letters, { addIssue }) => {
        const evidence = [...letters].flatMap((letter) => sources.get(letter) ?? []);
        if (evidence.length !== letters.length || letters === '')
          addIssue(`"${letters}" has a source that sources.tsv lacks`);
        return evidence;
      }),
    })
    .superRefine(({ from, to, short, zh, en }, { addIssue }) => {
      if (from !== null && to !== null && from >= to)
        addIssue(`the last day ${to} is not after the first ${from}`);
      if (short === null && zh === null && en === null) addIssue('a name is missing');
    });
}

/** One line of `config/universe/*.tsv`: one company under one symbol for some days. */
export type UniverseRow = FileRow<z.output<ReturnType<typeof rowOf>>>;

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
    readTable(file, rowOf(basename(file.path, '.tsv'), sources, asOf ?? '')),
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
