import type { Client } from 'discord.js';
import type { GatewayStrategy } from './gateway-strategy.ts';

/** Timeout for the gateway's close handshake. */
const CLOSE_TIMEOUT_MS = 3_000;

/**
 * Closes a client within seconds. discord.js waits for the other side to answer the close frame, which a gateway that is down or busy
 * with READY may never do; after the timeout the sockets are dropped, and the session ends by itself.
 */
export async function closeClient(client: Client, strategy: GatewayStrategy): Promise<void> {
  strategy.stop();
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, CLOSE_TIMEOUT_MS);
  try {
    await Promise.race([client.destroy(), late.promise]);
  } finally {
    clearTimeout(timer);
    strategy.terminate();
  }
}
