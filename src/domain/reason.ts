import { z } from 'zod';
import type en from '../../config/messages/en/messages.json';

/** A name in both languages; `id` where it is a company or an app of the catalog. */
export const Named = z.strictObject({ id: z.string().optional(), en: z.string(), zh: z.string() });
export type Named = z.infer<typeof Named>;

/**
 * A parameter of a sentence: a number, a text as written, a name, another reason, or several of
 * them.
 */
export type Param = string | number | Named | Reason | readonly Param[];

/**
 * A reason, stored as a code with parameters; its sentence is made per language when it is shown.
 */
export interface Reason {
  readonly code: string;
  readonly params: Readonly<Record<string, Param>>;
}

const Param: z.ZodType<Param> = z.lazy(() =>
  z.union([z.string(), z.number(), Named, Reason, z.array(Param)]),
);
export const Reason: z.ZodType<Reason> = z.lazy(() =>
  z.strictObject({ code: z.string().min(1), params: z.record(z.string(), Param) }),
);

/** A reason in `--json` and the API. */
export const SaidReason = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.unknown() as unknown as z.ZodType<Param>),
  text: z.string(),
});
export type SaidReason = z.infer<typeof SaidReason>;

/**
 * Every code has its sentence in the catalogue of messages; the gaps of the sentence are the
 * parameters of the code.
 */
export type ReasonCode = keyof (typeof en)['reasons'];

/**
 * A reason by its code, with the parameters that its sentence has gaps for: a test holds every call
 * against the catalogue.
 */
export function reason(code: ReasonCode, params: Reason['params'] = {}): Reason {
  return { code, params };
}

/** Several reasons as one; a single one stays itself. */
export function reasons(first: Reason, ...more: readonly Reason[]): Reason {
  return more.length === 0 ? first : reason('list', { parts: [first, ...more] });
}

/** A sentence written by a person, or stored before reasons had codes. */
export const storedSentence = (text: string): Reason => reason('stored-sentence', { text });

/** A name of the catalog, the other language where it has none. */
export function bothNames(
  names: { readonly en: string | null; readonly zh: string | null },
  id?: string,
): Named {
  const [en, zh] = [names.en ?? names.zh ?? id ?? '', names.zh ?? names.en ?? id ?? ''];
  return id === undefined ? { en, zh } : { id, en, zh };
}
