import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ScoreTrace, SignalTrace, Trace } from './replay.ts';

const ScoreChange = z.object({
  company: z.string(),
  at: z.string(),
  /** null = there is no such score on that side. */
  here: z.number().nullable(),
  there: z.number().nullable(),
});

const AlertChange = z.object({
  signal: z.string(),
  company: z.string(),
  at: z.string(),
  title: z.string(),
  level: z.number(),
  /** Why it was told on the side that told it. */
  told: z.string(),
  /** What the other side says of it. */
  otherwise: z.string(),
});

/** `replay --json`. `here` is the replay with today's version, `there` what it is compared with. */
export const ReplayReport = z.object({
  against: z.string(),
  items: z.number(),
  failed: z.array(z.object({ item: z.string(), because: z.string() })),
  scores: z.object({
    here: z.number(),
    there: z.number(),
    /** Equal byte for byte, with all factors and cases. */
    equal: z.number(),
    /** The same number for other reasons: names, sentences, cases. */
    sameNumber: z.number(),
    changed: z.array(ScoreChange),
  }),
  alerts: z.object({
    here: z.number(),
    there: z.number(),
    gained: z.array(AlertChange),
    lost: z.array(AlertChange),
  }),
  /** Versions that made the scores, each side. */
  models: z.object({ here: z.array(z.string()), there: z.array(z.string()) }),
  /** SHA-256 over all traces of the replay: the same bytes and version give the same. */
  fingerprint: z.string(),
});
export type ReplayReport = z.infer<typeof ReplayReport>;

/** Everything of one side that happened at one instant. */
interface ReplayMoment {
  readonly at: number;
  /** By company; a second act within one instant replaces the score of the first, as the rows do. */
  readonly scores: Map<string, ScoreTrace>;
  readonly alerted: Map<string, SignalTrace>;
  readonly suppressed: Map<string, string>;
}

const empty = (at: number): ReplayMoment => ({
  at,
  scores: new Map(),
  alerted: new Map(),
  suppressed: new Map(),
});

/**
 * Compares two runs, instant by instant in order of time, so that memory holds the differences alone.
 * @param against what `there` is, in words
 */
export async function compareTraces(
  here: AsyncIterable<Trace>,
  there: AsyncIterable<Trace>,
  against: string,
): Promise<ReplayReport> {
  const print = createHash('sha256');
  const report: ReplayReport = {
    against,
    items: 0,
    failed: [],
    scores: { here: 0, there: 0, equal: 0, sameNumber: 0, changed: [] },
    alerts: { here: 0, there: 0, gained: [], lost: [] },
    models: { here: [], there: [] },
    fingerprint: '',
  };
  const models = { here: new Set<string>(), there: new Set<string>() };
  const mine = moments(here, models.here, (trace) => {
    print.update(`${JSON.stringify(trace)}\n`);
    if (trace.kind === 'failed') report.failed.push({ item: trace.item, because: trace.because });
  });
  for await (const [left, right] of sideBySide(mine, moments(there, models.there))) {
    compareScores(left, right, report.scores);
    compareAlerts(left, right, report.alerts);
  }
  report.models = { here: [...models.here].sort(), there: [...models.there].sort() };
  return { ...report, fingerprint: print.digest('hex') };
}

async function* moments(
  traces: AsyncIterable<Trace>,
  models: Set<string>,
  onTrace: (trace: Trace) => void = () => {},
): AsyncGenerator<ReplayMoment> {
  let moment: ReplayMoment | null = null;
  for await (const trace of traces) {
    onTrace(trace);
    if (moment !== null && moment.at !== trace.at) {
      yield moment;
      moment = null;
    }
    moment ??= empty(trace.at);
    if (trace.kind === 'score') {
      models.add(trace.model);
      moment.scores.set(trace.company, trace);
    } else if (trace.kind === 'alerted') moment.alerted.set(trace.signal, trace);
    else if (trace.kind === 'suppressed') moment.suppressed.set(trace.signal, trace.because);
  }
  if (moment !== null) yield moment;
}

/** Pairs of moments at one instant; a side that has none there gets an empty one. */
async function* sideBySide(
  here: AsyncGenerator<ReplayMoment>,
  there: AsyncGenerator<ReplayMoment>,
): AsyncGenerator<[ReplayMoment, ReplayMoment]> {
  let [left, right] = [await here.next(), await there.next()];
  while (!left.done || !right.done) {
    const at = Math.min(left.done ? Infinity : left.value.at, right.done ? Infinity : right.value.at);
    const mine = !left.done && left.value.at === at ? left.value : null;
    const theirs = !right.done && right.value.at === at ? right.value : null;
    yield [mine ?? empty(at), theirs ?? empty(at)];
    if (mine !== null) left = await here.next();
    if (theirs !== null) right = await there.next();
  }
}

function compareScores(left: ReplayMoment, right: ReplayMoment, scores: ReplayReport['scores']): void {
  scores.here += left.scores.size;
  scores.there += right.scores.size;
  for (const company of [...new Set([...left.scores.keys(), ...right.scores.keys()])].sort()) {
    const [mine, theirs] = [left.scores.get(company), right.scores.get(company)];
    if (mine?.hash === theirs?.hash) scores.equal += 1;
    else if (mine?.score === theirs?.score) scores.sameNumber += 1;
    else
      scores.changed.push({
        company,
        at: new Date(left.at).toISOString(),
        here: mine?.score ?? null,
        there: theirs?.score ?? null,
      });
  }
}

function compareAlerts(left: ReplayMoment, right: ReplayMoment, alerts: ReplayReport['alerts']): void {
  alerts.here += left.alerted.size;
  alerts.there += right.alerted.size;
  for (const trace of left.alerted.values())
    if (!right.alerted.has(trace.signal)) alerts.gained.push(alertChange(trace, right));
  for (const trace of right.alerted.values())
    if (!left.alerted.has(trace.signal)) alerts.lost.push(alertChange(trace, left));
}

function alertChange(trace: SignalTrace, other: ReplayMoment): z.infer<typeof AlertChange> {
  const { signal, company, at, title, level, because } = trace;
  const otherwise =
    other.suppressed.get(signal) ?? 'no such signal there: the notice is read or mapped otherwise';
  return { signal, company, at: new Date(at).toISOString(), title, level, told: because, otherwise };
}
