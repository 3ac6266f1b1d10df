import type { NoticeId } from '../domain/ids.ts';
import type { Review, Store } from '../domain/ports.ts';
import { compareAgain } from './claims.ts';
import { reviseItem } from './revise-item.ts';
import { fromBody } from './rows.ts';
import type { Engine } from './schema.ts';

/** What a person has to decide (oldest first), and what was decided (newest decision first). */
export function createReviews({ db }: Engine): Pick<Store, 'reviews' | 'decideReview' | 'decisions'> {
  return {
    async reviews({ open, limit }) {
      const query = db.selectFrom('reviews').select('body').limit(limit);
      const rows = open
        ? await query.where('decided_at', 'is', null).orderBy('created_at').orderBy('id').execute()
        : await query
            .where('decided_at', 'is not', null)
            .orderBy('decided_at', 'desc')
            .orderBy('id')
            .execute();
      return rows.map(fromBody<Review>);
    },

    async decisions() {
      const rows = await db
        .selectFrom('reviews')
        .select('body')
        .where('decided_at', 'is not', null)
        .orderBy('decided_at')
        .orderBy('id')
        .execute();
      return rows.map(fromBody<Review>);
    },

    /** The first decision stands: false where there is no such review or it was decided before. Its page is settled once more. */
    async decideReview(id, decision) {
      return db.transaction().execute(async (trx) => {
        const row = await trx
          .selectFrom('reviews')
          .select(['body', 'notice_id'])
          .where('id', '=', id)
          .where('decided_at', 'is', null)
          .executeTakeFirst();
        if (row === undefined) return false;
        const decided = await trx
          .updateTable('reviews')
          .set({ decided_at: decision.at, body: JSON.stringify({ ...fromBody<Review>(row), decision }) })
          .where('id', '=', id)
          .where('decided_at', 'is', null)
          .returning('id')
          .executeTakeFirst();
        if (decided === undefined) return false;
        if (fromBody<Review>(row).kind === 'unconfirmed') await compareAgain(trx, id, decision.at);
        else await reviseItem(trx, row.notice_id as NoticeId, { kind: 'review', key: id }, decision.at);
        return true;
      });
    },
  };
}
