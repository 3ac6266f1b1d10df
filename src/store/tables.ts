import type { Tables } from './schema.ts';

interface StoredTable {
  readonly key: readonly string[];
  /** True where the engine numbers the rows; the numbers travel with them in a move. */
  readonly numbered?: true;
  /** How many rows travel at once. */
  readonly rowsAtOnce?: number;
  /** What processes agree on at the moment: it stays where it is. */
  readonly stays?: true;
}

/** The primary key of every table. A move carries them in this order: each table after those it refers to. */
export const KEYS: Readonly<Record<keyof Tables, StoredTable>> = {
  // A page is up to some megabytes: few at once keep the memory flat.
  blobs: { key: ['hash'], rowsAtOnce: 20 },
  source_states: { key: ['source'] },
  items: { key: ['seq'], numbered: true },
  item_names: { key: ['source', 'name'] },
  page_checks: { key: ['source', 'key'] },
  gaps: { key: ['source', 'from_at'] },
  troubles: { key: ['id'] },
  item_files: { key: ['item_id', 'position'] },
  notices: { key: ['id'] },
  notice_companies: { key: ['company', 'notice_id'] },
  notice_regulators: { key: ['regulator', 'notice_id'] },
  act_keys: { key: ['regulator', 'key', 'notice_id'] },
  steps: { key: ['id'] },
  scores: { key: ['company', 'at'] },
  signals: { key: ['id'] },
  held: { key: ['signal_id', 'sink', 'recipient', 'stage'] },
  alerts: { key: ['id'] },
  alert_signals: { key: ['alert_id', 'signal_id'] },
  reviews: { key: ['id'] },
  second_readings: { key: ['item_id'] },
  reader_days: { key: ['day'] },
  claims: { key: ['page', 'step'] },
  subscriptions: { key: ['id'] },
  silences: { key: ['id'] },
  deliveries: { key: ['seq'], numbered: true },
  channels: { key: ['sink', 'recipient'] },
  changes: { key: ['seq'], numbered: true },
  votes: { key: ['alert_id', 'sink', 'recipient', 'voter'] },
  waiting: { key: ['sink', 'recipient', 'signal_id'] },
  parts: { key: ['seq'], numbered: true, rowsAtOnce: 10 },
  memory: { key: ['key'] },
  leases: { key: ['name'], stays: true },
  runs: { key: ['job'], stays: true },
  turns: { key: ['name'], stays: true },
};

export type MovedTable = StoredTable & { readonly name: keyof Tables };

/** What a move between engines carries. A test holds the list against the database. */
export const MOVED_TABLES: readonly MovedTable[] = Object.entries(KEYS)
  .filter(([, table]) => table.stays !== true)
  .map(([name, table]) => ({ name: name as keyof Tables, ...table }));
