import type { RESTOptions } from 'discord.js';

/**
 * How the one REST client behaves. Long rate-limit waits are rejected, since the outbox knows better what to send meanwhile, and
 * a lost answer is tried once more here (with its nonce) and then by the outbox.
 */
export const REST_OPTIONS: Partial<RESTOptions> = {
  retries: 1,
  rejectOnRateLimit: (limit) => limit.retryAfter > 5_000,
  invalidRequestWarningInterval: 100,
};
