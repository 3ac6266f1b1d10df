import { commandDatabase } from '../app/database.ts';
import type { Env } from '../app/env.ts';
import type { Io } from '../app/io.ts';
import { readerSettingsOf } from '../app/settings.ts';
import type { UniverseTable } from '../domain/catalog.ts';
import { firstDay } from '../domain/time.ts';
import { modeOf } from '../flows/second-reader.ts';
import { openStore } from '../store/open.ts';

/** Off, or its mode with the reason, and what it did today. */
export async function secondReader(env: Env, io: Io): Promise<Checked[]> {
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

/** From this age on a person should bring newer lists of all listed companies. */
const UNIVERSE_DAYS = 120;

/** How old the lists of all listed companies are at `now`, and whether that is too old. */
export function universeAge(
  { asOf, size }: Pick<UniverseTable, 'asOf' | 'size'>,
  now: number,
): { readonly old: boolean; readonly says: string } {
  if (asOf === null)
    return { old: true, says: 'config/universe is empty: only companies with a file are known' };
  const days = Math.max(0, Math.floor((now - Date.parse(firstDay(asOf))) / 86_400_000));
  return {
    old: days > UNIVERSE_DAYS,
    says: `${size} further listed companies, from lists up to ${asOf}, ${days} days old`,
  };
}
