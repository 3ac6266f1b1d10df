import type { Address, Alert, Delivery, MuteScope, Signal, Suppressed } from './alert.ts';
import type { Change, Channel, Vote, Waiting } from './channel.ts';
import type { Confirmation } from './evidence.ts';
import type {
  AlertId,
  CompanyId,
  ItemId,
  NoticeId,
  RegulatorId,
  SignalId,
  SourceId,
} from './ids.ts';
import type { Item } from './item.ts';
import type { Notice } from './notice.ts';
import type { ReportedAction, Review, SecondReading } from './reported-action.ts';
import type { CalendarDate, Instant } from './time.ts';
import type { WorkspaceId } from './workspace.ts';

/** A page of a list; newest first. */
export interface PageOf {
  readonly limit: number;
  /** 0 where it is absent. */
  readonly offset?: number;
}

/** A delivery with the notice of its alert; null where the alert is about the watch itself. */
export type NoticeDelivery = Delivery & { readonly notice: NoticeId | null };

/** A censure by when it was dated and when it became known. */
export interface DatedAct {
  readonly notice: NoticeId;
  readonly datedAt: Instant;
  readonly detectedAt: Instant;
}

/** What is under way, counted from indexes: cheap enough to be asked every few seconds. */
export interface Figures {
  readonly itemsWaiting: number;
  /** When the oldest of them was fetched. */
  readonly oldestItem: Instant | null;
  readonly deliveriesWaiting: number;
  /** When the one that waits longest was due. */
  readonly oldestDelivery: Instant | null;
  readonly reviewsOpen: number;
  /** Pages that could not be read and are not given up. */
  readonly itemsUnread: number;
}

/**
 * Lists as people page through them. With `until` they are as they stood then, as far as rows tell.
 */
export interface Browse {
  item(id: ItemId): Promise<Item | null>;
  /**
   * Every saved version of the page of an item, oldest first; `notice` is null while it waits or
   * where it could not be read.
   */
  versions(item: ItemId): Promise<{ item: Item; notice: NoticeId | null }[]>;
  notices(
    query: {
      readonly company?: CompanyId;
      readonly regulator?: RegulatorId;
      /** Only censures; false = everything that was read. */
      readonly actionsOnly?: boolean;
      /** Only notices detected up to this instant. */
      readonly until?: Instant;
    } & PageOf,
  ): Promise<Notice[]>;
  /**
   * Censures of one regulator by id, those after an id: read in slices, so that a long list holds
   * up nobody.
   */
  acts(
    regulator: RegulatorId,
    slice: { readonly after: NoticeId | null; readonly limit: number },
  ): Promise<DatedAct[]>;
  /** Newest first; what was settled later than `until` waited then. */
  deliveries(
    query: {
      readonly alert?: AlertId;
      readonly address?: Address;
      /** Only to its addresses; absent = to any. */
      readonly workspace?: WorkspaceId;
      readonly state?: Delivery['state'];
      readonly until?: Instant;
    } & PageOf,
  ): Promise<NoticeDelivery[]>;
  /** Questions, oldest first, or decisions, newest first. */
  reviews(query: { readonly open: boolean; readonly until?: Instant } & PageOf): Promise<Review[]>;
  countReviews(query: { readonly open: boolean; readonly until?: Instant }): Promise<number>;
  /** Newest first; with an address what concerns it, or everybody. */
  suppressed(
    query: {
      readonly notice?: NoticeId;
      readonly address?: Address;
      /** Only what concerns its addresses, or everybody. */
      readonly workspace?: WorkspaceId;
      readonly until?: Instant;
    } & PageOf,
  ): Promise<(Suppressed & { readonly notice: NoticeId })[]>;
  figures(): Promise<Figures>;
}

/**
 * The part of the store that is about how places want to be alerted, and about what is alerted
 * without a new item.
 */
export interface ChannelStore {
  /** Of one scope, or all of the address. */
  endSilences(which: { address: Address; scope: MuteScope | null }): Promise<number>;

  // channels
  channel(address: Address): Promise<Channel | null>;
  channels(addresses: readonly Address[]): Promise<Channel[]>;
  saveChannel(channel: Channel): Promise<void>;
  noteChange(change: Change): Promise<void>;
  /** Newest first. */
  changes(query: { address: Address; limit: number }): Promise<Change[]>;
  saveVote(vote: Vote): Promise<void>;
  votes(since: Instant): Promise<Vote[]>;
  /** False where it is there already. */
  addReview(review: Review): Promise<boolean>;
  /** Signals that wait for a digest, oldest first. */
  waiting(address: Address): Promise<{ waiting: Waiting; signal: Signal }[]>;
  /**
   * Addresses whose digest may be due by then, with their settings, since when something waits, and
   * a mark for `postponeDigests`. `floodSince` = since when something waits that a flood of a
   * source holds back; null = nothing does.
   */
  dueDigests(now: Instant): Promise<
    {
      address: Address;
      channel: Channel | null;
      since: Instant;
      floodSince: Instant | null;
      mark: number;
    }[]
  >;
  /** Alerts on notices of a source that were fetched since then, counted up to `most`. */
  countAlerts(query: { source: SourceId; since: Instant; most: number }): Promise<number>;
  /**
   * No digest of these is due before `at`. One whose settings changed after the look that gave the
   * mark is looked at again at once.
   */
  postponeDigests(
    digests: readonly { readonly address: Address; readonly mark: number; readonly at: Instant }[],
  ): Promise<void>;
  /**
   * Writes alerts and deliveries that no item led to, and takes their signals off the waiting list:
   * one transaction.
   */
  saveScheduledAlerts(planned: {
    alerts: readonly Alert[];
    deliveries: readonly Delivery[];
    channel: Channel | null;
  }): Promise<void>;
  /** Every delivery made in a span: to whom, and of which alert. */
  addressed(span: {
    since: Instant;
    until: Instant;
  }): Promise<{ address: Address; alert: AlertId }[]>;
  /**
   * Addresses that were sent some signals, whose message waits, or that get them in their next
   * digest; none where the message was refused or expired.
   */
  recipientsOf(
    signals: readonly SignalId[],
  ): Promise<{ address: Address; signals: readonly SignalId[] }[]>;
  /** The earliest alert that carried each signal. */
  firstAlerts(signals: readonly string[]): Promise<Map<string, AlertId>>;
  /**
   * Forgets everything of an address: subscriptions, silences, settings, changes, votes, what
   * waits.
   */
  forget(address: Address): Promise<number>;
  /**
   * Ends every claim, as of a process that is surely dead; their fate is unknown and they are due
   * at once.
   */
  freeLeases(now: Instant): Promise<number>;
  /** Makes due at once what is to be tried again only after so long: a clock was ahead. */
  hastenRetries(query: { readonly now: Instant; readonly longestMs: number }): Promise<number>;
}

export type ReportedActionRow = {
  readonly action: ReportedAction;
  readonly decision: Review['decision'];
};
/**
 * What a comparison of claims found: those that something confirms, and those that are reported.
 */
export interface ComparedActions {
  readonly confirmed: readonly ConfirmedAction[];
  readonly reported: readonly ReportedAction[];
}
export type ConfirmedAction = { readonly action: ReportedAction; readonly by: Confirmation };

/** Rows of what pages say that authorities did, and of what a second reader was asked about it. */
export interface ReportedActionStore {
  /** Newest first, each with what a person decided on it. */
  reportedActions(
    query: {
      readonly state?: ReportedAction['state'];
      readonly company?: CompanyId;
      readonly from?: CalendarDate;
      readonly to?: CalendarDate;
      /** Only what was detected up to this instant. */
      readonly until?: Instant;
    } & PageOf,
  ): Promise<ReportedActionRow[]>;
  /** Claims that were not compared with the others yet, oldest first. */
  actionsToCompare(limit: number): Promise<ReportedActionRow[]>;
  /**
   * Notes in one transaction that a claim was compared, and makes the pages of those that are
   * confirmed, or reported from now on, due to be settled again.
   */
  confirmActions(compared: ReportedAction, found: ComparedActions, at: Instant): Promise<void>;
  /**
   * Takes questions for a second reader that are due, oldest first, for `leaseMs`; answers that are
   * not settled come as well.
   */
  leaseReadings(claim: { now: Instant; leaseMs: number; limit: number }): Promise<SecondReading[]>;
  /** A question that was answered before with the same key. */
  readingByKey(key: string): Promise<SecondReading | null>;
  /** `dueAt` = when it goes on; null = it is over. */
  saveReading(reading: SecondReading, dueAt: Instant | null): Promise<void>;
  /** Settles an answer in one transaction: confirms claims, and leaves proposals for a person. */
  recordAnswer(
    reading: SecondReading,
    answer: {
      readonly confirmed: readonly ConfirmedAction[];
      /** Acts that are reported from then on. */
      readonly reported: readonly ReportedAction[];
      readonly proposals: readonly Review[];
    },
    at: Instant,
  ): Promise<void>;
  /**
   * Reserves one call of a day and its cost, in millionths of a dollar; false where either limit
   * would be passed.
   */
  reserveCall(reserve: {
    day: string;
    cost: number;
    calls: number;
    most: number | null;
  }): Promise<boolean>;
  /** Adds what a call cost beside what was reserved for it (may be negative). */
  correctCost(day: string, difference: number): Promise<void>;
  readerDay(
    day: string,
  ): Promise<{ calls: number; cost: number; failures: Record<string, number> }>;
}
