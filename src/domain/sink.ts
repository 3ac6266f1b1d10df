import type { Address } from './alert.ts';
import type { Card } from './card.ts';
import type { DeliveryId } from './ids.ts';
import type { Reason } from './reason.ts';
import type { Level } from './score.ts';

/** How one attempt to send ended. Expected failure is a value; the flow decides about retries. */
export type SendOutcome =
  /**
   * `note` = steps that failed besides the message itself (crosspost, thread); stored with the
   * delivery.
   */
  | { readonly kind: 'sent'; readonly message: string; readonly note?: Reason }
  | { readonly kind: 'retry'; readonly because: Reason; readonly afterMs: number | null }
  /** It may have arrived: it is looked up before it is sent again. */
  | { readonly kind: 'unknown'; readonly because: Reason }
  /**
   * `disable` = the address is gone for good: its subscriptions stop and their owner is alerted.
   */
  | { readonly kind: 'refused'; readonly because: Reason; readonly disable: boolean };

type Failed<Kind> = Extract<SendOutcome, { kind: Kind }>;

/**
 * It certainly did not arrive and may be retried, after the time that the receiver asked for, if
 * any.
 */
export function retry(because: Reason, afterMs: number | null = null): Failed<'retry'> {
  return { kind: 'retry', because, afterMs };
}

export const unknown = (because: Reason): Failed<'unknown'> => ({ kind: 'unknown', because });

export function refused(because: Reason, disable = false): Failed<'refused'> {
  return { kind: 'refused', because, disable };
}

/** A channel for messages. Each has a file; one contract tests all. */
export interface Sink {
  readonly id: string;
  /**
   * How the receiving service recognises a repetition: `always` = it stores the nonce for good, so
   * that a repetition arrives once however late; `minutes` = for the minutes of `nonceMs`. Absent =
   * not at all: a message in doubt is repeated once at most.
   */
  readonly knowsRepeats?: 'always' | 'minutes';
  /** Shows the card's own buttons; elsewhere what they do are links to the bot's page. */
  readonly hasButtons?: boolean;
  /** Each address is a server of its own, so that failures of some say nothing about others. */
  readonly manyServers?: boolean;
  send(message: OutgoingMessage): Promise<SendOutcome>;
  /**
   * Finds a message that carries this reference; `null` = certainly not there, `unreadable` =
   * cannot be alerted here, now or later. Throws where the sink does not answer: it is asked again.
   * `replyTo` = the message whose thread it may stand in.
   */
  find(
    address: Address,
    reference: string,
    replyTo?: string | null,
  ): Promise<{ message: string } | null | 'unreadable'>;
  /**
   * Edits a sent message; idempotent. For a deleted message it returns `refused` without disabling
   * the address.
   */
  edit?(message: OutgoingMessage, sent: string): Promise<SendOutcome>;
  /**
   * Steps after a sent message (thread, crosspost). Never throws; returns what was left out and
   * why, or null.
   */
  complete?(message: OutgoingMessage, sent: string): Promise<Reason | null>;
}

export interface OutgoingMessage {
  readonly delivery: DeliveryId;
  readonly address: Address;
  readonly card: Card;
  readonly nonce: string;
  /** Message to reply to, by its id at the sink. */
  readonly replyTo: string | null;
  readonly role: string | null;
  readonly quiet: boolean;
  /** It was sent before and may have arrived. */
  readonly repeated?: boolean;
  /** Gravity, for what is rationed. */
  readonly level?: Level;
  /** The address wants follow-ups in a thread. */
  readonly thread?: boolean;
  /**
   * It got worse: the follow-up stands in the channel, where it is seen, with a link to the thread.
   */
  readonly escalates?: boolean;
  /** Address of the page that ends what is sent to this address; absent = there is none. */
  readonly unsubscribe?: string;
  /** The address wants it published to its followers. */
  readonly crosspost?: boolean;
}

/** A constant sentence and fields, as pino takes them. */
export interface Log {
  info(fields: object, sentence: string): void;
  warn(fields: object, sentence: string): void;
}
