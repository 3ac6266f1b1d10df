import { Readable } from 'node:stream';
import { request } from 'undici';
import type { Post } from '../deliver/post.ts';
import { reason } from '../domain/reason.ts';
import { guardedAgent } from '../watch/agent.ts';
import { retryAfter } from '../watch/answer.ts';
import { DEFAULT_LIMITS } from '../watch/limits.ts';

const MOST_ANSWER = 65_536;

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
    const bytes = Buffer.from(body);
    let begun = false;
    // Asked for once the connection stands: until then the far side surely has nothing.
    const written = Readable.from(
      (function* () {
        begun = true;
        yield bytes;
      })(),
      { objectMode: false },
    );
    try {
      const answer = await request(url, {
        ...{ method: 'POST', dispatcher, body: written },
        headers: { ...headers, 'content-length': String(bytes.length) },
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
      return { kind: begun ? 'unknown' : 'nothing-sent', because };
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
