import { z } from 'zod';

// Values of the files of config/, as people write them.

export const text = z.string().min(1);

/** An optional value, null where it is omitted. */
export const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null);

/** An optional list, empty where it is omitted. */
export const list = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).default(() => []);

/** A name in English, and in Chinese where it has one. */
export const nameEntry = z.strictObject({ en: text, zh: orNull(text) });

/** A title as an entry writes it: English alone, or both languages by key. */
export const entryTitle = z.preprocess(
  (value) => (typeof value === 'string' ? { en: value } : value),
  nameEntry,
);

/**
 * Scalars of a file stay text when it is read (`readYaml`); these turn them into what they mean.
 */
export const numeric = z
  .string()
  .regex(/^-?\d+(?:\.\d+)?$/, 'a plain number is needed, for example 0.25')
  .transform(Number);

/** Zones looked up so far: a format of the runtime takes half a millisecond. */
const zones = new Map<string, boolean>();

/** A zone that this runtime knows. */
export const zone = text.refine((name) => {
  const known = zones.get(name) ?? isZone(name);
  zones.set(name, known);
  return known;
}, 'not an IANA time zone, for example Asia/Shanghai');

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/** A number above 0. */
export const positive = z
  .string()
  .regex(/^\d+(?:\.\d+)?$/, 'a number above 0')
  .transform(Number)
  .pipe(z.number().positive());

export const whole = z.string().regex(/^\d+$/, 'a whole number is needed').transform(Number);

export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Accepts `text` as a short form of `{[key]: text}`. */
export const orText = <Schema extends z.ZodType>(key: string, schema: Schema) =>
  z.preprocess((value) => (typeof value === 'string' ? { [key]: value } : value), schema);

/** Accepts one entry where a list may stand. */
export const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(schema).min(1));

/** The number of a list within its year, and of all lists of its kind. */
export const batch = z.strictObject({ yearly: orNull(whole), total: orNull(whole) });

export const share = z
  .string()
  .regex(/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/, 'a share is a number from 0 to 1, for example 0.56')
  .transform(Number);

/** `share` = the fine as a share of the company's revenue of a year. */
export const fine = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters'),
  amount: numeric,
  share: orNull(share),
});

/** The message of a failed refinement: the fault, the remedy, and the place below the value. */
export const wrong = (message: string, remedy: string, path: (string | number)[] = []) => ({
  message,
  path,
  params: { remedy },
});
