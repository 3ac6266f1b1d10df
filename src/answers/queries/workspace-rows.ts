import { createHash } from 'node:crypto';
import type { Address } from '../../domain/alert.ts';
import type { AlertId, CompanyId } from '../../domain/ids.ts';
import type { Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import {
  type AlertMark,
  type Holding,
  mayAs,
  seenBy,
  type Viewer,
  type Watchlist,
} from '../../domain/workspace.ts';
import { shownAddress } from '../../pipeline/present/shown-address.ts';
import { reviewOfReader } from './reviews.ts';

export type WorkspaceRows = ReturnType<typeof workspaceRows>;

type OwnDeliveries = Omit<Parameters<Store['deliveries']>[0], 'workspace'>;
type OwnSuppressed = Omit<Parameters<Store['suppressed']>[0], 'workspace'>;
type OwnSent = Omit<Parameters<Store['sentAlerts']>[0], 'workspace' | 'until'>;

/**
 * The rows of a workspace that a viewer may see and change. Pages, feeds, files, the API and
 * commands read them only here, so that nobody sees those of another workspace.
 */
export function workspaceRows(store: Store, viewer: Viewer, now: Instant) {
  const { workspace } = viewer;
  const seen = seenBy(viewer);
  const own = seen === undefined ? {} : { workspace: seen };
  const may = (least: Viewer['role']) => mayAs(viewer, least);
  const list = async (id: string) =>
    (await store.watchlists(workspace)).find((watchlist) => watchlist.id === id) ?? null;

  return {
    viewer,
    may,
    workspace: () => store.workspace(workspace),
    deliveries: (query: OwnDeliveries) => store.deliveries({ ...query, ...own }),
    suppressed: (query: OwnSuppressed) => store.suppressed({ ...query, ...own }),
    /** Those of the workspace in which the viewer acts. */
    ownAddresses: () => store.addressesOf(workspace),
    /** Every workspace there is, for the operator. */
    workspaces: async () => (may('operator') ? store.workspaces() : []),
    judged: async (since: Instant) => (may('operator') ? store.judged(since) : []),
    journal: (limit: number) => store.journal({ workspace, limit }),
    members: () => store.members({ workspace }),
    sessions: () => store.sessions({ workspace, now }),
    /** Subscriptions of the workspace's addresses. */
    async subscriptions() {
      const all = [];
      for (const { address } of await store.addressesOf(workspace))
        all.push(...(await store.subscriptions({ address, active: false })));
      return all;
    },
    sentAlerts: (query: OwnSent, until = now) => store.sentAlerts({ ...query, ...own, until }),
    followUps: (alerts: readonly AlertId[], until = now) =>
      store.followUps({ alerts, ...own, until }),
    marks: (alerts: readonly AlertId[]) => store.marks({ alerts, ...own }),
    /**
     * Saves a person's mark on an alert, replacing an earlier one; false where the alert went to no
     * address of theirs.
     */
    async mark(
      alert: AlertId,
      change: Partial<Pick<AlertMark, 'verdict' | 'note'>>,
      address?: Address,
    ): Promise<boolean> {
      const here = address === undefined ? {} : { address };
      const [sent] = await store.sentAlerts({ alert, ...here, ...own, until: now, limit: 1 });
      if (sent === undefined) return false;
      // An operator who sees all judges in the workspace that was alerted.
      const where = sent.sent.find((one) => one.workspace !== null)?.workspace ?? workspace;
      const place = seen ?? where;
      const marks = await store.marks({ alerts: [alert], workspace: place });
      const before = marks.find(({ by }) => by === viewer.by);
      await store.saveMark({
        workspace: place,
        alert,
        by: viewer.by,
        readAt: before?.readAt ?? now,
        verdict: before?.verdict ?? null,
        note: before?.note ?? '',
        ...change,
        at: now,
      });
      return true;
    },
    /** Asks the operator about an alert that somebody calls wrong, once for each person. */
    async question(id: AlertId, said: string): Promise<void> {
      const stored = await store.alert(id);
      if (stored === null || stored.alert.notice === null) return;
      const { notice } = stored.alert;
      const alert = { ...stored.alert, notice };
      const who = { by: `${viewer.by} (${workspace})`, now };
      const read = await store.notice(notice);
      await store.addReview(reviewOfReader(alert, stored.signals, read, said, who));
    },
    watchlists: () => store.watchlists(workspace),
    watchlist: list,
    /** Companies of one list, or of all lists. */
    async followed(id?: string): Promise<ReadonlySet<CompanyId>> {
      const lists = await store.watchlists(workspace);
      return new Set(
        lists
          .filter((watchlist) => id === undefined || watchlist.id === id)
          .flatMap(({ holdings }) => holdings.flatMap(({ company }) => company ?? [])),
      );
    },
    async saveWatchlist(
      { id, name }: Pick<Watchlist, 'id' | 'name'>,
      holdings: readonly Holding[],
    ): Promise<boolean> {
      if (!may('editor')) return false;
      const changed = { changedAt: now, changedBy: viewer.by };
      const { notes } = (await list(id)) ?? {};
      await store.saveWatchlist({ workspace, id, name, holdings, notes, ...changed });
      const detail = `${name}: ${holdings.length}`;
      await store.note({ workspace, at: now, by: viewer.by, what: 'list-saved', detail });
      return true;
    },
    async removeWatchlist(id: string): Promise<boolean> {
      if (!may('editor')) return false;
      const removed = await store.removeWatchlist({ workspace, id });
      const change = { workspace, at: now, by: viewer.by, detail: id } as const;
      if (removed) await store.note({ ...change, what: 'list-removed' });
      return removed;
    },
  };
}

/** Code of an address on a form, without its secrets. */
export const addressCode = ({ sink, to }: Address): string =>
  createHash('sha256').update(`${sink} ${to}`).digest('hex').slice(0, 16);

/** Short text of an address, without its secrets. */
export const addressText = (address: Address) => `${address.sink} ${shownAddress(address)}`;
