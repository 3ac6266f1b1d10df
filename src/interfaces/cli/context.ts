import { withDecisions } from '../../answers/queries/decisions.ts';
import { companySearch, type FindCompanies } from '../../answers/queries/find-company.ts';
import { commandDatabase, hasDatabase } from '../../app/database.ts';
import type { Env } from '../../app/env.ts';
import type { ExitCode, Io } from '../../app/io.ts';
import { catalogOf, settingsOf } from '../../app/settings.ts';
import type { OpenStore, StoreSettings } from '../../base/store/open.ts';
import type { Document } from '../../domain/document.ts';
import type { ItemId } from '../../domain/ids.ts';
import type { Clock, Store } from '../../domain/ports.ts';
import { type WatchedSource, watchedSourcesOf } from '../../knowledge/catalog/watched-sources.ts';
import { type Knowledge, knowledgeOf } from '../../pipeline/standing/knowledge.ts';

/** Result of a command: its exit code, 0 by default. */
export type CommandResult = Promise<ExitCode | undefined>;

/**
 * The context of a one-shot command: the catalog, the search, and the bot's own database if there
 * is one.
 */
export interface CliContext<S extends Store = OpenStore> {
  readonly env: Env;
  readonly knowledge: Knowledge;
  readonly find: FindCompanies;
  readonly store: S;
  readonly clock: Clock;
  /** Sources as they are watched here. */
  readonly sources: readonly WatchedSource[];
  /** The stored page of an item, decoded in this process. */
  readonly documentOf: (item: ItemId) => Promise<Document | null>;
}

/**
 * Opens what a command needs, runs it, and closes it in any case. Before the bot's first run it
 * works on an empty database in memory, and writes nothing to disk.
 */
export async function withCliContext(
  io: Io,
  work: (cli: CliContext) => CommandResult,
  { write = false }: { readonly write?: boolean } = {},
): CommandResult {
  const env = settingsOf(io);
  return closing(await opened(commandDatabase(env, write)), inContext(env, io, work));
}

/** The same for a look-up: before the bot's first run no database is opened. */
export async function withLookupContext(
  io: Io,
  work: (cli: CliContext<Store>) => CommandResult,
): CommandResult {
  const env = settingsOf(io);
  const store = hasDatabase(env) ? await opened(commandDatabase(env, false)) : noRows();
  return closing(store, inContext(env, io, work));
}

/** Opens the database for one command, and closes it in any case. */
export const overStore = async <T>(
  env: Env,
  work: (store: OpenStore) => Promise<T>,
  write = false,
) => closing(await opened(commandDatabase(env, write)), work);

async function closing<S extends Store, T>(store: S, work: (store: S) => Promise<T>): Promise<T> {
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const inContext =
  <S extends Store>(env: Env, clock: Clock, work: (cli: CliContext<S>) => CommandResult) =>
  async (store: S) => {
    const knowledge = await withDecisions(knowledgeOf(catalogOf(env)), store);
    const sources = [...watchedSourcesOf(knowledge.catalog, env).values()];
    const find = companySearch(knowledge);
    const quoted = async (item: ItemId) =>
      (await import('../../pipeline/flows/read-item.ts')).documentOf(item, { store });
    return work({ env, knowledge, store, clock, find, sources, documentOf: quoted });
  };

async function opened(settings: StoreSettings): Promise<OpenStore> {
  const { openStore } = await import('../../base/store/open.ts');
  return openStore(settings);
}

/**
 * A store without rows, for look-ups before the bot's first run: it answers their queries without
 * loading a database (test/interfaces/cli/no-database.test.ts runs each of them).
 */
function noRows(): Store {
  const empty: Partial<Store> = {
    decisions: async () => [],
    events: async () => [],
    reportedActions: async () => [],
    notices: async () => [],
    notice: async () => null,
    alert: async () => null,
    mapping: async () => null,
    sourceStates: async () => [],
    readingTimes: async () => new Map(),
    gaps: async () => [],
    recall: async () => null,
    standings: async () => [],
    eventMarks: async () => new Map(),
    close: async () => {},
  };
  return empty as Store;
}
