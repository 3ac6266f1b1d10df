import type { ReaderSettings } from '../../../src/pipeline/flows/second-reader.ts';
import type { ReaderReading } from '../../../src/pipeline/second-reader/second-reader.ts';

export const QUOTE = 'SAMR is investigating Trip.com';
export const SETTINGS: ReaderSettings = {
  model: 'small-1',
  schema: 'json_schema',
  mode: 'confirm',
  timeoutMs: 1_000,
  dailyCalls: 100,
  dailyUsd: null,
  price: { input: 1, output: 2 },
};

/** What a model answers of the text that holds `QUOTE`. */
export const reading = (some: object = {}): ReaderReading => {
  const step = {
    type: 'probe-opened' as const,
    authority: 'SAMR',
    authorityQuote: QUOTE,
    scope: 'company' as const,
    isNew: true,
    newBecause: 'on Monday',
    targets: [{ name: 'Trip.com', quote: QUOTE }],
    ...some,
  };
  const answer = { steps: [step], bystanders: [] };
  return { ok: true, answer, raw: JSON.stringify(answer), tokens: { input: 1_200, output: 70 } };
};
