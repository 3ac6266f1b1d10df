import { z } from 'zod';
import type { CatalogProblem } from '../../domain/catalog.ts';
import { isKnownMic } from '../../domain/company.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { readIsin } from '../../domain/isin.ts';
import { lineProblem, readTable } from './table.ts';
import type { SourceFile } from './yaml.ts';

const IsinRow = z.object({
  isin: z.string().refine((text) => readIsin(text) === text, {
    error: ({ input }) => `"${input}" is no ISIN: its check digit is wrong`,
  }),
  mic: z.string().refine(isKnownMic, { error: ({ input }) => `"${input}" is no known exchange` }),
  symbol: z.string().min(1),
  sources: z.string().min(1),
});

/**
 * Reads `config/universe/isin.tsv`: the listing (`MIC:symbol`) of the company whose share has an
 * ISIN. A wrong line is left out and named in `problems`.
 */
export function readIsins(
  file: SourceFile,
  sources: ReadonlyMap<string, Evidence>,
): { readonly isins: readonly (readonly [string, string])[]; problems: CatalogProblem[] } {
  const { rows, problems } = readTable(file, IsinRow);
  const isins = new Map<string, string>();
  for (const { isin, mic, symbol, sources: letters, ...place } of rows) {
    if ([...letters].some((letter) => !sources.has(letter)))
      problems.push(lineProblem(place, `"${letters}" has a source that sources.tsv lacks`));
    else if (isins.has(isin)) problems.push(lineProblem(place, `${isin} stands twice`));
    else isins.set(isin, `${mic}:${symbol}`);
  }
  return { isins: [...isins], problems };
}
