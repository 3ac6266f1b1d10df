import type { SourceId } from '../../domain/ids.ts';
import type { Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import type { Decision } from '../alert/decide.ts';
import type { Flood } from '../alert/flood.ts';

const HOUR_MS = 3_600_000;

/**
 * Whether the source of a decision is in flood: it made `limit` alerts within the hour. Null = it
 * is not, nothing of it is limited, or the decision sends nothing.
 */
export async function floodOf(
  { alerts }: Decision,
  source: SourceId,
  now: Instant,
  { store, limit }: { readonly store: Pick<Store, 'countAlerts'>; readonly limit?: number },
): Promise<Flood | null> {
  if (limit === undefined || !alerts.some((alert) => alert.edits === undefined)) return null;
  const since = (now - HOUR_MS) as Instant;
  const count = await store.countAlerts({ source, since, most: limit });
  return count < limit ? null : { source, limit, now };
}
