import { bigint, double, integer, sequence, table, text } from './columns.ts';

/** Who is to be alerted, what is sent there, and the work that processes share. */
export const READER_TABLES = {
  // `scope_id` is empty text for the scope `all`.
  subscriptions: table(
    {
      id: text.key,
      sink: text.required,
      recipient: text.required,
      scope_kind: text.required,
      scope_id: text.required,
      server: text.orNull,
      // Null = written by a version that did not know the column.
      owner: text.orNull,
      created_at: bigint.required,
      disabled_at: bigint.orNull,
      body: text.required,
    },
    { unique: [['sink', 'recipient', 'scope_kind', 'scope_id']] },
  ),
  silences: table({
    id: text.key,
    sink: text.required,
    recipient: text.required,
    until_at: bigint.required,
    body: text.required,
  }),
  // `ready_at` = when it may be claimed next: `due_at`, or the end of the running claim; null once
  // settled.
  deliveries: table(
    {
      seq: sequence,
      id: text.unique,
      alert_id: text.of('alerts'),
      sink: text.required,
      recipient: text.required,
      subscriptions: text.required,
      signals: text.required,
      level: integer.required,
      state: text.required,
      nonce: text.required,
      attempts: integer.required,
      due_at: bigint.required,
      ready_at: bigint.orNull,
      claimed_at: bigint.orNull,
      claimed_until: bigint.orNull,
      claimed_by: text.orNull,
      doubt_since: bigint.orNull,
      repeated_at: bigint.orNull,
      message: text.orNull,
      last_error: text.orNull,
      created_at: bigint.required,
      settled_at: bigint.orNull,
    },
    { unique: [['alert_id', 'sink', 'recipient']] },
  ),
  channels: table(
    {
      sink: text.required,
      recipient: text.required,
      server: text.orNull,
      body: text.required,
    },
    { key: ['sink', 'recipient'] },
  ),
  changes: table({
    seq: sequence,
    sink: text.required,
    recipient: text.required,
    server: text.orNull,
    at: bigint.required,
    body: text.required,
  }),
  votes: table(
    {
      alert_id: text.required,
      sink: text.required,
      recipient: text.required,
      voter: text.required,
      at: bigint.required,
      body: text.required,
    },
    { key: ['alert_id', 'sink', 'recipient', 'voter'] },
  ),
  // Funds, Discord servers and people with their own addresses, members and lists. `rank` puts
  // `home` first.
  workspaces: table({
    id: text.key,
    rank: integer.required,
    name: text.required,
    body: text.required,
  }),
  // Whose an address is; it sees what was sent there since `added_at`.
  addresses: table(
    {
      sink: text.required,
      recipient: text.required,
      workspace: text.required,
      added_at: bigint.required,
      body: text.required,
    },
    { key: ['sink', 'recipient'] },
  ),
  members: table(
    {
      workspace: text.required,
      sink: text.required,
      recipient: text.required,
      added_at: bigint.required,
      body: text.required,
    },
    { key: ['workspace', 'sink', 'recipient'] },
  ),
  // Secrets of links and sessions are stored as hashes.
  sign_in_links: table({
    hash: text.key,
    workspace: text.required,
    sink: text.required,
    recipient: text.required,
    created_at: bigint.required,
    expires_at: bigint.required,
    used_at: bigint.orNull,
    body: text.required,
  }),
  sessions: table({
    hash: text.key,
    id: text.required,
    workspace: text.required,
    sink: text.required,
    recipient: text.required,
    created_at: bigint.required,
    seen_at: bigint.required,
    ends_at: bigint.required,
    body: text.required,
  }),
  watchlists: table(
    {
      workspace: text.required,
      id: text.required,
      name: text.required,
      body: text.required,
      noted: integer.orNull,
    },
    { key: ['workspace', 'id'] },
  ),
  // What people made of alerts.
  alert_marks: table(
    {
      workspace: text.required,
      alert_id: text.required,
      person: text.required,
      verdict: text.orNull,
      at: bigint.required,
      body: text.required,
    },
    { key: ['workspace', 'alert_id', 'person'] },
  ),
  journal: table({
    seq: sequence,
    workspace: text.required,
    at: bigint.required,
    body: text.required,
  }),
  // What waits for a digest. No digest of the address can be due before `look_at`; 0 and below =
  // nobody has looked, less with each change of its settings.
  waiting: table(
    {
      sink: text.required,
      recipient: text.required,
      signal_id: text.required,
      since: bigint.required,
      because: text.required,
      look_at: bigint.withDefault(0),
    },
    { key: ['sink', 'recipient', 'signal_id'] },
  ),
  // What an outcome is too large to write at once, in the order in which it is written; gone once
  // it is.
  parts: table({
    seq: sequence,
    kind: text.required,
    body: text.required,
  }),
  memory: table({
    key: text.key,
    value: text.required,
  }),
  // Who does something until when; one that was given back has an empty holder and may rest until
  // `until_at`.
  leases: table({
    name: text.key,
    holder: text.required,
    until_at: bigint.required,
  }),
  // When the next slot of something that is rationed is free.
  rate_slots: table({
    name: text.key,
    next_at: double.required,
  }),
};
