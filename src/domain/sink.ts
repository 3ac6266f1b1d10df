import type { Address } from './alert.ts';
import type { Card } from './card.ts';
import type { DeliveryId } from './ids.ts';
import type { Reason } from './reason.ts';
import type { Level } from './score.ts';

/**
 * How one attempt to send ended. Expected failure is a value; the flow decides when to try again.
 */
export type SendOutcome =
  /**
   * `note` = what was left out beside the message itself (not crossposted, no thread); kept with
   * the delivery.
   */
  | { readonly kind: 'sent'; readonly message: string; readonly note?: Reason }
  | { readonly kind: 'retry'; readonly because: Reason; readonly afterMs: number | null }
  /** Nobody knows whether it arrived: it is looked up before it is sent again. */
  | { readonly kind: 'unknown'; readonly because: Reason }
  /**
   * `disable` = the address is gone for good: its subscriptions stop and their owner is alerted.
   */
  | { readonly kind: 'refused'; readonly because: Reason; readonly disable: boolean };

type Failed<Kind> = Extract<SendOutcome, { kind: Kind }>;

/**
 * It surely did not arrive, and another attempt may: after the time that the far side asked for,
 * where it did.
 */
export function retry(because: Reason, afterMs: number | null = null): Failed<'retry'> {
  return { kind: 'retry', because, afterMs };
}

export const unknown = (because: Reason): Failed<'unknown'> => ({ kind: 'unknown', because });

export function refused(because: Reason, disable = false): Failed<'refused'> {
  return { kind: 'refused', because, disable };
}

/** A way out. One file each, one contract for all. */
export interface Sink {
  readonly id: string;
  /**
   * How the receiving service recognises a repetition: `always` = it keeps the nonce for good, so
   * that what is sent again arrives once, however late; `minutes` = for the minutes of `nonceMs`.
   * Absent = it does not: what may have arrived is repeated once at most.
   */
  readonly knowsRepeats?: 'always' | 'minutes';
  /** Shows the card's own buttons; elsewhere what they do are links to the bot's page. */
  readonly hasButtons?: boolean;
  /** Each address is a server of its own: that some are down says nothing of the others. */
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
   * Changes a message that was sent. Doing it twice is doing it once; a message that was deleted is
   * refused and disables nobody.
   */
  edit?(message: OutgoingMessage, sent: string): Promise<SendOutcome>;
  /**
   * What is done beside a message that arrived (thread, crosspost). Never throws; answers what was
   * left out and why, or null.
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
  /** It was sent before, and nobody knows whether it arrived. */
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
