import { phrasesOf } from '../../base/i18n/messages.ts';
import type { Alert, Delivery, Subscription } from '../../domain/alert.ts';
import type { Card } from '../../domain/card.ts';
import type { MessageLinks } from '../../domain/message-links.ts';
import type { Store } from '../../domain/ports.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import {
  type OutgoingMessage,
  refused,
  retry,
  type SendOutcome,
  type Sink,
  unknown,
} from '../../domain/sink.ts';
import type { Instant } from '../../domain/time.ts';
import { safeCard } from '../present/safe-card.ts';
import { backOff, type DeliverLimits, limited, retryAfter } from './limits.ts';
import { withLinks } from './with-links.ts';

/** Timeout for a thread or a crosspost; the claim outlasts it. */
const COMPLETE_MS = 10_000;
/** About ten minutes of attempts: a card that fails for longer is not a transient failure. */
const PATIENT_ATTEMPTS = 9;
/** About two hours of attempts, for a sink that recognises repetitions and never answers. */
const MOST_REPEATS = 16;
/** Delay before a message that may have arrived is sent again to a sink without a key. */
const REPEAT_AFTER_MS = 60_000;

/** A planned message that has become pointless, with the reason. */
export interface NoLongerDue {
  readonly noLongerDue: Reason;
}

export interface AttemptDeps {
  readonly store: Store;
  /** The card of a delivery, from stored rows; null where its alert or notice was deleted. */
  readonly cardOf: (delivery: Delivery, now: Instant) => Promise<Card | NoLongerDue | null>;
  /** Signed links to the page for a message; absent where the page is not reachable. */
  readonly linksOf?: (delivery: Delivery, sent: SentAlert) => MessageLinks;
  /** Numbers from 0 to 1, for jitter. */
  readonly random: () => number;
  /** Name of this run of this process, which owns the claim. */
  readonly by: string;
  readonly limits: DeliverLimits;
}

/** An alert as it is stored, with its signals. */
type SentAlert = NonNullable<Awaited<ReturnType<Store['alert']>>>;

/** An attempt at a delivery, and what it is made with. */
interface Attempt extends AttemptDeps {
  readonly delivery: Delivery;
  readonly now: Instant;
  readonly sink: Sink;
  /** True where it may have arrived already and is sent again. */
  readonly repeats: boolean;
}

/** How an attempt ended, and when the next one is due; `dueAt` null = no further attempt. */
export interface Attempted {
  readonly outcome: SendOutcome;
  readonly dueAt: Instant | null;
  /** True where the outcome reflects the health of the sink; false where our own rules ended it. */
  readonly ofSink: boolean;
}

const ours = (outcome: SendOutcome, dueAt: Instant | null = null): Attempted => ({
  outcome,
  dueAt,
  ofSink: false,
});
const refusedHere = (because: Reason): Attempted => ours(refused(because));

/** Releases a claim that expired while its delivery was queued; nothing was sent. */
export const givenBack = (now: Instant): Attempted => ours(retry(reason('no-turn')), now);

/**
 * One attempt at a leased delivery. Never throws for a failure of the sink.
 *
 * A message that may have been sent before (`doubtSince`) is looked up first. It is sent again with
 * its nonce where it is certainly missing, or where the sink cannot be read but still knows the
 * nonce. A sink without nonces gets it once more after a minute, marked as possibly repeated, and
 * never a third time. A correction edits the original message where the sink can.
 */
export async function attempt(
  delivery: Delivery,
  sink: Sink,
  now: Instant,
  deps: AttemptDeps,
): Promise<Attempted> {
  const own: Attempt = { ...deps, delivery, now, sink, repeats: false };
  const alerted = await storedAlert(own);
  const tooOld = now - delivery.createdAt > deps.limits.keepMs(delivery.level);
  const doubt = await lookForEarlier(own, alerted, tooOld);
  if ('outcome' in doubt) return doubt;
  if (tooOld) return ours(retry(reason('too-old')));
  const change = await messageToChange(own, alerted);
  if ('outcome' in change) return change;
  return send({ ...own, repeats: doubt.repeats }, alerted, change.message);
}

/** The alert of a delivery, and the message that it replies to or edits. */
type AlertOfDelivery = Awaited<ReturnType<typeof storedAlert>>;

async function storedAlert({ store, delivery, sink }: Attempt) {
  const { address } = delivery;
  const stored = await store.alert(delivery.alert);
  const alert = stored?.alert ?? null;
  // An edit repeats what the original message said, including its thread.
  const first =
    alert?.edits === undefined ? alert : ((await store.alert(alert.edits))?.alert ?? alert);
  const follows = first?.follows ?? null;
  const [before] =
    follows === null ? [] : await store.deliveries({ alert: follows, address, limit: 1 });
  return {
    stored,
    first,
    replyTo: before?.message ?? null,
    /** The alert whose message is edited; undefined = a new message. */
    edits: sink.edit === undefined ? undefined : alert?.edits,
  };
}

/**
 * Looks up a message that may have arrived. Returns how the attempt ends, or whether sending now
 * may repeat the message.
 */
async function lookForEarlier(
  own: Attempt,
  alerted: AlertOfDelivery,
  tooOld: boolean,
): Promise<Attempted | { readonly repeats: boolean }> {
  const { delivery, sink, limits } = own;
  const doubt = delivery.doubtSince ?? null;
  // Editing twice has the effect of editing once, so an edit in doubt needs no look-up.
  if (doubt === null || alerted.edits !== undefined) return { repeats: false };
  const found = await within(limits.sendMs, () =>
    sink.find(delivery.address, delivery.alert, alerted.replyTo),
  );
  if (found instanceof Error) {
    const outcome = unknown(reason('look-up-failed', { why: found.message }));
    return { outcome, dueAt: tooOld ? null : nextAttempt(own, outcome), ofSink: true };
  }
  if (found === null) return { repeats: false };
  if (found === 'unreadable') {
    if (tooOld || !mayRepeat(own, doubt)) return ours(unknown(reason('may-have-arrived')));
    return { repeats: sink.knowsRepeats === undefined };
  }
  const message = await compose(own, alerted);
  const sent: SendOutcome = { kind: 'sent', message: found.message };
  const outcome = 'outcome' in message ? sent : await completed(sent, message, sink);
  return { outcome, dueAt: null, ofSink: true };
}

/** The message to edit, or why that is impossible; null = send a new message. */
async function messageToChange(
  own: Attempt,
  { edits }: AlertOfDelivery,
): Promise<Attempted | { readonly message: string | null }> {
  if (edits === undefined) return { message: null };
  const { address } = own.delivery;
  const [original] = await own.store.deliveries({ alert: edits, address, limit: 1 });
  if (original?.settledAt === null) {
    const waits = retry(reason('corrected-not-sent'));
    return ours(waits, nextAttempt(own, waits));
  }
  // The row of the edit takes the id of the message, so that later alerts reply to it.
  const message = original?.message ?? null;
  return message === null ? refusedHere(reason('corrected-never-arrived')) : { message };
}

/** Sends the message, or edits the one that it corrects. */
async function send(
  own: Attempt,
  alerted: AlertOfDelivery,
  changed: string | null,
): Promise<Attempted> {
  const { delivery, sink, now, store, by, limits, repeats } = own;
  const message = await compose(own, alerted);
  if ('outcome' in message) return message;
  // The row comes first: a process that dies while sending must not cause a third message.
  if (repeats && !(await store.noteRepeat({ id: delivery.id, by, now }))) return givenBack(now);
  const answer = await within(limits.sendMs, () =>
    changed === null ? sink.send(message) : sink.edit!(message, changed),
  );
  // A sink that throws or hangs may have sent the message.
  const done =
    answer instanceof Error ? unknown(reason('attempt-failed', { why: answer.message })) : answer;
  const sent = changed === null ? await completed(done, message, sink) : done;
  const outcome: SendOutcome =
    repeats && sent.kind === 'sent' ? { ...sent, note: reason('possibly-repeated') } : sent;
  // A person deleted the message to be edited: not a failure of the sink.
  const ofSink = changed === null || outcome.kind !== 'refused' || outcome.disable;
  return { outcome, dueAt: nextAttempt(own, outcome), ofSink };
}

/** Whether a message in doubt may be sent again to a sink that cannot be read. */
function mayRepeat({ sink, delivery, now, limits }: Attempt, doubt: Instant): boolean {
  if (sink.knowsRepeats === 'always') return delivery.attempts < MOST_REPEATS;
  if (sink.knowsRepeats === 'minutes') return now - doubt < limits.nonceMs;
  return delivery.repeatedAt == null;
}

/**
 * Runs the steps that follow a sent message (thread, crosspost). Their failure is noted on the
 * delivery, which still counts as sent.
 */
async function completed(
  outcome: SendOutcome,
  message: OutgoingMessage,
  sink: Sink,
): Promise<SendOutcome> {
  if (outcome.kind !== 'sent' || sink.complete === undefined) return outcome;
  const done = await within(COMPLETE_MS, () => sink.complete!(message, outcome.message));
  const note = done instanceof Error ? reason('beside-missing', { why: done.message }) : done;
  return note === null ? outcome : { ...outcome, note };
}

/** The message of a delivery, or why it is not sent any more. */
async function compose(
  own: Attempt,
  alerted: AlertOfDelivery,
): Promise<OutgoingMessage | Attempted> {
  const { delivery, store } = own;
  // A delivery to the operator has no subscription.
  const needsOne = delivery.subscriptions.length > 0;
  const active = needsOne
    ? await store.subscriptions({ address: delivery.address, active: true })
    : [];
  const wanting = active.filter(({ id }) => delivery.subscriptions.includes(id));
  if (needsOne && wanting.length === 0) return refusedHere(reason('unsubscribed'));
  const { stored, first } = alerted;
  if (stored === null || first === null) return refusedHere(reason('alert-gone'));
  const card = await cardFor(own);
  if ('outcome' in card) return card;
  return messageOf(own, { ...alerted, stored, first, wanting }, card);
}

/** The card of a delivery, or why there is none now. */
async function cardFor(own: Attempt): Promise<Card | Attempted> {
  const { delivery, now, cardOf } = own;
  try {
    const card = await cardOf(delivery, now);
    if (card === null) return refusedHere(reason('notice-gone'));
    return 'noLongerDue' in card ? refusedHere(card.noLongerDue) : card;
  } catch (error) {
    if ((error as Error).name === 'StoreProblem') throw error;
    const outcome = retry(reason('card-failed', { why: errorOf(error).message }));
    // A card that always fails must not block later deliveries to the same address.
    const isLast = delivery.attempts >= PATIENT_ATTEMPTS;
    return ours(outcome, isLast ? null : nextAttempt(own, outcome));
  }
}

/** Parts of a message that will be sent. */
interface Composed {
  readonly stored: SentAlert;
  /** The original alert, where this one corrects it. */
  readonly first: Alert;
  readonly replyTo: string | null;
  /** The active subscriptions that asked for it. */
  readonly wanting: readonly Subscription[];
}

function messageOf(
  { delivery, linksOf, sink, repeats }: Attempt,
  { stored, first, replyTo, wanting }: Composed,
  card: Card,
): OutgoingMessage {
  const { address, level, nonce } = delivery;
  const { alert } = stored;
  const links = linksOf?.(delivery, stored) ?? {};
  const shown = sink.hasButtons === true ? card : withLinks(card, links);
  return {
    delivery: delivery.id,
    address,
    nonce,
    replyTo,
    level,
    // An edited message keeps the reference by which it is found.
    card: marked({ ...safeCard(shown), reference: alert.edits ?? delivery.alert }, repeats),
    ...(links.unsubscribe === undefined ? {} : { unsubscribe: links.unsubscribe }),
    repeated: repeats,
    role: wanting.find((subscription) => subscription.role !== null)?.role ?? null,
    thread:
      alert.urgency !== 'digest' && wanting.some((subscription) => subscription.threads === true),
    escalates: first.follows !== null && first.alertReason === 'escalated',
    crosspost: wanting.some((subscription) => subscription.crosspost === true),
    quiet: isQuiet(alert, level, wanting),
  };
}

/** Whether a message is sent without a notification: no push, or no subscription wants one. */
const isQuiet = ({ urgency }: Alert, level: number, wanting: readonly Subscription[]): boolean =>
  urgency !== 'push' ||
  (level < 4 && wanting.length > 0 && wanting.every(({ timing }) => timing !== 'at-once'));

/**
 * When the next attempt is due; null = none. A certain failure is not retried past the delivery's
 * age limit; an unknown outcome is always followed up.
 */
function nextAttempt(
  { delivery, now, random, limits, sink, repeats }: Attempt,
  outcome: SendOutcome,
): Instant | null {
  if (outcome.kind === 'sent' || outcome.kind === 'refused') return null;
  const waitMs = outcome.kind === 'retry' ? outcome.afterMs : null;
  const jitter = random();
  const isDoubt = outcome.kind === 'unknown' && sink.knowsRepeats === undefined;
  // The one permitted repetition is also in doubt.
  if (isDoubt && repeats) return null;
  if (isDoubt) return (now + retryAfter(REPEAT_AFTER_MS, jitter)) as Instant;
  const wait = waitMs === null ? backOff(delivery.attempts, jitter) : retryAfter(waitMs, jitter);
  const late = now + wait - delivery.createdAt > limits.keepMs(delivery.level);
  return outcome.kind === 'retry' && late ? null : ((now + wait) as Instant);
}

/** Marks a message that may arrive twice, at the start of its footer. */
function marked(card: Card, repeats: boolean): Card {
  if (!repeats) return card;
  const mark = phrasesOf('card', card.language)('possiblyRepeated');
  return { ...card, footer: `${mark} · ${card.footer}` };
}

/** Result of `work`, or the error where it throws or times out. */
async function within<T>(ms: number, work: () => Promise<T>): Promise<T | Error> {
  try {
    return await limited(ms, work());
  } catch (error) {
    return errorOf(error);
  }
}

const errorOf = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
