import { GATEWAY_KEY, type GatewayStatus } from '../domain/gateway.ts';
import type { SourceId } from '../domain/ids.ts';
import type { Incident } from '../domain/incident.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';

/** Code of the incident "the Discord gateway is away"; it belongs to no watched source. */
export const GATEWAY_DOWN = 'gateway-down';

const MOST = 5_000;

/** Remembers the status and opens or ends the incident that the operator is told of. */
export async function noteGateway(
  status: GatewayStatus,
  store: Pick<Store, 'remember' | 'incidents' | 'saveIncidents'>,
  now: Instant,
): Promise<void> {
  await store.remember(GATEWAY_KEY, JSON.stringify(status));
  if (!status.connected) {
    await store.saveIncidents([opened(status, now)]);
    return;
  }
  const pending = await store.incidents({ pending: true, limit: MOST });
  const over = pending
    .filter((one) => one.code === GATEWAY_DOWN && one.to === null)
    .map((one) => ({ ...one, to: status.since, endNotedAt: now, revision: one.revision + 1 }));
  if (over.length > 0) await store.saveIncidents(over);
}

function opened({ since, because }: GatewayStatus, now: Instant): Incident {
  return {
    id: `${GATEWAY_DOWN}:${since}`,
    source: 'discord-gateway' as SourceId,
    title: 'Discord',
    regulator: null,
    kind: 'finding',
    code: GATEWAY_DOWN,
    message: because ?? 'no connection',
    from: since,
    to: null,
    notedAt: now,
    endNotedAt: null,
    late: null,
    tellings: [],
    revision: 0,
  };
}
