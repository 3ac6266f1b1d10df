import type { Store } from '../domain/ports.ts';
import type { ReaderDeps, ReaderSettings } from '../flows/second-reader.ts';
import type { SecondReader } from '../second-reader/second-reader.ts';
import type { Env } from './env.ts';
import { CommandProblem } from './io.ts';

/** How the second reader is used; null where none is configured. */
export function readerSettingsOf(env: Env): ReaderSettings | null {
  if (env.READER_URL === undefined) return null;
  if (env.READER_MODEL === undefined)
    throw new CommandProblem('READER_URL is set and READER_MODEL is not: name the model to be asked.');
  return {
    model: env.READER_MODEL,
    schema: env.READER_SCHEMA,
    mode: env.READER_MODE,
    timeoutMs: env.READER_TIMEOUT_SECONDS * 1_000,
    dailyCalls: env.READER_DAILY_CALLS,
    dailyUsd: env.READER_DAILY_USD ?? null,
    price: { input: env.READER_PRICE_INPUT, output: env.READER_PRICE_OUTPUT },
  };
}

/** The client of the configured endpoint. Its libraries are loaded here and nowhere else. */
export async function clientOf(
  env: Env,
  { model, schema, timeoutMs }: ReaderSettings,
): Promise<SecondReader> {
  const { createClient } = await import('../second-reader/client.ts');
  const key = env.READER_KEY ?? null;
  return createClient({
    url: env.READER_URL!,
    model,
    schema,
    key,
    timeoutMs,
    maxChars: env.READER_MAX_CHARS,
  });
}

export async function openSecondReader(
  env: Env,
  store: Pick<Store, 'item'>,
): Promise<Pick<ReaderDeps, 'reader' | 'settings' | 'itemOf'> | null> {
  const settings = readerSettingsOf(env);
  if (settings === null) return null;
  return { settings, reader: await clientOf(env, settings), itemOf: store.item };
}
