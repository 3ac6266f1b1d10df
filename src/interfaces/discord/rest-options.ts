import { DefaultRestOptions, type RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];

/**
 * Sends a form in one piece. undici writes a form part by part from a function that nothing awaits:
 * where the far side hangs up meanwhile, that function throws into nowhere and the program ends
 * (undici from 7.20, which is Node's own agent; their issue 5835).
 */
async function whole(init: Parameters<MakeRequest>[1]): Promise<typeof init> {
  if (!(init.body instanceof FormData)) return init;
  const form = new Response(init.body);
  const headers = {
    ...(init.headers as object),
    'content-type': form.headers.get('content-type')!,
  };
  return { ...init, headers, body: new Uint8Array(await form.arrayBuffer()) };
}

/** Answers to interactions do not count against the bot's limit. */
const UNCOUNTED = /\/(?:interactions|webhooks)\//;

/** Waits for a slot for a request; a returned function is called when the answer has arrived. */
export type RateLimitSlot = () => Promise<unknown>;

/**
 * How the one REST client of a bot behaves. Long rate-limit waits are rejected, since the outbox
 * knows better what to send meanwhile, and a lost answer is tried once more here (with its nonce)
 * and then by the outbox. Every request that counts, repetitions too, waits for its turn before it
 * leaves; what is not answered when `closed` fires is given up: Discord may never answer, and the
 * process ends only once nothing is under way.
 */
export function restOptions(
  slot: RateLimitSlot | undefined,
  closed: AbortSignal,
): Partial<RESTOptions> {
  return {
    retries: 1,
    rejectOnRateLimit: (limit) => limit.retryAfter > 5_000,
    invalidRequestWarningInterval: 100,
    async makeRequest(url, init) {
      const over = UNCOUNTED.test(url) ? null : await slot?.();
      const own = init.signal as AbortSignal | null | undefined;
      const signal = own ? AbortSignal.any([own, closed]) : closed;
      try {
        return await DefaultRestOptions.makeRequest(url, { ...(await whole(init)), signal });
      } finally {
        if (typeof over === 'function') over();
      }
    },
  };
}
