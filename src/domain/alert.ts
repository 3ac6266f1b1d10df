import { z } from 'zod';
import type { Claim } from './claim.ts';
import type { Exposure } from './exposure.ts';
import {
  AlertId,
  type CaseId,
  CompanyId,
  DeliveryId,
  type NoticeId,
  RegulatorId,
  SectorId,
  SignalId,
  SubscriptionId,
} from './ids.ts';
import { Reason } from './reason.ts';
import { Band, type CaseStage, type Factor, Level } from './score.ts';
import type { Aftermath, Session } from './study-report.ts';
import { type CalendarDate, Instant } from './time.ts';

/** `announced` = a list is announced and not there yet, or there now and nothing in it reaches a threshold. */
export type AlertReason = 'first' | 'new' | 'escalated' | 'deadline' | 'closed' | 'correction' | 'announced';

/** An Exposure with the score before and after. Immutable. */
export interface Signal {
  id: SignalId;
  notice: NoticeId;
  company: CompanyId;
  exposure: Exposure;
  case: CaseId;
  regulator: RegulatorId;
  stage: CaseStage;
  level: Level;
  before: number;
  after: number;
  bandBefore: Band;
  bandAfter: Band;
  /** Points of the load that the act adds, by itself: 100 * (1 - 2^(-dL/10)); what an alert leads with. */
  own?: number | undefined;
  /** Scores of what somebody can check alone, and the band of the later: they decide about pushes and colours. */
  confirmed?: { before: number; after: number; band: Band } | undefined;
  factors: Factor[];
  deadline: CalendarDate | null;
  alertReason: AlertReason;
  /** Official page, or press only (one or more outlets). */
  origin: 'official' | 'press';
  /** Earlier steps of the same regulator on the same company that we hold. */
  earlier: number;
  publishedAt: Instant | null;
  detectedAt: Instant;
  /** True where publication lies days before detection, or the item was back-filled. */
  late: boolean;
  /** issuer + regulator + matter + stage: what has been told is not told again. */
  noveltyKey: string;
}

/** Where messages go: a sink and an address that only the sink understands. */
export const Address = z.strictObject({ sink: z.string().min(1), to: z.string().min(1) });
export type Address = z.infer<typeof Address>;

export const Scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('company'), id: CompanyId }),
  z.strictObject({ kind: z.literal('sector'), id: SectorId }),
  z.strictObject({ kind: z.literal('regulator'), id: RegulatorId }),
  z.strictObject({ kind: z.literal('all') }),
]);
export type Scope = z.infer<typeof Scope>;

export const Subscription = z.strictObject({
  id: SubscriptionId,
  address: Address,
  scope: Scope,
  leastBand: Band,
  /** Also told when the company is criticised as the operator of a store; off unless asked for. */
  stores: z.boolean().optional(),
  timing: z.enum(['at-once', 'same-day', 'digest']),
  language: z.enum(['en', 'zh']),
  /** Chinese in traditional script, as it is written in Taiwan. */
  traditional: z.boolean().optional(),
  /** Role to mention, on sinks that know roles. */
  role: z.string().nullable(),
  /** Follow-ups go into a thread on the first alert's message, on sinks that have threads. */
  threads: z.boolean().optional(),
  /** Also told of steps that nobody confirmed yet; off unless asked for. */
  unconfirmed: z.boolean().optional(),
  /** Published to the channels that follow this one, where it is an announcement channel. */
  crosspost: z.boolean().optional(),
  /** Server it belongs to; null for a direct message or a sink without servers. */
  server: z.string().nullable(),
  owner: z.string(),
  createdAt: Instant,
  disabled: z.strictObject({ at: Instant, because: Reason }).nullable(),
});
export type Subscription = z.infer<typeof Subscription>;

export interface Silence {
  id: string;
  address: Address;
  scope: Scope;
  until: Instant;
  by: string;
  createdAt: Instant;
}

/** Signals of one Notice worth telling together; none where a list is only announced, or where the watch itself is spoken of. */
export interface Alert {
  id: AlertId;
  /** null = a word about the watch. */
  notice: NoticeId | null;
  /** `watch` = a word about the watch itself: a source could not be seen, or needs a look. `aftermath` = what prices did since. */
  alertReason: AlertReason | 'watch' | 'aftermath' | 'unconfirmed';
  signals: SignalId[];
  urgency: 'push' | 'same-day' | 'digest';
  createdAt: Instant;
  /** The earlier Alert that this one follows up, if any. */
  follows: AlertId | null;
  /** The earlier Alert whose message is changed in place, since this one corrects details of it. */
  edits?: AlertId | undefined;
  /** What a word about the watch tells: the beginning or the end of these incidents, by their ids. */
  watch?: { of: 'begin' | 'end'; troubles: string[] } | undefined;
  /** Steps that nobody confirmed yet, as they were read then. */
  unconfirmed?: Claim[] | undefined;
  /** What followed an earlier alert by that session, as it was computed then. */
  aftermath?: { session: Session; facts: Aftermath } | undefined;
}

/** A Signal that is not told (to this address, or to anybody when null), with the stage that suppressed it and why. */
export interface Suppressed {
  signal: SignalId;
  address: Address | null;
  stage: string;
  why:
    | 'below-threshold'
    | 'already-told'
    | 'inhibited'
    | 'silenced'
    | 'no-subscriber'
    | 'backfill'
    | 'review'
    | 'budget'
    | 'quiet-hours'
    | 'joined-case'
    | 'history';
  because: Reason;
  at: Instant;
}

export const DeliveryState = z.enum([
  'pending',
  'claimed',
  'sent',
  'retrying',
  'refused',
  'expired',
  'uncertain',
]);

/** One Alert for one address: the row exists before the request. */
export const Delivery = z.strictObject({
  id: DeliveryId,
  alert: AlertId,
  address: Address,
  subscriptions: z.array(SubscriptionId),
  /** Which of the alert's signals this address asked for, biggest change first. */
  signals: z.array(SignalId),
  /** 5 first. */
  level: Level,
  state: DeliveryState,
  /** Deterministic, at most 25 characters; the same for every attempt. */
  nonce: z.string().max(25),
  attempts: z.number().int().min(0),
  dueAt: Instant,
  claimedUntil: Instant.nullable(),
  claimedBy: z.string().nullable(),
  /** Start of the earliest attempt whose fate nobody knows; null = certainly not sent so far. Kept by the store. */
  doubtSince: Instant.nullable().optional(),
  /** Id of the message at the sink once sent. */
  message: z.string().nullable(),
  lastError: Reason.nullable(),
  createdAt: Instant,
  settledAt: Instant.nullable(),
});
export type Delivery = z.infer<typeof Delivery>;
