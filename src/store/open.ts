import type { Store } from '../domain/ports.ts';
import { createDeliveries } from './deliveries.ts';
import { createItems } from './items.ts';
import { migrate } from './migrate.ts';
import { createNotices } from './notices.ts';
import { createReviews } from './reviews.ts';
import type { Engine } from './schema.ts';
import { createSources } from './sources.ts';
import { explained, lockSqlite, openSqlite } from './sqlite.ts';
import { createSubscriptions } from './subscriptions.ts';

export interface StoreSettings {
  /** File of the embedded database, made where it is not there; `:memory:` for one that nobody keeps. */
  readonly path: string;
  /**
   * Set by the long-lived program: who it is, in words for the one that is refused ("the Tocsin of process 123").
   * A second holder of the same file is refused; the command line opens it beside a running program without one.
   */
  readonly holder?: string;
}

export interface OpenStore extends Store {
  /** Writes a consistent copy to a file while the store is in use; the file appears when it is complete. */
  backup(path: string): Promise<void>;
}

/** Opens a database and brings its tables up to date. Throws StoreProblem: one sentence with place and remedy. */
export async function openStore(settings: StoreSettings): Promise<OpenStore> {
  const { path, holder } = settings;
  const release = holder === undefined || path === ':memory:' ? () => {} : lockSqlite(path, holder);
  try {
    const engine = openSqlite(path);
    try {
      await migrate(engine.db, path);
    } catch (error) {
      await engine.close();
      throw explained(path, error);
    }
    return storeOver(engine, release);
  } catch (error) {
    release();
    throw error;
  }
}

function storeOver(engine: Engine, release: () => void): OpenStore {
  return {
    ...createSources(engine),
    ...createItems(engine),
    ...createNotices(engine),
    ...createReviews(engine),
    ...createSubscriptions(engine),
    ...createDeliveries(engine),
    backup: engine.backup,
    async close() {
      await engine.close();
      release();
    },
  };
}
