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
import type { Instant } from './time.ts';
import type { WorkspaceStore } from './workspace-store.ts';

export type { Review } from './reported-action.ts';
export type {
  ConfirmedAction,
  ReportedActionRow,
} from './store-lists.ts';

export interface Clock {
  now(): Instant;
}

/**
 * Everything that one Notice led to; it is written in one transaction with the state of its Item.
 */
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
  /** Ids of earlier acts that this notice takes back, as of the moment of saving. */
  readonly withdrawn?: readonly string[];
  /** Signals that addresses get in their next digest. */
  readonly waiting?: readonly Waiting[];
  /**
   * What the page says that authorities did, certain or unconfirmed; they replace those of its
   * earlier version.
   */
  readonly actions?: readonly ReportedAction[];
  /** True where a second reader is to be asked about the page. */
  readonly queueSecondReading?: boolean;
  /** What is odd about the notice itself, for the operator. */
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
  /** When its page is looked at again, written with it; null = never. */
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
   * Median time (ms) by source from when an item was fetched to when it was settled, over the
   * newest that were: they wait for their files.
   */
  readingTimes(): Promise<ReadonlyMap<SourceId, number>>;
  /** When sources are asked next, of those that were asked before: those that are due, or these. */
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
  /** Pages to look at again, the longest overdue first; of one source all, due or not. */
  pageChecks(query: { source?: SourceId; due?: Instant; limit: number }): Promise<PageCheck[]>;
  savePageCheck(check: PageCheck): Promise<void>;
  dropPageCheck(source: SourceId, key: string): Promise<void>;
  /** Opens a gap, or ends it when it is saved again with `to`. */
  saveGap(gap: Gap): Promise<void>;
  /** Gaps that last or ended after `since`, oldest first. */
  gaps(query: { source?: SourceId; since: Instant }): Promise<Gap[]>;
  /**
   * Incidents, newest first. `pending` = it lasts, or somebody was not alerted yet whether he is
   * alerted.
   */
  incidents(query: {
    pending?: true;
    ids?: readonly string[];
    since?: Instant;
    limit: number;
  }): Promise<Incident[]>;
  /**
   * Writes incidents with the alerts and deliveries that tell them, in one transaction. A revision
   * of 0 is new (and left alone where it is known); any other one follows the revision before it.
   * False and nothing written where somebody else was faster.
   */
  saveIncidents(
    incidents: readonly Incident[],
    planned?: Pick<Outcome, 'alerts' | 'deliveries'>,
  ): Promise<boolean>;
  /** Newest versions of the items of one source or all, newest first. */
  itemsSeen(query: { source?: SourceId; since?: Instant; limit: number }): Promise<Item[]>;
  /** Items not settled yet, oldest first, but those of some sources. */
  pendingItems(limit: number, except?: readonly SourceId[]): Promise<Item[]>;
  itemBytes(
    item: ItemId,
  ): Promise<{ bytes: Uint8Array; files: { file: ItemFile; bytes: Uint8Array }[] } | null>;
  /**
   * Marks an item that could not be read at all, with the reason; it is kept for a later reader.
   */
  quarantineItem(item: ItemId, because: string, at: Instant): Promise<void>;
  /**
   * Lets items wait again that another version of the reader set aside: their reason begins with
   * its name, `read-1: …`.
   */
  requeueForReader(reader: string, at: Instant): Promise<void>;

  // read, map, score, alert
  /** One transaction; the second call for the same item is a no-op and answers `false`. */
  saveOutcome(outcome: Outcome, at: Instant): Promise<boolean>;
  /**
   * Writes the next rows of something sent to too many addresses for one transaction; false where
   * there are none.
   */
  writePart(): Promise<boolean>;
  notice(id: NoticeId): Promise<Notice | null>;
  /**
   * Official censures by the bodies of this notice that share one of these keys (`actKeys`), newest
   * first.
   */
  noticesAlike(notice: Notice, keys: readonly string[]): Promise<Notice[]>;
  /** Notices of the versions of the same page before this one, newest first. */
  earlierNotices(item: Item, limit: number): Promise<Notice[]>;
  mapping(id: NoticeId): Promise<Mapping | null>;
  /**
   * Notices of censure that are the newest version of their page, with what they were mapped to,
   * in the order of their ids; `after` = the last one that was looked at.
   */
  mappedNotices(
    after: NoticeId | null,
    limit: number,
  ): Promise<{ notice: Notice; mapping: Mapping | null }[]>;
  /**
   * Has the page of a notice settled once more for what was learnt since. False where its newest
   * version is not settled yet, or was made for the same revision before.
   */
  reviseNotice(
    notice: NoticeId,
    revision: Pick<Revision, 'kind' | 'key'>,
    at: Instant,
  ): Promise<boolean>;
  /** Acts known up to an instant; of one company, of one notice, or of all. */
  events(query: {
    company?: CompanyId;
    until?: Instant;
    notice?: NoticeId;
  }): Promise<RegulatoryEvent[]>;
  /** Another text after every outcome that stored or took back acts of the company. */
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
   * By company of which acts are stored, a text that changes with them; the mark of a row is its
   * model, a blank and this text.
   */
  eventMarks(company?: CompanyId): Promise<Map<CompanyId, string>>;
  saveStandings(standings: Standings): Promise<void>;
  signals(query: { notice?: NoticeId; company?: CompanyId; limit: number }): Promise<Signal[]>;
  alert(id: AlertId): Promise<{ alert: Alert; signals: Signal[] } | null>;
  /** Newest alert for each novelty key, for `already-alerted`. */
  findAlerted(keys: readonly string[]): Promise<Map<string, { alert: AlertId; at: Instant }>>;
  /**
   * Stores a decision and makes its page due to be settled again; false where there is no such
   * review or it was decided before.
   */
  decideReview(id: string, decision: NonNullable<Review['decision']>): Promise<boolean>;
  /** Decided reviews, oldest decision first: of several on one name the last counts. */
  decisions(): Promise<Review[]>;

  // subscriptions
  addSubscription(subscription: Subscription): Promise<'added' | 'exists'>;
  removeSubscription(id: SubscriptionId): Promise<boolean>;
  /** Of an address, of a server, of these owners, with one of these scopes, or all there are. */
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
   * Claims due deliveries, gravest first, until `now + leaseMs`. A claim that ran out is claimed
   * again.
   */
  leaseDeliveries(claim: {
    now: Instant;
    leaseMs: number;
    limit: number;
    by: string;
    sinks: readonly string[];
  }): Promise<Delivery[]>;
  /** Records how an attempt ended; answers false when the claim was lost meanwhile. */
  /**
   * Notes, before it is sent, that a claimed delivery in doubt is sent once more; false where
   * another process holds it.
   */
  noteRepeat(repeat: {
    readonly id: DeliveryId;
    readonly by: string;
    readonly now: Instant;
  }): Promise<boolean>;
  recordAttempt(settled: {
    id: DeliveryId;
    by: string;
    now: Instant;
    outcome: SendOutcome;
    /**
     * When to try again, for `retry` and `unknown`; null = no more: `retry` becomes expired,
     * `unknown` uncertain.
     */
    dueAt: Instant | null;
  }): Promise<boolean>;

  /** Small named values (last catalog version, registered command hash). */
  remember(key: string, value: string): Promise<void>;
  recall(key: string): Promise<string | null>;
  /** Keeps a value where there is none yet; answers the one that is kept. */
  rememberOnce(key: string, value: string): Promise<string>;
  close(): Promise<void>;
}
