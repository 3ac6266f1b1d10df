import { z } from 'zod';
import { NoticeId, OutletId } from './ids.ts';
import { PartialDate } from './time.ts';

/** What makes an unconfirmed step count: another report, the authority's own page, a person, or a second reader. */
export const Confirmation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('outlet'), outlet: OutletId, notice: NoticeId, url: z.string() }),
  z.strictObject({ kind: z.literal('official'), notice: NoticeId, url: z.string() }),
  z.strictObject({ kind: z.literal('person'), by: z.string(), because: z.string() }),
  z.strictObject({ kind: z.literal('reader'), model: z.string(), quote: z.string() }),
]);
export type Confirmation = z.infer<typeof Confirmation>;

/**
 * What an edge of the registry or a fact of history rests on:
 * `exchange-list` a list of issuers or securities · `filing` an annual report, a prospectus, an announcement ·
 * `notice` an authority's own page · `policy` an app's privacy policy, which names its operator ·
 * `store` an app store, which names the developer · `register` a public register (GLEIF, app filings) · `press` ·
 * `judgement` an estimate made by whoever wrote it down: it attests nothing.
 */
export const EvidenceKind = z.enum([
  'exchange-list',
  'filing',
  'notice',
  'policy',
  'store',
  'register',
  'press',
  'judgement',
]);

/** One thing that somebody else can look up. An address is never made up. */
export const Evidence = z.strictObject({
  kind: EvidenceKind,
  /** The public origin in short: `HKEX list of issuers`, `MIIT 2021 batch 8`. */
  source: z.string().min(1),
  /** Day of the source; null = not recorded, which only history allows. */
  day: PartialDate.nullable(),
  url: z.url({ protocol: /^https?$/ }).optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** Attested = at least one evidence that somebody else can check; otherwise unverified. */
export function isAttested(evidence: readonly Evidence[]): boolean {
  return evidence.some((one) => one.kind !== 'judgement');
}
