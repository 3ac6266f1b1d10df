import { z } from 'zod';
import type { ReadingFailure } from '../domain/claim.ts';

const TYPES = (
  'named criticised questioned warned rectification-ordered missed-deadline summoned fined merger-fined merger-blocked updates-frozen ' +
  'probe-opened review-opened charged sued settled raided restricted removed-from-stores registration-suspended licence-revoked banned recall-ordered other'
).split(' ') as [string, ...string[]];

/** The shape of an answer; anything beside it makes the whole answer invalid. */
export const ReaderAnswer = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        type: z.enum(TYPES),
        authority: z.string().max(120).nullable(),
        authorityQuote: z.string().max(400).nullable(),
        targets: z.array(z.strictObject({ name: z.string().max(120), quote: z.string().max(400) })).max(60),
        scope: z.enum(['company', 'app', 'product', 'person', 'sector']),
        isNew: z.boolean(),
        newBecause: z.string().max(400),
      }),
    )
    .max(12),
  bystanders: z.array(z.string().max(120)).max(60),
});
export type ReaderAnswer = z.infer<typeof ReaderAnswer>;

export interface Article {
  readonly title: string;
  readonly text: string;
  /** `2021-08-18`. */
  readonly date: string;
}

export interface ReaderReading {
  readonly ok: true;
  readonly answer: ReaderAnswer;
  readonly raw: string;
  /** Null where the server does not say. */
  readonly tokens: { readonly input: number; readonly output: number } | null;
}

/** An expected failure. `afterMs` = when the server may be asked again, where it says so. */
export interface ReaderFailure {
  readonly ok: false;
  readonly kind: ReadingFailure;
  readonly status: number | null;
  readonly afterMs: number | null;
}

/** Reads one article. Never throws for anything that the other side does. */
export interface SecondReader {
  read(article: Article): Promise<ReaderReading | ReaderFailure>;
}
