import { z } from 'zod';
import { CalendarDate } from './time.ts';

const span = {
  /** First and last day of the history; null = it holds nothing of them. */
  from: CalendarDate.nullable(),
  until: CalendarDate.nullable(),
  /** Day since which their sources are watched; null = nothing is. */
  watchedSince: CalendarDate.nullable(),
  /** Their sources that answered at least once, and how many of these cannot be seen now. */
  sources: z.number().int(),
  gaps: z.number().int(),
};

/** How far knowledge of a company reaches. A day without knowledge is never a quiet day. */
export const Reach = z.strictObject({
  /** Over the bodies of the company's country. */
  ...span,
  /** The same for each body that acted against the company, in the order of the first act. */
  bodies: z.array(
    z.strictObject({
      regulator: z.string(),
      name: z.strictObject({ en: z.string(), zh: z.string() }),
      ...span,
    }),
  ),
  /** `acts` = acts are known and the score counts them; `no-acts` = none where knowledge reaches; `no-data` = it does not reach. */
  state: z.enum(['acts', 'no-acts', 'no-data']),
  /** Why it does not reach the instant; null = it does. */
  because: z.enum(['no-record', 'before-record', 'after-record', 'future']).nullable(),
});
export type Reach = z.infer<typeof Reach>;
