import { createHash } from 'node:crypto';
import type { CompanyId } from '../../domain/ids.ts';
import type { Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import { HOME, type Holding } from '../../domain/workspace.ts';

type ListRows = Pick<Store, 'recall' | 'watchlists' | 'saveWatchlist'>;

/** The list that a workspace has from the start: what the page follows. */
export const FIRST_LIST = 'watchlist';
/** Companies of it. */
const MOST = 500;

/** Companies as the lines of a list, each once. */
export const linesOf = (companies: Iterable<CompanyId>): Holding[] =>
  [...new Set(companies)].slice(0, MOST).map((company) => ({
    typed: company,
    company,
    weight: null,
  }));

/** Writes the first list of this machine's own workspace. */
export async function saveHomeList(
  store: Pick<Store, 'saveWatchlist' | 'watchlists'>,
  companies: Iterable<CompanyId>,
  now: Instant,
  changedBy = 'set-up',
): Promise<void> {
  const holdings = linesOf(companies);
  const known = (await store.watchlists(HOME)).find(({ id }) => id === FIRST_LIST);
  const list = { workspace: HOME, id: FIRST_LIST, name: FIRST_LIST, holdings, notes: known?.notes };
  await store.saveWatchlist({ ...list, changedAt: now, changedBy });
}

/** Address under which the list of a token was stored before workspaces existed. */
const oldKey = (token: string | null) =>
  `watchlist:${token === null ? 'here' : createHash('sha256').update(`watchlist ${token}`).digest('hex').slice(0, 16)}`;

/** Takes the list of the page over into its workspace, where that has none. */
export async function adoptHomeList(
  store: ListRows,
  token: string | null,
  now: Instant,
): Promise<void> {
  const lists = await store.watchlists(HOME);
  if (lists.some(({ id }) => id === FIRST_LIST)) return;
  const text = (await store.recall(oldKey(token))) ?? '';
  if (text !== '') await saveHomeList(store, text.split(' ') as CompanyId[], now, 'tocsin');
}
