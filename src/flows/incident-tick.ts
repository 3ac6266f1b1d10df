import type { Logger } from 'pino';
import { addressKey } from '../alert/delivery.ts';
import { alertIncidents, type IncidentContext } from '../alert/incidents.ts';
import type { Address, Scope } from '../domain/alert.ts';
import type { Incident } from '../domain/incident.ts';
import type { Store } from '../domain/ports.ts';
import type { Reason } from '../domain/reason.ts';
import { DAY_MS, type Instant } from '../domain/time.ts';
import { gapLimitMs, reportedGapMs } from '../watch/source-state.ts';
import { ended, GATEWAY_DOWN, noteIncidents } from './incident-notes.ts';
import type { WatchedSources } from './sources.ts';

const HOUR = 3_600_000;
const MOST = 5_000;
const MOST_LATE = 1_000;

export interface IncidentSettings {
  /** Where the operator reads what is wrong with the watch; null = nowhere. */
  readonly operator: Address | null;
  /** Why there is none. */
  readonly noOperator: Reason | null;
}

/**
 * Notes what is wrong with the watch, and tells it where it is time: findings to the operator, gaps to the subscribers of the body as
 * well. Everything is derived from rows and written in one transaction, so that a restart tells nothing twice and forgets nothing.
 * Answers how many messages it planned.
 */
export async function incidentTick(
  now: Instant,
  watchedSources: WatchedSources,
  store: Store,
  settings: IncidentSettings,
  log: Logger,
): Promise<number> {
  await note(now, watchedSources, store);
  const pending = await store.incidents({ pending: true, limit: MOST });
  if (pending.length === 0) return 0;
  const context = await contextOf(now, pending, watchedSources, store, settings);
  const planned = alertIncidents(pending, context);
  if (planned.changed.length === 0) return 0;
  if (!(await store.saveIncidents(planned.changed, planned))) return 0;
  for (const { id, tellings } of planned.changed)
    for (const { to, of, alert, because, at } of tellings.filter((one) => one.at === now))
      log.debug({ incident: id, to, of, alert, because, at }, 'incident decided');
  return planned.deliveries.length;
}

async function note(now: Instant, watchedSources: WatchedSources, store: Store): Promise<void> {
  const [pending, states, gaps] = await Promise.all([
    store.incidents({ pending: true, limit: MOST }),
    store.sourceStates(),
    store.gaps({ since: (now - HOUR) as Instant }),
  ]);
  const pendingOf = Map.groupBy(pending, (one) => one.source);
  const gapsOf = Map.groupBy(gaps, (gap) => gap.source);
  const noted = states.flatMap((state) => {
    const watched = watchedSources.get(state.source);
    if (watched === undefined || !watched.source.enabled) return [];
    const own = pendingOf.get(state.source) ?? [];
    if (state.finding === null && own.length === 0 && !gapsOf.has(state.source)) return [];
    return noteIncidents(watched, state, gapsOf.get(state.source) ?? [], own, now);
  });
  const gone = pending.filter(
    (one) =>
      one.to === null && one.code !== GATEWAY_DOWN && watchedSources.get(one.source)?.source.enabled !== true,
  );
  const over = gone.map((one) => ended(one, now, now));
  if (noted.length + over.length > 0) await store.saveIncidents([...noted, ...over]);
}

async function contextOf(
  now: Instant,
  pending: readonly Incident[],
  watchedSources: WatchedSources,
  store: Store,
  settings: IncidentSettings,
): Promise<IncidentContext> {
  // Only these subscriptions take in an incident of a body, and only their addresses hear of it.
  const bodies = new Set(pending.flatMap((one) => one.regulator ?? []));
  const scopes: Scope[] = [{ kind: 'all' }, ...[...bodies].map((id) => ({ kind: 'regulator', id }) as const)];
  const [lately, subscriptions, silences] = await Promise.all([
    store.incidents({ since: (now - DAY_MS) as Instant, limit: MOST }),
    store.subscriptions({ scopes, active: true }),
    store.silences(now),
  ]);
  const channels = await store.channels(subscriptions.map(({ address }) => address));
  const late = new Map<string, number>();
  for (const { id, source, kind, to } of pending) {
    if (kind !== 'gap' || to === null) continue;
    const since = await store.itemsSeen({ source, since: to, limit: MOST_LATE });
    late.set(id, since.filter((item) => item.late === true && item.firstSeenAt >= to).length);
  }
  return {
    ...{ now, ...settings, subscriptions, silences },
    channels: new Map(channels.map((channel) => [addressKey(channel.address), channel])),
    limitOf: ({ source }) => {
      const known = watchedSources.get(source)?.source;
      return known === undefined ? gapLimitMs(UNKNOWN) : reportedGapMs(known);
    },
    lately: [...lately, ...pending.filter((one) => one.from < now - DAY_MS)],
    lateSince: ({ id }) => late.get(id) ?? 0,
  };
}

const UNKNOWN = { every: { busyMinutes: 10, quietMinutes: 60 } };
