import type { ConfirmedClaim, Store } from '../domain/ports.ts';
import type { CalendarDate, Instant } from '../domain/time.ts';
import { dateOfDay, dayNumber } from '../score/time.ts';
import { confirmationOf, NEAR_DAYS } from './corroborate.ts';

const CLAIMS_AT_ONCE = 50;
/** Reports of one step of one company within a week: more than any press has. */
const MOST = 500;

type ConfirmationStore = Pick<Store, 'claims' | 'claimsToCompare' | 'confirmClaims'>;

/**
 * Compares every claim that was saved since with the others on the same step. Claims are compared after they were saved, so that of two
 * reports that are settled at the same time the later one finds the earlier. Confirmed pages are due to be settled again. Answers
 * how many claims were confirmed.
 */
export async function compareClaims(store: ConfirmationStore, now: Instant): Promise<number> {
  let count = 0;
  for (;;) {
    const waiting = await store.claimsToCompare(CLAIMS_AT_ONCE);
    for (const row of waiting) {
      const { company, type, day } = row.claim;
      const around = (days: number): CalendarDate => dateOfDay(dayNumber(day) + days);
      const near =
        company === null
          ? [row]
          : await store.claims({
              company,
              type,
              from: around(-NEAR_DAYS),
              to: around(NEAR_DAYS),
              limit: MOST,
            });
      const confirmed = near.flatMap((one): ConfirmedClaim[] => {
        const by = confirmationOf(one, near);
        return by === null ? [] : [{ claim: one.claim, by }];
      });
      await store.confirmClaims(row.claim, confirmed, now);
      count += confirmed.length;
    }
    if (waiting.length < CLAIMS_AT_ONCE) return count;
  }
}
