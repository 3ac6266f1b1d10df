import type { ReaderSettings } from '../../../src/pipeline/flows/second-reader.ts';
import type { ReaderReading } from '../../../src/pipeline/second-reader/second-reader.ts';

export const QUOTE = 'SAMR is investigating Trip.com';
export const SETTINGS: ReaderSettings = {
  url: 'http://127.0.0.1:11434/v1',
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
    measure: 'probe' as const,
    measureQuote: QUOTE,
    posture: 'opened' as const,
    object: 'company' as const,
    market: null,
    marketQuote: null,
    amount: null,
    authority: 'SAMR',
    authorityQuote: QUOTE,
    isNew: true,
    newBecause: 'on Monday',
    targets: [{ name: 'Trip.com', quote: QUOTE }],
    ...some,
  };
  const answer = { acts: [step], bystanders: [] };
  return { ok: true, answer, raw: JSON.stringify(answer), tokens: { input: 1_200, output: 70 } };
};
