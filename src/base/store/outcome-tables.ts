import { bigint, double, integer, table, text } from './columns.ts';

/** What was read, and what followed from it. */
export const OUTCOME_TABLES = {
  // `dated_at` = publication where it is known, else detection: the order in which notices are
  // listed.
  notices: table({
    id: text.key,
    item_id: text.of('items'),
    dated_at: bigint.required,
    detected_at: bigint.required,
    verdict: text.required,
    saved_at: bigint.required,
    body: text.required,
    mapping: text.orNull,
  }),
  notice_companies: table(
    {
      company: text.required,
      notice_id: text.of('notices'),
    },
    { key: ['company', 'notice_id'] },
  ),
  notice_regulators: table(
    {
      regulator: text.required,
      notice_id: text.of('notices'),
    },
    { key: ['regulator', 'notice_id'] },
  ),
  // What official censures are found by as reports of one act (`actKeys`), each with the body that
  // acted.
  act_keys: table(
    {
      regulator: text.required,
      key: text.required,
      notice_id: text.of('notices'),
    },
    { key: ['regulator', 'key', 'notice_id'] },
  ),
  regulatory_events: table({
    id: text.key,
    company: text.required,
    at: bigint.required,
    notice_id: text.ofOrNull('notices'),
    body: text.required,
  }),
  // The log of acts: what became known, reads differently or was taken back. `position` is in the
  // order in which lines were committed.
  act_changes: table({
    position: bigint.key,
    company: text.required,
    change: text.required,
    at: bigint.required,
    body: text.required,
  }),
  // Numbers that are given out in the order of commits, by the name of what they count.
  counters: table({
    name: text.key,
    value: bigint.required,
  }),
  scores: table(
    {
      company: text.required,
      at: bigint.required,
      score: double.required,
      body: text.required,
    },
    { key: ['company', 'at'] },
  ),
  // Daily standings of a company, a row a year; `mark` names the model and the acts it is made of.
  standings: table(
    {
      company: text.required,
      year: integer.required,
      mark: text.required,
      body: text.required,
    },
    { key: ['company', 'year'] },
  ),
  signals: table({
    id: text.key,
    notice_id: text.of('notices'),
    company: text.required,
    detected_at: bigint.required,
    novelty_key: text.required,
    body: text.required,
  }),
  // What was not alerted; `sink` is empty text where the signal is suppressed for everybody.
  suppressed: table(
    {
      notice_id: text.of('notices'),
      signal_id: text.required,
      sink: text.required,
      recipient: text.required,
      stage: text.required,
      at: bigint.required,
      body: text.required,
    },
    { key: ['signal_id', 'sink', 'recipient', 'stage'] },
  ),
  // `notice_id` is null where the watch itself is spoken of; `about` = the earlier alert that it
  // follows or edits.
  alerts: table({
    id: text.key,
    notice_id: text.ofOrNull('notices'),
    created_at: bigint.required,
    body: text.required,
    about: text.orNull,
    edits: text.orNull,
  }),
  alert_signals: table(
    {
      alert_id: text.of('alerts'),
      signal_id: text.required,
      position: integer.required,
    },
    { key: ['alert_id', 'signal_id'] },
  ),
  reviews: table({
    id: text.key,
    notice_id: text.required,
    created_at: bigint.required,
    decided_at: bigint.orNull,
    body: text.required,
  }),
  // Questions to a second reader, one a version of a page. `due_at` = when it may be asked next, or
  // until when somebody asks; null once it failed or is settled.
  second_readings: table({
    item_id: text.key,
    notice_id: text.required,
    state: text.required,
    key: text.orNull,
    due_at: bigint.orNull,
    body: text.required,
  }),
  // What a second reader was asked on a day, reserved before each call: calls and millionths of a
  // dollar.
  reader_days: table({
    day: text.key,
    calls: integer.required,
    cost: bigint.required,
  }),
  // What pages say that authorities did. `company` is empty text where none is certain, `day_at`
  // the start of its day in UTC, `review_id` the question to a person (empty text for what is
  // alerted); `waiting_since` = when it was saved, while it was not compared with the others.
  reported_actions: table(
    {
      page: text.required,
      step: text.required,
      notice_id: text.required,
      state: text.required,
      company: text.required,
      type: text.required,
      day_at: bigint.required,
      detected_at: bigint.required,
      waiting_since: bigint.orNull,
      review_id: text.required,
      body: text.required,
    },
    { key: ['page', 'step'] },
  ),
};
