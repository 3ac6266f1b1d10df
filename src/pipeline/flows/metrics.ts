import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Fleet } from '../../base/store/fleet.ts';
import type { OpenStore } from '../../base/store/open.ts';
import type { Clock } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import type { TickReport } from '../deliver/deliver.ts';
import { median } from '../watch/cadence.ts';
import type { PollReport } from '../watch/poll.ts';
import type { ProcessedItem } from './pipeline.ts';

/** Metrics in the Prometheus format; `docs/metrics.md` lists them, and a test compares the two. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Counters count what this process did; gauges are computed at scrape time. */
export function createMetrics(
  store: OpenStore,
  clock: Clock,
  fleet: Pick<Fleet, 'holders'> | null = null,
) {
  const register = new Registry();
  const named = (name: string, help: string, labelNames: string[]) => ({
    name: `tocsin_${name}`,
    help,
    labelNames,
    registers: [register],
  });
  const counter = (...of: [string, string, ...string[]]) =>
    new Counter(named(of[0], of[1], of.slice(2)));
  const gauge = (...of: [string, string, ...string[]]) =>
    new Gauge(named(of[0], of[1], of.slice(2)));
  const histogram = (name: string, help: string, buckets: number[]) =>
    new Histogram({ ...named(name, help, []), buckets });

  const polls = counter('polls_total', 'Sources asked, by how it ended', 'outcome');
  const items = counter('items_total', 'Pages saved, new ones and edits', 'kind');
  const notices = counter('notices_total', 'Pages read, by what they were read as', 'verdict');
  const scores = counter('score_runs_total', 'Scores that a notice led to');
  const signals = counter('signals_total', 'Signals made');
  const suppressed = counter('suppressed_total', 'Signals not sent, by why', 'why');
  const alerts = counter('alerts_total', 'Alerts made, by why they are told', 'told_because');
  const deliveries = counter(
    'deliveries_total',
    'Attempts to deliver, by how they ended',
    'outcome',
  );
  const ticks = histogram(
    'tick_seconds',
    'Time of one round of watching',
    [0.1, 0.5, 1, 5, 15, 60, 300],
  );
  const waitHelp = 'Time from the fetch of a page to its notice, with the reading of its files';
  const waits = histogram('notice_wait_seconds', waitHelp, [1, 5, 15, 60, 300, 3600]);

  const processes = gauge('processes', 'Processes that live, by role', 'role');
  const itemsWaiting = gauge('items_waiting', 'Pages saved and not read yet');
  const unread = gauge('items_unread', 'Pages that could not be read and are tried again');
  const itemAge = gauge('items_oldest_seconds', 'Age of the oldest page that waits to be read');
  const toSend = gauge('deliveries_waiting', 'Deliveries not settled yet');
  const overdue = gauge(
    'deliveries_overdue_seconds',
    'How long the longest due delivery has waited',
  );
  const reviews = gauge('reviews_open', 'Questions that wait for a person');
  const calls = gauge('reader_calls', 'Questions to the second reader today (UTC)');
  const cost = gauge(
    'reader_cost_usd',
    'What the second reader cost today (UTC), with what is reserved',
  );
  const failures = gauge('reader_failures', 'Questions of today that failed for good', 'kind');
  const lagHelp =
    'Median time from publication until it was read with its files, an upper bound where the ' +
    'source states no time';
  const lag = gauge('source_lag_seconds', lagHelp, 'source');
  const incident = gauge(
    'source_trouble',
    '1 where the source has a finding that stands',
    'source',
  );
  const answered = gauge(
    'source_answered_seconds',
    'Seconds since the source last answered',
    'source',
  );

  const age = (at: Instant | null) => (at === null ? 0 : Math.max(0, (clock.now() - at) / 1000));
  async function sample(): Promise<void> {
    processes.reset();
    // No value where this process is alone on its database.
    for (const { name } of (await fleet?.holders('role:')) ?? [])
      processes.inc({ role: name.split(':')[1] ?? '' });
    const figures = await store.figures();
    reviews.set(figures.reviewsOpen);
    itemsWaiting.set(figures.itemsWaiting);
    unread.set(figures.itemsUnread);
    itemAge.set(age(figures.oldestItem));
    toSend.set(figures.deliveriesWaiting);
    overdue.set(age(figures.oldestDelivery));
    const day = await store.readerDay(new Date(clock.now()).toISOString().slice(0, 10));
    calls.set(day.calls);
    cost.set(day.cost / 1e6);
    failures.reset();
    for (const [kind, count] of Object.entries(day.failures)) failures.set({ kind }, count);
    await sampleSources();
  }

  async function sampleSources(): Promise<void> {
    const reading = await store.readingTimes();
    for (const state of await store.sourceStates()) {
      const { source } = state;
      incident.set({ source }, state.finding === null ? 0 : 1);
      const lags = state.memory?.lags ?? [];
      if (lags.length > 0) lag.set({ source }, (median(lags) + (reading.get(source) ?? 0)) / 1000);
      if (state.lastSuccessAt !== null) answered.set({ source }, age(state.lastSuccessAt));
    }
  }

  let sampling = false;
  return {
    noteDeliveries(report: TickReport): void {
      for (const [outcome, count] of Object.entries(report))
        if (count > 0) deliveries.inc({ outcome }, count);
    },
    notePolls(seen: readonly PollReport[], tookMs: number): void {
      ticks.observe(tookMs / 1000);
      for (const poll of seen) {
        const answered = poll.unchanged ? 'unchanged' : 'read';
        polls.inc({ outcome: poll.failed ? 'failed' : answered });
        if (poll.saved > 0) items.inc({ kind: 'new' }, poll.saved);
        if (poll.edited > 0) items.inc({ kind: 'edited' }, poll.edited);
      }
    },
    noteSettled(settled: readonly ProcessedItem[]): void {
      for (const { outcome, fresh, waitedMs } of settled) {
        if (!fresh) continue;
        waits.observe(waitedMs / 1000);
        notices.inc({ verdict: outcome.notice.verdict });
        scores.inc(outcome.scores.length);
        signals.inc(outcome.signals.length);
        for (const one of outcome.suppressed) suppressed.inc({ why: one.why });
        for (const alert of outcome.alerts) alerts.inc({ told_because: alert.alertReason });
      }
    },
    async render(): Promise<string> {
      // Default metrics sample the event loop: they start with the first scrape, at a low rate.
      if (!sampling)
        collectDefaultMetrics({ register, prefix: 'tocsin_', eventLoopMonitoringPrecision: 100 });
      sampling = true;
      await sample();
      return register.metrics();
    },
  };
}
