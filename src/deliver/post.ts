import { jsonIn } from '../domain/json-text.ts';
import { type Reason, reason } from '../domain/reason.ts';
import {
  type OutgoingMessage,
  refused,
  retry,
  type SendOutcome,
  type Sink,
  unknown,
} from '../domain/sink.ts';

interface PostRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `nothing-sent` = the far side was not reached, so it surely has nothing; `unknown` = it may have it. */
export type Posted =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: string;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'nothing-sent'; readonly because: Reason }
  | { readonly kind: 'unknown'; readonly because: Reason };

/** Posts to an address that a person gave. Whoever builds it sees to it that it never reaches into the own network. */
export type Post = (request: PostRequest) => Promise<Posted>;

const TOKEN_WAIT_MS = 10 * 60_000;
/** Too slow, too early, too often, or nobody behind the gateway (502, 503): nothing was done. */
const AGAIN: readonly number[] = [408, 425, 429, 502, 503];

/** What an HTTP answer that is no success means for the delivery; `sink` names the far side in the reason. */
function refusalOf(posted: Posted, sink: string, keepsNonce: boolean): SendOutcome {
  if (posted.kind === 'nothing-sent') return retry(posted.because);
  if (posted.kind === 'unknown') return unknown(posted.because);
  const because = reason('sink-answered', { sink, status: posted.status });
  if (AGAIN.includes(posted.status)) return retry(because, posted.retryAfterMs);
  if (posted.status >= 500) return keepsNonce ? retry(because) : unknown(because);
  if (posted.status === 401) return retry(reason('check-token', { why: because }), TOKEN_WAIT_MS);
  return refused(because, posted.status === 404 || posted.status === 410);
}

/** The address to post to, and the secret that a person wrote behind it: `https://…#secret=…`. A fragment is never sent. */
export function addressAndSecret(to: string): { readonly url: string; readonly secret: string | null } {
  const [url = '', fragment = ''] = to.split('#', 2);
  return { url, secret: new URLSearchParams(fragment).get('secret') };
}

type Answer = Extract<Posted, { kind: 'answer' }>;

/** A way out that is one request for a message and cannot be looked up afterwards. */
interface PostingSink extends Pick<Sink, 'id' | 'keepsNonce' | 'manyServers'> {
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
      const { url, body, headers = { 'content-type': 'application/json; charset=utf-8' } } = request(message);
      const posted = await post({
        url,
        headers,
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return (
        (posted.kind === 'answer' ? outcome(posted, message) : null) ??
        refusalOf(posted, name, sink.keepsNonce === true)
      );
    },
    find: async () => 'unreadable',
  };
}

/** The JSON of an answer; an empty object where it is none. */
export const jsonOf = <T extends object>({ body }: Answer): Partial<T> => Object(jsonIn(body)) as T;
