import type { Logger } from 'pino';
import { formatReason } from '../../base/i18n/sentence.ts';
import type { Address, Scope } from '../../domain/alert.ts';
import type { SourceId } from '../../domain/ids.ts';
import {
  GATEWAY_KEY,
  type GatewayStatus,
  type Incident,
  OWN_SOURCES,
} from '../../domain/incident.ts';
import type { Gap, SourceState } from '../../domain/item.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Store } from '../../domain/ports.ts';
import type { Reason } from '../../domain/reason.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import type { WatchedSource, WatchedSources } from '../../knowledge/catalog/watched-sources.ts';
import type { Flood } from '../alert/flood.ts';
import { alertIncidents, type IncidentContext } from '../alert/incidents.ts';
import { shownAddress } from '../present/shown-address.ts';
import { finding } from '../watch/findings.ts';
import { hashOf } from '../watch/identity.ts';
import { gapLimitMs, reportedGapMs } from '../watch/source-state.ts';
import { channelsAt } from './alert-context.ts';

const HOUR = 3_600_000;
const MOST = 5_000;
const MOST_LATE = 1_000;
const UNKNOWN = { every: { busyMinutes: 10, quietMinutes: 60 } };
/** Momentary findings: the next poll does not repeat them. */
const MOMENTARY = [
  'source-flood',
  'new-flood',
  'charset-changed',
  'too-many-rows',
  'rows-unusual',
  'address-disabled',
];
/** Code of the incident "the Discord gateway is away". */
const GATEWAY_DOWN = 'gateway-down';

const isOwn = ({ source }: Pick<Incident, 'source'>): boolean =>
  Object.values<string>(OWN_SOURCES).includes(source);

/** Address for operator alerts; null = none, for the reason beside it. */
export type IncidentSettings = Pick<IncidentContext, 'operator' | 'noOperator'>;

/**
 * Records incidents of the watch and reports them when due: findings to the operator, gaps also to
 * subscribers of the regulator. Everything derives from rows and is written in one transaction, so
 * that a restart neither repeats nor forgets an incident. Returns the number of planned messages.
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
  if (planned.changed.length === 0 || !(await store.saveIncidents(planned.changed, planned)))
    return 0;
  for (const { id, tellings } of planned.changed)
    for (const { to, of, alert, because, at } of tellings.filter(
      (incidentReport) => incidentReport.at === now,
    ))
      log.debug({ incident: id, to, of, alert, because, at }, 'incident decided');
  return planned.deliveries.length;
}

async function note(now: Instant, watchedSources: WatchedSources, store: Store): Promise<void> {
  const [pending, states, gaps] = await Promise.all([
    store.incidents({ pending: true, limit: MOST }),
    store.sourceStates(),
    store.gaps({ since: (now - HOUR) as Instant }),
  ]);
  const pendingOf = Map.groupBy(pending, (incident) => incident.source);
  const gapsOf = Map.groupBy(gaps, (gap) => gap.source);
  const isWatched = (source: SourceId) => watchedSources.get(source)?.source.enabled === true;
  const noted = states
    .filter(({ source }) => isWatched(source))
    .flatMap((state) => {
      const { source } = state;
      return noteSource(
        watchedSources.get(source)!,
        state,
        gapsOf.get(source),
        pendingOf.get(source),
        now,
      );
    });
  const over = pending
    .filter((incident) => incident.to === null && !isOwn(incident) && !isWatched(incident.source))
    .map((incident) => ended(incident, now, now));
  if (noted.length + over.length > 0) await store.saveIncidents([...noted, ...over]);
}

/**
 * Incidents of one source by its stored rows: new ones, and known ones that ended. A program that
 * died after the poll records them after its restart, and recording twice changes nothing.
 */
function noteSource(
  watched: WatchedSource,
  state: SourceState,
  gaps: readonly Gap[] = [],
  pending: readonly Incident[] = [],
  now: Instant,
): Incident[] {
  const found = state.finding;
  const known = new Map(pending.map((incident) => [incident.id, incident]));
  const fault =
    found &&
    ({ kind: 'finding', code: found.code, message: found.message, from: found.since } as const);
  const current = fault && ofSource(watched, fault.code, fault, now);
  const begun = current === null || known.has(current.id) ? [] : [current];
  const over = pending
    .filter(({ kind, to, id }) => kind === 'finding' && to === null && id !== current?.id)
    .map((incident) => ended(incident, state.lastAttemptAt ?? now, now));
  const ofGaps = gaps.flatMap(({ because, from, to }) => {
    const code = codeOf(because) ?? found?.code ?? 'unseen';
    const gap = { kind: 'gap', code, message: formatReason(because, 'en'), from } as const;
    const incident = ofSource(watched, 'gap', gap, now);
    return noteGap(incident, known.get(incident.id), to, now);
  });
  return [...begun, ...over, ...ofGaps];
}

/** A new gap, or a known one that ended; empty where nothing changed. */
function noteGap(
  incident: Incident,
  known: Incident | undefined,
  to: Instant | null,
  now: Instant,
): Incident[] {
  if (known === undefined) return [to === null ? incident : { ...incident, to, endNotedAt: now }];
  return known.to === null && to !== null ? [ended(known, to, now)] : [];
}

/** The cause of a gap; null where only a sentence is stored. */
function codeOf({ code, params }: Reason): string | null {
  if (code === 'finding') return String(params.finding);
  return code === 'not-running' ? code : null;
}

function ended(incident: Incident, to: Instant, now: Instant): Incident {
  const over = Math.max(to, incident.from) as Instant;
  return { ...incident, to: over, endNotedAt: now, revision: incident.revision + 1 };
}

type IncidentFault = Pick<Incident, 'kind' | 'code' | 'message' | 'from'>;

/** A new incident of a source, identified by its `name` and beginning. */
function ofSource(
  watched: WatchedSource,
  name: string,
  fault: IncidentFault,
  now: Instant,
): Incident {
  const { id: source, title } = watched.source;
  const id = `${source}:${name}:${fault.from}`;
  return opened({ id, source, title, regulator: watched.regulator ?? null, ...fault }, now);
}

/** A new incident that nobody was alerted to. */
function opened(
  facts: IncidentFault & Pick<Incident, 'id' | 'source' | 'title' | 'regulator'>,
  now: Instant,
): Incident {
  const over = MOMENTARY.includes(facts.code) ? facts.from : null;
  const endNotedAt = over === null ? null : now;
  return { ...facts, to: over, notedAt: now, endNotedAt, late: null, tellings: [], revision: 0 };
}

async function contextOf(
  now: Instant,
  pending: readonly Incident[],
  watchedSources: WatchedSources,
  store: Store,
  settings: IncidentSettings,
): Promise<IncidentContext> {
  // Only these subscriptions cover an incident of a regulator.
  const bodies = new Set(pending.flatMap((incident) => incident.regulator ?? []));
  const scopes: Scope[] = [
    { kind: 'all' },
    ...[...bodies].map((id) => ({ kind: 'regulator', id }) as const),
  ];
  const [lately, subscriptions, silences] = await Promise.all([
    store.incidents({ since: (now - DAY_MS) as Instant, limit: MOST }),
    store.subscriptions({ scopes, active: true }),
    store.silences(now),
  ]);
  const late = new Map<string, number>();
  for (const { id, source, kind, to } of pending) {
    if (kind !== 'gap' || to === null) continue;
    const since = await store.itemsSeen({ source, since: to, limit: MOST_LATE });
    late.set(id, since.filter((item) => item.late === true && item.firstSeenAt >= to).length);
  }
  return {
    now,
    ...settings,
    subscriptions,
    silences,
    channels: await channelsAt(subscriptions, store),
    limitOf: ({ source }) => {
      const known = watchedSources.get(source)?.source;
      return known === undefined ? gapLimitMs(UNKNOWN) : reportedGapMs(known);
    },
    lately: [...lately, ...pending.filter((incident) => incident.from < now - DAY_MS)],
    lateSince: ({ id }) => late.get(id) ?? 0,
  };
}

/** "Far" from what is usual: less than half of the least, more than twice the most. */
const FAR = 2;

/**
 * The incident of a notice with far fewer or more rows than its source usually has; null = usual,
 * or no list. A notice that counts apps and names none, without pointing to another page, lost its
 * list.
 */
export function unusualRows(
  notice: Notice,
  watched: WatchedSource | null,
  now: Instant,
): Incident | null {
  const usual = watched?.source.rowsPerNotice ?? null;
  if (watched === null || usual === null || notice.verdict !== 'action') return null;
  const rows = notice.mentions.filter(
    (mention) => mention.role === 'subject' && mention.kind !== 'entity',
  ).length;
  const lost =
    rows === 0 && !notice.listElsewhere && (notice.counts.apps?.value ?? 0) >= usual.least;
  if (!lost && (rows === 0 || (rows * FAR >= usual.least && rows <= usual.most * FAR))) return null;
  const detail = `${rows} rows, usually ${usual.least} to ${usual.most}`;
  const found = finding('rows-unusual', notice.title || notice.url, detail);
  const incident = ofSource(watched, found.code, { kind: 'finding', ...found, from: now }, now);
  return { ...incident, id: `${watched.source.id}:${found.code}:${notice.id}` };
}

/** The incident of a source with too many alerts: at most one an hour. */
export function floodIncident({ source, limit, now }: Flood): Incident {
  const from = (now - (now % HOUR)) as Instant;
  const found = finding('source-flood', source, `more than ${limit} in an hour`);
  const id = `${source}:source-flood:${from}`;
  return opened(
    { id, source, title: source, regulator: null, kind: 'finding', ...found, from },
    now,
  );
}

/** Opens the incident of an address that accepts no alerts any more. */
export async function noteDisabled(
  address: Address,
  because: Reason,
  store: Pick<Store, 'saveIncidents'>,
  now: Instant,
): Promise<void> {
  const title = `${address.sink} ${shownAddress(address)}`;
  const source = `address-${hashOf(title).slice(0, 8)}` as SourceId;
  const fault = {
    kind: 'finding',
    code: 'address-disabled',
    message: formatReason(because, 'en'),
  } as const;
  const id = `${source}:disabled:${now}`;
  await store.saveIncidents([
    opened({ id, source, title, regulator: null, from: now, ...fault }, now),
  ]);
}

/** Stores the status, and opens or ends the incident that alerts the operator. */
export async function noteGateway(
  status: GatewayStatus,
  store: Store,
  now: Instant,
): Promise<void> {
  await store.remember(GATEWAY_KEY, JSON.stringify(status));
  const { connected, since: from, because } = status;
  const own = { source: OWN_SOURCES.gateway, title: 'Discord' };
  if (connected) return endOwn(own.source, from, store, now);
  const fault = { code: GATEWAY_DOWN, message: because ?? 'no connection', from };
  await openOwn(own, fault, store, now);
}

/** Opens or ends the incident of a reading process that cannot read. */
export async function noteReading(
  fault: (Pick<Incident, 'code' | 'message'> & { readonly since: Instant }) | null,
  store: Store,
  now: Instant,
): Promise<void> {
  // Another fault than before ends the incident of that one.
  await endOwn(OWN_SOURCES.reading, now, store, now);
  if (fault === null) return;
  const { since: from, code, message } = fault;
  await openOwn(
    { source: OWN_SOURCES.reading, title: 'Tocsin' },
    { code, message, from },
    store,
    now,
  );
}

type OwnSource = (typeof OWN_SOURCES)[keyof typeof OWN_SOURCES];

async function openOwn(
  { source, title }: { readonly source: OwnSource; readonly title: string },
  fault: Pick<Incident, 'code' | 'message' | 'from'>,
  store: Store,
  now: Instant,
): Promise<void> {
  const of = { source: source as SourceId, title, regulator: null, kind: 'finding' } as const;
  await store.saveIncidents([opened({ id: `${fault.code}:${fault.from}`, ...of, ...fault }, now)]);
}

async function endOwn(source: OwnSource, at: Instant, store: Store, now: Instant): Promise<void> {
  const pending = await store.incidents({ pending: true, limit: MOST });
  const over = pending.filter((incident) => incident.source === source && incident.to === null);
  if (over.length > 0) await store.saveIncidents(over.map((incident) => ended(incident, at, now)));
}
