import type { Claim } from '../domain/claim.ts';
import type { ClaimRow, Review, Store } from '../domain/ports.ts';
import type { PageOf } from '../domain/store-lists.ts';
import type { Instant } from '../domain/time.ts';
import { reviseItem } from './items.ts';
import { rowOf, saveNew } from './nouns.ts';
import {
  type Bodied,
  change,
  columnText,
  count,
  drop,
  find,
  findOne,
  fromBody,
  put,
  SET,
  select,
  type Wanted,
} from './rows.ts';
import type { Db, Engine, Trx } from './schema.ts';

/** Replaces what the page said before; every claim of a known company waits to be compared with the others. */
export async function saveClaims(
  trx: Trx,
  claims: readonly Claim[],
  page: string,
  at: Instant,
): Promise<void> {
  await drop(trx, 'claims', { page });
  const rows = claims.map((claim) => ({
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
  }));
  await put(trx, 'claims', rows);
}

const isCompared = ({ state, company }: Claim) =>
  state === 'unconfirmed' || (state === 'told' && company !== null);

/** The question about an unconfirmed claim: the same for every version of its page. */
export const reviewIdOf = ({ page, step }: Pick<Claim, 'page' | 'step'>) => `${page}:unconfirmed:${step}`;

type OpenQuery = { readonly open: boolean; readonly until?: Instant };

/** Open questions, or decided ones; with `until` as they stood then: what was decided later was open. */
const reviewsOf = ({ open, until }: OpenQuery): Wanted => ({
  created_at: { to: until },
  decided_at: until === undefined ? (open ? null : SET) : open ? { openAt: until } : { to: until },
});

/** What a person has to decide (oldest first), what was decided (newest decision first), and what pages say that authorities did. */
export function createReviews({ db }: Engine) {
  return {
    async reviews({ limit, offset = 0, ...query }) {
      const order = query.open ? 'created_at, id' : 'decided_at desc, id';
      const reviews = await find<Review>(db, 'reviews', reviewsOf(query), { order, limit, offset });
      return query.open ? reviews.map((one) => ({ ...one, decision: null })) : reviews;
    },

    countReviews: (query) => count(db, 'reviews', reviewsOf(query)),

    decisions: () => find<Review>(db, 'reviews', { decided_at: SET }, { order: 'decided_at, id' }),

    addReview: async (review) => (await saveNew(db, 'reviews', [review])) > 0,

    /** The first decision stands: false where there is no such review or it was decided before. Its page is settled once more. */
    decideReview: (id, decision) =>
      db.transaction().execute(async (trx) => {
        const review = await decide(trx, id, decision);
        if (review === null) return false;
        if (review.kind === 'unconfirmed')
          await change(trx, 'claims', { review_id: id }, { waiting_since: decision.at });
        else await reviseItem(trx, review.notice, { kind: 'review', key: id }, decision.at);
        return true;
      }),

    claims({ state, company, type, from, to, until, limit, offset = 0 }) {
      const day = (one: string | undefined) => (one === undefined ? null : Date.parse(one));
      const wanted = {
        ...{ state, company, type, day_at: { from: day(from), to: day(to) }, detected_at: { to: until } },
      };
      return claimsWith(db, wanted, 'day_at desc, page, step', { limit, offset });
    },

    claimsToCompare: (limit) =>
      claimsWith(db, { waiting_since: SET }, 'waiting_since, page, step', { limit, offset: 0 }),

    async confirmClaims(compared, confirmed, at) {
      await db.transaction().execute(async (trx) => {
        for (const { claim, by } of confirmed) {
          const kind = by.kind === 'reader' ? 'second-reader' : 'confirmed';
          const step = { step: claim.step, by };
          const because = 'url' in by ? `the same is in ${by.url}` : CONFIRMED;
          if (by.kind !== 'person') await closeReview(trx, claim, claim.company, because, at);
          await reviseItem(trx, claim.notice, { kind, key: claim.step, confirmed: [step] }, at);
        }
        const { page, step } = compared;
        await change(trx, 'claims', { page, step: columnText(step) }, { waiting_since: null });
      });
    },
  } satisfies Partial<Store>;
}

/** Writes a decision down; answers the question with it, null where it is not open. */
async function decide(
  trx: Trx,
  id: string,
  decision: NonNullable<Review['decision']>,
): Promise<Review | null> {
  const open = await findOne<Review>(trx, 'reviews', { id, decided_at: null });
  if (open === null) return null;
  const review = { ...open, decision };
  const undecided = { id, decided_at: null };
  return (await change(trx, 'reviews', undecided, rowOf('reviews', review))) > 0 ? review : null;
}

/** Why a claim needs no person any more. */
export const CONFIRMED = 'a second reader confirms it';

/** What was confirmed otherwise is no question to a person any more. */
export async function closeReview(
  trx: Trx,
  claim: Claim,
  company: Claim['company'],
  because: string,
  at: Instant,
): Promise<void> {
  const decision = { verdict: 'accepted', company, by: 'tocsin', because, at } as const;
  await decide(trx, columnText(reviewIdOf(claim)), decision);
}

/** Claims with what a person decided on each. */
async function claimsWith(
  db: Db,
  wanted: Wanted,
  order: string,
  page: Required<PageOf>,
): Promise<ClaimRow[]> {
  const columns =
    'body, (select body from reviews where reviews.id = claims.review_id) as review from claims';
  const rows = await select<Bodied & { review: string | null }>(db, columns, wanted, { order, ...page });
  return rows.map((row) => ({
    claim: fromBody<Claim>(row),
    decision: row.review === null ? null : fromBody<Review>({ body: row.review }).decision,
  }));
}
