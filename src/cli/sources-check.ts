import { hostname } from 'node:os';
import type { Command } from 'commander';
import { hasDatabase } from '../app/database.ts';
import { CommandProblem, type ExitCode, type Io } from '../app/io.ts';
import { catalogOf, hostRatesOf, settingsOf } from '../app/settings.ts';
import { dayOf } from '../ask/answers.ts';
import { rememberChecks } from '../ask/source-checks.ts';
import type { Instant } from '../domain/time.ts';
import { proxiesOf, userAgent, type WatchedSource, watchedSourcesOf } from '../flows/sources.ts';
import { checkSource, type SourceCheck } from '../watch/check-source.ts';
import { createFetch } from '../watch/fetch.ts';
import { createPace } from '../watch/pace.ts';
import { openCliContext } from './context.ts';
import { writeFixes } from './sources-fix.ts';

const HOSTS_AT_ONCE = 8;

interface SourcesCheckFlags {
  readonly json?: boolean;
  readonly fix?: boolean;
}

/** `sources check`: asks each address once, on this machine's network, and says which answer, with what, and what to change. */
export function defineSourcesCheck(
  parent: Command,
  run: (action: () => Promise<ExitCode>) => Promise<void>,
  io: Io,
): void {
  parent
    .command('check')
    .description('ask each address once: which answer, with what, and what to change in config/')
    .argument('[id...]', 'sources to check; none = all, also those that are switched off')
    .option('--json', 'for machines; the shape is stable')
    .option('--fix', 'write into config/ what is proposed, and who asked when')
    .action((ids: string[], options: SourcesCheckFlags, command: Command) =>
      run(async () => {
        const json = options.json === true || command.optsWithGlobals<SourcesCheckFlags>().json === true;
        const checks = await checkAll(ids, io);
        io.out(json ? JSON.stringify(checks, null, 2) : linesOf(checks));
        await noteChecks(checks, options.fix === true, io);
        return checks.every((check) => check.works) ? 0 : 1;
      }),
    );
}

/** Notes in the database, where there is one, what was found, and writes it into config/ where that was asked for. */
async function noteChecks(checks: readonly SourceCheck[], fix: boolean, io: Io): Promise<void> {
  const env = settingsOf(io);
  const checked = { on: dayOf(io.now() as Instant), by: hostname() };
  if (hasDatabase(env)) {
    const context = await openCliContext(io, { write: true });
    const found = checks.map(({ source, works }) => [source as string, { ...checked, works }] as const);
    await rememberChecks(context.store, new Map(found));
    await context.close();
  }
  if (!fix) return;
  const { written, problems } = writeFixes(checks, checked, env);
  for (const problem of problems) io.err(`Not written: ${problem}`);
  io.err(`${written.length} sources were written in config/: look at the changes before you keep them.`);
}

async function checkAll(ids: readonly string[], io: Io): Promise<SourceCheck[]> {
  const env = settingsOf(io);
  const watchedSources = watchedSourcesOf(catalogOf(env), env);
  const unknown = ids.filter((id) => ![...watchedSources.keys()].some((known) => known === id));
  if (unknown.length > 0)
    throw new CommandProblem(`No source is called ${unknown.join(', ')}; \`tocsin sources\` lists them.`);
  const wanted = [...watchedSources.values()].filter(
    ({ source }) => ids.length === 0 || ids.includes(source.id),
  );
  const pace = createPace(hostRatesOf(env));
  const fetch = createFetch({
    userAgent: userAgent(env.CONTACT),
    allow: new Set(env.ALLOW_HOSTS),
    pace,
    now: io.now,
  });
  const proxyOf = proxiesOf(env);
  const done = new Map<string, SourceCheck>();
  const queue = [...wanted];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { source } = next;
      done.set(
        source.id,
        withoutInstance(next) ?? (await checkSource(source, { fetch, proxy: proxyOf(source) })),
      );
      io.err(
        `[${done.size}/${wanted.length}] ${source.id}: ${done.get(source.id)!.addresses[0]?.answer ?? ''}`,
      );
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(HOSTS_AT_ONCE, wanted.length) }, worker));
  } finally {
    await fetch.close();
  }
  return wanted.map(({ source }) => done.get(source.id)!);
}

/** A route whose server is not configured cannot be asked. */
function withoutInstance({ source }: WatchedSource): SourceCheck | null {
  if (source.instance === null || URL.canParse(source.url)) return null;
  const nothing = { status: null, contentType: null, bytes: null, rows: null, newest: null, movedTo: null };
  const address = {
    ...nothing,
    url: source.url,
    answer: 'no-instance' as const,
    readableAs: null,
    offer: null,
    message: source.note,
  };
  return {
    source: source.id,
    works: false,
    addresses: [address],
    fix: null,
    proposal: `Set ${source.instance} to the address of an instance that has the route ${source.url}.`,
  };
}

/** A source a paragraph: its addresses with what came, and what to do. */
function linesOf(checks: readonly SourceCheck[]): string {
  const lines = checks.flatMap(({ source, works, addresses, proposal }) => [
    `${source}: ${works ? 'answers' : 'does not answer'}`,
    ...addresses.map((one) => `  ${one.answer.padEnd(15)} ${one.url}${cameWith(one)}`),
    ...(proposal === null ? [] : [`  -> ${proposal}`]),
  ]);
  const works = checks.filter((check) => check.works).length;
  return checks.length === 0
    ? 'No source is configured.'
    : `${lines.join('\n')}\n\n${works} of ${checks.length} sources answer with a list that can be read.`;
}

function cameWith({ status, contentType, rows, newest }: SourceCheck['addresses'][number]): string {
  const facts = [
    status === null ? null : `status ${status}`,
    contentType?.split(';')[0] ?? null,
    rows === null ? null : `${rows} rows`,
    newest === null ? null : `newest "${newest.slice(0, 60)}"`,
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? '' : `\n  ${' '.repeat(15)} ${facts.join(', ')}`;
}
