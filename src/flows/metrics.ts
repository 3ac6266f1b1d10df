import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { TickReport } from '../deliver/deliver.ts';
import type { Clock } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import type { Fleet } from '../store/fleet.ts';
import type { OpenStore } from '../store/open.ts';
import { median } from '../watch/cadence.ts';
import type { PollReport } from '../watch/poll.ts';
import type { Settled } from './pipeline.ts';

/** The program's figures in Prometheus' format; `docs/metrics.md` lists their names, and a test compares the two. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Counters count what this process did; gauges are computed at scrape time. */
export function createMetrics(store: OpenStore, clock: Clock, fleet: Pick<Fleet, 'holders'> | null = null) {
  const register = new Registry();
  const registers = [register];
  let sampling = false;
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const polls = counter('tocsin_polls_total', 'Sources asked, by how it ended', ['outcome']);
  const items = counter('tocsin_items_total', 'Pages saved, new ones and edits', ['kind']);
  const notices = counter('tocsin_notices_total', 'Pages read, by what they were read as', ['verdict']);
  const scores = counter('tocsin_score_runs_total', 'Scores that a notice led to');
  const signals = counter('tocsin_signals_total', 'Signals made');
  const suppressed = counter('tocsin_suppressed_total', 'Signals not sent, by why', ['why']);
  const alerts = counter('tocsin_alerts_total', 'Alerts made, by why they are told', ['told_because']);
  const deliveries = counter('tocsin_deliveries_total', 'Attempts to deliver, by how they ended', [
    'outcome',
  ]);
  const ticks = new Histogram({
    name: 'tocsin_tick_seconds',
    help: 'Time of one round of watching',
    buckets: [0.1, 0.5, 1, 5, 15, 60, 300],
    registers,
  });
  const waits = new Histogram({
    name: 'tocsin_notice_wait_seconds',
    help: 'Time from the fetch of a page to its notice, with the reading of its files',
    buckets: [1, 5, 15, 60, 300, 3600],
    registers,
  });
  const sample = createGauges(registers, store, clock, fleet);
  return {
    noteDeliveries(report: TickReport): void {
      for (const [outcome, count] of Object.entries(report))
        if (count > 0) deliveries.inc({ outcome }, count);
    },
    notePolls(seen: readonly PollReport[], tookMs: number): void {
      ticks.observe(tookMs / 1000);
      for (const poll of seen) {
        polls.inc({ outcome: poll.failed ? 'failed' : poll.unchanged ? 'unchanged' : 'read' });
        if (poll.saved > 0) items.inc({ kind: 'new' }, poll.saved);
        if (poll.edited > 0) items.inc({ kind: 'edited' }, poll.edited);
      }
    },
    noteSettled(settled: readonly Settled[]): void {
      for (const { outcome, fresh, waitedMs } of settled) {
        if (!fresh) continue;
        waits.observe(waitedMs / 1000);
        notices.inc({ verdict: outcome.notice.verdict });
        scores.inc(outcome.scores.length);
        signals.inc(outcome.signals.length);
        for (const one of outcome.suppressed) suppressed.inc({ why: one.why });
        for (const one of outcome.alerts) alerts.inc({ told_because: one.alertReason });
      }
    },
    async render(): Promise<string> {
      // They sample the event loop all the time: only where somebody reads them, and not a hundred times a second.
      if (!sampling)
        collectDefaultMetrics({ register, prefix: 'tocsin_', eventLoopMonitoringPrecision: 100 });
      sampling = true;
      await sample();
      return register.metrics();
    },
  };
}

/** Gauges of what the database holds; the result computes them. */
function createGauges(
  registers: Registry[],
  store: OpenStore,
  clock: Clock,
  fleet: Pick<Fleet, 'holders'> | null,
): () => Promise<void> {
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const processes = gauge('tocsin_processes', 'Processes that live, by role', ['role']);
  const itemsWaiting = gauge('tocsin_items_waiting', 'Pages saved and not read yet');
  const itemAge = gauge('tocsin_items_oldest_seconds', 'Age of the oldest page that waits to be read');
  const toSend = gauge('tocsin_deliveries_waiting', 'Deliveries not settled yet');
  const overdue = gauge('tocsin_deliveries_overdue_seconds', 'How long the longest due delivery has waited');
  const reviews = gauge('tocsin_reviews_open', 'Questions that wait for a person');
  const calls = gauge('tocsin_reader_calls', 'Questions to the second reader today (UTC)');
  const cost = gauge(
    'tocsin_reader_cost_usd',
    'What the second reader cost today (UTC), with what is reserved',
  );
  const failures = gauge('tocsin_reader_failures', 'Questions of today that failed for good', ['kind']);
  const lag = gauge(
    'tocsin_source_lag_seconds',
    'Median time from publication until it was read with its files, an upper bound where the source states no time',
    ['source'],
  );
  const incident = gauge('tocsin_source_trouble', '1 where the source has a finding that stands', ['source']);
  const answered = gauge('tocsin_source_answered_seconds', 'Seconds since the source last answered', [
    'source',
  ]);
  const age = (at: Instant | null) => (at === null ? 0 : Math.max(0, (clock.now() - at) / 1000));
  return async () => {
    processes.reset();
    // No figure where this process is alone on its database.
    for (const { name } of (await fleet?.holders('role:')) ?? [])
      processes.inc({ role: name.split(':')[1] ?? '' });
    const figures = await store.figures();
    reviews.set(figures.reviewsOpen);
    itemsWaiting.set(figures.itemsWaiting);
    itemAge.set(age(figures.oldestItem));
    toSend.set(figures.deliveriesWaiting);
    overdue.set(age(figures.oldestDelivery));
    const day = await store.readerDay(new Date(clock.now()).toISOString().slice(0, 10));
    calls.set(day.calls);
    cost.set(day.cost / 1e6);
    failures.reset();
    for (const [kind, count] of Object.entries(day.failures)) failures.set({ kind }, count);
    const reading = await store.readingTimes();
    for (const state of await store.sourceStates()) {
      const { source } = state;
      incident.set({ source }, state.finding === null ? 0 : 1);
      const lags = state.memory?.lags ?? [];
      if (lags.length > 0) lag.set({ source }, (median(lags) + (reading.get(source) ?? 0)) / 1000);
      if (state.lastSuccessAt !== null) answered.set({ source }, age(state.lastSuccessAt));
    }
  };
}
