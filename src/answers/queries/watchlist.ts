import { createHash } from 'node:crypto';
import type { CompanyId } from '../../domain/ids.ts';
import type { Store } from '../../domain/ports.ts';

type WatchlistRows = Pick<Store, 'recall' | 'remember'>;

/** Companies of one list. */
const MOST = 500;

/**
 * The list of whoever shows this token; all who look without one share the list of this machine.
 */
const keyOf = (token: string | null) =>
  `watchlist:${token === null ? 'here' : createHash('sha256').update(`watchlist ${token}`).digest('hex').slice(0, 16)}`;

export async function watchlistOf(
  store: WatchlistRows,
  token: string | null,
): Promise<ReadonlySet<CompanyId>> {
  const text = await store.recall(keyOf(token));
  return new Set(text === null || text === '' ? [] : (text.split(' ') as CompanyId[]));
}

export async function saveWatchlist(
  store: WatchlistRows,
  token: string | null,
  companies: Iterable<CompanyId>,
): Promise<void> {
  await store.remember(keyOf(token), [...new Set(companies)].slice(0, MOST).join(' '));
}
