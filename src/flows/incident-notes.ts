import type { Address } from '../domain/alert.ts';
import type { SourceId } from '../domain/ids.ts';
import { GATEWAY_KEY, type GatewayStatus, type Incident } from '../domain/incident.ts';
import type { Gap, SourceState } from '../domain/item.ts';
import type { Notice } from '../domain/notice.ts';
import type { Store } from '../domain/ports.ts';
import type { Reason } from '../domain/reason.ts';
import type { Instant } from '../domain/time.ts';
import { sentence } from '../present/sentence.ts';
import { shownAddress } from '../present/shown-address.ts';
import { finding } from '../watch/findings.ts';
import { hashOf } from '../watch/identity.ts';
import type { WatchedSource } from './sources.ts';

/** Findings that are over as they happen: the next poll says nothing of them. */
const MOMENTARY: ReadonlySet<string> = new Set([
  ...['charset-changed', 'too-many-rows', 'rows-unusual'],
  'address-disabled',
]);

/**
 * What the rows of the watch say of one source, as incidents: new ones, and known ones that ended. It is derived from rows, so that a
 * program that died between the poll and this notes it after its restart, and noting twice notes once.
 */
export function noteIncidents(
  watched: WatchedSource,
  state: SourceState | null,
  gaps: readonly Gap[],
  pending: readonly Incident[],
  now: Instant,
): Incident[] {
  const found = state?.finding ?? null;
  const noted: Incident[] = [];
  const known = new Map(pending.map((one) => [one.id, one]));
  const current =
    found === null ? null : blank(watched, { kind: 'finding', ...found, from: found.since }, now);
  if (current !== null && !known.has(current.id)) noted.push(current);
  for (const one of pending)
    if (one.kind === 'finding' && one.to === null && one.id !== current?.id)
      noted.push(ended(one, state?.lastAttemptAt ?? now, now));
  for (const gap of gaps) {
    const code = codeOf(gap.because) ?? found?.code ?? 'unseen';
    const message = sentence(gap.because, 'en');
    const one = blank(watched, { kind: 'gap', code, message, from: gap.from }, now);
    const before = known.get(one.id);
    if (before === undefined) noted.push(gap.to === null ? one : { ...one, to: gap.to, endNotedAt: now });
    else if (before.to === null && gap.to !== null) noted.push(ended(before, gap.to, now));
  }
  return noted;
}

/** An incident that is over. */
export function ended(incident: Incident, to: Instant, now: Instant): Incident {
  const over = Math.max(to, incident.from) as Instant;
  return { ...incident, to: over, endNotedAt: now, revision: incident.revision + 1 };
}

/** What a gap was caused by; null where only a sentence is stored. */
function codeOf({ code, params }: Reason): string | null {
  if (code === 'finding') return String(params.finding);
  return code === 'not-running' ? code : null;
}

type FoundFault = Pick<Incident, 'kind' | 'code' | 'message' | 'from'>;
type NewIncident = FoundFault & Pick<Incident, 'id' | 'source' | 'title' | 'regulator'>;

function blank({ source, regulator }: WatchedSource, found: FoundFault, now: Instant): Incident {
  const { kind, code, message, from } = found;
  const id = `${source.id}:${kind === 'gap' ? kind : code}:${from}`;
  const of = { source: source.id, title: source.title, regulator: regulator ?? null };
  return opened({ id, ...of, kind, code, message, from }, now);
}

/** A new incident that nobody was told of. */
function opened(facts: NewIncident, now: Instant): Incident {
  const over = MOMENTARY.has(facts.code) ? facts.from : null;
  return {
    ...{ ...facts, to: over, notedAt: now, endNotedAt: over === null ? null : now },
    ...{ late: null, tellings: [], revision: 0 },
  };
}

/** "Far" from what is usual: less than half of the least, more than twice the most. */
const FAR = 2;

/**
 * The incident that a notice has far fewer or more rows than those of its source usually have; null = it has not, or it is no list. A
 * notice that counts apps and names none, nor points elsewhere, lost its list.
 */
export function unusualRows(notice: Notice, watched: WatchedSource | null, now: Instant): Incident | null {
  const usual = watched?.source.rowsPerNotice ?? null;
  if (watched === null || usual === null || notice.verdict !== 'action') return null;
  const rows = notice.mentions.filter((one) => one.role === 'subject' && one.kind !== 'entity').length;
  const lost = rows === 0 && !notice.listElsewhere && (notice.counts.apps?.value ?? 0) >= usual.least;
  if (!lost && (rows === 0 || (rows * FAR >= usual.least && rows <= usual.most * FAR))) return null;
  const detail = `${rows} rows, usually ${usual.least} to ${usual.most}`;
  const { code, message } = finding('rows-unusual', notice.title || notice.url, detail);
  const one = blank(watched, { kind: 'finding', code, message, from: now }, now);
  return { ...one, id: `${watched.source.id}:${code}:${notice.id}` };
}

/** Code of the incident "the Discord gateway is away"; it belongs to no watched source. */
export const GATEWAY_DOWN = 'gateway-down';

/** Opens the incident that an address takes no alerts any more: whoever waits for them there hears nothing. */
export async function noteDisabled(
  address: Address,
  because: Reason,
  store: Pick<Store, 'saveIncidents'>,
  now: Instant,
): Promise<void> {
  const title = `${address.sink} ${shownAddress(address)}`;
  const source = `address-${hashOf(title).slice(0, 8)}` as SourceId;
  const facts: NewIncident = {
    ...{ id: `${source}:disabled:${now}`, source, title, regulator: null, from: now },
    ...{ kind: 'finding', code: 'address-disabled', message: sentence(because, 'en') },
  };
  await store.saveIncidents([opened(facts, now)]);
}

const MOST = 5_000;

/** Remembers the status and opens or ends the incident that the operator is told of. */
export async function noteGateway(status: GatewayStatus, store: Store, now: Instant): Promise<void> {
  await store.remember(GATEWAY_KEY, JSON.stringify(status));
  const { connected, since, because } = status;
  if (!connected) {
    const facts: NewIncident = {
      ...{ id: `${GATEWAY_DOWN}:${since}`, source: 'discord-gateway' as SourceId, title: 'Discord' },
      ...{ regulator: null, kind: 'finding', code: GATEWAY_DOWN, from: since },
      message: because ?? 'no connection',
    };
    await store.saveIncidents([opened(facts, now)]);
    return;
  }
  const pending = await store.incidents({ pending: true, limit: MOST });
  const over = pending.filter((one) => one.code === GATEWAY_DOWN && one.to === null);
  if (over.length > 0) await store.saveIncidents(over.map((one) => ended(one, since, now)));
}
