import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { rememberChecks } from '../../answers/queries/source-rows.ts';
import { hasDatabase } from '../../app/database.ts';
import type { Env } from '../../app/env.ts';
import { CommandProblem, type Io } from '../../app/io.ts';
import { catalogOf, configFolder, hostRatesOf, settingsOf } from '../../app/settings.ts';
import type { SourceId } from '../../domain/ids.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { type WatchedSource, watchedSourcesOf } from '../../knowledge/catalog/watched-sources.ts';
import { editSource, type SourceChanges } from '../../knowledge/importers/apply.ts';
import { createOutbound } from '../../pipeline/flows/outbound.ts';
import { checkSource, NOTHING, type SourceCheck } from '../../pipeline/watch/check-source.ts';
import { createPace } from '../../pipeline/watch/pace.ts';
import type { CliCommand } from './command.ts';
import { overStore } from './context.ts';
import { JSON_OPTION } from './option-values.ts';

const HOSTS_AT_ONCE = 8;

/**
 * `sources check`: polls each address once, from this machine's network, and prints the results and
 * what to change.
 */
export const sourcesCheck: CliCommand = (command, { io, run }) =>
  command
    .description('ask each address once: which answer, with what, and what to change in config/')
    .argument('[id...]', 'sources to check; none = all, also those that are switched off')
    .option(...JSON_OPTION)
    .option('--fix', 'write into config/ what is proposed, and who asked when')
    .action(
      run(async (ids, { fix = false }, command) => {
        const { json } = command.optsWithGlobals() as { json?: boolean };
        const env = settingsOf(io);
        const checks = await checkAll(ids, env, await usualRows(env), io);
        io.out(json ? JSON.stringify(checks, null, 2) : linesOf(checks));
        const checked = { on: shanghaiDay(io.now()), by: hostname() };
        const found = new Map(
          checks.map(({ source, proven }) => [source as string, { ...checked, works: proven }]),
        );
        if (hasDatabase(env)) await overStore(env, (store) => rememberChecks(store, found), true);
        if (fix) {
          const { written, problems } = writeFixes(checks, checked, env);
          for (const problem of problems) io.err(`Not written: ${problem}`);
          io.err(
            `${written} sources were written in config/: look at the changes before you keep them.`,
          );
        }
        return checks.every((check) => check.proven) ? 0 : 1;
      }),
    );

/** Rows that each list had when it was last watched here. */
async function usualRows(env: Env): Promise<ReadonlyMap<SourceId, number | null>> {
  if (!hasDatabase(env)) return new Map();
  const states = await overStore(env, (store) => store.sourceStates());
  return new Map(states.map(({ source, memory }) => [source, memory?.rows ?? null]));
}

async function checkAll(
  ids: readonly string[],
  env: Env,
  usual: ReadonlyMap<SourceId, number | null>,
  io: Io,
): Promise<SourceCheck[]> {
  const watchedSources = watchedSourcesOf(catalogOf(env), env);
  const unknown = ids.filter((id) => !watchedSources.has(id as SourceId));
  if (unknown.length > 0)
    throw new CommandProblem(
      `No source is called ${unknown.join(', ')}; \`tocsin sources\` lists them.`,
    );
  const wanted = [...watchedSources.values()].filter(
    ({ source }) => ids.length === 0 || ids.includes(source.id),
  );
  const pace = createPace(hostRatesOf(env));
  const reach = createOutbound({ env, pace, now: io.now });
  const queue = new PQueue({ concurrency: HOSTS_AT_ONCE });
  let done = 0;
  const check = async (watched: WatchedSource) => {
    const { source } = watched;
    const found =
      withoutInstance(watched) ??
      (await checkSource(
        source,
        { ...reach, proxy: reach.proxyOf(source) },
        io.now() as Instant,
        usual.get(source.id) ?? null,
      ));
    done += 1;
    io.err(`[${done}/${wanted.length}] ${source.id}: ${found.addresses[0]?.answer ?? ''}`);
    return found;
  };
  try {
    return await queue.addAll(wanted.map((watchedSource) => () => check(watchedSource)));
  } finally {
    await reach.close();
  }
}

/** A route without a configured server, or a page that needs a browser, cannot be polled. */
function withoutInstance({ source }: WatchedSource): SourceCheck | null {
  const needsBrowser = source.note === 'needs BROWSER_WS';
  if (!needsBrowser && (source.instance === null || URL.canParse(source.url))) return null;
  const { url, note: message } = source;
  const set = needsBrowser
    ? "Set BROWSER_WS to the address of a browser's DevTools."
    : `Set ${source.instance} to the address of an instance that has the route ${source.url}.`;
  const address = { ...NOTHING, url, answer: 'no-instance' as const, status: null, message };
  return {
    source: source.id,
    works: false,
    proven: false,
    addresses: [address],
    fix: null,
    proposal: set,
  };
}

/** A paragraph for each source: the results of its addresses, and what to do. */
function linesOf(checks: readonly SourceCheck[]): string {
  const lines = checks.flatMap(({ source, works, proven, addresses, proposal }) => [
    `${source}: ${stateOf(works, proven)}`,
    ...addresses.flatMap((addressCheck) => [
      `  ${addressCheck.answer.padEnd(15)} ${addressCheck.url}${cameWith(addressCheck)}`,
      ...addressCheck.first.map(({ date, title }) => `  ${' '.repeat(15)} ${rowText(date, title)}`),
    ]),
    ...(proposal === null ? [] : [`  -> ${proposal}`]),
  ]);
  const works = checks.filter((check) => check.proven).length;
  return checks.length === 0
    ? 'No source is configured.'
    : `${lines.join('\n')}\n\n${works} of ${checks.length} sources answer with a list that ` +
        'nothing speaks against.';
}

function stateOf(works: boolean, proven: boolean): string {
  if (!works) return 'does not answer';
  return proven ? 'answers' : 'answers, and its rows are doubtful';
}

const MAX_TITLE = 70;

const rowText = (date: string | null, title: string) =>
  `${(date ?? 'no date').padEnd(16)} ${title.slice(0, MAX_TITLE)}`;

function cameWith({ status, contentType, rows, doubts }: SourceCheck['addresses'][number]): string {
  const facts = [
    status === null ? null : `status ${status}`,
    contentType?.split(';')[0] ?? null,
    rows === null ? null : `${rows} rows`,
    doubts.length === 0 ? null : `doubtful: ${doubts.join(', ')}`,
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? '' : `\n  ${' '.repeat(15)} ${facts.join(', ')}`;
}

/**
 * Writes the proposals of a check into config/, and for each answering source who polled it on
 * which day. Files that would make the catalog invalid stay unchanged.
 */
function writeFixes(
  checks: readonly SourceCheck[],
  checked: { readonly on: string; readonly by: string },
  env: Env,
) {
  const folder = configFolder(env);
  const files = ['regulators', 'outlets'].flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((name) => name.endsWith('.yml'))
      .map((name) => join(folder, part, name)),
  );
  const before = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
  const after = new Map(before);
  let written = 0;
  const problems: string[] = [];
  for (const { source, proven, fix } of checks) {
    const changes: SourceChanges = { ...fix, ...(proven ? { checked } : {}) };
    if (Object.keys(changes).length === 0) continue;
    const file = files.find((file) => editSource(before.get(file)!, source, {}) !== null);
    const text = file === undefined ? null : editSource(after.get(file)!, source, changes);
    if (file === undefined || text === null) problems.push(`${source}: its entry was not found`);
    else {
      after.set(file, text);
      written += 1;
    }
  }
  const changed = files.filter((file) => after.get(file) !== before.get(file));
  for (const file of changed) replace(file, after.get(file)!);
  try {
    catalogOf(env);
  } catch (error) {
    for (const file of changed) replace(file, before.get(file)!);
    return { written: 0, problems: [...problems, (error as Error).message] };
  }
  return { written, problems };
}

function replace(file: string, text: string): void {
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, text);
  renameSync(fresh, file);
}
