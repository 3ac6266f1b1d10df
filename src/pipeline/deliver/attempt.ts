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

/** A thread or a crosspost is worth so long a wait, within the claim. */
const COMPLETE_MS = 10_000;
/** About ten minutes: what fails for so long is not over by itself. */
const PATIENT_ATTEMPTS = 9;
/** About two hours: who keeps the key and never answers has it so often at the most. */
const MOST_REPEATS = 16;
/** What may have arrived where nobody can tell a repetition is sent once more, and not at once. */
const REPEAT_AFTER_MS = 60_000;

/** A planned message that has nothing to say any more, with the reason. */
export interface NoLongerDue {
  readonly noLongerDue: Reason;
}

export interface AttemptDeps {
  readonly store: Store;
  /** The card of a delivery made of rows alone; null where its alert or notice is gone. */
  readonly cardOf: (delivery: Delivery, now: Instant) => Promise<Card | NoLongerDue | null>;
  /** What a reader may do with a message, on the bot's page; absent = the page is not reachable. */
  readonly linksOf?: (delivery: Delivery, sent: SentAlert) => MessageLinks;
  /** Numbers from 0 to 1, for jitter. */
  readonly random: () => number;
  /** Name of this run of this process: what a claim is held by. */
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
  /** It may have arrived already, and is sent all the same. */
  readonly repeats: boolean;
}

/**
 * How an attempt ended and when the next one is due; no `dueAt` on `retry` or `unknown` means that
 * none is.
 */
export interface Attempted {
  readonly outcome: SendOutcome;
  readonly dueAt: Instant | null;
  /**
   * Whether the outcome says something about the sink; false where the attempt ended before it or
   * by a rule of ours.
   */
  readonly ofSink: boolean;
}

const ours = (outcome: SendOutcome, dueAt: Instant | null = null): Attempted => ({
  outcome,
  dueAt,
  ofSink: false,
});
const refusedHere = (because: Reason): Attempted => ours(refused(because));

/**
 * A claim that ran dry while its delivery waited for its turn goes back before anything was sent.
 */
export const givenBack = (now: Instant): Attempted => ours(retry(reason('no-turn')), now);

/**
 * One attempt at a leased delivery. What may have been sent before (`doubtSince`) is looked up
 * first, and sent again with its nonce where it is certainly not there, or where the sink cannot be
 * read and surely still knows the nonce. Where the far side knows none it is sent once more after a
 * minute, marked as possibly repeated, and never a third time. What corrects a message that was
 * sent changes it in place where the sink can. Never throws for what a sink does.
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

/** What a delivery is about, and where its message stands in a conversation. */
type AlertOfDelivery = Awaited<ReturnType<typeof storedAlert>>;

async function storedAlert({ store, delivery, sink }: Attempt) {
  const { address } = delivery;
  const stored = await store.alert(delivery.alert);
  const alert = stored?.alert ?? null;
  // An edit says again what the message it changes said of itself: where its thread is, too.
  const first =
    alert?.edits === undefined ? alert : ((await store.alert(alert.edits))?.alert ?? alert);
  const follows = first?.follows ?? null;
  const [before] =
    follows === null ? [] : await store.deliveries({ alert: follows, address, limit: 1 });
  return {
    stored,
    first,
    replyTo: before?.message ?? null,
    /** The alert whose message is changed in place; undefined = a new message. */
    edits: sink.edit === undefined ? undefined : alert?.edits,
  };
}

/**
 * Looks for a message that may have arrived: how the attempt ends with what was found, or whether
 * what is sent now may be a repetition.
 */
async function lookForEarlier(
  own: Attempt,
  alerted: AlertOfDelivery,
  tooOld: boolean,
): Promise<Attempted | { readonly repeats: boolean }> {
  const { delivery, sink, limits } = own;
  const doubt = delivery.doubtSince ?? null;
  // Changed twice is changed once: an edit in doubt needs no look-up.
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

/** The message that an edit changes, or why it cannot; null = what is sent is a new message. */
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
  // The row of the edit has the id of the message, so that what follows replies to it.
  const message = original?.message ?? null;
  return message === null ? refusedHere(reason('corrected-never-arrived')) : { message };
}

/** Sends the message, or changes the one that it corrects. */
async function send(
  own: Attempt,
  alerted: AlertOfDelivery,
  changed: string | null,
): Promise<Attempted> {
  const { delivery, sink, now, store, by, limits, repeats } = own;
  const message = await compose(own, alerted);
  if ('outcome' in message) return message;
  // A row before the message: a process that dies while it sends must not send a third one.
  if (repeats && !(await store.noteRepeat({ id: delivery.id, by, now }))) return givenBack(now);
  const answer = await within(limits.sendMs, () =>
    changed === null ? sink.send(message) : sink.edit!(message, changed),
  );
  // A sink that throws or hangs may have sent: nobody knows.
  const done =
    answer instanceof Error ? unknown(reason('attempt-failed', { why: answer.message })) : answer;
  const sent = changed === null ? await completed(done, message, sink) : done;
  const outcome: SendOutcome =
    repeats && sent.kind === 'sent' ? { ...sent, note: reason('possibly-repeated') } : sent;
  // That somebody deleted the message to be changed is no incident.
  const ofSink = changed === null || outcome.kind !== 'refused' || outcome.disable;
  return { outcome, dueAt: nextAttempt(own, outcome), ofSink };
}

/** Whether what may have arrived may be sent again where the sink cannot be read. */
function mayRepeat({ sink, delivery, now, limits }: Attempt, doubt: Instant): boolean {
  if (sink.knowsRepeats === 'always') return delivery.attempts < MOST_REPEATS;
  if (sink.knowsRepeats === 'minutes') return now - doubt < limits.nonceMs;
  return delivery.repeatedAt == null;
}

/**
 * What is done beside a message that arrived may fail: the delivery says so, and is sent all the
 * same.
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

/** The message of a delivery, or why there is none any more. */
async function compose(
  own: Attempt,
  alerted: AlertOfDelivery,
): Promise<OutgoingMessage | Attempted> {
  const { delivery, store } = own;
  // A sink of one's own needs no subscription.
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
    // What breaks its card again and again keeps the next ones of its address waiting no longer.
    const isLast = delivery.attempts >= PATIENT_ATTEMPTS;
    return ours(outcome, isLast ? null : nextAttempt(own, outcome));
  }
}

/** What a message is made of, once it is sure to be sent. */
interface Composed {
  readonly stored: SentAlert;
  /** The alert that said it first, where this one corrects it. */
  readonly first: Alert;
  readonly replyTo: string | null;
  /** The subscriptions that it answers. */
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
    // A message that is changed in place keeps the reference that it is found by.
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

/** Whether a message comes without a sound: no push, or nobody here wants one at once. */
const isQuiet = ({ urgency }: Alert, level: number, wanting: readonly Subscription[]): boolean =>
  urgency !== 'push' ||
  (level < 4 && wanting.length > 0 && wanting.every(({ timing }) => timing !== 'at-once'));

/**
 * A certain failure whose next attempt would come too late has had its last; a doubt is always
 * followed up.
 */
function nextAttempt(
  { delivery, now, random, limits, sink, repeats }: Attempt,
  outcome: SendOutcome,
): Instant | null {
  if (outcome.kind === 'sent' || outcome.kind === 'refused') return null;
  const waitMs = outcome.kind === 'retry' ? outcome.afterMs : null;
  const jitter = random();
  const isDoubt = outcome.kind === 'unknown' && sink.knowsRepeats === undefined;
  // The one repetition came to nothing certain either.
  if (isDoubt && repeats) return null;
  if (isDoubt) return (now + retryAfter(REPEAT_AFTER_MS, jitter)) as Instant;
  const wait = waitMs === null ? backOff(delivery.attempts, jitter) : retryAfter(waitMs, jitter);
  const late = now + wait - delivery.createdAt > limits.keepMs(delivery.level);
  return outcome.kind === 'retry' && late ? null : ((now + wait) as Instant);
}

/** A message that may be there twice says so, first in its small print. */
function marked(card: Card, repeats: boolean): Card {
  if (!repeats) return card;
  const mark = phrasesOf('card', card.language)('possiblyRepeated');
  return { ...card, footer: `${mark} · ${card.footer}` };
}

/** What a sink answers, or the error where it throws or hangs. */
async function within<T>(ms: number, work: () => Promise<T>): Promise<T | Error> {
  try {
    return await limited(ms, work());
  } catch (error) {
    return errorOf(error);
  }
}

const errorOf = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
