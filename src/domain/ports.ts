import type { ActChange, ActChangesQuery } from './act-change.ts';
import type {
  Address,
  Alert,
  Delivery,
  Scope,
  Signal,
  Silence,
  Subscription,
  Suppressed,
} from './alert.ts';
import type { Waiting } from './channel.ts';
import type { Debt, DebtCause } from './debt.ts';
import type { Mapping } from './exposure.ts';
import type {
  AlertId,
  CompanyId,
  DeliveryId,
  ItemId,
  NoticeId,
  SourceId,
  SubscriptionId,
} from './ids.ts';
import type { Incident } from './incident.ts';
import type { Gap, Item, ItemFile, PageCheck, Revision, SourceState } from './item.ts';
import type { Notice } from './notice.ts';
import type { Reason } from './reason.ts';
import type { ReportedAction, Review } from './reported-action.ts';
import type { RegulatoryEvent, Score } from './score.ts';
import type { SendOutcome } from './sink.ts';
import type { StandingYear } from './standing.ts';
import type { Browse, ChannelStore, ReportedActionStore } from './store-lists.ts';
import type { CalendarDate, Instant } from './time.ts';
import type { WorkspaceStore } from './workspace-store.ts';

export type { Review } from './reported-action.ts';
export type {
  ConfirmedAction,
  ReportedActionRow,
} from './store-lists.ts';

export interface Clock {
  now(): Instant;
}

/** All results of one Notice, written in one transaction with the state of its Item. */
export interface Outcome {
  readonly item: ItemId;
  readonly notice: Notice;
  readonly mapping: Mapping | null;
  readonly events: readonly RegulatoryEvent[];
  readonly scores: readonly Score[];
  /** Daily standings of the companies whose acts it changes. */
  readonly standings?: Standings;
  readonly signals: readonly Signal[];
  readonly suppressed: readonly Suppressed[];
  readonly alerts: readonly Alert[];
  readonly deliveries: readonly Delivery[];
  readonly reviews: readonly Review[];
  /** Ids of earlier acts that this notice withdraws, as of the moment of saving. */
  readonly withdrawn?: readonly string[];
  /** Signals that addresses get in their next digest. */
  readonly waiting?: readonly Waiting[];
  /**
   * Acts that the page reports, certain or unconfirmed; they replace those of its earlier version.
   */
  readonly actions?: readonly ReportedAction[];
  /** True where the page is queued for a second reader. */
  readonly queueSecondReading?: boolean;
  /** Oddities of the notice itself, for the operator. */
  readonly incidents?: readonly Incident[];
}

/** Rows of daily standings, and the model that they are made with. */
export interface Standings {
  readonly model: string;
  readonly rows: readonly StandingYear[];
}

export interface NewItem {
  readonly item: Item;
  readonly bytes: Uint8Array;
  readonly files: readonly { file: ItemFile; bytes: Uint8Array }[];
  /** Names that are pinned to its key in the same transaction. */
  readonly named?: { readonly names: readonly string[]; readonly mark: string };
  /** The next check of its page, written with it; null = none. */
  readonly check?: PageCheck | null;
}

/** The limit for all deliveries of one alert: no bot has as many channels. */
export const EVERY_ADDRESS = 1_000_000;

/**
 * Rows. Methods that write more than one row are one transaction. SQLite and PostgreSQL pass one
 * contract suite.
 */
export interface Store extends Browse, ChannelStore, ReportedActionStore, WorkspaceStore {
  // watch
  sourceState(source: SourceId): Promise<SourceState | null>;
  sourceStates(): Promise<SourceState[]>;
  /**
   * Median time (ms) by source from fetching an item to its outcome, over the newest ones: they
   * wait for their files.
   */
  readingTimes(): Promise<ReadonlyMap<SourceId, number>>;
  /** Times of the next polls of sources that were polled before: of those due, or of these. */
  pollTimes(query: { due: Instant } | { of: readonly SourceId[] }): Promise<Map<SourceId, Instant>>;
  saveSourceState(state: SourceState): Promise<void>;
  /** Saves a new item or a new version; `known` when source, key and hash were there already. */
  saveItem(item: NewItem): Promise<'new' | 'edited' | 'known'>;
  /** Newest version of an item by its identity in the source. */
  itemByKey(source: SourceId, key: string): Promise<Item | null>;
  /**
   * Key and mark (hash of what the list said) of items by any of their names (guid, address) in the
   * source.
   */
  itemNames(
    source: SourceId,
    names: readonly string[],
  ): Promise<Map<string, { key: string; mark: string }>>;
  /**
   * Pins names to a key, for good: a name that is known keeps its key and only takes the new mark.
   */
  nameItem(source: SourceId, key: string, names: readonly string[], mark: string): Promise<void>;
  /** Pages to check again, the longest overdue first; of one source all, due or not. */
  pageChecks(query: { source?: SourceId; due?: Instant; limit: number }): Promise<PageCheck[]>;
  savePageCheck(check: PageCheck): Promise<void>;
  dropPageCheck(source: SourceId, key: string): Promise<void>;
  /** Opens a gap, or ends it when it is saved again with `to`. */
  saveGap(gap: Gap): Promise<void>;
  /** Gaps that last or ended after `since`, oldest first. */
  gaps(query: { source?: SourceId; since: Instant }): Promise<Gap[]>;
  /** Incidents, newest first. `pending` = it lasts, or a decision about alerting is open. */
  incidents(query: {
    pending?: true;
    ids?: readonly string[];
    since?: Instant;
    limit: number;
  }): Promise<Incident[]>;
  /**
   * Writes incidents with their alerts and deliveries in one transaction. Revision 0 is new (and
   * ignored where it is known); any other follows the revision before it. False, and nothing
   * written, where another process was faster.
   */
  saveIncidents(
    incidents: readonly Incident[],
    planned?: Pick<Outcome, 'alerts' | 'deliveries'>,
  ): Promise<boolean>;
  /** Newest versions of the items of one source or all, newest first. */
  itemsSeen(query: { source?: SourceId; since?: Instant; limit: number }): Promise<Item[]>;
  /** Waiting items, oldest first, except those of some sources. */
  pendingItems(limit: number, except?: readonly SourceId[]): Promise<Item[]>;
  itemBytes(
    item: ItemId,
  ): Promise<{ bytes: Uint8Array; files: { file: ItemFile; bytes: Uint8Array }[] } | null>;
  /**
   * Marks an item that could not be read as a debt and plans its next attempt. `mark` names the
   * program, its tables and its limits.
   */
  quarantineItem(
    item: ItemId,
    debt: { readonly because: string; readonly cause: DebtCause; readonly mark: string },
    at: Instant,
  ): Promise<void>;
  /**
   * Queues debts again: those that are due, and every one of another mark, whose attempts are
   * forgotten. `recovered` = also those of a fault of the program, which is over. `item` = this one,
   * at a person's request. Returns how many.
   */
  requeueDebts(
    query: { readonly mark: string; readonly recovered?: boolean; readonly item?: ItemId },
    at: Instant,
  ): Promise<number>;
  /** Pages that are not read, oldest first. */
  debts(limit: number): Promise<Debt[]>;

  // read, map, score, alert
  /**
   * Writes an outcome in one transaction; a second call for the same item changes nothing and
   * returns false.
   */
  saveOutcome(outcome: Outcome, at: Instant): Promise<boolean>;
  /**
   * Writes the next part of the deliveries of an outcome with too many addresses for one
   * transaction; false where none is left.
   */
  writePart(): Promise<boolean>;
  notice(id: NoticeId): Promise<Notice | null>;
  /**
   * Official notices of the same regulators that share one of these keys (`actKeys`), newest first.
   */
  noticesAlike(notice: Notice, keys: readonly string[]): Promise<Notice[]>;
  /** Notices of the versions of the same page before this one, newest first. */
  earlierNotices(item: Item, limit: number): Promise<Notice[]>;
  mapping(id: NoticeId): Promise<Mapping | null>;
  /**
   * Notices with acts that are the newest version of their page, with their mappings, in the order
   * of their ids; `after` = the last one processed.
   */
  mappedNotices(
    after: NoticeId | null,
    limit: number,
  ): Promise<{ notice: Notice; mapping: Mapping | null }[]>;
  /**
   * Makes the page of a notice due again because of new knowledge. False where its newest version
   * still waits, or was made for the same revision before.
   */
  reviseNotice(
    notice: NoticeId,
    revision: Pick<Revision, 'kind' | 'key'>,
    at: Instant,
  ): Promise<boolean>;
  /** Acts known up to an instant; of one company, of one notice, with one deadline, or of all. */
  events(query: {
    company?: CompanyId;
    until?: Instant;
    notice?: NoticeId;
    deadline?: CalendarDate;
  }): Promise<RegulatoryEvent[]>;
  /** A text that changes with every outcome that stored or withdrew acts of the company. */
  eventsMark(company: CompanyId): Promise<string>;
  /** Lines of the log of acts after a position, oldest first. */
  actChanges(query: ActChangesQuery): Promise<ActChange[]>;
  /** Position of the last line of the log; 0 where there is none. */
  lastActChange(): Promise<number>;
  /**
   * Rows of daily standings, of some companies or of all, by company and year; both years count.
   */
  standings(query: {
    companies?: readonly CompanyId[] | undefined;
    from: number;
    to: number;
  }): Promise<StandingYear[]>;
  /** What the rows of a company, or of all, were made of. */
  standingMarks(company?: CompanyId): Promise<{ company: CompanyId; year: number; mark: string }[]>;
  /**
   * By company with stored acts, a text that changes with them; the mark of a row is its model, a
   * blank and this text.
   */
  eventMarks(companies: readonly CompanyId[]): Promise<Map<CompanyId, string>>;
  saveStandings(standings: Standings): Promise<void>;
  signals(query: { notice?: NoticeId; company?: CompanyId; limit: number }): Promise<Signal[]>;
  alert(id: AlertId): Promise<{ alert: Alert; signals: Signal[] } | null>;
  /** Newest alert for each novelty key, for `already-alerted`. */
  findAlerted(keys: readonly string[]): Promise<Map<string, { alert: AlertId; at: Instant }>>;
  /**
   * Stores a decision and makes its page due again; false where there is no such review or it was
   * decided before.
   */
  decideReview(id: string, decision: NonNullable<Review['decision']>): Promise<boolean>;
  /** Decided reviews, oldest decision first: of several on one name the last counts. */
  decisions(): Promise<Review[]>;

  // subscriptions
  addSubscription(subscription: Subscription): Promise<'added' | 'exists'>;
  removeSubscription(id: SubscriptionId): Promise<boolean>;
  /** Subscriptions of an address, a server, owners or scopes, or all. */
  subscriptions(query: {
    address?: Address;
    server?: string;
    owners?: readonly string[];
    scopes?: readonly Scope[];
    active: boolean;
  }): Promise<Subscription[]>;
  disableAddress(address: Address, because: Reason, at: Instant): Promise<Subscription[]>;
  removeServer(server: string): Promise<number>;
  silences(now: Instant): Promise<Silence[]>;
  addSilence(silence: Silence): Promise<void>;

  // deliveries
  /**
   * Claims due deliveries, gravest first, until `now + leaseMs`. An expired claim can be claimed
   * again.
   */
  leaseDeliveries(claim: {
    now: Instant;
    leaseMs: number;
    limit: number;
    by: string;
    sinks: readonly string[];
  }): Promise<Delivery[]>;
  /**
   * Records, before it is sent, that a claimed delivery in doubt is repeated; false where another
   * process has claimed it.
   */
  noteRepeat(repeat: {
    readonly id: DeliveryId;
    readonly by: string;
    readonly now: Instant;
  }): Promise<boolean>;
  /** Records how an attempt ended; false where the claim was lost meanwhile. */
  recordAttempt(settled: {
    id: DeliveryId;
    by: string;
    now: Instant;
    outcome: SendOutcome;
    /**
     * Time of the next attempt for `retry` and `unknown`; null = none: `retry` becomes expired,
     * `unknown` uncertain.
     */
    dueAt: Instant | null;
  }): Promise<boolean>;

  /** Small named values (last catalog version, registered command hash). */
  remember(key: string, value: string): Promise<void>;
  recall(key: string): Promise<string | null>;
  /** Stores a value unless there is one; returns the stored one. */
  rememberOnce(key: string, value: string): Promise<string>;
  close(): Promise<void>;
}
