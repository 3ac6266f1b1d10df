import { jsonIn } from '../../domain/json-text.ts';
import { reason } from '../../domain/reason.ts';
import {
  type OutgoingMessage,
  refused,
  retry,
  type SendOutcome,
  type Sink,
  unknown,
} from '../../domain/sink.ts';

interface PostRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the far side answered. `retryAfterMs` = the wait that it asked for. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfterMs: number | null;
}

/**
 * Posts to an address that a person gave. Whoever builds it sees to it that it never reaches into
 * the own network. Where no answer came,
 * `retry` = the far side was not reached, so it surely has nothing; `unknown` = it may have it.
 */
export type Post = (
  request: PostRequest,
) => Promise<Answer | Extract<SendOutcome, { kind: 'retry' | 'unknown' }>>;

const TOKEN_WAIT_MS = 10 * 60_000;
/** Too slow, too early, too often, or nobody behind the gateway (502, 503): nothing was done. */
const AGAIN: readonly number[] = [408, 425, 429, 502, 503];

/**
 * What an HTTP answer that is no success means for the delivery; `sink` names the far side in the
 * reason.
 */
function refusalOf(
  { status, retryAfterMs }: Answer,
  sink: string,
  keepsNonce: boolean,
): SendOutcome {
  const because = reason('sink-answered', { sink, status });
  if (AGAIN.includes(status)) return retry(because, retryAfterMs);
  // It says that it took the message, and not in the words that it uses for that.
  if (status >= 200 && status < 300) return unknown(reason('sink-unclear', { sink }));
  if (status >= 500) return keepsNonce ? retry(because) : unknown(because);
  if (status === 401) return retry(reason('check-token', { why: because }), TOKEN_WAIT_MS);
  return refused(because, status === 404 || status === 410);
}

/**
 * The address to post to, and the secret that a person wrote behind it: `https://…#secret=…`. A
 * fragment is never sent.
 */
export function addressAndSecret(to: string): {
  readonly url: string;
  readonly secret: string | null;
} {
  const [url = '', fragment = ''] = to.split('#', 2);
  // A plus is a letter of base64 here, and no blank.
  const secret = /(?:^|&)secret=([^&]*)/.exec(fragment)?.[1] ?? null;
  return { url, secret: secret === null ? null : decoded(secret) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A way out that is one request for a message and cannot be looked up afterwards. */
interface PostingSink extends Pick<Sink, 'id' | 'knowsRepeats' | 'manyServers'> {
  /** Name of the far side in reasons. */
  readonly name: string;
  readonly request: (message: OutgoingMessage) => {
    readonly url: string;
    readonly body: string | object;
    readonly headers?: PostRequest['headers'];
  };
  /** What an answer means for the delivery; null = what its status says. */
  readonly outcome: (answer: Answer, message: OutgoingMessage) => SendOutcome | null;
}

export function postingSink(post: Post, { name, request, outcome, ...sink }: PostingSink): Sink {
  return {
    ...sink,
    async send(message) {
      const {
        url,
        body,
        headers = { 'content-type': 'application/json; charset=utf-8' },
      } = request(message);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const posted = await post({ url, headers, body: text });
      if ('kind' in posted) return posted;
      return outcome(posted, message) ?? refusalOf(posted, name, sink.knowsRepeats === 'always');
    },
    find: async () => 'unreadable',
  };
}

/** The JSON of an answer; an empty object where it is none. */
export const jsonOf = <T extends object>({ body }: Answer): Partial<T> => Object(jsonIn(body)) as T;
