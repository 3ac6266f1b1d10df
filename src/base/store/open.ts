import type { Store } from '../../domain/ports.ts';
import { createActChanges } from './act-changes.ts';
import { createArchive, createRetention } from './archive.ts';
import { createChannels } from './channels.ts';
import { createDeliveries } from './deliveries.ts';
import { createInbox } from './inbox.ts';
import { createItems } from './items.ts';
import { createLeases, type FencingLease, fencedBy } from './leases.ts';
import { migrate } from './migrate.ts';
import { createNotices } from './notices.ts';
import { createOutcome } from './outcome.ts';
import { StoreProblem } from './problem.ts';
import { createReviews } from './reviews.ts';
import type { Engine } from './schema.ts';
import { explained, lockSqlite, openSqlite } from './sqlite.ts';
import { createStandings } from './standings.ts';
import { createWatch } from './watch.ts';
import { createWorkspaces } from './workspaces.ts';
import { reportSlowWrites, type SlowWrites, tryToWrite } from './writes.ts';

/** Which database: a file of this machine, or a PostgreSQL that several processes share. */
export type StoreSettings = (EmbeddedSettings | SharedSettings) & {
  readonly slowWrites?: SlowWrites;
};

export interface EmbeddedSettings {
  /**
   * File of the embedded database, made where it is not there; `:memory:` or an empty text (a
   * temporary file) for one that nobody keeps.
   */
  readonly path: string;
  /**
   * Set by the long-lived program: who it is, in words for the one that is refused ("the Tocsin of
   * process 123"). A second holder of the same file is refused; the command line opens it beside a
   * running program without one.
   */
  readonly holder?: string;
}

export interface SharedSettings {
  readonly databaseUrl: string;
  /**
   * Set by the long-lived program: the server's clock judges every lease, whatever instants the
   * callers bring, and a statement that hangs is given up. Without it the callers' instants count,
   * and a statement may take as long as it needs.
   */
  readonly fleet?: boolean;
}

/** The rows of a database, and what only the program that opened it does with them. */
export type OpenStore = Store & Omit<ReturnType<typeof storeOver>, keyof Store>;

/**
 * Opens a database and brings its tables up to date. Throws StoreProblem: one sentence with place
 * and remedy.
 */
export async function openStore(settings: StoreSettings): Promise<OpenStore> {
  if ('databaseUrl' in settings) {
    // The driver is loaded only where it is used.
    const { openPostgres, placeOf } = await import('./postgres.ts');
    const { databaseUrl, fleet } = settings;
    return migrated(openPostgres(databaseUrl, fleet), placeOf(databaseUrl), settings);
  }
  const { path, holder } = settings;
  const release = holder === undefined || path === ':memory:' ? () => {} : lockSqlite(path, holder);
  try {
    const engine = openSqlite(path);
    if (holder !== undefined) await refuseDamaged(engine, path);
    return await migrated(engine, path, settings, release);
  } catch (error) {
    release();
    throw explained(path, error);
  }
}

/** The long-lived program does not begin on a file of which a part cannot be read any more. */
async function refuseDamaged(engine: Engine, path: string): Promise<void> {
  try {
    const damage = await engine.damage();
    if (damage === null) return;
    throw new StoreProblem(
      'damaged',
      `${path} is damaged (${damage}): put the newest backup in its place with \`tocsin ` +
        `restore FILE\`. What is there now is kept beside it.`,
    );
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function migrated(
  engine: Engine,
  place: string,
  { slowWrites }: StoreSettings,
  release = () => {},
): Promise<OpenStore> {
  try {
    await migrate(engine.db, place);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return storeOver(engine, release, slowWrites);
}

function rowsOver(engine: Engine) {
  return {
    ...createItems(engine),
    ...createWatch(engine),
    ...createNotices(engine),
    ...createActChanges(engine),
    ...createReviews(engine),
    ...createDeliveries(engine),
    ...createChannels(engine),
    ...createOutcome(engine),
    ...createStandings(engine),
    ...createWorkspaces(engine),
    ...createInbox(engine),
  };
}

/** The store over a database that is open and up to date. */
export function storeOver(given: Engine, release = () => {}, slowWrites?: SlowWrites) {
  const engine =
    slowWrites === undefined
      ? given
      : { ...given, write: reportSlowWrites(given.write, slowWrites) };
  return {
    ...rowsOver(engine),
    /** Who does what among processes that share the database. */
    leases: createLeases(engine),
    /**
     * The methods that write for work held by a lease; they refuse (`lease-lost`) once another
     * process holds it.
     */
    under: (lease: FencingLease) => fencedBy(lease, engine, rowsOver),
    /**
     * Writes some rows and deletes them; rejects with what stands in the way (full, read-only,
     * away).
     */
    tryToWrite: () => tryToWrite(engine.db),
    /** Calls back when there may be work to do, wherever it came from; the result ends it. */
    listen: engine.listen,
    /** Everything of a kind, oldest first, for replays and exports. */
    archive: createArchive(engine),
    retention: createRetention(engine),
    /**
     * Writes a consistent copy to a file while the store is in use; the file appears when it is
     * complete.
     */
    backup: engine.backup,
    damage: engine.damage,
    async close() {
      await engine.close();
      release();
    },
  };
}
