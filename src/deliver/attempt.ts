import type { Alert, Delivery } from '../domain/alert.ts';
import type { Card } from '../domain/card.ts';
import type { Store } from '../domain/ports.ts';
import { type Reason, reason } from '../domain/reason.ts';
import {
  type OutgoingMessage,
  refused,
  retry,
  type SendOutcome,
  type Sink,
  unknown,
} from '../domain/sink.ts';
import type { Instant } from '../domain/time.ts';
import { safeCard } from '../present/safe-card.ts';
import { backOff, type DeliverLimits, limited, retryAfter } from './limits.ts';

/** A thread or a crosspost is worth so long a wait, within the claim. */
const COMPLETE_MS = 10_000;
/** About ten minutes: what fails for so long is not over by itself. */
const PATIENT_ATTEMPTS = 9;
/** About two hours: who never answers and does not mind the key either has it so often at the most. */
const MOST_REPEATS = 16;

/** A planned message that has nothing to say any more, with the reason. */
export interface NoLongerDue {
  readonly noLongerDue: Reason;
}

export interface AttemptDeps {
  readonly store: Store;
  /** The card of a delivery made of rows alone; null where its alert or notice is gone. */
  readonly cardOf: (delivery: Delivery, now: Instant) => Promise<Card | NoLongerDue | null>;
  /** Numbers from 0 to 1, for jitter. */
  readonly random: () => number;
  readonly limits: DeliverLimits;
}

/** How an attempt ended and when the next one is due; no `dueAt` on `retry` or `unknown` means that none is. */
export interface Attempted {
  readonly outcome: SendOutcome;
  readonly dueAt: Instant | null;
  /** Whether the outcome says something about the sink; false where the attempt ended before it or by a rule of ours. */
  readonly ofSink: boolean;
}

const ours = (outcome: SendOutcome, dueAt: Instant | null = null): Attempted => ({
  outcome,
  dueAt,
  ofSink: false,
});
const refusedHere = (because: Reason): Attempted => ours(refused(because));

/** A claim that ran dry while its delivery waited for its turn goes back before anything was sent. */
export const givenBack = (now: Instant): Attempted => ours(retry(reason('no-turn')), now);

/**
 * One attempt at a claimed delivery. What may have been sent before (`doubtSince`) is looked up first, and sent again with its nonce
 * where it is certainly not there, or where the sink cannot be read and surely still knows the nonce. What corrects a message that was
 * sent changes it in place where the sink can. Never throws for what a sink does.
 */
export async function attempt(
  delivery: Delivery,
  sink: Sink,
  now: Instant,
  deps: AttemptDeps,
): Promise<Attempted> {
  const { limits, store } = deps;
  const { address, attempts } = delivery;
  const alert = (await store.alert(delivery.alert))?.alert ?? null;
  const edits = sink.edit === undefined ? undefined : alert?.edits;
  // An edit says again what the message it changes said of itself: where its thread is, too.
  const first = alert?.edits === undefined ? alert : ((await store.alert(alert.edits))?.alert ?? alert);
  const follows = first?.follows ?? null;
  const [before] = follows === null ? [] : await store.deliveries({ alert: follows, address, limit: 1 });
  const replyTo = before?.message ?? null;
  const composed = () => compose(delivery, alert, first, replyTo, now, deps);
  const again = (outcome: SendOutcome): Instant | null => nextAttempt(delivery, outcome, now, deps);
  const tooOld = now - delivery.createdAt > limits.keepMs(delivery.level);
  const doubt = delivery.doubtSince ?? null;
  // Changed twice is changed once: an edit in doubt needs no look-up.
  if (doubt !== null && edits === undefined) {
    let found: Awaited<ReturnType<Sink['find']>>;
    try {
      found = await limited(limits.sendMs, sink.find(address, delivery.alert, replyTo));
    } catch (error) {
      const outcome: SendOutcome = unknown(reason('look-up-failed', { why: messageOf(error) }));
      return { outcome, dueAt: tooOld ? null : again(outcome), ofSink: true };
    }
    const isKnown = sink.keepsNonce === true ? attempts < MOST_REPEATS : now - doubt < limits.nonceMs;
    if (found === 'unreadable' && (tooOld || !isKnown)) return ours(unknown(reason('may-have-arrived')));
    if (found !== null && found !== 'unreadable') {
      const message = await composed();
      const sent: SendOutcome = { kind: 'sent', message: found.message };
      const outcome = 'outcome' in message ? sent : await completed(sent, message, sink);
      return { outcome, dueAt: null, ofSink: true };
    }
  }
  if (tooOld) return ours(retry(reason('too-old')));
  let changed: string | null = null;
  if (edits !== undefined) {
    const [original] = await store.deliveries({ alert: edits, address, limit: 1 });
    if (original?.settledAt === null) {
      const waits = retry(reason('corrected-not-sent'));
      return ours(waits, again(waits));
    }
    // The row of the edit has the id of the message, so that what follows replies to it.
    changed = original?.message ?? null;
    if (changed === null) return refusedHere(reason('corrected-never-arrived'));
  }
  const message = await composed();
  if ('outcome' in message) return message;
  const sent =
    changed === null
      ? await completed(await within(limits.sendMs, () => sink.send(message)), message, sink)
      : await within(limits.sendMs, () => sink.edit!(message, changed));
  // A server of somebody's own answers "not found" while it is set up anew.
  const isEarly = sink.manyServers === true && attempts < PATIENT_ATTEMPTS;
  const outcome = sent.kind === 'refused' && sent.disable && isEarly ? retry(sent.because) : sent;
  // That somebody deleted the message to be changed is no incident.
  const ofSink = changed === null || outcome.kind !== 'refused' || outcome.disable;
  return { outcome, dueAt: again(outcome), ofSink };
}

/** What is done beside a message that arrived may fail: the delivery says so, and is sent all the same. */
async function completed(outcome: SendOutcome, message: OutgoingMessage, sink: Sink): Promise<SendOutcome> {
  if (outcome.kind !== 'sent' || sink.complete === undefined) return outcome;
  let note: Reason | null;
  try {
    note = await limited(COMPLETE_MS, sink.complete(message, outcome.message));
  } catch (error) {
    note = reason('beside-missing', { why: messageOf(error) });
  }
  return note === null ? outcome : { ...outcome, note };
}

/** The message of a delivery, or why there is none any more. */
async function compose(
  delivery: Delivery,
  alert: Alert | null,
  first: Alert | null,
  replyTo: string | null,
  now: Instant,
  deps: AttemptDeps,
): Promise<OutgoingMessage | Attempted> {
  const { address, level } = delivery;
  // A sink of one's own needs no subscription.
  const active = delivery.subscriptions.length > 0 ? { address, active: true } : null;
  const wanting = (active === null ? [] : await deps.store.subscriptions(active)).filter((one) =>
    delivery.subscriptions.includes(one.id),
  );
  if (active !== null && wanting.length === 0) return refusedHere(reason('unsubscribed'));
  if (alert === null || first === null) return refusedHere(reason('alert-gone'));
  let card: Card | NoLongerDue | null;
  try {
    card = await deps.cardOf(delivery, now);
  } catch (error) {
    if ((error as Error).name === 'StoreProblem') throw error;
    const outcome: SendOutcome = retry(reason('card-failed', { why: messageOf(error) }));
    // What breaks its card again and again keeps the next ones of its address waiting no longer.
    const isLast = delivery.attempts >= PATIENT_ATTEMPTS;
    return ours(outcome, isLast ? null : nextAttempt(delivery, outcome, now, deps));
  }
  if (card === null) return refusedHere(reason('notice-gone'));
  if ('noLongerDue' in card) return refusedHere(card.noLongerDue);
  return {
    ...{ delivery: delivery.id, address, nonce: delivery.nonce, replyTo, level },
    // A message that is changed in place keeps the reference that it is found by.
    card: { ...safeCard(card), reference: alert.edits ?? delivery.alert },
    role: wanting.find((one) => one.role !== null)?.role ?? null,
    thread: alert.urgency !== 'digest' && wanting.some((one) => one.threads === true),
    escalates: first.follows !== null && first.alertReason === 'escalated',
    crosspost: wanting.some((one) => one.crosspost === true),
    quiet:
      alert.urgency !== 'push' ||
      (level < 4 && wanting.length > 0 && wanting.every((one) => one.timing !== 'at-once')),
  };
}

/** A certain failure whose next attempt would come too late has had its last; a doubt is always followed up. */
function nextAttempt(
  delivery: Delivery,
  outcome: SendOutcome,
  now: Instant,
  deps: AttemptDeps,
): Instant | null {
  if (outcome.kind === 'sent' || outcome.kind === 'refused') return null;
  const waitMs = outcome.kind === 'retry' ? outcome.afterMs : null;
  const random = deps.random();
  const wait = waitMs === null ? backOff(delivery.attempts, random) : retryAfter(waitMs, random);
  const late = now + wait - delivery.createdAt > deps.limits.keepMs(delivery.level);
  return outcome.kind === 'retry' && late ? null : ((now + wait) as Instant);
}

/** A sink that throws or hangs may have sent: nobody knows. */
async function within(ms: number, send: () => Promise<SendOutcome>): Promise<SendOutcome> {
  try {
    return await limited(ms, send());
  } catch (error) {
    return unknown(reason('attempt-failed', { why: messageOf(error) }));
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
