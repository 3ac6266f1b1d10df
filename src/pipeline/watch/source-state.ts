import type { Gap, SourceMemory, SourceState } from '../../domain/item.ts';
import type { Store } from '../../domain/ports.ts';
import { reason } from '../../domain/reason.ts';
import type { Source } from '../../domain/regulator.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { finding, type SourceFinding } from './findings.ts';

/** A state with all of its memory. */
export type KnownState = SourceState & { readonly memory: SourceMemory };

/**
 * The state of a source, or a fresh one. After a change of the configured address, what was learnt
 * of the old one is dropped (redirect, validators, list, back-off, finding); the time of the last
 * answer stays.
 */
export function knownState(source: Source, saved: SourceState | null, now: Instant): KnownState {
  const memory = saved?.memory;
  if (saved !== null && memory !== undefined && isOfAddress(saved, source))
    return { ...saved, memory };
  const never = {
    lastAttemptAt: null,
    lastSuccessAt: null,
    lastChangeAt: null,
    failures: 0,
    finding: null,
  };
  return {
    source: source.id,
    nextPollAt: now,
    ...never,
    ...saved,
    failures: 0,
    finding: null,
    etag: null,
    lastModified: null,
    url: null,
    memory: {
      configuredUrl: source.url,
      answeredUrl: null,
      listHash: null,
      charset: null,
      rows: null,
      changes: memory?.changes ?? [],
      lags: memory?.lags ?? [],
    },
  };
}

/** Whether a state was learnt at the address that is configured now. */
export const isOfAddress = ({ memory }: SourceState, { url }: Pick<Source, 'url'>): boolean =>
  memory?.configuredUrl === url;

const MINUTE = 60_000;

/** Usual time between two items of a source; null = not known. */
const usualMs = ({ expectedPer30Days: expected }: Pick<Source, 'expectedPer30Days'>) =>
  expected === null ? null : (30 * DAY_MS) / expected;

/** Longest time between two good answers that is no gap: three quiet polls, at least an hour. */
export const gapLimitMs = ({ every }: Pick<Source, 'every'>): number =>
  Math.max(60, 3 * every.busyMinutes, 3 * every.quietMinutes) * MINUTE;

/**
 * Longest gap that is not reported to subscribers of the regulator: what the source's file says,
 * else its gap limit; less (at least an hour) where it usually publishes more often.
 */
export function reportedGapMs(
  source: Pick<Source, 'every' | 'expectedPer30Days' | 'gapMinutes'>,
): number {
  if (source.gapMinutes != null) return source.gapMinutes * MINUTE;
  return Math.min(gapLimitMs(source), Math.max(60 * MINUTE, usualMs(source) ?? Infinity));
}

/**
 * The gap that a poll finds or ends: the last good answer is too long ago. With failures since then
 * the site is to blame, without any this program was not running. null = no gap.
 */
export function gapAt(
  source: Source,
  state: SourceState,
  now: Instant,
  answered: boolean,
): Gap | null {
  const from = state.lastSuccessAt;
  if (from === null || now - from <= gapLimitMs(source)) return null;
  const failed = state.failures > 0 ? state.finding : null;
  const because =
    failed === null ? reason('not-running') : reason('finding', { finding: failed.code });
  return { source: source.id, from, to: answered ? now : null, because };
}

/** Saves a gap; the first poll that finds it says so. */
export async function noteGap(gap: Gap | null, store: Store) {
  if (gap === null) return null;
  const gaps = await store.gaps({ source: gap.source, since: gap.from });
  const known = gaps.some((one) => one.from === gap.from);
  await store.saveGap(gap);
  const open = known ? 'lasts' : 'opened';
  return { gap, state: gap.to === null ? open : 'ended' } as const;
}

/**
 * When something new last appeared: as the watch saw it, or as the rows state that are older than
 * the watch.
 */
export function newsAt({ lastChangeAt, memory }: SourceState): Instant | null {
  const seen = memory?.changes.at(-1);
  const stated = memory?.newest == null ? null : Date.parse(memory.newest) + DAY_MS;
  if (stated === null || lastChangeAt === null) return lastChangeAt;
  // The end of that day may still be ahead.
  return Math.min(lastChangeAt, Math.max(stated, seen ?? 0)) as Instant;
}

/** The finding of silence: three times the usual pause, and at least three days. */
export function silence(
  source: Source,
  lastChangeAt: Instant | null,
  now: Instant,
): SourceFinding | null {
  const usual = usualMs(source);
  if (usual === null || lastChangeAt === null) return null;
  const quiet = now - lastChangeAt;
  if (quiet <= Math.max(3 * usual, 3 * DAY_MS)) return null;
  const every = `usually one every ${Math.max(1, Math.round(usual / DAY_MS))} days`;
  return finding('silent', `nothing new for ${Math.floor(quiet / DAY_MS)} days`, every);
}
