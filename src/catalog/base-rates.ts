import { z } from 'zod';
import type { BaseRate } from '../domain/history.ts';
import { type Problem, problemAt, readYaml, type SourceFile } from './yaml.ts';
import { text, whole } from './yaml-values.ts';

const BaseRatesFile = z.array(
  z.strictObject({
    id: text,
    of: text,
    years: text,
    source: text,
    batches: z.array(z.strictObject({ named: whole, removed: whole, note: text.optional() })).min(1),
  }),
);

/**
 * Reads `config/base-rates.yml`. Only counts are written down; rate, n and range follow from them: rate = all removed /
 * all named, low and high = the lowest and highest rate of one batch.
 */
export function readBaseRates(file: SourceFile): { baseRates: BaseRate[]; problems: Problem[] } {
  const { value, problems } = readYaml(file, BaseRatesFile);
  if (value === null) return { baseRates: [], problems };
  const wrong = value.flatMap((entry, index) =>
    entry.batches.flatMap(({ named, removed }, at) => {
      if (named > 0 && removed <= named) return [];
      const message = 'a batch names at least one app and removes at most as many';
      return [problemAt(file, [index, 'batches', at], message, 'Correct the counts.')];
    }),
  );
  return wrong.length > 0
    ? { baseRates: [], problems: wrong }
    : { baseRates: value.map(rateOf), problems: [] };
}

function rateOf({ id, of, years, source, batches }: z.output<typeof BaseRatesFile>[number]): BaseRate {
  const n = batches.reduce((sum, batch) => sum + batch.named, 0);
  const removed = batches.reduce((sum, batch) => sum + batch.removed, 0);
  const rates = batches.map((batch) => batch.removed / batch.named);
  return {
    id,
    of,
    rate: removed / n,
    n,
    low: Math.min(...rates),
    high: Math.max(...rates),
    years,
    batches: batches.map((batch) => ({ named: batch.named, removed: batch.removed })),
    source,
  };
}
