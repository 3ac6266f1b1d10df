import type { Claim } from '../domain/claim.ts';
import type { Confirmation } from '../domain/evidence.ts';
import type { ClaimRow, Review, Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { reviseItem } from './revise-item.ts';
import { chunks, columnText, fromBody, lastOfEach } from './rows.ts';
import type { Db, Engine, Trx } from './schema.ts';

/** Replaces what the page said before; every claim of a known company waits to be compared with the others. */
export async function saveClaims(
  trx: Trx,
  claims: readonly Claim[],
  page: string,
  at: Instant,
): Promise<void> {
  await trx.deleteFrom('claims').where('page', '=', page).execute();
  for (const rows of chunks(lastOfEach(claims, (claim) => claim.step)))
    await trx
      .insertInto('claims')
      .values(
        rows.map((claim) => ({
          page,
          step: columnText(claim.step),
          notice_id: claim.notice,
          state: claim.state,
          company: claim.company ?? '',
          type: claim.type,
          day_at: Date.parse(claim.day),
          detected_at: claim.detectedAt,
          waiting_since: isCompared(claim) ? at : null,
          review_id: claim.state === 'unconfirmed' ? columnText(reviewIdOf(claim)) : '',
          body: JSON.stringify(claim),
        })),
      )
      .execute();
}

const isCompared = ({ state, company }: Claim) =>
  state === 'unconfirmed' || (state === 'told' && company !== null);

/** The question about an unconfirmed claim: the same for every version of its page. */
export const reviewIdOf = ({ page, step }: Pick<Claim, 'page' | 'step'>) => `${page}:unconfirmed:${step}`;

/** A person decided on a claim: it is looked at once more. */
export async function compareAgain(trx: Trx, review: string, at: Instant): Promise<void> {
  await trx.updateTable('claims').set({ waiting_since: at }).where('review_id', '=', review).execute();
}

/** What was confirmed otherwise is no question to a person any more. */
async function answer(trx: Trx, claim: Claim, by: Confirmation, at: Instant): Promise<void> {
  const open = await trx
    .selectFrom('reviews')
    .select(['id', 'body'])
    .where('id', '=', columnText(reviewIdOf(claim)))
    .where('decided_at', 'is', null)
    .executeTakeFirst();
  if (open === undefined) return;
  const because = 'url' in by ? `the same is in ${by.url}` : 'a second reader confirms it';
  const decision = { verdict: 'accepted', company: claim.company, by: 'tocsin', because, at } as const;
  await trx
    .updateTable('reviews')
    .set({ decided_at: at, body: JSON.stringify({ ...fromBody<Review>(open), decision }) })
    .where('id', '=', open.id)
    .execute();
}

type ClaimMethods = Pick<Store, 'claims' | 'claimsToCompare' | 'confirmClaims'>;

export function createClaims({ db }: Engine): ClaimMethods {
  return {
    async claims({ state, company, type, from, to, until, limit, offset = 0 }) {
      let query = withDecision(db).limit(limit).offset(offset);
      if (state !== undefined) query = query.where('claims.state', '=', state);
      if (company !== undefined) query = query.where('claims.company', '=', company);
      if (type !== undefined) query = query.where('claims.type', '=', type);
      if (from !== undefined) query = query.where('claims.day_at', '>=', Date.parse(from));
      if (to !== undefined) query = query.where('claims.day_at', '<=', Date.parse(to));
      if (until !== undefined) query = query.where('claims.detected_at', '<=', until);
      const rows = await query
        .orderBy('claims.day_at', 'desc')
        .orderBy('claims.page')
        .orderBy('claims.step')
        .execute();
      return rows.map(rowOf);
    },

    async claimsToCompare(limit) {
      const rows = await withDecision(db)
        .where('claims.waiting_since', 'is not', null)
        .orderBy('claims.waiting_since')
        .orderBy('claims.page')
        .orderBy('claims.step')
        .limit(limit)
        .execute();
      return rows.map(rowOf);
    },

    async confirmClaims(compared, confirmed, at) {
      await db.transaction().execute(async (trx) => {
        for (const { claim, by } of confirmed) {
          const kind = by.kind === 'reader' ? 'second-reader' : 'confirmed';
          const step = { step: claim.step, by };
          if (by.kind !== 'person') await answer(trx, claim, by, at);
          await reviseItem(trx, claim.notice, { kind, key: claim.step, confirmed: [step] }, at);
        }
        await trx
          .updateTable('claims')
          .set({ waiting_since: null })
          .where('page', '=', compared.page)
          .where('step', '=', columnText(compared.step))
          .execute();
      });
    },
  };
}

const withDecision = (db: Db) =>
  db
    .selectFrom('claims')
    .leftJoin('reviews', 'reviews.id', 'claims.review_id')
    .select(['claims.body as body', 'reviews.body as review']);

function rowOf(row: { readonly body: string; readonly review: string | null }): ClaimRow {
  const review = row.review === null ? null : (JSON.parse(row.review) as Review);
  return { claim: fromBody<Claim>(row), decision: review?.decision ?? null };
}
