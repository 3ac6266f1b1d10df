import { bigint, bytes, integer, sequence, table, text } from './columns.ts';

/** What came from sources, and how the watch of them stands. */
export const WATCH_TABLES = {
  blobs: table({
    hash: text.key,
    encoding: text.required,
    size: bigint.required,
    bytes: bytes.required,
  }),
  source_states: table({
    source: text.key,
    next_poll_at: bigint.required,
    body: text.required,
  }),
  // `waiting_since` = when it was fetched, while it is not settled.
  items: table(
    {
      seq: sequence,
      id: text.unique,
      source: text.required,
      key: text.required,
      version: integer.required,
      hash: text.required,
      blob: text.of('blobs', 'hash'),
      fetched_at: bigint.required,
      waiting_since: bigint.orNull,
      settled_at: bigint.orNull,
      quarantined_because: text.orNull,
      debt_cause: text.orNull,
      debt_attempts: integer.orNull,
      debt_mark: text.orNull,
      retry_at: bigint.orNull,
      body: text.required,
    },
    {
      unique: [
        ['source', 'key', 'hash'],
        ['source', 'key', 'version'],
      ],
    },
  ),
  // Every name of an item in its source (guid, address), and a hash of what the list last said of
  // it.
  item_names: table(
    {
      source: text.required,
      name: text.required,
      key: text.required,
      mark: text.required,
    },
    { key: ['source', 'name'] },
  ),
  // Pages to look at again.
  page_checks: table(
    {
      source: text.required,
      key: text.required,
      due_at: bigint.required,
      body: text.required,
    },
    { key: ['source', 'key'] },
  ),
  // Stretches of time in which a source was not seen.
  gaps: table(
    {
      source: text.required,
      from_at: bigint.required,
      to_at: bigint.orNull,
      because: text.required,
    },
    { key: ['source', 'from_at'] },
  ),
  // What is wrong with the watch; `pending_since` is null once it is over and everybody is alerted
  // or not.
  incidents: table({
    id: text.key,
    source: text.required,
    from_at: bigint.required,
    revision: integer.required,
    pending_since: bigint.orNull,
    body: text.required,
  }),
  item_files: table(
    {
      item_id: text.of('items'),
      position: integer.required,
      blob: text.of('blobs', 'hash'),
      body: text.required,
    },
    { key: ['item_id', 'position'] },
  ),
};
