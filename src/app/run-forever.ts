import { schedule } from 'node-cron';
import { companySearch } from '../ask/company-search.ts';
import { createAsk } from '../ask/create-ask.ts';
import { knowledgeOf } from '../ask/knowledge.ts';
import { terminalSink } from '../deliver/sinks/terminal.ts';
import type { Discord } from '../discord/client.ts';
import type { Sink } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { type OpenStore, openStore } from '../store/open.ts';
import { createFetch } from '../watch/fetch.ts';
import { createHeartbeat } from '../watch/heartbeat.ts';
import { createPace } from '../watch/pace.ts';
import { createBot } from './bot.ts';
import { databaseName, heldDatabase } from './database.ts';
import type { Env } from './env.ts';
import type { ExitCode, Io } from './io.ts';
import { createLog, type Logger } from './log.ts';
import { styleFor } from './print.ts';
import { createProgram, type Program } from './program.ts';
import { catalogOf, hostRatesOf, settingsOf } from './settings.ts';
import { carriersOf, proxiesOf, userAgent } from './sources.ts';
import { followOnTerminal } from './terminal-watch.ts';
import { WATCH_AT_ONCE } from './tick.ts';

/** Sources have cadences of minutes; asking every half minute who is due costs nothing. */
const WATCH_EVERY = '*/30 * * * * *';
const DELIVER_EVERY = '*/5 * * * * *';
const DISCORD_RETRY_MS = 60_000;
/** First polls are spread over two minutes, so that a start is no burst. */
const SPREAD_MS = 120_000;
/** What a slow site has not answered by then is read at a later tick; the others' alerts go out. */
const PATIENCE_MS = 15_000;

/** Runs until somebody asks it to stop, then finishes what is under way. A second program on the same database is refused. */
export async function runForever(io: Io): Promise<ExitCode> {
  const env = settingsOf(io);
  const log = createLog(env, io.terminal.err);
  const knowledge = knowledgeOf(catalogOf(env));
  const clock = { now: () => io.now() as Instant };
  const store = await openStore(heldDatabase(env, `the Tocsin of process ${process.pid}`));
  const carriers = carriersOf(knowledge.catalog, env);
  const find = companySearch(knowledge);
  const ask = createAsk({ knowledge, find, store, clock });
  const bot =
    env.DISCORD_TOKEN === undefined
      ? null
      : createBot({
          token: env.DISCORD_TOKEN,
          api: env.DISCORD_API,
          knowledge,
          find,
          ask,
          store,
          clock,
          log,
        });
  const discord = bot?.discord ?? null;
  const pace = createPace(hostRatesOf(env));
  const fetch = createFetch({
    userAgent: userAgent(env.CONTACT),
    allow: new Set(env.ALLOW_HOSTS),
    pace,
    now: io.now,
  });
  const sink = bot === null ? await terminalOut(io, env, ask, store, clock.now(), log) : bot.sink;
  const program = createProgram({
    knowledge,
    carriers,
    store,
    sinks: [sink],
    fetch,
    proxyOf: proxiesOf(env),
    watch: { ...WATCH_AT_ONCE, spreadMs: SPREAD_MS, patienceMs: PATIENCE_MS, queueOf: pace.queueOf },
    clock,
    random: Math.random,
    log,
    ...(bot === null ? {} : { tellOwner: bot.tellOwner }),
  });
  sayWhatIsConfigured(
    env,
    [...carriers.values()].filter(({ source }) => source.enabled).length,
    knowledge.catalog.companies.size,
    log,
  );
  const connected = discord === null ? Promise.resolve() : connect(discord, io.stopped, log);
  const beat = env.HEARTBEAT_URL === undefined ? null : createHeartbeat(env.HEARTBEAT_URL, fetch);
  const stopSchedules = startSchedules(program, clock.now, beat, log);
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

/** A tick that went through and in which not every source failed is healthy: the heartbeat says so to whoever watches it. */
async function watchAndBeat(
  program: Program,
  now: Instant,
  beat: ReturnType<typeof createHeartbeat> | null,
  log: Logger,
): Promise<void> {
  const { polls } = await program.tick(now);
  const healthy = polls.length === 0 || polls.some((poll) => !poll.failed);
  if (beat === null || !healthy) return;
  const trouble = await beat(now);
  if (trouble !== null)
    log.warn(trouble, 'HEARTBEAT_URL does not answer; whoever watches it believes this program dead');
}

function startSchedules(
  program: Program,
  now: () => Instant,
  beat: ReturnType<typeof createHeartbeat> | null,
  log: Logger,
): () => void {
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
      safely('watch', () => watchAndBeat(program, now(), beat, log)),
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
