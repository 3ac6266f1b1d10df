import { z } from 'zod';

/** What an edge or fact rests on. `recollection` has no address and is shown as unattested; an address is never made up. */
export const EvidenceKind = z.enum([
  'notice',
  'filing',
  'price-series',
  'package-list',
  'press',
  'decision',
  'recollection',
]);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

export const Evidence = z.strictObject({
  kind: EvidenceKind,
  /** Which notice, filing, list or decision: `MIIT 2021-08-18, batch 17`. */
  note: z.string().min(1).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** Attested = at least one evidence that somebody else can check. */
export function isAttested(evidence: readonly Evidence[]): boolean {
  return evidence.some((one) => one.kind !== 'recollection');
}
