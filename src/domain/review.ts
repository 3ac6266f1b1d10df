import type { CompanyId, NoticeId } from './ids.ts';
import type { Reason } from './reason.ts';
import type { CalendarDate, Instant } from './time.ts';

/** A document or mention that a person has to decide. */
export interface Review {
  readonly id: string;
  readonly notice: NoticeId;
  readonly kind: 'notice' | 'mention' | 'wrong-company' | 'unconfirmed';
  readonly subject: string;
  readonly because: Reason;
  readonly candidates: readonly { company: CompanyId; because: Reason }[];
  readonly createdAt: Instant;
  /** Of a mention: the name and developer as printed, and the day of the notice. A decision holds from that day on. */
  readonly name?: { readonly text: string; readonly developer: string | null; readonly day: CalendarDate };
  /** Of "wrong company?": every name by which the alert reached a company. */
  readonly names?: readonly {
    readonly text: string;
    readonly developer: string | null;
    readonly day: CalendarDate;
    readonly company: CompanyId;
  }[];
  /** `rejected` = none of the candidates is meant; of "wrong company?" `company` is the one that is taken back. */
  readonly decision: {
    verdict: 'accepted' | 'rejected';
    company: CompanyId | null;
    by: string;
    because: string;
    at: Instant;
    /** First day on which it holds, where the decider knows an earlier or later one than the notice's. */
    from?: CalendarDate;
  } | null;
}
