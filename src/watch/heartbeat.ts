import type { Fetch } from './fetch.ts';

const LEAST_MS = 60_000;

/**
 * Pings an address after a healthy cycle, at most once a minute: whoever watches it (a dead man's switch) tells when the
 * pings stop, since a dead bot cannot. Answers what went wrong, once until it works again; null = nothing to say.
 */
export function createHeartbeat(
  url: string,
  fetch: Fetch,
): (now: number) => Promise<{ because: string } | null> {
  let last = Number.NEGATIVE_INFINITY;
  let broken = false;
  return async (now) => {
    if (now - last < LEAST_MS) return null;
    last = now;
    const answer = await fetch({ url, maxBytes: 100_000 });
    const fails = answer.kind === 'failed';
    const say = fails && !broken;
    broken = fails;
    // The address of a heartbeat is as good as a password: its host is enough.
    return say ? { because: answer.message.replaceAll(url, new URL(url).host) } : null;
  };
}
