import { commandDatabase, hasDatabase } from '../app/database.ts';
import type { Env } from '../app/env.ts';
import type { Io } from '../app/io.ts';
import { catalogOf, settingsOf } from '../app/settings.ts';
import type { Ask } from '../ask/ask.ts';
import { companySearch } from '../ask/company-search.ts';
import { createAsk } from '../ask/create-ask.ts';
import { withDecisions } from '../ask/decisions.ts';
import type { FindCompanies } from '../ask/find-company.ts';
import { type Knowledge, knowledgeOf } from '../ask/knowledge.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import type { OpenStore, StoreSettings } from '../store/open.ts';

/** What a command needs that only looks things up. */
export interface LookupContext {
  readonly env: Env;
  readonly knowledge: Knowledge;
  readonly find: FindCompanies;
  readonly ask: Ask;
  close(): Promise<void>;
}

/** What a one-shot command works with: the catalog, the search, and the bot's own database if it is there. */
export interface CliContext extends LookupContext {
  readonly store: OpenStore;
}

/**
 * Opens what a command needs. Without a database yet (the bot has never run here) it works on an empty one in memory, and
 * writes nothing to disk.
 */
export async function openCliContext(
  io: Io,
  options: { readonly write?: boolean } = {},
): Promise<CliContext> {
  const env = settingsOf(io);
  const store = await opened(commandDatabase(env, options.write === true));
  return { ...(await overStore(io, env, store)), store };
}

/** As `openCliContext`, but where the bot has never run no database is opened for what is known to be empty. */
export async function openLookupContext(io: Io): Promise<LookupContext> {
  const env = settingsOf(io);
  return overStore(io, env, hasDatabase(env) ? await opened(commandDatabase(env, false)) : noRows());
}

async function overStore(io: Io, env: Env, store: Store): Promise<LookupContext> {
  const knowledge = await withDecisions(knowledgeOf(catalogOf(env)), store);
  const find = companySearch(knowledge);
  const ask = createAsk({ knowledge, find, store, clock: { now: () => io.now() as Instant } });
  return { env, knowledge, find, ask, close: () => store.close() };
}

async function opened(settings: StoreSettings): Promise<OpenStore> {
  const { openStore } = await import('../store/open.ts');
  return openStore(settings);
}

/** A store without rows. A call that is not answered here opens one in memory. */
function noRows(): Store {
  let memory: Promise<OpenStore> | null = null;
  const known: Partial<Store> = {
    decisions: async () => [],
    steps: async () => [],
    sourceStates: async () => [],
    readingTimes: async () => new Map(),
    gaps: async () => [],
    recall: async () => null,
    close: async () => (await memory)?.close(),
  };
  return new Proxy(known as Store, {
    get: (store, name: keyof Store) =>
      store[name] ??
      (async (...args: never[]) => {
        memory ??= opened({ path: ':memory:' });
        return ((await memory)[name] as (...args: never[]) => unknown)(...args);
      }),
  });
}
