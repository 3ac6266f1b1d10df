import type { Address, Alert, Delivery, Signal } from './alert.ts';
import type { Change, Channel, EndSilence, Vote, Waiting } from './channel.ts';
import type { AlertId } from './ids.ts';
import type { Review } from './review.ts';
import type { Instant } from './time.ts';

/** An address that may get a digest; `mark` is for `lookLater`. */
export interface DueDigest {
  readonly address: Address;
  readonly channel: Channel | null;
  /** Of what waits there, the oldest. */
  readonly since: Instant;
  readonly mark: number;
}

/** The part of the store that is about how places want to be told, and about what is told without a new item. */
export interface ChannelStore {
  endSilences(which: EndSilence): Promise<number>;

  // channels
  channel(address: Address): Promise<Channel | null>;
  /** Of these addresses, or all there are. */
  channels(addresses?: readonly Address[]): Promise<Channel[]>;
  saveChannel(channel: Channel): Promise<void>;
  noteChange(change: Change): Promise<void>;
  /** Newest first. */
  changes(query: { address: Address; limit: number }): Promise<Change[]>;
  saveVote(vote: Vote): Promise<void>;
  votes(query: { address?: Address; since: Instant }): Promise<Vote[]>;
  /** False where it is there already. */
  addReview(review: Review): Promise<boolean>;
  /** Signals that wait for a digest, oldest first. */
  waiting(address: Address): Promise<{ waiting: Waiting; signal: Signal }[]>;
  /** Addresses whose digest may be due by then, with their settings and since when something waits. */
  dueDigests(now: Instant): Promise<DueDigest[]>;
  /** No digest of these is due before `at`. One whose settings changed after the look that gave the mark is looked at again at once. */
  postponeDigests(
    digests: readonly { readonly address: Address; readonly mark: number; readonly at: Instant }[],
  ): Promise<void>;
  /** Writes alerts and deliveries that no item led to, and takes their signals off the waiting list: one transaction. */
  saveScheduledAlerts(planned: {
    alerts: readonly Alert[];
    deliveries: readonly Delivery[];
    channel: Channel | null;
  }): Promise<void>;
  /** Every delivery made in a span: to whom, and of which alert. */
  addressed(span: { since: Instant; until: Instant }): Promise<{ address: Address; alert: AlertId }[]>;
  /** The earliest alert that told each signal. */
  firstAlerts(signals: readonly string[]): Promise<Map<string, AlertId>>;
  /** Forgets everything of an address: subscriptions, silences, settings, changes, votes, what waits. */
  forget(address: Address): Promise<number>;
  /** Ends every claim, as of a process that is surely dead; their fate is unknown and they are due at once. */
  freeClaims(now: Instant): Promise<number>;
}
