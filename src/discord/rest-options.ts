import { DefaultRestOptions, type RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];

/**
 * Sends a form in one piece. undici writes a form part by part from a function that nothing awaits: where the far side hangs up
 * meanwhile, that function throws into nowhere and the program ends (undici from 7.20, which is Node's own agent; their issue 5835).
 */
const whole: MakeRequest = async (url, init) => {
  if (!(init.body instanceof FormData)) return DefaultRestOptions.makeRequest(url, init);
  const form = new Response(init.body);
  const headers = { ...(init.headers as object), 'content-type': form.headers.get('content-type')! };
  return DefaultRestOptions.makeRequest(url, {
    ...init,
    headers,
    body: new Uint8Array(await form.arrayBuffer()),
  });
};

/**
 * How the one REST client behaves. Long rate-limit waits are rejected, since the outbox knows better what to send meanwhile, and
 * a lost answer is tried once more here (with its nonce) and then by the outbox.
 */
export const REST_OPTIONS: Partial<RESTOptions> = {
  retries: 1,
  rejectOnRateLimit: (limit) => limit.retryAfter > 5_000,
  invalidRequestWarningInterval: 100,
  makeRequest: whole,
};

/** Answers to interactions do not count against the bot's limit. */
const UNCOUNTED = /\/(?:interactions|webhooks)\//;

/** Waits for the turn of a request; what it gives, where it gives something, is called when the answer is there. */
export type RateLimitSlot = () => Promise<unknown>;

/**
 * REST options of one bot. Every request that counts, repetitions too, waits for its turn before it leaves; what is not answered when
 * `closed` fires is given up: Discord may never answer, and the process ends only once nothing is under way.
 */
export function restOptions(slot: RateLimitSlot | undefined, closed: AbortSignal): Partial<RESTOptions> {
  const request: MakeRequest = (url, { signal, ...init }) =>
    whole(url, { ...init, signal: signal ? AbortSignal.any([signal as AbortSignal, closed]) : closed });
  return {
    ...REST_OPTIONS,
    async makeRequest(url, init) {
      if (slot === undefined || UNCOUNTED.test(url)) return request(url, init);
      const over = await slot();
      try {
        return await request(url, init);
      } finally {
        if (typeof over === 'function') over();
      }
    },
  };
}
