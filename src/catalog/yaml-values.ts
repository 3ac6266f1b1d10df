import { z } from 'zod';

const text = z.string().min(1);

/** A title as an entry writes it: English alone, or both languages by key. */
export const entryTitle = z.preprocess(
  (value) => (typeof value === 'string' ? { en: value } : value),
  z.strictObject({ en: text, zh: text.optional() }),
);

/** Scalars of a file stay text when it is read (`readYaml`); these turn them into what they mean. */
export const numeric = z
  .string()
  .regex(/^-?\d+(?:\.\d+)?$/, 'a plain number is needed, for example 0.25')
  .transform(Number);

export const whole = z.string().regex(/^\d+$/, 'a whole number is needed').transform(Number);

export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Accepts `text` as a short form of `{[key]: text}`. */
export const orText = <Schema extends z.ZodType>(key: string, schema: Schema) =>
  z.preprocess((value) => (typeof value === 'string' ? { [key]: value } : value), schema);

/** Accepts one entry where a list may stand. */
export const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(schema).min(1));
