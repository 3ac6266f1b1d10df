import { visitedDatabase } from '../app/database.ts';
import type { Env } from '../app/env.ts';
import type { Io } from '../app/io.ts';
import { catalogOf, settingsOf } from '../app/settings.ts';
import type { Ask } from '../ask/ask.ts';
import { companySearch } from '../ask/company-search.ts';
import { createAsk } from '../ask/create-ask.ts';
import { withDecisions } from '../ask/decisions.ts';
import type { FindCompanies } from '../ask/find-company.ts';
import { type Knowledge, knowledgeOf } from '../ask/knowledge.ts';
import type { Instant } from '../domain/time.ts';
import { type OpenStore, openStore } from '../store/open.ts';

/** What a one-shot command works with: the catalog, the search, and the bot's own database if it is there. */
export interface Desk {
  readonly env: Env;
  readonly knowledge: Knowledge;
  readonly find: FindCompanies;
  readonly ask: Ask;
  readonly store: OpenStore;
  close(): Promise<void>;
}

/**
 * Opens what a command needs. Without a database yet (the bot has never run here) it looks things up in the history alone, and
 * writes nothing to disk.
 */
export async function openDesk(io: Io, options: { readonly write?: boolean } = {}): Promise<Desk> {
  const env = settingsOf(io);
  const catalog = catalogOf(env);
  const store = await openStore(visitedDatabase(env, options.write === true));
  const knowledge = await withDecisions(knowledgeOf(catalog), store);
  const find = companySearch(knowledge);
  const ask = createAsk({ knowledge, find, store, clock: { now: () => io.now() as Instant } });
  return { env, knowledge, find, ask, store, close: () => store.close() };
}
