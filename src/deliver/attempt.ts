import type { Delivery, Subscription } from '../domain/alert.ts';
import type { Card } from '../domain/card.ts';
import type { OutgoingMessage, SendOutcome, Sink, Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { asAsked, backOff } from './back-off.ts';
import type { DeliverLimits } from './limits.ts';

/** A planned message that has nothing to say any more, with the reason. */
export interface NotToldAnyMore {
  readonly notTold: string;
}

export interface AttemptDeps {
  readonly store: Pick<Store, 'subscriptions' | 'alert' | 'messageOf'>;
  readonly cardOf: (delivery: Delivery, now: Instant) => Promise<Card | NotToldAnyMore | null>;
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
const refused = (because: string): Attempted => ours({ kind: 'refused', because, disable: false });

/** A claim that ran dry while its delivery waited for its turn goes back before anything was sent. */
export const givenBack = (now: Instant): Attempted =>
  ours({ kind: 'retry', because: 'its turn did not come before its claim ran out', afterMs: null }, now);

/**
 * One attempt at a claimed delivery. What may have been sent before (`doubtSince`) is sent again with its nonce while
 * the sink surely still knows it, and is looked up first after that. Never throws for what a sink does.
 */
export async function attempt(
  delivery: Delivery,
  sink: Sink,
  now: Instant,
  deps: AttemptDeps,
): Promise<Attempted> {
  const { limits } = deps;
  const tooOld = now - delivery.createdAt > limits.keepMs(delivery.level);
  const doubt = delivery.doubtSince ?? null;
  if (doubt !== null && (tooOld || now - doubt >= limits.nonceMs)) {
    const known = await lookUp(delivery, sink, now, tooOld, deps);
    if (known !== null) return known;
  }
  if (tooOld) return ours({ kind: 'retry', because: 'too old to be news', afterMs: null });
  const message = await compose(delivery, now, deps);
  if ('outcome' in message) return message;
  const outcome = await within(limits.sendMs, () => sink.send(message));
  return { outcome, dueAt: nextAttempt(delivery, outcome, now, deps), ofSink: true };
}

/** Looks for the message of an earlier attempt; `null` = certainly not there, so it is sent. */
async function lookUp(
  delivery: Delivery,
  sink: Sink,
  now: Instant,
  lastChance: boolean,
  deps: AttemptDeps,
): Promise<Attempted | null> {
  let found: Awaited<ReturnType<Sink['find']>>;
  try {
    found = await limited(deps.limits.sendMs, sink.find(delivery.address, delivery.alert));
  } catch (error) {
    const outcome: SendOutcome = { kind: 'unknown', because: `it could not be looked up (${reason(error)})` };
    return { outcome, dueAt: lastChance ? null : nextAttempt(delivery, outcome, now, deps), ofSink: true };
  }
  if (found === null) return null;
  if (found === 'unreadable')
    return ours({
      kind: 'unknown',
      because: 'it may have arrived, and the place cannot be read to find out',
    });
  return { outcome: { kind: 'sent', message: found.message }, dueAt: null, ofSink: true };
}

/** The message of a delivery, or why there is none any more. */
async function compose(
  delivery: Delivery,
  now: Instant,
  deps: AttemptDeps,
): Promise<OutgoingMessage | Attempted> {
  const { store } = deps;
  const wanting = await wishesOf(delivery, store);
  if (wanting === null) return refused('nobody at this address is subscribed to it any more');
  const told = await store.alert(delivery.alert);
  if (told === null) return refused('its alert is not held any more');
  let card: Card | NotToldAnyMore | null;
  try {
    card = await deps.cardOf(delivery, now);
  } catch (error) {
    if ((error as Error).name === 'StoreProblem') throw error;
    const outcome: SendOutcome = {
      kind: 'retry',
      because: `its card could not be made (${reason(error)})`,
      afterMs: null,
    };
    return ours(outcome, nextAttempt(delivery, outcome, now, deps));
  }
  if (card === null) return refused('its notice is not held any more');
  if ('notTold' in card) return refused(card.notTold);
  const { alert } = told;
  return {
    delivery: delivery.id,
    address: delivery.address,
    card: { ...card, reference: delivery.alert },
    nonce: delivery.nonce,
    replyTo: alert.follows === null ? null : await store.messageOf(alert.follows, delivery.address),
    role: wanting.find((one) => one.role !== null)?.role ?? null,
    quiet:
      alert.urgency !== 'push' ||
      (delivery.level < 4 && wanting.length > 0 && wanting.every((one) => one.timing !== 'at-once')),
  };
}

/** The wishes that a delivery answers and that still stand; none at all is `null`. A sink of one's own needs none. */
async function wishesOf(delivery: Delivery, store: AttemptDeps['store']): Promise<Subscription[] | null> {
  if (delivery.subscriptions.length === 0) return [];
  const active = await store.subscriptions({ address: delivery.address, active: true });
  const wanting = active.filter((one) => delivery.subscriptions.includes(one.id));
  return wanting.length === 0 ? null : wanting;
}

/** A certain failure whose next attempt would come too late has had its last; a doubt is always followed up. */
function nextAttempt(
  delivery: Delivery,
  outcome: SendOutcome,
  now: Instant,
  deps: AttemptDeps,
): Instant | null {
  if (outcome.kind === 'sent' || outcome.kind === 'refused') return null;
  const asked = outcome.kind === 'retry' ? outcome.afterMs : null;
  const random = deps.random();
  const wait = asked === null ? backOff(delivery.attempts, random) : asAsked(asked, random);
  const late = now + wait - delivery.createdAt > deps.limits.keepMs(delivery.level);
  return outcome.kind === 'retry' && late ? null : ((now + wait) as Instant);
}

/** A sink that throws or hangs may have sent: nobody knows. */
async function within(ms: number, send: () => Promise<SendOutcome>): Promise<SendOutcome> {
  try {
    return await limited(ms, send());
  } catch (error) {
    return { kind: 'unknown', because: `the attempt broke off (${reason(error)})` };
  }
}

async function limited<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${ms / 1_000} s`)), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
