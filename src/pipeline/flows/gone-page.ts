import type { PageCheck } from '../../domain/item.ts';
import type { Review, Store } from '../../domain/ports.ts';
import { reason } from '../../domain/reason.ts';
import type { Instant } from '../../domain/time.ts';

/**
 * Asks a person whether an authority withdrew a notice whose page is gone. A page may be gone for a
 * day or have moved, so nothing is withdrawn automatically. Only a notice that led to signals is
 * asked about, and only once. Returns whether a review was added.
 */
export async function askIfWithdrawn(
  { source, key, url }: Pick<PageCheck, 'source' | 'key' | 'url'>,
  store: Pick<Store, 'itemByKey' | 'versions' | 'signals' | 'addReview'>,
  now: Instant,
): Promise<boolean> {
  const item = await store.itemByKey(source, key);
  const versions = item === null ? [] : await store.versions(item.id);
  const notice = versions.findLast((version) => version.notice !== null)?.notice ?? null;
  if (item === null || notice === null) return false;
  const [signal] = await store.signals({ notice, limit: 1 });
  if (signal === undefined) return false;
  const review: Review = {
    id: `${notice}:page-gone`,
    notice,
    kind: 'notice',
    subject: item.title,
    because: reason('page-gone', { address: url }),
    candidates: [],
    createdAt: now,
    decision: null,
  };
  return store.addReview(review);
}
