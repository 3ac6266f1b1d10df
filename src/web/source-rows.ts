import type { Gap, SourceState } from '../domain/item.ts';
import type { Instant } from '../domain/time.ts';
import type { WatchedSource, WebDeps } from './deps.ts';

const DAY = 86_400_000;

export interface SourceRow {
  readonly id: string;
  readonly title: string;
  readonly official: boolean;
  readonly enabled: boolean;
  readonly url: string;
  readonly lastSuccessAt: number | null;
  readonly lastChangeAt: number | null;
  /** Median from publication to detection, an upper bound where the source states no time. */
  readonly lagMs: number | null;
  readonly finding: { readonly code: string; readonly message: string; readonly since: number } | null;
  readonly gaps: readonly { readonly from: number; readonly to: number | null; readonly because: string }[];
}

/** Every source that is known, with how it is doing; those in trouble first, those switched off last. */
export async function sourceRows(deps: Pick<WebDeps, 'store' | 'clock' | 'sources'>): Promise<SourceRow[]> {
  const now = deps.clock.now();
  const states = new Map((await deps.store.sourceStates()).map((state) => [state.source, state]));
  const gaps = Map.groupBy(
    await deps.store.gaps({ since: (now - 30 * DAY) as Instant }),
    (gap) => gap.source,
  );
  return deps.sources
    .map((one) => rowOf(one, states.get(one.source.id), gaps.get(one.source.id) ?? []))
    .toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

function rowOf(
  { source, outlet }: WatchedSource,
  state: SourceState | undefined,
  gaps: readonly Gap[],
): SourceRow {
  const lags = (state?.memory?.lags ?? []).toSorted((a, b) => a - b);
  return {
    ...{
      id: source.id,
      title: source.title,
      official: outlet === null,
      enabled: source.enabled,
      url: source.url,
    },
    lastSuccessAt: state?.lastSuccessAt ?? null,
    lastChangeAt: state?.lastChangeAt ?? null,
    lagMs: lags.length === 0 ? null : lags[Math.floor(lags.length / 2)]!,
    finding: state?.finding ?? null,
    gaps: gaps.map(({ from, to, because }) => ({ from, to, because })),
  };
}

function rank(row: SourceRow): number {
  if (!row.enabled) return 3;
  if (inTrouble(row)) return 0;
  return row.lastSuccessAt === null ? 2 : 1;
}

function inTrouble(row: SourceRow): boolean {
  return row.finding !== null || row.gaps.some((gap) => gap.to === null);
}

/** How many of the sources that are on answer, need a look, or were not asked yet. */
export async function sourceCounts(
  deps: Pick<WebDeps, 'store' | 'clock' | 'sources'>,
): Promise<{ ok: number; trouble: number; never: number }> {
  const rows = (await sourceRows(deps)).filter((row) => row.enabled);
  const trouble = rows.filter(inTrouble).length;
  const never = rows.filter((row) => !inTrouble(row) && row.lastSuccessAt === null).length;
  return { trouble, never, ok: rows.length - trouble - never };
}
