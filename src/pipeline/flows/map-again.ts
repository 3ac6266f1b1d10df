import type { Logger } from 'pino';
import type { Mapping } from '../../domain/exposure.ts';
import type { NoticeId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Store } from '../../domain/ports.ts';
import { dayIn, type Instant } from '../../domain/time.ts';
import { mapNotice } from '../map/map-notice.ts';
import type { Knowledge } from '../standing/knowledge.ts';
import type { FleetJob } from './jobs.ts';

/**
 * Notices mapped between two saves of the cursor; after a crash the walk resumes at the cursor.
 */
const BATCH = 100;
const HOUR_MS = 3_600_000;
const LEASE_MS = 10 * 60_000;
const DONE = 'registry:mapped';
const CURSOR = 'registry:cursor';

interface MapAgainDeps {
  readonly store: Pick<
    Store,
    'mappedNotices' | 'reviseNotice' | 'earlierNotices' | 'item' | 'recall' | 'remember'
  >;
  readonly knowledge: Knowledge;
}

/**
 * Maps stored notices once more after the registry changed. A page that now names
 * other companies is processed again as a new version: new matches are alerted as late, old ones
 * are only recorded, and wrong alerts are corrected. A change creates at most one version, so a
 * crash or two concurrent processes duplicate nothing.
 */
export async function mapAgain(
  { store, knowledge }: MapAgainDeps,
  now: Instant,
  most = BATCH,
): Promise<{ checked: number; revised: number }> {
  const { version } = knowledge.catalog;
  const done = { checked: 0, revised: 0 };
  if ((await store.recall(DONE)) === version) return done;
  let after = cursorOf(await store.recall(CURSOR), version);
  for (;;) {
    const batch = await store.mappedNotices(after, most);
    for (const { notice, mapping } of batch) {
      if (!(await namesOthers(notice, mapping, { store, knowledge }, now))) continue;
      const revision = { kind: 'registry' as const, key: `${version}:${notice.id}` };
      if (await store.reviseNotice(notice.id, revision, now)) done.revised += 1;
    }
    done.checked += batch.length;
    after = batch.at(-1)?.notice.id ?? after;
    if (batch.length < most) break;
    await store.remember(CURSOR, JSON.stringify({ version, after }));
  }
  await store.remember(DONE, version);
  return done;
}

/**
 * Runs `mapAgain` once for each version of the registry, in a process that has this version. An
 * older process, still running during an upgrade, does not map notices back.
 */
export function mapAgainJob(deps: MapAgainDeps & { readonly log: Logger }): FleetJob {
  const { version } = deps.knowledge.catalog;
  let isDone = false;
  const run = async (now: Instant) => {
    if (isDone) return;
    const { checked, revised } = await mapAgain(deps, now);
    isDone = true;
    if (checked > 0) deps.log.info({ checked, revised }, 'stored notices are mapped again');
  };
  const occasion = (now: Instant) => (Math.floor(now / HOUR_MS) * HOUR_MS) as Instant;
  return { name: `map-again:${version}`, occasion, leaseMs: LEASE_MS, run };
}

/** Where the walk for this version of the registry stopped; null = from the start. */
function cursorOf(remembered: string | null, version: string): NoticeId | null {
  if (remembered === null) return null;
  const cursor = JSON.parse(remembered) as { version: string; after: NoticeId | null };
  return cursor.version === version ? cursor.after : null;
}

async function namesOthers(
  notice: Notice,
  mapping: Mapping | null,
  { store, knowledge }: MapAgainDeps,
  now: Instant,
): Promise<boolean> {
  const day = notice.published ?? dayIn(now, 'Asia/Shanghai');
  const before = namedIn(mapping);
  if (namedIn(mapNotice(notice, knowledge.index, day)) === before) return false;
  if (knowledge.rejected.length === 0) return true;
  // Matches that a person rejected on this page stay rejected.
  const item = await store.item(notice.item);
  const earlier = item === null ? [] : await store.earlierNotices(item, 20);
  const page = new Set<string>([notice.id, ...earlier.map(({ id }) => id)]);
  const rejected = knowledge.rejected.filter((rejectedAct) => page.has(rejectedAct.notice));
  return namedIn(mapNotice(notice, knowledge.index, day, rejected)) !== before;
}

/** Companies and what they are named for, as a comparable string. */
function namedIn(mapping: Mapping | null): string {
  if (mapping === null) return '';
  const { matches, exposures } = mapping;
  return [
    ...matches.flatMap(({ mention, company }) => (company === null ? [] : `${mention} ${company}`)),
    ...exposures.map(({ edge, company }) => `${edge} ${company}`),
  ]
    .toSorted()
    .join('\n');
}
