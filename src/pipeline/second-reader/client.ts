import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { jsonIn } from '../../domain/json-text.ts';
import type { ReadingFailure } from '../../domain/reported-action.ts';
import { questionOf, SYSTEM } from './prompt.ts';
import {
  AnswerSchema,
  ReaderAnswer,
  type ReaderFailure,
  type ReaderReading,
  type SecondReader,
} from './second-reader.ts';

export interface ClientSettings {
  /** Base address of an OpenAI-compatible endpoint, `http://127.0.0.1:11434/v1`. */
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
  /** How the shape is requested: by schema, as any JSON, or in words only. */
  readonly schema: 'json_schema' | 'json_object' | 'none';
  readonly timeoutMs: number;
  readonly maxChars: number;
  /** Stores the server's manner over restarts; absent = it is found again. */
  readonly memory?: MannerMemory;
}

/** Storage for one small text that outlives the process. */
export interface MannerMemory {
  readonly recall: () => Promise<string | null>;
  readonly remember: (text: string) => Promise<void>;
}

const MOST_BYTES = 262_144;
const MOST_TOKENS = 4_096;
/**
 * Characters a token above which a question was cut by the server: no tokenizer is so efficient.
 */
const LATIN_A_TOKEN = 10;
const HAN_A_TOKEN = 4;
const HAN = /\p{Script=Han}/gu;

type Shape = ClientSettings['schema'];
const SHAPES: readonly Shape[] = ['json_schema', 'json_object', 'none'];

/**
 * The form of requests that a server accepts, found by its first refusals and stored for later
 * questions.
 */
const Manner = z.strictObject({
  shape: z.enum(['json_schema', 'json_object', 'none']),
  /** False for reasoning models, which accept no temperature. */
  hasTemperature: z.boolean(),
  /** Name of the parameter for the length of an answer. */
  limit: z.enum(['max_tokens', 'max_completion_tokens']),
});
type Manner = Readonly<z.infer<typeof Manner>>;

/**
 * The manner after a 400 that names the problem; null where nothing is left to change. A server
 * that only calls the request wrong gets a simpler one each time.
 */
function otherManner(manner: Manner, complaint: string): Manner | null {
  if (manner.limit === 'max_tokens' && /max_completion_tokens|max_tokens/i.test(complaint))
    return { ...manner, limit: 'max_completion_tokens' };
  if (manner.hasTemperature && /temperature/i.test(complaint))
    return { ...manner, hasTemperature: false };
  const next = SHAPES[SHAPES.indexOf(manner.shape) + 1];
  if (next !== undefined && /response_format|schema|json/i.test(complaint))
    return { ...manner, shape: next };
  if (manner.hasTemperature) return { ...manner, hasTemperature: false };
  return next === undefined ? null : { ...manner, shape: next };
}

/** Requests that finding the manner may cost, once for each server. */
const MOST_MANNERS = 5;

/**
 * A reader behind an OpenAI-compatible endpoint. One call for each question, retries only to find
 * the server's manner, no redirects, at most 256 KB of answer, no tools. The server's error texts
 * are dropped: only kind and status remain.
 */
export function createClient(settings: ClientSettings): SecondReader {
  const { timeoutMs, maxChars, memory } = settings;
  const first: Manner = { shape: settings.schema, hasTemperature: true, limit: 'max_tokens' };
  let recalled: Promise<void> | null = null;
  let manner = first;
  let recalledOnce: Manner | null = null;

  /** The manner to try after a complaint; null = none is left. */
  const mannerAfter = (complaint: string, tries: number): Manner | null => {
    const other = tries >= MOST_MANNERS ? null : otherManner(manner, complaint);
    if (other !== null) return other;
    // An earlier run may have found this manner with another server: begin from the first one.
    if (manner !== recalledOnce) return null;
    recalledOnce = null;
    return first;
  };

  return {
    async read(article) {
      if (article.title.length + article.text.length > maxChars) return failure('too-long');
      recalled ??= recalledManner(memory).then((found) => {
        recalledOnce = found;
        manner = found ?? first;
      });
      await recalled;
      const before = manner;
      const prompt = questionOf(article, randomBytes(12).toString('hex'));
      const late = AbortSignal.timeout(timeoutMs);
      for (let tries = 1; ; tries += 1) {
        const { done, complaint } = await questionOnce(settings, manner, prompt, late);
        const next = complaint === null ? null : mannerAfter(complaint, tries);
        if (next === null) {
          if (done.ok && manner !== before) await memory?.remember(JSON.stringify(manner));
          return done;
        }
        manner = next;
      }
    },
  };
}

/** The manner that an earlier run found; null where none did. */
async function recalledManner(memory: MannerMemory | undefined): Promise<Manner | null> {
  const text = (await memory?.recall()) ?? null;
  const found = text === null ? null : Manner.safeParse(jsonIn(text));
  return found?.success === true ? found.data : null;
}

/** One request in one manner; `complaint` = what the server says of a request that it refuses. */
async function questionOnce(
  { url, model, key }: ClientSettings,
  { shape, hasTemperature, limit }: Manner,
  prompt: string,
  abortSignal: AbortSignal,
): Promise<{ done: ReaderReading | ReaderFailure; complaint: string | null }> {
  // Loaded with the first question: most programs have no reader.
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  const { APICallError, generateText, NoObjectGeneratedError, Output } = await import('ai');
  // Recorded here, since the library wraps every error in its own.
  const noted: ReaderFailure[] = [];
  let complaint: string | null = null;
  const provider = createOpenAICompatible({
    name: 'reader',
    baseURL: url,
    ...(key === null ? {} : { apiKey: key }),
    fetch: async (input, init) => {
      const answer = await boundedFetch(input, { ...init, body: withLimit(init?.body, limit) });
      if (answer instanceof Response) return answer;
      complaint = answer.complaint;
      noted.push(answer.failed);
      throw new Error(answer.failed.kind);
    },
    supportsStructuredOutputs: shape === 'json_schema',
  });
  const ended = (done: ReaderReading | ReaderFailure) => ({ done, complaint });
  try {
    const done = await generateText({
      model: provider.chatModel(model),
      instructions: SYSTEM,
      prompt,
      maxRetries: 0,
      ...(hasTemperature ? { temperature: 0 } : {}),
      maxOutputTokens: MOST_TOKENS,
      abortSignal,
      ...(shape === 'json_schema' ? { output: Output.object({ schema: AnswerSchema }) } : {}),
      ...(shape === 'json_object' ? { output: Output.json() } : {}),
    });
    return ended(readingOf(done, SYSTEM + prompt));
  } catch (error) {
    const early = NoObjectGeneratedError.isInstance(error) ? endedBy(error.finishReason) : null;
    const invalid = failure('invalid', APICallError.isInstance(error) ? 200 : null);
    return ended(noted[0] ?? early ?? invalid);
  }
}

/** The parts of a completed call that are read. */
interface CompletedCall {
  readonly finishReason: string;
  readonly usage: {
    readonly inputTokens?: number | undefined;
    readonly outputTokens?: number | undefined;
  };
  readonly text: string;
  readonly warnings?: readonly unknown[] | undefined;
}

/** The reading that a completed call gives, or why it cannot be used. */
function readingOf(call: CompletedCall, question: string): ReaderReading | ReaderFailure {
  const early = endedBy(call.finishReason);
  if (early !== null) return early;
  const { inputTokens: input, outputTokens: output } = call.usage;
  if (input && input < leastTokens(question)) return failure('cut');
  // The whole text must be JSON: any word beside it makes the answer invalid.
  const answer = ReaderAnswer.safeParse(jsonIn(call.text));
  // A warning means that the library did not request the shape as intended.
  if (!answer.success || (call.warnings ?? []).length > 0) return failure('invalid');
  const tokens = input === undefined || output === undefined ? null : { input, output };
  return { ok: true, answer: answer.data, raw: call.text, tokens };
}

/** The library knows one name for the limit of an answer; newer models want the other. */
function withLimit(body: unknown, limit: Manner['limit']): string {
  if (typeof body !== 'string') throw new Error('a question is sent as text');
  if (limit === 'max_tokens') return body;
  const { max_tokens: most, ...rest } = JSON.parse(body) as Record<string, unknown>;
  return JSON.stringify({ ...rest, max_completion_tokens: most });
}

/** The failure of an answer that was cut or refused. */
function endedBy(reason: string | undefined): ReaderFailure | null {
  if (reason === 'length') return failure('cut');
  return reason === 'content-filter' ? failure('refused') : null;
}

/** Least tokens of a question; with fewer the server cut it. */
function leastTokens(question: string): number {
  const han = question.match(HAN)?.length ?? 0;
  return (question.length - han) / LATIN_A_TOKEN + han / HAN_A_TOKEN;
}

const failure = (
  kind: ReadingFailure,
  status: number | null = null,
  afterMs: number | null = null,
): ReaderFailure => ({ ok: false, kind, status, afterMs });

interface RefusedRequest {
  readonly failed: ReaderFailure;
  /** Text of a 400, to find its cause; never stored. */
  readonly complaint: string | null;
}

const refusal = (failed: ReaderFailure, complaint: string | null = null): RefusedRequest => ({
  failed,
  complaint,
});

/** A fetch of one address without redirects and with a bounded body; anything else is a failure. */
async function boundedFetch(
  ...[input, init]: Parameters<typeof fetch>
): Promise<Response | RefusedRequest> {
  try {
    const response = await fetch(input, { ...init, redirect: 'manual' });
    const { status, headers } = response;
    if (status >= 300 && status < 400) return refusal(failure('refused'));
    if (status === 429) return refusal(failure('limited', status, waitOf(headers)));
    const body = await boundedBody(response);
    if (body === null) return refusal(failure('invalid'));
    if (!response.ok) {
      const complaint = status === 400 ? body.toString('utf8').slice(0, MOST_COMPLAINT) : null;
      return refusal(failure(status >= 500 ? 'unreachable' : 'refused', status), complaint);
    }
    return new Response(new Uint8Array(body), { headers: { 'content-type': 'application/json' } });
  } catch (error) {
    const isLate = ['TimeoutError', 'AbortError'].includes((error as Error).name);
    return refusal(failure(isLate ? 'timeout' : 'unreachable'));
  }
}

const MOST_COMPLAINT = 4_000;

/** Seconds, or a date; null where the server does not say. */
function waitOf(headers: Headers): number | null {
  const stated = headers.get('retry-after') ?? '';
  const ms = /^\d+(?:\.\d+)?$/.test(stated)
    ? Number(stated) * 1_000
    : Date.parse(stated) - Date.parse(headers.get('date') ?? '');
  return Number.isFinite(ms) && ms >= 0 ? ms : null;
}

/** Null where it is too long. */
async function boundedBody(response: Response): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
