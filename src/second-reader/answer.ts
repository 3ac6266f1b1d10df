import { z } from 'zod';

/** The shape of an answer; anything beside it makes the whole answer invalid. */
export const ReaderAnswer = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        type: z.enum([
          'named',
          'criticised',
          'questioned',
          'warned',
          'rectification-ordered',
          'missed-deadline',
          'summoned',
          'fined',
          'merger-fined',
          'merger-blocked',
          'updates-frozen',
          'probe-opened',
          'review-opened',
          'charged',
          'sued',
          'settled',
          'raided',
          'restricted',
          'removed-from-stores',
          'registration-suspended',
          'licence-revoked',
          'banned',
          'recall-ordered',
          'other',
        ]),
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
