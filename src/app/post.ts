import { Readable } from 'node:stream';
import { request } from 'undici';
import { type Reason, reason } from '../domain/reason.ts';
import { retry, unknown } from '../domain/sink.ts';
import type { Post } from '../pipeline/deliver/post.ts';
import { guardedAgent } from '../pipeline/watch/agent.ts';
import { header, retryAfter, unpack } from '../pipeline/watch/answer.ts';
import { DEFAULT_LIMITS } from '../pipeline/watch/limits.ts';

const MOST_ANSWER = 65_536;

/**
 * Posts under the same guard as every fetch: no address of this machine or its network unless
 * opened by name, checked when connecting; redirects are not followed. Reasons name the host and
 * never the path, which may be a secret.
 */
export function createPost(allow: ReadonlySet<string>, timeoutMs = 15_000) {
  const limits = { ...DEFAULT_LIMITS, headersMs: timeoutMs, exchangeMs: timeoutMs };
  const dispatcher = guardedAgent(allow, limits);
  const post: Post = async ({ url, headers, body }) => {
    const host = URL.canParse(url) ? new URL(url).host : 'that address';
    const bytes = Buffer.from(body);
    let begun = false;
    // Requested once the connection is open: before that the receiver certainly has nothing.
    const written = Readable.from(
      (function* () {
        begun = true;
        yield bytes;
      })(),
      { objectMode: false },
    );
    // A timeout aborts the request, so that nothing continues unattended.
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await request(url, {
        method: 'POST',
        dispatcher,
        body: written,
        headers: { ...headers, 'content-length': String(bytes.length) },
        signal,
      });
      const read = await unpack(
        answer.body,
        header(answer, 'content-encoding'),
        MOST_ANSWER,
        signal,
      );
      if (!read.ok && read.code !== 'too-large')
        throw Object.assign(new Error(read.message), { code: read.code });
      const text = read.ok ? Buffer.from(read.bytes).toString('utf8') : '';
      const retryAfterMs = retryAfter(answer, Date.now());
      return { status: answer.statusCode, body: text, retryAfterMs };
    } catch (error) {
      const because = failureOf(error as PostError, host);
      return begun ? unknown(because) : retry(because);
    }
  };
  return { post, close: () => dispatcher.close() };
}

type PostError = Error & { readonly code?: string };

function failureOf({ name, code = name }: PostError, host: string): Reason {
  if (name === 'TimeoutError') return reason('host-unreachable', { host, why: 'timeout' });
  if (code === 'ADDRESS_BLOCKED') return reason('host-blocked', { host });
  return reason('host-unreachable', { host, why: String(code) });
}
