import { randomBytes } from 'node:crypto';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, generateText, NoObjectGeneratedError, NoOutputGeneratedError, Output } from 'ai';
import type { ReadingFailure } from '../domain/claim.ts';
import { questionOf, SYSTEM } from './prompt.ts';
import { ReaderAnswer, type ReaderFailure, type ReaderReading, type SecondReader } from './second-reader.ts';

export interface ClientSettings {
  /** Base address of an OpenAI-compatible endpoint, `http://127.0.0.1:11434/v1`. */
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
  /** How the shape is asked for: by schema, as any JSON, or in words alone. */
  readonly schema: 'json_schema' | 'json_object' | 'none';
  readonly timeoutMs: number;
  readonly maxChars: number;
}

const MOST_BYTES = 262_144;
const MOST_TOKENS = 4_096;
/** A question of more units than this a token was cut by the server: no tokenizer is so frugal. */
const LATIN_A_TOKEN = 10;
const HAN_A_TOKEN = 4;
const HAN = /\p{Script=Han}/gu;

/** Why our own fetch gave up; its message is never shown. */
class Refusal extends Error {
  readonly kind: ReadingFailure;
  constructor(kind: ReadingFailure) {
    super(kind);
    this.kind = kind;
  }
}

/**
 * A reader behind an OpenAI-compatible endpoint. One call a question, no retries, no redirects, 256 KB of answer at most, no tools. What
 * the server says of its errors is dropped: kind and status are all that is left of it.
 */
export function createClient(settings: ClientSettings): SecondReader {
  const { url, model, key, schema, timeoutMs, maxChars } = settings;
  const provider = createOpenAICompatible({
    name: 'reader',
    baseURL: url,
    ...(key === null ? {} : { apiKey: key }),
    fetch: guardedFetch,
    supportsStructuredOutputs: schema === 'json_schema',
  });
  return {
    async read(article) {
      if (article.title.length + article.text.length > maxChars) return failure('too-long');
      const prompt = questionOf(article, randomBytes(12).toString('hex'));
      try {
        const done = await generateText({
          model: provider.chatModel(model),
          instructions: SYSTEM,
          prompt,
          maxRetries: 0,
          temperature: 0,
          maxOutputTokens: MOST_TOKENS,
          abortSignal: AbortSignal.timeout(timeoutMs),
          ...(schema === 'none'
            ? {}
            : { output: schema === 'json_schema' ? Output.object({ schema: ReaderAnswer }) : Output.json() }),
        });
        if (done.finishReason === 'length') return failure('cut');
        if (done.finishReason === 'content-filter') return failure('refused');
        // The shape was not asked for as it was meant to be.
        if ((done.warnings ?? []).length > 0) return failure('invalid');
        return readingOf(done.text, done.usage, SYSTEM.length + prompt.length, countHan(prompt));
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

function readingOf(
  raw: string,
  usage: { readonly inputTokens?: number | undefined; readonly outputTokens?: number | undefined },
  units: number,
  han: number,
): ReaderReading | ReaderFailure {
  const { inputTokens: input, outputTokens: output } = usage;
  if (input !== undefined && input > 0 && input < (units - han) / LATIN_A_TOKEN + han / HAN_A_TOKEN)
    return failure('cut');
  const answer = ReaderAnswer.safeParse(jsonOf(raw));
  if (!answer.success) return failure('invalid');
  const tokens = input === undefined || output === undefined ? null : { input, output };
  return { ok: true, answer: answer.data, raw, tokens };
}

/** Strictly the whole text: what a model says beside its JSON makes the answer invalid. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const countHan = (text: string) => text.match(HAN)?.length ?? 0;

const failure = (
  kind: ReadingFailure,
  status: number | null = null,
  afterMs: number | null = null,
): ReaderFailure => ({ ok: false, kind, status, afterMs });

function failureOf(error: unknown): ReaderFailure {
  for (
    let cause: unknown = error, depth = 0;
    cause instanceof Error && depth < 8;
    cause = cause.cause, depth += 1
  ) {
    if (cause instanceof Refusal) return failure(cause.kind);
    if (cause.name === 'TimeoutError' || cause.name === 'AbortError') return failure('timeout');
    if (NoObjectGeneratedError.isInstance(cause))
      return failure(
        cause.finishReason === 'length'
          ? 'cut'
          : cause.finishReason === 'content-filter'
            ? 'refused'
            : 'invalid',
      );
    if (NoOutputGeneratedError.isInstance(cause)) return failure('refused');
    if (APICallError.isInstance(cause) && cause.statusCode !== undefined) return ofStatus(cause);
  }
  return failure(APICallError.isInstance(error) ? 'unreachable' : 'invalid');
}

function ofStatus({ statusCode: status, responseHeaders }: APICallError): ReaderFailure {
  if (status === 429) return failure('limited', status, retryAfter(responseHeaders?.['retry-after']));
  if (status !== undefined && status >= 500) return failure('unreachable', status);
  return failure(status === 200 ? 'invalid' : 'refused', status ?? null);
}

function retryAfter(header: string | undefined): number | null {
  const seconds = Number(header);
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
}

/** One address, no redirects, and a body of limited size. */
const guardedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: 'manual' }).catch((error: Error) => {
    throw error.name === 'TimeoutError' || error.name === 'AbortError' ? error : new Refusal('unreachable');
  });
  if (response.status >= 300 && response.status < 400) throw new Refusal('refused');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new Refusal('invalid');
    chunks.push(chunk);
  }
  const { status, statusText, headers } = response;
  const plain = new Headers(headers);
  for (const name of ['content-encoding', 'content-length']) plain.delete(name);
  return new Response(Buffer.concat(chunks), { status, statusText, headers: plain });
};
