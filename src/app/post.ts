import { request } from 'undici';
import type { Post } from '../deliver/post.ts';
import { reason } from '../domain/reason.ts';
import { guardedAgent } from '../watch/agent.ts';
import { retryAfter } from '../watch/answer.ts';
import { DEFAULT_LIMITS } from '../watch/limits.ts';

const MOST_ANSWER = 65_536;
/** Errors from before anything was written: the far side surely has nothing. */
const BEFORE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ADDRESS_BLOCKED|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|DEPTH_ZERO)/;

/**
 * Posts through the same guard as every fetch: no address of this machine or its network that was not opened by name, checked at
 * the moment of connecting; redirects are not followed. Reasons name the host and never the path, which may be a secret.
 */
export function createPost(
  allow: ReadonlySet<string>,
  timeoutMs = 15_000,
): { post: Post; close(): Promise<void> } {
  const limits = { ...DEFAULT_LIMITS, headersMs: timeoutMs, exchangeMs: timeoutMs };
  const dispatcher = guardedAgent(allow, limits);
  const post: Post = async ({ url, headers, body }) => {
    const host = URL.canParse(url) ? new URL(url).host : 'that address';
    try {
      const answer = await request(url, {
        ...{ method: 'POST', dispatcher, headers, body },
        // Past its time the request is cut off: nothing goes on that nobody waits for.
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await firstOf(answer.body);
      const retryAfterMs = retryAfter(answer, Date.now());
      return { kind: 'answer', status: answer.statusCode, body: text, retryAfterMs };
    } catch (error) {
      const code =
        (error as Error).name === 'TimeoutError'
          ? 'timeout'
          : String((error as { code?: string }).code ?? (error as Error).name);
      const because = reason('host-unreachable', { host, why: code });
      return BEFORE.test(code) ? { kind: 'nothing-sent', because } : { kind: 'unknown', because };
    }
  };
  return { post, close: () => dispatcher.close() };
}

async function firstOf(body: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    if (size > MOST_ANSWER) break;
  }
  body.destroy();
  return Buffer.concat(parts).toString('utf8');
}
