import { z } from 'zod';
import { NoticeId, OutletId } from './ids.ts';

/** What makes an unconfirmed step count: another report, the authority's own page, a person, or a second reader. */
export const Confirmation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('outlet'), outlet: OutletId, notice: NoticeId, url: z.string() }),
  z.strictObject({ kind: z.literal('official'), notice: NoticeId, url: z.string() }),
  z.strictObject({ kind: z.literal('person'), by: z.string(), because: z.string() }),
  z.strictObject({ kind: z.literal('reader'), model: z.string(), quote: z.string() }),
]);
export type Confirmation = z.infer<typeof Confirmation>;
