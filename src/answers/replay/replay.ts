import { createHash } from 'node:crypto';
import { formatReason } from '../../base/i18n/sentence.ts';
import type { ArchiveSpan } from '../../base/store/archive.ts';
import { type OpenStore, openStore } from '../../base/store/open.ts';
import type { Alert, Signal, Suppressed } from '../../domain/alert.ts';
import type { ItemId } from '../../domain/ids.ts';
import type { Item } from '../../domain/item.ts';
import type { Outcome, Store } from '../../domain/ports.ts';
import type { Score } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { type PipelineDeps, processItem } from '../../pipeline/flows/pipeline.ts';

/** One result of stored bytes, in order. */
export type Trace =
  | ReturnType<typeof scoreTrace>
  | SignalTrace
  | {
      readonly kind: 'failed';
      readonly at: Instant;
      readonly item: ItemId;
      readonly because: string;
    };
export type SignalTrace = ReturnType<typeof signalTrace>;

export interface ReplayDeps extends Omit<PipelineDeps, 'store'> {
  readonly stored: OpenStore;
}

/**
 * Processes every stored item again with today's readers, catalog and weights, in the order of
 * detection and at the instants of the first processing, in a database of its own. Items before
 * `range.from` are processed for their state and not reported. Nothing is written to the stored
 * database. Equal bytes and an equal version give equal traces, byte for byte; no item changes the
 * trace of an earlier one.
 */
export async function* replay(
  { stored, ...deps }: ReplayDeps,
  range: ArchiveSpan,
  onItem: (done: number, at: Instant) => void = () => {},
): AsyncGenerator<Trace> {
  const { store, begin, close } = await replayStore(stored);
  const processAt = async (item: Item, at: Instant): Promise<Trace[]> => {
    const failed = (because: string): Trace[] => [{ kind: 'failed', at, item: item.id, because }];
    try {
      const processed = await processItem(item, at, { ...deps, store });
      if (processed !== null) return tracesOf(processed.outcome, at);
      return (await store.itemBytes(item.id)) === null ? failed('its raw bytes were deleted') : [];
    } catch (error) {
      if ((error as Error).name === 'StoreProblem') throw error;
      return failed((error as Error).message);
    }
  };
  let done = 0;
  try {
    for await (const { item, settledAt } of stored.archive.items({ from: null, to: range.to })) {
      await begin(item, settledAt);
      const traces = await processAt(item, settledAt);
      if (range.from === null || settledAt >= range.from) yield* traces;
      done += 1;
      onItem(done, settledAt);
    }
  } finally {
    await close();
  }
}

function tracesOf(outcome: Outcome, at: Instant): Trace[] {
  const alerted = new Set(outcome.alerts.filter(isOfNotice).flatMap((alert) => alert.signals));
  const scores = outcome.scores.map(scoreTrace).sort((a, b) => (a.company < b.company ? -1 : 1));
  const title = outcome.notice.title;
  const signals = outcome.signals
    .map((signal) => {
      if (alerted.has(signal.id))
        return signalTrace(signal, 'alerted', at, title, signal.alertReason);
      return signalTrace(
        signal,
        'suppressed',
        at,
        title,
        suppressedBecause(signal, outcome.suppressed),
      );
    })
    .sort((a, b) => (a.signal < b.signal ? -1 : 1));
  return [...scores, ...signals];
}

/**
 * An alert that came with its notice: not a digest, which gathers, and not a reminder, which is
 * planned for later.
 */
function isOfNotice(alert: Alert): boolean {
  return !['deadline', 'aftermath'].includes(alert.alertReason) && !alert.id.startsWith('digest:');
}

/**
 * A score with the version of weights and rules that made it; `hash` is over all of it: equal means
 * byte for byte.
 */
function scoreTrace(score: Score) {
  const { at, company, model } = score;
  const hash = createHash('sha256').update(JSON.stringify(score)).digest('hex').slice(0, 32);
  return { kind: 'score' as const, at, company, score: score.score, model, hash };
}

/** A signal with why it was alerted, or why it was suppressed. */
function signalTrace(
  { id: signal, company, level }: Signal,
  kind: 'alerted' | 'suppressed',
  at: Instant,
  title: string,
  because: string,
) {
  return { kind, at, signal, company, title, level, because };
}

function suppressedBecause(signal: Signal, suppressed: readonly Suppressed[]): string {
  const reasons = suppressed
    .filter((suppressed) => suppressed.signal === signal.id)
    .map((suppressed) => `${suppressed.why}: ${formatReason(suppressed.because, 'en')}`);
  return [...new Set(reasons)].join('; ') || 'nobody asked';
}

/** The stored results of a range as traces: scores, and alerted signals. */
export async function* storedTraces(stored: OpenStore, range: ArchiveSpan): AsyncGenerator<Trace> {
  async function* scores(): AsyncGenerator<Trace> {
    for await (const score of stored.archive.scores(range)) yield scoreTrace(score);
  }
  async function* alerted(): AsyncGenerator<Trace> {
    for await (const { alert, signals } of stored.archive.alerts(range)) {
      if (alert.notice === null || !isOfNotice(alert)) continue;
      const title = (await stored.notice(alert.notice))?.title ?? alert.notice;
      for (const signal of signals)
        yield signalTrace(signal, 'alerted', alert.createdAt, title, signal.alertReason);
    }
  }
  for await (const groups of byInstant(scores(), alerted())) yield* groups.flat();
}

/** The items of ordered streams at each instant: a list for each stream. */
export async function* byInstant(...streams: AsyncIterable<Trace>[]): AsyncGenerator<Trace[][]> {
  const iterators = streams.map((stream) => stream[Symbol.asyncIterator]());
  const heads = await Promise.all(iterators.map((asyncIterator) => asyncIterator.next()));
  while (heads.some((head) => !head.done)) {
    const at = Math.min(
      ...heads.map((head) => (head.done ? Number.POSITIVE_INFINITY : head.value.at)),
    );
    const groups: Trace[][] = streams.map(() => []);
    for (const [index, iterator] of iterators.entries())
      for (let head = heads[index]!; !head.done && head.value.at === at; heads[index] = head) {
        groups[index]!.push(head.value);
        head = await iterator.next();
      }
    yield groups;
  }
}

/** Methods that read or write what the replayed items led to: the replay's own database answers. */
const OWN = [
  'quarantineItem',
  'saveOutcome',
  'writePart',
  'notice',
  'mapping',
  'earlierNotices',
  'noticesAlike',
  'events',
  'standingMarks',
  'eventMarks',
  'findAlerted',
  'signals',
  'firstAlerts',
  'alert',
  'deliveries',
  'addressed',
] as const;

/**
 * A store that holds what the items replayed so far led to, in a temporary embedded database, so
 * that memory stays flat. Bytes, subscriptions, settings, votes and decisions come from the stored
 * database, as far as they existed at the instant. Every other method throws: the stored rows know
 * the future.
 */
export async function replayStore(stored: Store) {
  const own = await openStore({ path: '' });
  let current = 0 as Instant;
  const store: Store = {
    ...refusing(own),
    ...Object.fromEntries(OWN.map((name) => [name, own[name]])),
    itemBytes: stored.itemBytes,
    channels: stored.channels,
    async subscriptions(query) {
      const all = await stored.subscriptions({ ...query, active: false });
      return all.filter(
        (subscription) =>
          subscription.createdAt <= current &&
          (subscription.disabled === null || subscription.disabled.at > current),
      );
    },
    silences: async (now) =>
      (await stored.silences(now)).filter((silence) => silence.createdAt <= now),
    votes: async (since) => (await stored.votes(since)).filter((vote) => vote.at <= current),
    decisions: async () =>
      (await stored.decisions()).filter((review) => (review.decision?.at ?? 0) <= current),
  };
  return {
    store,
    /** Stores the next item; queries are answered as of `now` from here on. */
    async begin(item: Item, now: Instant) {
      current = now;
      await own.saveItem({ item, bytes: new Uint8Array(), files: [] });
    },
    close: own.close,
  };
}

/** A store of which every method throws. */
function refusing(store: Store): Store {
  const refused = Object.keys(store).map((name) => [
    name,
    () => {
      throw new Error(`a replay does not answer "${name}": the stored rows know the future`);
    },
  ]);
  return Object.fromEntries(refused) as Store;
}
