import { DefaultRestOptions, type RESTOptions } from 'discord.js';

/**
 * How the one REST client behaves. Long rate-limit waits are rejected, since the outbox knows better what to send meanwhile, and
 * a lost answer is tried once more here (with its nonce) and then by the outbox.
 */
export const REST_OPTIONS: Partial<RESTOptions> = {
  retries: 1,
  rejectOnRateLimit: (limit) => limit.retryAfter > 5_000,
  invalidRequestWarningInterval: 100,
};

/** Answers to interactions do not count against the bot's limit. */
const UNCOUNTED = /\/(?:interactions|webhooks)\//;

/** Waits for the turn of a request; what it gives, where it gives something, is called when the answer is there. */
export type Turn = () => Promise<unknown>;

/** Every request that counts, repetitions too, waits for its turn before it leaves. */
export function takingTurns(turn: Turn): Pick<RESTOptions, 'makeRequest'> {
  return {
    async makeRequest(url, init) {
      if (UNCOUNTED.test(url)) return DefaultRestOptions.makeRequest(url, init);
      const over = await turn();
      try {
        return await DefaultRestOptions.makeRequest(url, init);
      } finally {
        if (typeof over === 'function') over();
      }
    },
  };
}
