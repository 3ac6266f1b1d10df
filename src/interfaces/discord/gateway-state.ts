import type { GatewayStatus } from '../../domain/incident.ts';
import type { Log } from '../../domain/sink.ts';
import type { Instant } from '../../domain/time.ts';

/** Shorter interruptions are ordinary: Discord asks clients to reconnect several times a day. */
const REPORTED_AFTER_MS = 60_000;

export type GatewayState = ReturnType<typeof createGatewayState>;

/**
 * Tracks whether every shard of this process is connected, and reports interruptions of more than a
 * minute.
 * @param report called when the gateway was away for a minute, and whenever it is connected
 */
export function createGatewayState(
  now: () => Instant,
  log: Log,
  report?: (status: GatewayStatus) => void,
) {
  const away = new Map<number, string | null>();
  let since = now();
  let connected = false;
  let reported = false;
  let refused: string | null = null;
  let timer: NodeJS.Timeout | undefined;

  const status = (): GatewayStatus => ({
    connected,
    since,
    because: [...away.values()].find((one) => one !== null) ?? refused,
  });
  const watch = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      reported = true;
      log.warn(
        { since: new Date(since).toISOString(), because: status().because },
        'the Discord gateway has been unreachable for a minute: commands are not answered',
      );
      report?.(status());
    }, REPORTED_AFTER_MS);
    timer.unref();
  };

  return {
    /** A connection is attempted from now on; before it, nothing can be unreachable. */
    begin(): void {
      if (connected || timer !== undefined) return;
      since = now();
      watch();
    },
    up(shard: number): void {
      away.delete(shard);
      refused = null;
      if (away.size > 0 || connected) return;
      connected = true;
      since = now();
      clearTimeout(timer);
      if (reported) log.info({}, 'the Discord gateway is connected again');
      reported = false;
      report?.(status());
    },
    down(shard: number, because: string | null): void {
      away.set(shard, because ?? away.get(shard) ?? null);
      if (!connected) return;
      connected = false;
      since = now();
      watch();
    },
    /** The address of the gateway could not be fetched. */
    failed(because: string): void {
      refused = because;
    },
    status,
    close: () => clearTimeout(timer),
  };
}

/** `final` = retrying is useless until a person changes something. */
export type Connected =
  | { readonly ok: true }
  | { readonly ok: false; readonly because: string; readonly final: boolean };
