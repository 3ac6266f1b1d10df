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
import { createMetrics, type Metrics } from './metrics.ts';
import { createPost } from './post.ts';
import { styleFor } from './print.ts';
import { createProgram, type Program } from './program.ts';
import { catalogOf, hostRatesOf, settingsOf } from './settings.ts';
import { sinksOf } from './sinks.ts';
import { carriersOf, proxiesOf, userAgent } from './sources.ts';
import { followOnTerminal } from './terminal-watch.ts';
import { WATCH_AT_ONCE } from './tick.ts';
import { tidyStore } from './tidy.ts';
import { checkWeb, openWeb, type WebParts } from './web.ts';

const DELIVER_SECONDS = 5;
/** Every night at a minute that others do not choose. */
const TIDY_AT = '17 3 * * *';
const DISCORD_RETRY_MS = 60_000;
/** First polls are spread over about four looks (two minutes), so that a start is no burst. */
const SPREAD_LOOKS = 4;
/** What a slow site has not answered by then is read at a later tick; the others' alerts go out. */
const PATIENCE_MS = 15_000;

/** Runs until somebody asks it to stop, then finishes what is under way. A second program on the same database is refused. */
export async function runForever(io: Io): Promise<ExitCode> {
  const env = settingsOf(io);
  checkWeb(env);
  const log = createLog(env, io.terminal.err);
  const knowledge = knowledgeOf(catalogOf(env));
  const clock = { now: () => io.now() as Instant };
  const database = heldDatabase(env, `the Tocsin of process ${process.pid}`);
  const store = await openStore(database);
  // Whoever held this file alone and left claims behind is dead: what it was sending goes on now, in doubt, not after a lease.
  if ('holder' in database) await store.freeClaims(clock.now());
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
  const posting = createPost(new Set(env.ALLOW_HOSTS));
  const program = createProgram({
    knowledge,
    carriers,
    store,
    sinks: [sink, ...sinksOf(env, { post: posting.post, clock })],
    fetch,
    proxyOf: proxiesOf(env),
    watch: {
      ...WATCH_AT_ONCE,
      spreadMs: (env.TICK_SECONDS - 1) * SPREAD_LOOKS * 1_000,
      patienceMs: PATIENCE_MS,
      queueOf: pace.queueOf,
    },
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
  const metrics = createMetrics(store, clock);
  const web = await startWeb(env, {
    knowledge,
    find,
    ask,
    store,
    clock,
    carriers: carriers.values(),
    metrics,
    log,
  });
  const tidy = async () => {
    const dropped = await tidyStore(store, env.KEEP_RAW_DAYS, clock.now());
    if (dropped.files > 0) log.info({ ...dropped }, 'old raw pages were let go');
  };
  const stopSchedules = startSchedules(program, clock.now, beat, metrics, tidy, log, env.TICK_SECONDS);
  const reason = await io.stopped;
  log.info({ signal: reason }, 'stopping: what is under way is finished');
  stopSchedules();
  await web?.close();
  await program.stop();
  await discord?.close();
  await connected;
  await fetch.close();
  await posting.close();
  await store.close();
  log.info({}, 'stopped');
  return 0;
}

async function startWeb(env: Env, parts: WebParts & { readonly log: Logger }) {
  const web = await openWeb(env, parts);
  if (web === null) return null;
  if ('because' in web) {
    parts.log.error({}, web.because);
    return null;
  }
  parts.log.info({ address: web.address }, 'the page is open');
  return web;
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
  metrics: Metrics,
  log: Logger,
): Promise<void> {
  const started = performance.now();
  const tick = await program.tick(now);
  metrics.noteTick(tick, performance.now() - started);
  const { polls } = tick;
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
  metrics: Metrics,
  tidy: () => Promise<void>,
  log: Logger,
  tickSeconds: number,
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
      `*/${tickSeconds} * * * * *`,
      safely('watch', () => watchAndBeat(program, now(), beat, metrics, log)),
      { noOverlap: true },
    ),
    schedule(
      `*/${Math.min(tickSeconds, DELIVER_SECONDS)} * * * * *`,
      safely('deliver', async () => metrics.noteDeliveries(await program.deliver(now()))),
      { noOverlap: true },
    ),
    schedule(TIDY_AT, safely('tidy', tidy), { noOverlap: true }),
  ];
  return () => {
    for (const job of jobs) void job.stop();
  };
}
