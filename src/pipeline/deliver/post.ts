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

/** The receiver's answer. `retryAfterMs` = the wait that it asked for. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfterMs: number | null;
}

/**
 * Posts to an address that a person configured; the implementation refuses addresses of the own
 * network. Without an answer the outcome is `retry` where the receiver was not reached and
 * certainly has nothing, `unknown` where it may have the message.
 */
export type Post = (
  request: PostRequest,
) => Promise<Answer | Extract<SendOutcome, { kind: 'retry' | 'unknown' }>>;

const TOKEN_WAIT_MS = 10 * 60_000;
/** Too slow, too early, too often, or no server behind the gateway (502, 503): nothing was done. */
const AGAIN: readonly number[] = [408, 425, 429, 502, 503];

/**
 * The meaning of an unsuccessful HTTP answer for the delivery; `sink` names the receiver in the
 * reason.
 */
function refusalOf(
  { status, retryAfterMs }: Answer,
  sink: string,
  keepsNonce: boolean,
): SendOutcome {
  const because = reason('sink-answered', { sink, status });
  if (AGAIN.includes(status)) return retry(because, retryAfterMs);
  // It accepted the request, but does not confirm the message.
  if (status >= 200 && status < 300) return unknown(reason('sink-unclear', { sink }));
  if (status >= 500) return keepsNonce ? retry(because) : unknown(because);
  if (status === 401) return retry(reason('check-token', { why: because }), TOKEN_WAIT_MS);
  return refused(because, status === 404 || status === 410);
}

/**
 * The address to post to, and what a person wrote behind it: `https://…#secret=…&template=ntfy`. A
 * fragment is never sent.
 */
export function addressAndOptions(to: string): {
  readonly url: string;
  readonly secret: string | null;
  /** By name; '' for one without a value. */
  readonly options: ReadonlyMap<string, string>;
} {
  const [url = '', fragment = ''] = to.split('#', 2);
  // A plus is a letter of base64 here, and no blank.
  const options = new Map(
    fragment.split('&').flatMap((part) => {
      const [name = '', ...value] = part.split('=');
      return name === '' ? [] : [[name, decoded(value.join('='))] as const];
    }),
  );
  return { url, secret: options.get('secret') ?? null, options };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface MessageRequest {
  readonly url: string;
  readonly body: string | object;
  readonly headers?: PostRequest['headers'];
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };

/** A sink that sends one request for each message and cannot be looked up afterwards. */
interface PostingSink extends Pick<Sink, 'id' | 'knowsRepeats' | 'manyServers'> {
  /** Name of the receiver in reasons. */
  readonly name: string;
  readonly request: (message: OutgoingMessage) => MessageRequest;
  /**
   * Another request after a refusal that certainly sent nothing: plain text where markup was
   * refused. Made once; null = the refusal counts.
   */
  readonly instead?: (answer: Answer, message: OutgoingMessage) => MessageRequest | null;
  /** What an answer means for the delivery; null = what its status says. */
  readonly outcome: (answer: Answer, message: OutgoingMessage) => SendOutcome | null;
}

export function postingSink(
  post: Post,
  { name, request, instead, outcome, ...sink }: PostingSink,
): Sink {
  const posted = ({ url, body, headers = JSON_HEADERS }: MessageRequest) =>
    post({ url, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return {
    ...sink,
    async send(message) {
      const first = await posted(request(message));
      if ('kind' in first) return first;
      const other = instead?.(first, message) ?? null;
      const answer = other === null ? first : await posted(other);
      if ('kind' in answer) return answer;
      return outcome(answer, message) ?? refusalOf(answer, name, sink.knowsRepeats === 'always');
    },
    find: async () => 'unreadable',
  };
}

/** The JSON of an answer; an empty object where it is none. */
export const jsonOf = <T extends object>({ body }: Answer): Partial<T> => Object(jsonIn(body)) as T;
