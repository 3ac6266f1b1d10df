import { z } from 'zod';

const text = z.string().min(1);

/** A title as an entry writes it: English alone, or both languages by key. */
export const entryTitle = z.preprocess(
  (value) => (typeof value === 'string' ? { en: value } : value),
  z.strictObject({ en: text, zh: text.optional() }),
);
