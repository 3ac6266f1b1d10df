import type { Suppressed } from '../../domain/alert.ts';
import type { Waiting } from '../../domain/channel.ts';
import type { SourceId } from '../../domain/ids.ts';
import { reason } from '../../domain/reason.ts';
import type { Instant } from '../../domain/time.ts';
import type { Decision } from './decide.ts';

/** A source that reached its limit of alerts an hour. */
export interface Flood {
  readonly source: SourceId;
  /** Alerts of one source in an hour. */
  readonly limit: number;
  readonly now: Instant;
}

/** Twenty minutes, after which the suppressed alerts of a flood are sent as one list. */
export const FLOOD_LIST_MS = 20 * 60_000;

/** Reason code of signals that a flood suppresses. */
export const FLOODED = 'source-flood';

/**
 * Rewrites the decision of a source in flood: nothing is sent separately, each signal waits for the
 * list of its address, with the reason. Edits of messages that were sent are still made.
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

/** When the list of a flood is due at an address; null = nothing waits. */
export const floodListAt = (since: readonly (Instant | null)[]): Instant | null => {
  const collected = since.filter((one) => one !== null);
  return collected.length === 0 ? null : ((Math.min(...collected) + FLOOD_LIST_MS) as Instant);
};
