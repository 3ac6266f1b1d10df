import type { Browse } from '../domain/browse.ts';
import type { Store } from '../domain/ports.ts';
import { type Archive, createArchive } from './archive.ts';
import { createBrowse } from './browse.ts';
import { createChannels } from './channels.ts';
import { createDeliveries } from './deliveries.ts';
import { createItems } from './items.ts';
import { migrate } from './migrate.ts';
import { refuseHalfMoved } from './move.ts';
import { createNotices } from './notices.ts';
import { createRetention, type Retention } from './retention.ts';
import { createReviews } from './reviews.ts';
import type { Engine } from './schema.ts';
import { createSources } from './sources.ts';
import { explained, lockSqlite, openSqlite } from './sqlite.ts';
import { createSubscriptions } from './subscriptions.ts';
import { createTellings } from './tellings.ts';
import { createWatch } from './watch.ts';

/** Which database: a file of this machine, or a PostgreSQL that several processes share. */
export type StoreSettings = EmbeddedSettings | { readonly databaseUrl: string };

export interface EmbeddedSettings {
  /** File of the embedded database, made where it is not there; `:memory:` for one that nobody keeps. */
  readonly path: string;
  /**
   * Set by the long-lived program: who it is, in words for the one that is refused ("the Tocsin of process 123").
   * A second holder of the same file is refused; the command line opens it beside a running program without one.
   */
  readonly holder?: string;
}

export interface OpenStore extends Store {
  /** Everything of a kind, oldest first, for replays and exports. */
  readonly archive: Archive;
  /** Rows as people page through them. */
  readonly browse: Browse;
  readonly retention: Retention;
  /** Writes a consistent copy to a file while the store is in use; the file appears when it is complete. */
  backup(path: string): Promise<void>;
}

/** Opens a database and brings its tables up to date. Throws StoreProblem: one sentence with place and remedy. */
export async function openStore(settings: StoreSettings): Promise<OpenStore> {
  return 'databaseUrl' in settings ? openShared(settings.databaseUrl) : openEmbedded(settings);
}

async function openEmbedded({ path, holder }: EmbeddedSettings): Promise<OpenStore> {
  const release = holder === undefined || path === ':memory:' ? () => {} : lockSqlite(path, holder);
  try {
    return await migrated(openSqlite(path), path, release);
  } catch (error) {
    release();
    throw explained(path, error);
  }
}

/** The driver is loaded only where it is used. */
async function openShared(url: string): Promise<OpenStore> {
  const { openPostgres, placeOf } = await import('./postgres.ts');
  return migrated(openPostgres(url), placeOf(url), () => {});
}

async function migrated(engine: Engine, place: string, release: () => void): Promise<OpenStore> {
  try {
    await migrate(engine.db, place);
    await refuseHalfMoved(engine.db, place);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return storeOver(engine, release);
}

function storeOver(engine: Engine, release: () => void): OpenStore {
  return {
    ...createSources(engine),
    ...createItems(engine),
    ...createWatch(engine),
    ...createNotices(engine),
    ...createReviews(engine),
    ...createSubscriptions(engine),
    ...createDeliveries(engine),
    ...createChannels(engine),
    ...createTellings(engine),
    archive: createArchive(engine),
    browse: createBrowse(engine),
    retention: createRetention(engine),
    backup: engine.backup,
    async close() {
      await engine.close();
      release();
    },
  };
}
