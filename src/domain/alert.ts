import { z } from 'zod';
import { Claim } from './claim.ts';
import { Exposure } from './exposure.ts';
import {
  AlertId,
  CaseId,
  CompanyId,
  DeliveryId,
  NoticeId,
  RegulatorId,
  SectorId,
  SignalId,
  SubscriptionId,
} from './ids.ts';
import { Reason } from './reason.ts';
import { Band, CaseStage, Factor, Level } from './score.ts';
import { Aftermath, Session } from './study-report.ts';
import { CalendarDate, Instant } from './time.ts';

export const AlertReason = z.enum([
  'first',
  'new',
  'escalated',
  'deadline',
  'closed',
  'correction',
  /** A list is announced and not there yet, or there now and nothing in it reaches a threshold. */
  'announced',
]);
export type AlertReason = z.infer<typeof AlertReason>;

/** An Exposure with the score before and after. Immutable. */
export const Signal = z.strictObject({
  id: SignalId,
  notice: NoticeId,
  company: CompanyId,
  exposure: Exposure,
  case: CaseId,
  regulator: RegulatorId,
  stage: CaseStage,
  level: Level,
  before: z.number(),
  after: z.number(),
  bandBefore: Band,
  bandAfter: Band,
  /** Points of the load that the act adds, by itself: 100 * (1 - 2^(-dL/10)); what an alert leads with. */
  own: z.number().optional(),
  /** Scores of what somebody can check alone, and the band of the later: they decide about pushes and colours. */
  confirmed: z.strictObject({ before: z.number(), after: z.number(), band: Band }).optional(),
  factors: z.array(Factor),
  deadline: CalendarDate.nullable(),
  alertReason: AlertReason,
  /** Official page, or press only (one or more outlets). */
  origin: z.enum(['official', 'press']),
  /** Earlier steps of the same regulator on the same company that we hold. */
  earlier: z.number().int().min(0),
  publishedAt: Instant.nullable(),
  detectedAt: Instant,
  /** True where publication lies days before detection, or the item was back-filled. */
  late: z.boolean(),
  /** issuer + regulator + matter + stage: what has been told is not told again. */
  noveltyKey: z.string(),
});
export type Signal = z.infer<typeof Signal>;

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

export const Silence = z.strictObject({
  id: z.string().min(1),
  address: Address,
  scope: Scope,
  until: Instant,
  by: z.string(),
  createdAt: Instant,
});
export type Silence = z.infer<typeof Silence>;

export const Urgency = z.enum(['push', 'same-day', 'digest']);

/** Signals of one Notice worth telling together; none where a list is only announced, or where the watch itself is spoken of. */
export const Alert = z.strictObject({
  id: AlertId,
  /** null = a word about the watch. */
  notice: NoticeId.nullable(),
  /** `watch` = a word about the watch itself: a source could not be seen, or needs a look. `aftermath` = what prices did since. */
  alertReason: AlertReason.or(z.enum(['watch', 'aftermath', 'unconfirmed'])),
  signals: z.array(SignalId),
  urgency: Urgency,
  createdAt: Instant,
  /** The earlier Alert that this one follows up, if any. */
  follows: AlertId.nullable(),
  /** The earlier Alert whose message is changed in place, since this one corrects details of it. */
  edits: AlertId.optional(),
  /** What a word about the watch tells: the beginning or the end of these incidents, by their ids. */
  watch: z.strictObject({ of: z.enum(['begin', 'end']), troubles: z.array(z.string()).min(1) }).optional(),
  /** Steps that nobody confirmed yet, as they were read then. */
  unconfirmed: z.array(Claim).optional(),
  /** What followed an earlier alert by that session, as it was computed then. */
  aftermath: z.strictObject({ session: Session, facts: Aftermath }).optional(),
});
export type Alert = z.infer<typeof Alert>;

/** A Signal that is not told (to this address, or to anybody when null), with the stage that suppressed it and why. */
export const Suppressed = z.strictObject({
  signal: SignalId,
  address: Address.nullable(),
  stage: z.string().min(1),
  why: z.enum([
    'below-threshold',
    'already-told',
    'inhibited',
    'silenced',
    'no-subscriber',
    'backfill',
    'review',
    'budget',
    'quiet-hours',
    'joined-case',
    'history',
  ]),
  because: Reason,
  at: Instant,
});
export type Suppressed = z.infer<typeof Suppressed>;

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
