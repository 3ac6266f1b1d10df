import { createHash } from 'node:crypto';
import { z } from 'zod';
import { byInstant, type SignalTrace, type Trace } from './replay.ts';

const AlertChange = z.object({
  signal: z.string(),
  company: z.string(),
  at: z.string(),
  title: z.string(),
  level: z.number(),
  /** Reason of the side that alerts it. */
  told: z.string(),
  /** Reason of the other side. */
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
    /** The same number with other details: names, sentences, cases. */
    sameNumber: z.number(),
    /** null = there is no such score on that side. */
    changed: z.array(
      z.object({
        company: z.string(),
        at: z.string(),
        here: z.number().nullable(),
        there: z.number().nullable(),
      }),
    ),
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

/**
 * Compares two runs, instant by instant, so that memory holds the differences alone. `against` =
 * what `there` is, in words.
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
  for await (const [mine = [], theirs = []] of byInstant(here, there)) {
    for (const trace of mine) {
      print.update(`${JSON.stringify(trace)}\n`);
      if (trace.kind === 'failed') report.failed.push({ item: trace.item, because: trace.because });
    }
    const [left, right] = [momentOf(mine), momentOf(theirs)];
    for (const { model } of left.scores.values()) models.here.add(model);
    for (const { model } of right.scores.values()) models.there.add(model);
    compareScores(left, right, report.scores);
    compareAlerts(left, right, report.alerts);
  }
  report.models = { here: [...models.here].sort(), there: [...models.there].sort() };
  return { ...report, fingerprint: print.digest('hex') };
}

type ReplayMoment = ReturnType<typeof momentOf>;

/**
 * Traces at one instant. A second act at the instant replaces the score of the first, as the rows
 * do.
 */
function momentOf(traces: readonly Trace[]) {
  const ofSignals = (kind: SignalTrace['kind']) =>
    new Map(
      traces.flatMap((trace) =>
        trace.kind === kind ? [[trace.signal, trace as SignalTrace]] : [],
      ),
    );
  return {
    scores: new Map(
      traces.flatMap((trace) => (trace.kind === 'score' ? [[trace.company as string, trace]] : [])),
    ),
    alerted: ofSignals('alerted'),
    suppressed: ofSignals('suppressed'),
  };
}

function compareScores(
  left: ReplayMoment,
  right: ReplayMoment,
  scores: ReplayReport['scores'],
): void {
  scores.here += left.scores.size;
  scores.there += right.scores.size;
  for (const company of [...new Set([...left.scores.keys(), ...right.scores.keys()])].sort()) {
    const [mine, theirs] = [left.scores.get(company), right.scores.get(company)];
    if (mine?.hash === theirs?.hash) scores.equal += 1;
    else if (mine?.score === theirs?.score) scores.sameNumber += 1;
    else
      scores.changed.push({
        company,
        at: new Date((mine ?? theirs)!.at).toISOString(),
        here: mine?.score ?? null,
        there: theirs?.score ?? null,
      });
  }
}

function compareAlerts(
  left: ReplayMoment,
  right: ReplayMoment,
  alerts: ReplayReport['alerts'],
): void {
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
    other.suppressed.get(signal)?.because ??
    'no such signal there: the notice is read or mapped otherwise';
  return {
    signal,
    company,
    at: new Date(at).toISOString(),
    title,
    level,
    told: because,
    otherwise,
  };
}
