import type { Tables } from './schema.ts';

/** A table as a move between engines sees it: its primary key, and how many of its rows travel at once. */
export interface MovedTable {
  readonly name: keyof Tables;
  readonly key: readonly string[];
  /** True where the engine numbers the rows; the numbers travel with the rows. */
  readonly numbered?: true;
  readonly rowsAtOnce?: number;
}

/** What a move carries, a table after those it refers to. A test holds the list against the database. */
export const MOVED_TABLES: readonly MovedTable[] = [
  // A page is up to some megabytes: few at once keep the memory flat.
  { name: 'blobs', key: ['hash'], rowsAtOnce: 20 },
  { name: 'source_states', key: ['source'] },
  { name: 'items', key: ['seq'], numbered: true },
  { name: 'item_names', key: ['source', 'name'] },
  { name: 'page_checks', key: ['source', 'key'] },
  { name: 'gaps', key: ['source', 'from_at'] },
  { name: 'troubles', key: ['id'] },
  { name: 'item_files', key: ['item_id', 'position'] },
  { name: 'notices', key: ['id'] },
  { name: 'notice_companies', key: ['company', 'notice_id'] },
  { name: 'notice_regulators', key: ['regulator', 'notice_id'] },
  { name: 'steps', key: ['id'] },
  { name: 'scores', key: ['company', 'at'] },
  { name: 'signals', key: ['id'] },
  { name: 'held', key: ['signal_id', 'sink', 'recipient', 'stage'] },
  { name: 'alerts', key: ['id'] },
  { name: 'alert_signals', key: ['alert_id', 'signal_id'] },
  { name: 'reviews', key: ['id'] },
  { name: 'second_readings', key: ['item_id'] },
  { name: 'reader_days', key: ['day'] },
  { name: 'claims', key: ['page', 'step'] },
  { name: 'subscriptions', key: ['id'] },
  { name: 'silences', key: ['id'] },
  { name: 'deliveries', key: ['seq'], numbered: true },
  { name: 'channels', key: ['sink', 'recipient'] },
  { name: 'changes', key: ['seq'], numbered: true },
  { name: 'votes', key: ['alert_id', 'sink', 'recipient', 'voter'] },
  { name: 'waiting', key: ['sink', 'recipient', 'signal_id'] },
  { name: 'parts', key: ['seq'], numbered: true, rowsAtOnce: 10 },
  { name: 'memory', key: ['key'] },
];
