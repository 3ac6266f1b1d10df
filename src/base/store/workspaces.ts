import type { Address, Subscription } from '../../domain/alert.ts';
import type { Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import {
  HOME,
  type JournalEntry,
  type LoginSession,
  type Member,
  type SignInLink,
  usualWorkspace,
  type Watchlist,
  type Workspace,
  type WorkspaceAddress,
  type WorkspaceId,
} from '../../domain/workspace.ts';
import { save, saveNew } from './nouns.ts';
import {
  addressColumns,
  type Bodied,
  change,
  count,
  drop,
  find,
  findOne,
  fromBody,
  SET,
  select,
  type Wanted,
} from './rows.ts';
import type { Db, Engine } from './schema.ts';

/** Tables that hold rows of a workspace by its id. */
const OF_WORKSPACE = [
  'members',
  'sign_in_links',
  'sessions',
  'watchlists',
  'alert_marks',
  'journal',
  'addresses',
] as const;

/** Workspaces with their addresses, members and lists, who is signed in, and who changed what. */
export function createWorkspaces({ db, transaction }: Engine) {
  return {
    workspace: async (id) =>
      (await findOne<Workspace>(db, 'workspaces', { id })) ?? alwaysThere(id),

    async workspaces() {
      const saved = await find<Workspace>(db, 'workspaces', {}, { order: 'rank, name, id' });
      return saved[0]?.id === HOME ? saved : [alwaysThere(HOME)!, ...saved];
    },

    saveWorkspace: (workspace) => save(db, 'workspaces', [workspace]),

    async removeWorkspace(id) {
      await transaction((trx) => forgetWorkspace(trx, id));
    },

    addressesOf: (workspace) =>
      find<WorkspaceAddress>(
        db,
        'addresses',
        { workspace },
        { order: 'added_at, sink, recipient' },
      ),

    workspaceOf: (address) => workspaceAt(db, address),

    async addAddress(added) {
      return transaction(async (trx) => {
        if ((await saveNew(trx, 'addresses', [added])) > 0) return 'added';
        const holder = await workspaceAt(trx, added.address);
        return holder === added.workspace ? 'exists' : 'taken';
      });
    },

    moveAddress: (moved) => save(db, 'addresses', [moved]),

    members: (of) =>
      find<Member>(
        db,
        'members',
        'workspace' in of ? { workspace: of.workspace } : addressColumns(of.address),
        { order: 'workspace, added_at, sink, recipient' },
      ),

    saveMember: (member) => save(db, 'members', [member]),

    async removeMember({ workspace, address }) {
      return transaction(async (trx) => {
        const who = { workspace, ...addressColumns(address) };
        for (const table of ['sign_in_links', 'sessions'] as const) await drop(trx, table, who);
        return (await drop(trx, 'members', who)) > 0;
      });
    },

    saveSignInLink: (link) => save(db, 'sign_in_links', [link]),

    countSignInLinks: ({ address, since }) =>
      count(db, 'sign_in_links', { ...addressColumns(address), created_at: { from: since } }),

    signInLink: (hash, now) =>
      findOne<SignInLink>(db, 'sign_in_links', {
        hash,
        used_at: null,
        expires_at: { from: now + 1 },
      }),

    async useSignInLink(hash, now) {
      const good = { hash, used_at: null, expires_at: { from: now + 1 } };
      // The update decides a race: only one of two requests changes the row and gets the link.
      if ((await change(db, 'sign_in_links', good, { used_at: now })) === 0) return null;
      return findOne<SignInLink>(db, 'sign_in_links', { hash });
    },

    saveSession: (session) => save(db, 'sessions', [session]),

    async touchSession(hash, now) {
      await change(db, 'sessions', { hash }, { seen_at: now });
    },

    session: async (hash, now) =>
      (await openSessions(db, { hash, ends_at: { from: now + 1 } }))[0] ?? null,

    sessions: ({ workspace, now }) => openSessions(db, { workspace, ends_at: { from: now + 1 } }),

    endSession: async ({ workspace, id }) => (await drop(db, 'sessions', { workspace, id })) > 0,

    async dropEnded(before) {
      await drop(db, 'sign_in_links', { expires_at: { to: before } });
      await drop(db, 'sessions', { ends_at: { to: before } });
    },

    watchlists: (workspace) =>
      find<Watchlist>(db, 'watchlists', { workspace }, { order: 'name, id' }),

    notedLists: () => find<Watchlist>(db, 'watchlists', { noted: SET }, { order: 'workspace, id' }),

    saveWatchlist: (list) => save(db, 'watchlists', [list]),

    removeWatchlist: async ({ workspace, id }) =>
      (await drop(db, 'watchlists', { workspace, id })) > 0,

    async note(entry) {
      await saveNew(db, 'journal', [entry]);
    },

    journal: ({ workspace, limit }) =>
      find<JournalEntry>(db, 'journal', { workspace }, { order: 'at desc, seq desc', limit }),
  } satisfies Partial<Store>;
}

/** Sessions, newest first; `seen_at` is only a column, not part of the stored body. */
async function openSessions(db: Db, wanted: Wanted): Promise<LoginSession[]> {
  const rows = await select<Bodied & { seen: number }>(
    db,
    'body, seen_at as seen from sessions',
    wanted,
    { order: 'created_at desc, id' },
  );
  return rows.map((row) => ({
    ...fromBody<LoginSession>(row),
    seenAt: Number(row.seen) as Instant,
  }));
}

async function workspaceAt(db: Db, address: Address): Promise<WorkspaceId | null> {
  const found = await findOne<WorkspaceAddress>(db, 'addresses', addressColumns(address));
  return found?.workspace ?? null;
}

/**
 * Assigns the address of a new subscription to its workspace, and creates the workspace where
 * needed. An address of `home` moves to the server that uses it; any other stays where it is.
 */
export async function claimAddress(
  db: Db,
  { address, server, owner, createdAt }: Subscription,
): Promise<void> {
  const workspace = usualWorkspace(address, server);
  const known = await workspaceAt(db, address);
  if (known !== null && (known !== HOME || workspace === HOME)) return;
  if ((await findOne(db, 'workspaces', { id: workspace })) === null)
    await saveNew(db, 'workspaces', [impliedWorkspace(workspace, createdAt)]);
  const addedBy = owner ?? '';
  await save(db, 'addresses', [{ address, workspace, addedAt: createdAt, addedBy }]);
}

/** `home` exists even when it was never saved. */
const alwaysThere = (id: WorkspaceId): Workspace | null =>
  id === HOME ? impliedWorkspace(HOME, 0 as Instant) : null;

/** A workspace created by the program: `home`, a server, or a person. */
export function impliedWorkspace(id: WorkspaceId, createdAt: Instant): Workspace {
  return { id, name: '', language: 'en', zone: 'Asia/Hong_Kong', createdAt, createdBy: 'tocsin' };
}

/** Forgets a workspace with everything of it; `home` itself stays. */
export async function forgetWorkspace(db: Db, id: WorkspaceId): Promise<void> {
  const own = await select<{ sink: string; recipient: string }>(
    db,
    'sink, recipient from addresses',
    { workspace: id },
  );
  for (const at of own) for (const table of OF_ADDRESS) await drop(db, table, { ...at });
  for (const table of OF_WORKSPACE) await drop(db, table, { workspace: id });
  if (id !== HOME) await drop(db, 'workspaces', { id });
}

/** Tables with rows of an address, besides its messages. */
const OF_ADDRESS = [
  'subscriptions',
  'silences',
  'channels',
  'changes',
  'votes',
  'waiting',
] as const;
