import { z } from 'zod';
import { CompanyId, NoticeId, OutletId, RegulatorId } from './ids.ts';
import { ActionType } from './notice.ts';
import { Reason } from './reason.ts';
import { CalendarDate, Instant } from './time.ts';

/**
 * What one page says that an authority did to one name: told by itself, or not sure enough (`unconfirmed`). A page has one claim for
 * each step and name; a newer version of the page replaces them.
 */
export const Claim = z.strictObject({
  /** The page: a hash of source and key, the same for every version. */
  page: z.string().min(1),
  /** `<type>:<company or name>`. */
  step: z.string().min(1),
  notice: NoticeId,
  /** `person` = against a person of the company: history, never score or alert. */
  state: z.enum(['told', 'unconfirmed', 'person']),
  /** Where the name is certainly one company's. */
  company: CompanyId.nullable(),
  /** Companies that may be meant. */
  candidates: z.array(z.strictObject({ company: CompanyId, because: Reason })),
  name: z.string().min(1),
  type: ActionType,
  /** Publication, else detection. */
  day: CalendarDate,
  /** Null = an authority's own page. */
  outlet: OutletId.nullable(),
  /** Agencies on which the report rests or which it names. */
  agencies: z.array(OutletId),
  /** As the text names it; null = the text names none. */
  authority: z.strictObject({ id: RegulatorId.nullable(), name: z.string() }).nullable(),
  /** Calibrated probability; null for what is told. */
  probability: z.number().min(0).max(1).nullable(),
  quote: z.string(),
  title: z.string(),
  url: z.string(),
  detectedAt: Instant,
});
export type Claim = z.infer<typeof Claim>;

export interface ClaimQuery {
  readonly state?: Claim['state'];
  readonly company?: CompanyId;
  readonly type?: ActionType;
  readonly from?: CalendarDate;
  readonly to?: CalendarDate;
  /** Only what was detected up to this instant. */
  readonly until?: Instant;
  readonly limit: number;
  readonly offset?: number;
}
