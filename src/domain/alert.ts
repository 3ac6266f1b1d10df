import { z } from 'zod';
import type { AlertRule } from './alert-rule.ts';
import type { Exposure } from './exposure.ts';
import type {
  AlertId,
  CaseId,
  CompanyId,
  DeliveryId,
  NoticeId,
  RegulatorId,
  SectorId,
  SignalId,
  SubscriptionId,
  WorkspaceId,
} from './ids.ts';
import type { Language } from './language.ts';
import type { Measure } from './measures.ts';
import type { Reason } from './reason.ts';
import type { ReportedAction } from './reported-action.ts';
import type { Band, CaseStage, Factor, Level } from './score.ts';
import type { Aftermath, Session } from './study-report.ts';
import type { CalendarDate, Instant } from './time.ts';

/**
 * `changed` = an earlier act still stands, changed; `announced` = a list is announced and not
 * published yet, or published without anything above a threshold.
 */
export type AlertReason =
  | 'first'
  | 'new'
  | 'escalated'
  | 'deadline'
  | 'closed'
  | 'changed'
  | 'correction'
  | 'announced';

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
  /**
   * Points of the load that the act adds, by itself: 100 * (1 - 2^(-dL/10)); what an alert leads
   * with.
   */
  own?: number | undefined;
  /** Scores of attested acts only, and the later band: they decide about pushes and colours. */
  attested?: { before: number; after: number; band: Band } | undefined;
  factors: Factor[];
  /** An act of its own that adds no points: the company sells nothing where the act reaches. */
  weightless?: true | undefined;
  deadline: CalendarDate | null;
  alertReason: AlertReason;
  /** Measures that the notice took against the company; absent in older rows. */
  measures?: readonly Measure[] | undefined;
  /** Official page, or press only (one or more outlets). */
  origin: 'official' | 'press';
  /** Earlier acts of the same regulator on the same company that we hold. */
  earlier: number;
  publishedAt: Instant | null;
  detectedAt: Instant;
  /** True where publication lies days before detection, or the item was back-filled. */
  late: boolean;
  /** issuer + regulator + matter + stage; the same key is not alerted twice. */
  noveltyKey: string;
}

/** Where messages go: a sink and an address that only the sink understands. */
export interface Address {
  sink: string;
  to: string;
}

export type Scope =
  | { kind: 'company'; id: CompanyId }
  | { kind: 'sector'; id: SectorId }
  | { kind: 'regulator'; id: RegulatorId }
  | { kind: 'all' };

/** What a mute names: a scope, or one case of a company. */
export type MuteScope =
  | Scope
  | {
      kind: 'case';
      id: CaseId;
      company: CompanyId;
      /** By whom and since when, to name it. */
      regulator: RegulatorId;
      opened: CalendarDate;
    };

export const Timing = z.enum(['at-once', 'same-day', 'digest']);

export interface Subscription {
  id: SubscriptionId;
  address: Address;
  scope: Scope;
  leastBand: Band;
  /** Also alerts when the company is criticised as operator of a store; off by default. */
  stores?: boolean | undefined;
  timing: 'at-once' | 'same-day' | 'digest';
  language: Language;
  /** Chinese in traditional script, as it is written in Taiwan. */
  traditional?: boolean | undefined;
  /** Role to mention, on sinks that know roles. */
  role: string | null;
  /** Follow-ups go into a thread on the first alert's message, on sinks that have threads. */
  threads?: boolean | undefined;
  /** Also alerts to unconfirmed acts; off by default. */
  unconfirmed?: boolean | undefined;
  /** Alerts to reported acts; absent = on for a company, off for any other scope. */
  reported?: boolean | undefined;
  /** Groups of measures, or measures, that it wants; absent = all. */
  kinds?: readonly string[] | undefined;
  /** Alerted only to what one of these takes in, beside the band; absent = no such limit. */
  rules?: readonly AlertRule[] | undefined;
  /** Published to the channels that follow this one, where it is an announcement channel. */
  crosspost?: boolean | undefined;
  /** Server it belongs to; null for a direct message or a sink without servers. */
  server: string | null;
  owner: string;
  createdAt: Instant;
  disabled: { at: Instant; because: Reason } | null;
}

export interface Silence {
  id: string;
  address: Address;
  scope: MuteScope;
  until: Instant;
  by: string;
  createdAt: Instant;
}

/**
 * Signals of one Notice that are alerted together; none where a list is only announced, or where
 * the watch itself is spoken of.
 */
export interface Alert {
  id: AlertId;
  /** null = a word about the watch, or a morning note. */
  notice: NoticeId | null;
  /**
   * `watch` = a word about the watch itself: a source could not be seen, or needs a look.
   * `aftermath` = what prices did since; `note` = the morning note of a list.
   */
  alertReason: AlertReason | 'watch' | 'aftermath' | 'unconfirmed' | 'note';
  signals: SignalId[];
  urgency: 'push' | 'same-day' | 'digest';
  createdAt: Instant;
  /** The earlier Alert that this one follows up, if any. */
  follows: AlertId | null;
  /** The earlier alert whose message is edited, since this one corrects its details. */
  edits?: AlertId | undefined;
  /**
   * The incidents whose start or end a watch alert reports, by id.
   */
  watch?: { of: 'begin' | 'end'; troubles: string[] } | undefined;
  /** Unconfirmed acts, as read then. */
  unconfirmed?: ReportedAction[] | undefined;
  /** The morning note of a list, which is composed when it is sent. */
  note?: { workspace: WorkspaceId; list: string } | undefined;
  /** Price moves after an earlier alert by that session, as computed then. */
  aftermath?: { session: Session; facts: Aftermath } | undefined;
}

/**
 * A Signal that is not alerted (to this address, or to anybody when null), with the stage that
 * suppressed it and why.
 */
export interface Suppressed {
  signal: SignalId;
  /** Present where a notice names the company and no signal was made of it. */
  company?: CompanyId | undefined;
  address: Address | null;
  stage: string;
  why:
    | 'below-threshold'
    | 'kind'
    | 'rule'
    | 'already-alerted'
    | 'inhibited'
    | 'silenced'
    | 'case-muted'
    | 'no-subscriber'
    | 'backfill'
    | 'review'
    | 'budget'
    | 'quiet-hours'
    | 'joined-case'
    | 'history'
    | 'no-signal';
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
export interface Delivery {
  id: DeliveryId;
  alert: AlertId;
  address: Address;
  subscriptions: SubscriptionId[];
  /** Which of the alert's signals this address asked for, biggest change first. */
  signals: SignalId[];
  /** 5 first. */
  level: Level;
  state: z.infer<typeof DeliveryState>;
  /** Deterministic, at most 25 characters; the same for every attempt. */
  nonce: string;
  attempts: number;
  dueAt: Instant;
  claimedUntil: Instant | null;
  claimedBy: string | null;
  /**
   * Start of the earliest attempt with an unknown outcome; null = certainly not sent so far. Set by
   * the store.
   */
  doubtSince?: Instant | null | undefined;
  /**
   * When a message in doubt was sent again to a sink that cannot recognise a repetition. Set by the
   * store.
   */
  repeatedAt?: Instant | null | undefined;
  /** Id of the message at the sink once sent. */
  message: string | null;
  lastError: Reason | null;
  createdAt: Instant;
  settledAt: Instant | null;
}
