import { schedule } from 'node-cron';
import { companySearch } from '../ask/company-search.ts';
import { createAsk } from '../ask/create-ask.ts';
import { knowledgeOf } from '../ask/knowledge.ts';
import { discordSink } from '../deliver/sinks/discord.ts';
import { terminalSink } from '../deliver/sinks/terminal.ts';
import { createDiscord, type Discord } from '../discord/client.ts';
import type { Sink } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { type OpenStore, openStore } from '../store/open.ts';
import { createFetch } from '../watch/fetch.ts';
import { databaseName, heldDatabase } from './database.ts';
import type { Env } from './env.ts';
import type { ExitCode, Io } from './io.ts';
import { createLog, type Logger } from './log.ts';
import { styleFor } from './print.ts';
import { createProgram, type Program } from './program.ts';
import { catalogOf, settingsOf } from './settings.ts';
import { carriersOf } from './sources.ts';
import { followOnTerminal } from './terminal-watch.ts';

/** Sources have cadences of minutes; asking every half minute who is due costs nothing. */
const WATCH_EVERY = '*/30 * * * * *';
const DELIVER_EVERY = '*/5 * * * * *';
const DISCORD_RETRY_MS = 60_000;

/** Runs until somebody asks it to stop, then finishes what is under way. A second program on the same database is refused. */
export async function runForever(io: Io): Promise<ExitCode> {
  const env = settingsOf(io);
  const log = createLog(env, io.terminal.err);
  const knowledge = knowledgeOf(catalogOf(env));
  const clock = { now: () => io.now() as Instant };
  const store = await openStore(heldDatabase(env, `the Tocsin of process ${process.pid}`));
  const carriers = carriersOf(knowledge.catalog);
  const ask = createAsk({ knowledge, find: companySearch(knowledge), store, clock });
  const discord =
    env.DISCORD_TOKEN === undefined
      ? null
      : createDiscord({
          token: env.DISCORD_TOKEN,
          api: env.DISCORD_API,
          context: { ask, now: clock.now },
          store,
          log,
        });
  const fetch = createFetch({ userAgent: userAgent(env), allow: new Set(env.ALLOW_HOSTS), now: io.now });
  const sink =
    discord === null ? await terminalOut(io, env, ask, store, clock.now(), log) : discordSink(discord.rest);
  const program = createProgram({
    knowledge,
    carriers,
    store,
    sinks: [sink],
    fetch,
    clock,
    random: Math.random,
    log,
  });
  sayWhatIsConfigured(
    env,
    [...carriers.values()].filter(({ source }) => source.enabled).length,
    knowledge.catalog.companies.size,
    log,
  );
  const connected = discord === null ? Promise.resolve() : connect(discord, io.stopped, log);
  const stopSchedules = startSchedules(program, clock.now, log);
  const reason = await io.stopped;
  log.info({ signal: reason }, 'stopping: what is under way is finished');
  stopSchedules();
  await program.stop();
  await discord?.close();
  await connected;
  await fetch.close();
  await store.close();
  log.info({}, 'stopped');
  return 0;
}

function userAgent(env: Pick<Env, 'CONTACT'>): string {
  return `Tocsin/0.1 (investor risk-signal bot${env.CONTACT === undefined ? '' : `; ${env.CONTACT}`})`;
}

async function terminalOut(
  io: Io,
  env: Env,
  ask: ReturnType<typeof createAsk>,
  store: OpenStore,
  now: Instant,
  log: Logger,
): Promise<Sink> {
  for (const missing of await followOnTerminal(env.WATCH, env.LANGUAGE, ask, store, now))
    log.warn({ asked: missing }, 'WATCH names a company that is not known here');
  return terminalSink({
    write: (text) => io.out(text.trimEnd()),
    columns: io.terminal.columns,
    style: styleFor(io),
  });
}

function sayWhatIsConfigured(env: Env, sources: number, companies: number, log: Logger): void {
  log.info({ sources, companies, database: databaseName(env) }, 'watching');
  if (env.DISCORD_TOKEN === undefined)
    log.info(
      { watch: env.WATCH.length === 0 ? 'every listed company' : env.WATCH },
      'no DISCORD_TOKEN: alerts go to this terminal',
    );
  if (env.CONTACT === undefined)
    log.info({}, 'no CONTACT: regulators’ webmasters cannot reach you; set it in .env');
}

/** Connects, and tries again for as long as Discord is away. A refused token is said once: alerts wait in the outbox until it is mended. */
async function connect(discord: Discord, stopped: Promise<string>, log: Logger): Promise<void> {
  let over = false;
  void stopped.then(() => {
    over = true;
  });
  while (!over) {
    const done = await discord.start();
    if (done.ok) return log.info({}, 'connected to Discord');
    log.error({}, done.because);
    if (done.final) return;
    await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, DISCORD_RETRY_MS))]);
  }
}

function startSchedules(program: Program, now: () => Instant, log: Logger): () => void {
  const safely = (name: string, work: () => Promise<unknown>) => async () => {
    try {
      await work();
    } catch (error) {
      log.error(
        { job: name, error: (error as Error).stack },
        'a scheduled job failed; it runs again at its next time',
      );
    }
  };
  const jobs = [
    schedule(
      WATCH_EVERY,
      safely('watch', () => program.tick(now())),
      { noOverlap: true },
    ),
    schedule(
      DELIVER_EVERY,
      safely('deliver', () => program.deliver(now())),
      { noOverlap: true },
    ),
  ];
  return () => {
    for (const job of jobs) void job.stop();
  };
}
