import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { followOnTerminal, scopeOf, tickerOfScope } from '../answers/queries/scopes.ts';
import {
  type RemovedNames,
  SECRETS,
  type SetUp,
  type SetUpAnswers,
  type SetUpProblem,
} from '../answers/queries/set-up.ts';
import { saveHomeList } from '../answers/queries/watchlist.ts';
import type { Address, Subscription } from '../domain/alert.ts';
import type { CompanyId } from '../domain/ids.ts';
import { Theme } from '../domain/regulator.ts';
import { type Instant, shanghaiDay } from '../domain/time.ts';
import { sendTest } from '../pipeline/deliver/send-test.ts';
import { shownAddress } from '../pipeline/present/shown-address.ts';
import { type Env, readEnv } from './env.ts';
import { type EnvChanges, saveEnv } from './env-file.ts';
import type { Io } from './io.ts';
import { createAddressLists, OWNER } from './set-up-lists.ts';
import {
  blockedHost,
  missingFor,
  overSink,
  readAddress,
  SINK_SETTINGS,
  type SinkParts,
} from './sinks.ts';

/** Owners on this machine; channels of Discord servers belong to those who subscribed there. */
const HOST_OWNERS = [OWNER, 'command line'];
/** Settings that a running program applies at once; others take effect at its next start. */
const LIVE: readonly string[] = ['WATCH', 'LANGUAGE'];

/** How long the overview caches the number of addresses that were set up here. */
const COUNT_HOLDS_MS = 60_000;

const label = (address: Address) => `${address.sink} ${shownAddress(address)}`;

/**
 * The set-up of the page and of `tocsin setup`: values go to `.env` (in the working directory by
 * default), subscriptions and the time zone of their addresses to the database. Variables of the
 * environment take precedence over the file.
 */
export function createSetUp(io: Pick<Io, 'env' | 'envFile'>, parts: SinkParts): SetUp {
  const { knowledge, find, store, clock } = parts;
  const file = resolve(io.envFile ?? '.env');
  const inFile = () => (existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {});
  const atStart = inFile();
  const outside = Object.fromEntries(
    Object.entries(io.env).filter(([name, value]) => value && atStart[name] !== value),
  );
  const merged = (changes: EnvChanges = {}) => readEnv({ ...inFile(), ...changes, ...outside });
  const current = (): Env => {
    const read = merged();
    if (!read.ok) throw new Error(read.problems.join(' '));
    return read.env;
  };
  const ownedBy = (owners: readonly string[]) => store.subscriptions({ owners, active: true });
  const addresses = async (): Promise<Map<string, Subscription[]>> =>
    Map.groupBy(await ownedBy(HOST_OWNERS), ({ address }) => label(address));

  const lists = createAddressLists(parts);
  /** Addresses that the set-up made, each once. */
  const ownAddresses = async (): Promise<Address[]> => {
    const own = (await ownedBy([OWNER])).map(({ address }) => address);
    return [...new Map(own.map((address) => [label(address), address])).values()];
  };

  /**
   * Applies new values to the database. A watchlist belongs to the named address, or to the only
   * one; all others keep theirs. Returns what is not followed any more.
   */
  async function apply(
    address: Address | null,
    watchlist: readonly string[] | undefined,
    env: Env,
  ): Promise<RemovedNames[]> {
    const own = await ownAddresses();
    const ofList = watchlist === undefined ? undefined : own[0];
    const target = address ?? ofList ?? null;
    const others = own.filter((each) => target === null || label(each) !== label(target));
    for (const other of others) await lists.refresh(other, env);
    const names = target === null ? [] : await lists.follow(target, watchlist ?? env.WATCH, env);
    if (env.DISCORD_TOKEN === undefined)
      await followOnTerminal(env.WATCH, env.LANGUAGE, parts, clock.now());
    return target === null || names.length === 0 ? [] : [{ address: label(target), names }];
  }

  /**
   * Cached, since every view of the overview needs it and a fund may have thousands of addresses.
   */
  let counted: { at: Instant; addresses: number } | null = null;
  const isFresh = async () => {
    if (existsSync(file) || current().WATCH.length > 0) return false;
    const now = clock.now();
    const age = counted === null ? COUNT_HOLDS_MS : now - counted.at;
    if (counted === null || age < 0 || age >= COUNT_HOLDS_MS)
      counted = { at: now, addresses: (await addresses()).size };
    return counted.addresses === 0;
  };

  return {
    isFresh,
    async state() {
      const env = current();
      const known = await addresses();
      counted = { at: clock.now(), addresses: known.size };
      return {
        fresh: await isFresh(),
        addresses: [...known].map(([one, rows]) => ({ label: one, subscriptions: rows.length })),
        watchlist: env.WATCH,
        language: env.LANGUAGE,
        timeZone: env.TIME_ZONE,
        mailFrom: env.MAIL_FROM ?? '',
        secretsSet: new Set(SECRETS.filter((name) => env[name] !== undefined)),
        packs: packsOf(parts, env),
        bodies: bodiesOf(parts, env),
      };
    },
    async save(answers) {
      const { watchlist, ids, isOther, changes, env, added, problems } = await examined(answers);
      if (problems.length > 0) return { ok: false, problems };
      const changed = changedNames(Object.keys(changes), current(), env);
      const because = notSaved(file, changes);
      if (because !== null) return { ok: false, problems: [{ code: 'no-file', file, because }] };
      const removed = await apply(added, isOther || added !== null ? watchlist : undefined, env);
      if (ids.length > 0) await saveHomeList(store, ids, clock.now());
      return {
        ok: true,
        atRestart: changed.filter((name) => !LIVE.includes(name)),
        overridden: Object.keys(changes).filter((name) => name in outside),
        file,
        address: added === null ? null : label(added),
        removed,
      };
    },
    async remove(wanted) {
      const own = (await addresses()).get(wanted) ?? [];
      for (const { id } of own) await store.removeSubscription(id);
      return own.length > 0;
    },
    async test(wanted) {
      const address = (await addresses()).get(wanted)?.[0]?.address;
      if (address === undefined) return null;
      const env = current();
      const needs = `${address.sink} needs ${missingFor(address.sink, env)}`;
      const because = await overSink(address.sink, env, parts, async (sink) =>
        sink === null ? needs : sendTest(sink, address, env.LANGUAGE),
      );
      return because === null ? { ok: true } : { ok: false, because };
    },
  };

  /** The settings that the answers mean, and their problems. */
  async function examined(answers: SetUpAnswers) {
    const { watchlist, ids, unknown } = companiesOf(answers.watchlist);
    const own = await ownAddresses();
    const isOther = watchlist?.join() !== current().WATCH.join();
    // A list for one of several addresses is not the list of this machine's terminal.
    const isShared = !answers.address || own.length === 0;
    const single = current().SOURCES_OFF.filter((id) => !isBody(id));
    const changes = changesOf({ ...answers, watchlist: isShared ? watchlist : undefined }, single);
    const read = merged(changes);
    const env = read.ok ? read.env : current();
    const { address: added, problems: ofAddress } = await typedAddress(answers.address, env);
    const problems: SetUpProblem[] = [
      ...(read.problems ?? []).map(valueProblem),
      ...ofAddress,
      ...unknown,
      ...(watchlist !== undefined && isOther ? addressChoice(answers.address, own) : []),
      ...unknownBodies(answers.bodiesOff),
    ];
    return { watchlist, ids, isOther, changes, env, added, problems };
  }

  function unknownBodies(bodiesOff: readonly string[] = []): SetUpProblem[] {
    return bodiesOff.filter((id) => !isBody(id)).map((value) => ({ code: 'no-body', value }));
  }

  /**
   * Tickers of the companies as typed, so that no entry has a space; unknown companies are
   * problems.
   */
  function companiesOf(typed: readonly string[] | undefined) {
    const unknown: SetUpProblem[] = [];
    const ids: CompanyId[] = [];
    const day = shanghaiDay(clock.now());
    const watchlist = typed?.map((query) => {
      const meant = scopeOf({ kind: 'company', query }, day, find, knowledge.catalog);
      if (meant.found) {
        if (meant.scope.kind === 'company') ids.push(meant.scope.id);
        return tickerOfScope(meant.scope, parts, clock.now());
      }
      unknown.push({
        code: 'no-company',
        value: query,
        candidates: meant.candidates.map(({ name }) => name),
      });
      return query;
    });
    return { unknown, ids, watchlist };
  }

  function isBody(id: string): boolean {
    const { regulators, outlets } = knowledge.catalog;
    return regulators.has(id as never) || outlets.has(id as never);
  }
}

/**
 * @param single sources that are switched off one by one: no answer names them, so they stay off
 */
function changesOf(answers: SetUpAnswers, single: readonly string[]): EnvChanges {
  const { watchlist, language, timeZone, mailFrom, bodiesOff, packs, secrets = {} } = answers;
  const isChoice = packs !== undefined && packs.length < Theme.options.length;
  const values = {
    WATCH: watchlist?.join(','),
    LANGUAGE: language,
    TIME_ZONE: timeZone,
    MAIL_FROM: mailFrom,
    SOURCES_PACKS: packs && (isChoice ? packs.join(',') : ''),
    SOURCES_OFF: bodiesOff && [...bodiesOff, ...single].join(','),
    // An empty secret was not entered.
    ...Object.fromEntries(SECRETS.map((name) => [name, secrets[name] || undefined])),
  };
  const stated = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(stated.map(([name, value]) => [name, value || null]));
}

/** Writes settings; answers why the file cannot be written, or null. */
function notSaved(file: string, changes: Parameters<typeof saveEnv>[1]): string | null {
  try {
    saveEnv(file, changes, resolve(file, '..', '.env.example'));
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What is wrong with a setting; its value is never part of a sentence of `readEnv`. */
function valueProblem(sentence: string): SetUpProblem {
  return { code: 'bad-value', variable: /^[A-Z_]+/.exec(sentence)?.[0] ?? sentence };
}

/** The address that was typed; null = none, or not one that messages can be sent to. */
async function typedAddress(
  typed: string | null | undefined,
  env: Env,
): Promise<{ readonly address: Address | null; readonly problems: readonly SetUpProblem[] }> {
  if (!typed) return { address: null, problems: [] };
  const read = readAddress(typed, 'address');
  const host = read.ok ? await blockedHost(read.address, env.ALLOW_HOSTS) : null;
  const blocked: SetUpProblem[] = host === null ? [] : [{ code: 'blocked-host', host }];
  const problems = [...blocked, ...addressProblems(typed, read.ok, env)];
  return { address: read.ok ? read.address : null, problems };
}

/** A changed list must say for which address it is where there are several. */
function addressChoice(typed: string | null | undefined, own: readonly Address[]): SetUpProblem[] {
  if (typed || own.length < 2) return [];
  return [{ code: 'which-address', addresses: own.map(label).join(', ') }];
}

/** The settings whose values differ. */
function changedNames(names: readonly string[], before: Env, after: Env): string[] {
  const valueIn = (env: Env, name: string) =>
    JSON.stringify((env as Record<string, unknown>)[name]);
  return names.filter((name) => valueIn(before, name) !== valueIn(after, name));
}

function addressProblems(typed: string, ok: boolean, env: Env): SetUpProblem[] {
  const sink = typed.split(':', 1)[0]!;
  const takes =
    sink === 'discord' ? 'channel:<id>' : SINK_SETTINGS.find((way) => way.id === sink)?.description;
  if (!ok || sink === 'terminal')
    return [{ code: 'no-address', takes: takes ?? SINK_SETTINGS.map(({ id }) => id).join(', ') }];
  const variables = missingFor(sink, env);
  return variables === null ? [] : [{ code: 'needs', sink, variables }];
}

/** Packs with the sources that the configuration does not switch off. */
function packsOf({ knowledge }: SinkParts, env: Env) {
  const { regulators, outlets } = knowledge.catalog;
  const bodies = [...regulators.values(), ...outlets.values()];
  const used = bodies.flatMap(({ sources }) => sources.filter(({ enabled }) => enabled));
  const { SOURCES_PACKS: chosen } = env;
  return Theme.options.map((id) => ({
    id,
    sources: used.filter(({ theme }) => theme === id).length,
    on: chosen.length === 0 || chosen.includes(id),
  }));
}

/** Regulators and outlets with sources that the configuration does not switch off. */
function bodiesOf({ knowledge }: SinkParts, env: Env) {
  const { regulators, outlets } = knowledge.catalog;
  return [...regulators.values(), ...outlets.values()].flatMap(
    ({ id, name, sources, ...publisher }) => {
      const used = sources.filter((source) => source.enabled).length;
      const country = 'country' in publisher ? publisher.country : null;
      return used === 0
        ? []
        : [{ id, name, country, sources: used, on: !env.SOURCES_OFF.includes(id) }];
    },
  );
}
