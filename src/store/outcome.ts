import type { Transaction } from 'kysely';
import type { Outcome, Review } from '../domain/ports.ts';
import type { Step } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import { saveClaims } from './claims.ts';
import { saveIncident } from './incident-rows.ts';
import { saveAlerts, saveDeliveries, suppressedRows, waitingRow } from './outcome-rows.ts';
import { insertInParts } from './parts.ts';
import { chunks, columnText, lastOfEach, pageOf, reasonedBody } from './rows.ts';
import type { Tables, Trx, Write } from './schema.ts';
import { saveQuestion } from './second-readings.ts';

/**
 * Writes everything that one notice led to, and settles its item, in one transaction; of rows for very many addresses it holds the
 * promise (`parts`). Answers false and writes
 * nothing when the item was settled already. An item set aside may be settled by a later reader.
 */
export function saveOutcome(write: Write, outcome: Outcome, at: Instant): Promise<boolean> {
  return write(async (trx) => {
    const item = await settleItem(trx, outcome, at);
    if (item === null) return false;
    await saveNotice(trx, outcome, item.fetched_at, at);
    await withdrawSteps(trx, outcome.withdrawn ?? [], at);
    await saveSteps(trx, outcome);
    await saveScores(trx, outcome);
    await saveSignals(trx, outcome);
    await saveAlerts(trx, outcome.alerts);
    // What grows with the number of addresses, the most urgent first.
    await saveDeliveries(trx, outcome.deliveries);
    await insertInParts(trx, 'waiting', (outcome.waiting ?? []).map(waitingRow));
    await insertInParts(trx, 'held', suppressedRows(outcome));
    await saveReviews(trx, outcome.reviews);
    await saveClaims(trx, outcome.claims ?? [], pageOf(item), at);
    if (outcome.askReader === true) await saveQuestion(trx, outcome.notice, at);
    for (const incident of outcome.incidents ?? []) await saveIncident(trx, incident);
    return true;
  });
}

/** Takes the item; the row lock that comes with it makes a second process wait and then find it settled. */
async function settleItem(
  trx: Trx,
  outcome: Outcome,
  at: Instant,
): Promise<{ fetched_at: number; source: string; key: string } | null> {
  const taken = await trx
    .updateTable('items')
    .set({ waiting_since: null, settled_at: at, set_aside_because: null })
    .where('id', '=', outcome.item)
    .where((either) =>
      either.or([either('settled_at', 'is', null), either('set_aside_because', 'is not', null)]),
    )
    .returning(['fetched_at', 'source', 'key'])
    .executeTakeFirst();
  if (taken !== undefined) return taken;
  const known = await trx.selectFrom('items').select('id').where('id', '=', outcome.item).executeTakeFirst();
  if (known === undefined) throw new Error(`saveOutcome: there is no item ${outcome.item}`);
  return null;
}

async function saveNotice(trx: Trx, outcome: Outcome, fetchedAt: number, at: Instant): Promise<void> {
  const { notice, mapping } = outcome;
  const row = {
    item_id: outcome.item,
    dated_at: notice.publishedAt ?? (notice.published === null ? fetchedAt : Date.parse(notice.published)),
    detected_at: fetchedAt,
    verdict: notice.verdict,
    saved_at: at,
    body: JSON.stringify(notice),
    mapping: mapping === null ? null : JSON.stringify(mapping),
  };
  await trx
    .insertInto('notices')
    .values({ id: notice.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  const companies = new Set([
    ...(mapping?.exposures ?? []).map((exposure) => exposure.company),
    ...outcome.steps.map((step) => step.company),
    ...outcome.signals.map((signal) => signal.company),
  ]);
  const regulators = new Set([
    ...(notice.regulator === null ? [] : [notice.regulator.value]),
    ...notice.jointRegulators,
  ]);
  await trx.deleteFrom('notice_companies').where('notice_id', '=', notice.id).execute();
  await trx.deleteFrom('notice_regulators').where('notice_id', '=', notice.id).execute();
  for (const rows of chunks([...companies]))
    await trx
      .insertInto('notice_companies')
      .values(rows.map((company) => ({ company, notice_id: notice.id })))
      .execute();
  for (const rows of chunks([...regulators]))
    await trx
      .insertInto('notice_regulators')
      .values(rows.map((regulator) => ({ regulator, notice_id: notice.id })))
      .execute();
}

async function saveSteps(trx: Trx, { steps }: Outcome): Promise<void> {
  for (const rows of chunks(lastOfEach(steps, (step) => step.id)))
    await trx
      .insertInto('steps')
      .values(
        rows.map((step) => ({
          id: step.id,
          company: step.company,
          at: step.at,
          notice_id: step.notice,
          body: JSON.stringify(step),
        })),
      )
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((write) => ({
          company: write.ref('excluded.company'),
          at: write.ref('excluded.at'),
          notice_id: write.ref('excluded.notice_id'),
          body: write.ref('excluded.body'),
        })),
      )
      .execute();
}

async function saveScores(trx: Trx, { scores }: Outcome): Promise<void> {
  for (const rows of chunks(lastOfEach(scores, (score) => `${score.company} ${score.at}`)))
    await trx
      .insertInto('scores')
      .values(
        rows.map((score) => ({
          company: score.company,
          at: score.at,
          score: score.score,
          body: JSON.stringify(score),
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['company', 'at']).doUpdateSet((write) => ({
          score: write.ref('excluded.score'),
          body: write.ref('excluded.body'),
        })),
      )
      .execute();
}

/** Signals are immutable: one that is there stays as it was told. */
async function saveSignals(trx: Trx, { signals }: Outcome): Promise<void> {
  for (const rows of chunks(signals))
    await trx
      .insertInto('signals')
      .values(
        rows.map((signal) => ({
          id: signal.id,
          notice_id: signal.notice,
          company: signal.company,
          detected_at: signal.detectedAt,
          novelty_key: columnText(signal.noveltyKey),
          body: reasonedBody(signal),
        })),
      )
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
}

async function saveReviews(trx: Trx, reviews: readonly Review[]): Promise<void> {
  for (const rows of chunks(reviews))
    await trx
      .insertInto('reviews')
      .values(
        rows.map((review) => ({
          id: review.id,
          notice_id: review.notice,
          created_at: review.createdAt,
          decided_at: review.decision?.at ?? null,
          body: JSON.stringify(review),
        })),
      )
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
}

/** Steps that were taken back stay as rows, with the moment: scores before it must not change. */
async function withdrawSteps(trx: Transaction<Tables>, ids: readonly string[], at: Instant): Promise<void> {
  for (const id of ids) {
    const row = await trx.selectFrom('steps').select('body').where('id', '=', id).executeTakeFirst();
    if (row === undefined) continue;
    const step = JSON.parse(row.body) as Step;
    if (step.withdrawnAt) continue;
    await trx
      .updateTable('steps')
      .set({ body: JSON.stringify({ ...step, withdrawnAt: at }) })
      .where('id', '=', id)
      .execute();
  }
}
