import { commandDatabase } from '../app/database.ts';
import { readEnv } from '../app/env.ts';
import type { Io } from '../app/io.ts';
import { readerSettingsOf } from '../app/settings.ts';
import { modeOf } from '../flows/second-reader.ts';
import { openStore } from '../store/open.ts';

/** Off, or its mode with the reason, and what it did today. */
export async function secondReader(io: Io): Promise<Checked[]> {
  const read = readEnv(io.env);
  if (!read.ok) return [];
  const { env } = read;
  if (env.READER_URL === undefined) return [{ state: 'ok', says: 'no second reader (READER_URL)' }];
  const settings = env.READER_MODEL === undefined ? null : readerSettingsOf(env);
  if (settings === null)
    return [
      { state: 'broken', says: 'READER_MODEL is not set', remedy: 'name the model that READER_URL serves' },
    ];
  const store = await openStore(commandDatabase(env, false));
  try {
    const { mode, because } = await modeOf(store, settings);
    const { calls, cost, failures } = await store.readerDay(new Date(io.now()).toISOString().slice(0, 10));
    const failed = Object.entries(failures).map(([kind, count]) => `${count} ${kind}`);
    const says = `${settings.model}, ${mode} (${because}); today ${calls} of ${settings.dailyCalls} questions, $${(cost / 1e6).toFixed(2)}, failures: ${failed.join(', ') || 'none'}`;
    const remedy = 'until it has a licence, its answers are proposals to a person';
    return [mode === settings.mode ? { state: 'ok', says } : { state: 'mind', says, remedy }];
  } finally {
    await store.close();
  }
}

/** What one check of `doctor` found. */
export interface Checked {
  readonly state: 'ok' | 'mind' | 'broken';
  readonly says: string;
  readonly remedy?: string;
}
