import type { Suppressed } from '../../domain/alert.ts';
import type { Waiting } from '../../domain/channel.ts';
import type { SourceId } from '../../domain/ids.ts';
import { reason } from '../../domain/reason.ts';
import type { Instant } from '../../domain/time.ts';
import type { Decision } from './decide.ts';

/** A source that made as many alerts within an hour as it may. */
export interface Flood {
  readonly source: SourceId;
  /** Alerts of one source in an hour. */
  readonly limit: number;
  readonly now: Instant;
}

/** Twenty minutes: what a flood holds back is sent as one list after them. */
export const FLOOD_LIST_MS = 20 * 60_000;

/** Code of the reason that marks what a flood holds back. */
export const FLOODED = 'source-flood';

/**
 * A decision of a source that is in flood: nothing is sent by itself. Each signal waits for the
 * list of its address, with the reason. Edits of messages that were sent go on.
 */
export function collectedForList(decision: Decision, { source, limit, now }: Flood): Decision {
  const edits = new Set(
    decision.alerts.filter((alert) => alert.edits !== undefined).map((alert) => alert.id),
  );
  const because = reason(FLOODED, { source, limit });
  const collected = decision.deliveries
    .filter((delivery) => !edits.has(delivery.alert))
    .flatMap(({ address, signals }) => signals.map((signal) => ({ address, signal })));
  const suppressed = collected.map(
    (one): Suppressed => ({
      ...one,
      stage: 'flood',
      why: 'budget',
      because,
      at: now,
    }),
  );
  const waiting = collected.map((one): Waiting => ({ ...one, since: now, because }));
  return {
    alerts: decision.alerts.filter((alert) => edits.has(alert.id)),
    deliveries: decision.deliveries.filter((delivery) => edits.has(delivery.alert)),
    suppressed: [...decision.suppressed, ...suppressed],
    waiting: [...decision.waiting, ...waiting],
  };
}

/**
 * The moment at which what a flood holds back at an address is sent as a list; null = nothing is.
 */
export const floodListAt = (since: readonly (Instant | null)[]): Instant | null => {
  const collected = since.filter((one) => one !== null);
  return collected.length === 0 ? null : ((Math.min(...collected) + FLOOD_LIST_MS) as Instant);
};
