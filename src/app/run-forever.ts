import { setTimeout as delay } from 'node:timers/promises';
import { companySearch } from '../answers/queries/find-company.ts';
import { knowledgeOf } from '../answers/queries/knowledge.ts';
import { followOnTerminal } from '../answers/queries/scopes.ts';
import type { Instant } from '../domain/time.ts';
import type { StartFacts, startLines } from '../interfaces/cli/start-text.ts';
import type { Discord } from '../interfaces/discord/client.ts';
import { sharedRateLimit } from '../pipeline/deliver/rate-limiter.ts';
import { terminalSink } from '../pipeline/deliver/sinks/terminal.ts';
import { createJobs, daily, tidyStore } from '../pipeline/flows/jobs.ts';
import { createMetrics } from '../pipeline/flows/metrics.ts';
import {
  proxiesOf,
  unknownSourcesOff,
  userAgent,
  watchedSourcesOf,
} from '../pipeline/flows/sources.ts';
import { WATCH_AT_ONCE } from '../pipeline/flows/watch.ts';
import { createFetch } from '../pipeline/watch/fetch.ts';
import { createPace } from '../pipeline/watch/pace.ts';
import { ownedDatabase } from './database.ts';
import type { ExitCode, Io } from './io.ts';
import { createLog, type Logger } from './log.ts';
import { createPost } from './post.ts';
import { createProgram } from './program.ts';
import { checkRoles, type Role, rolesOf } from './roles.ts';
import { openRuntime } from './runtime.ts';
import { createHeartbeat, startSchedules } from './schedules.ts';
import { createSetUp } from './set-up.ts';
import { catalogOf, hostRatesOf, openSecondReader, startSettingsOf } from './settings.ts';
import { operatorOf, sinksOf } from './sinks.ts';

/** 03:17 in Beijing: at night where the sources are, at a minute that others do not choose. */
const TIDY_AT = daily(19 * 60 + 17);
const TIDY_LEASE_MS = 15 * 60_000;
const DISCORD_RETRY_MS = 60_000;
/**
 * First polls are spread over about two looks (a minute), so that a start is no burst; a host is
 * asked once a second anyway.
 */
const SPREAD_POLLS = 2;
/** What a slow site has not answered by then is read at a later tick; the others' alerts go out. */
const PATIENCE_MS = 15_000;
/** Files that take longer to read are waited for beside the notices of other sources. */
const FILES_PATIENCE_MS = 2_000;

/**
 * Runs until somebody asks it to stop, then finishes what is under way. A second program on the
 * same embedded database is refused; on a PostgreSQL any number share the work, each in the roles
 * that it was given.
 */
export async function runForever(
  io: Io,
  names: readonly string[],
  linesOf: typeof startLines,
): Promise<ExitCode> {
  const { env, notes } = startSettingsOf(io);
  const roles = rolesOf(names.length > 0 ? names : env.ROLES);
  const does = (role: Role) => roles.includes(role);
  checkRoles(roles, env);
  const page = does('web') && env.WEB_PORT !== 0 ? await import('./web.ts') : null;
  page?.checkWeb(env);
  const log = createLog(env, io.terminal.err);
  for (const note of notes) log.warn({}, note);
  const knowledge = knowledgeOf(catalogOf(env, true));
  const database = ownedDatabase(env, `the Tocsin of process ${process.pid}`);
  const { store, clock, fleet, close } = await openRuntime(database, roles, io, log);
  const watchedSources = watchedSourcesOf(knowledge.catalog, env);
  for (const note of unknownSourcesOff(knowledge.catalog, env.SOURCES_OFF)) log.warn({}, note);
  const find = companySearch(knowledge);
  const lookups = { knowledge, find, store, clock, log };
  // All processes of the bot have one budget of requests at Discord.
  const slot = sharedRateLimit((count, everyMs) =>
    store.leases.bookSlots({ name: 'discord', count, everyMs, now: clock.now() }),
  );
  const shared = fleet.alone ? {} : { shards: fleet, slot };
  const bot =
    env.DISCORD_TOKEN === undefined || !(does('bot') || does('deliver'))
      ? null
      : (await import('./bot.ts')).createBot({ env, ...lookups, ...shared });
  const pace = createPace(hostRatesOf(env));
  const allow = new Set(env.ALLOW_HOSTS);
  const fetch = createFetch({ userAgent: userAgent(env.CONTACT), allow, pace, now: clock.now });
  const posting = createPost(allow);
  const ways = sinksOf(env, { post: posting.post, clock });
  const onTerminal = does('deliver') && bot === null;
  const left = onTerminal
    ? await followOnTerminal(env.WATCH, env.LANGUAGE, lookups, clock.now())
    : [];
  for (const { query, candidates } of left)
    log.warn(
      { company: query, ...(candidates.length === 0 ? {} : { meant: candidates.slice(0, 3) }) },
      'WATCH names a company that is not known; the terminal shows alerts without it',
    );
  const spreadMs = (env.TICK_SECONDS - 1) * SPREAD_POLLS * 1_000;
  const second = await openSecondReader(env);
  const program = createProgram({
    ...lookups,
    watchedSources,
    sinks: does('deliver') ? [bot?.sink ?? terminalSink(io), ...ways] : [],
    fetch,
    proxyOf: proxiesOf(env),
    watch: {
      ...WATCH_AT_ONCE,
      spreadMs,
      patienceMs: PATIENCE_MS,
      filesMs: FILES_PATIENCE_MS,
      queueOf: pace.queueOf,
    },
    fleet,
    random: Math.random,
    incidents: operatorOf(env),
    language: env.LANGUAGE,
    ...(bot === null ? {} : { notifyOwner: bot.notifyOwner }),
    ...(second === null ? {} : { secondReader: second }),
  });
  const connected = bot === null || !does('bot') ? null : connect(bot.discord, io.stopped, log);
  const beat = env.HEARTBEAT_URL === undefined ? null : createHeartbeat(env.HEARTBEAT_URL, fetch);
  const metrics = createMetrics(store, clock, fleet);
  const setUp = createSetUp(io, lookups);
  const parts = { ...lookups, fleet, watchedSources: watchedSources.values(), metrics, setUp };
  const web = (await page?.openWeb(env, parts)) ?? null;
  if (web?.because !== undefined)
    log.error({ because: web.because }, 'the page stays closed; everything else goes on');
  const off = does('web') ? 'off (WEB_PORT=0)' : 'off (not a role of this process)';
  const on = await store.subscriptions({ active: true });
  const facts: StartFacts = {
    env,
    roles,
    page: web === null ? off : (web.address ?? 'closed, see above'),
    setUp: web?.setUp === true && (await setUp.state()).fresh ? `${web.address}/setup` : null,
    sources: [...watchedSources.values()].filter(({ source }) => source.enabled).length,
    companies: knowledge.catalog.companies.size,
    firstPass: (clock.now() + spreadMs + PATIENCE_MS) as Instant,
    recordTo: knowledge.catalog.historyUntil,
    subscriptions: on.filter(({ address }) => address.sink !== 'terminal').length,
  };
  // A short list for a person at a terminal, one line with fields elsewhere.
  const lines = linesOf(facts);
  if (io.terminal.err && log.isLevelEnabled('info'))
    for (const [label, text] of lines) io.err(`${label.padEnd(11)} ${text}`);
  else
    log.info(
      { ...Object.fromEntries(lines), ...(fleet.alone ? {} : { process: fleet.by }) },
      'started',
    );
  if (fleet.alone && !(does('watch') && does('deliver')))
    log.warn(
      { roles },
      'this process leaves roles to others, and an embedded database has no others: several processes need a PostgreSQL',
    );
  const tidy = async (now: Instant) => {
    const dropped = await tidyStore(store, env.KEEP_RAW_DAYS, now);
    if (dropped.files > 0) log.info({ ...dropped }, 'old raw pages were let go');
  };
  const prices = env.PRICES === undefined ? null : await import('../pipeline/flows/aftermath.ts');
  const jobs = [
    { name: 'tidy', occasion: TIDY_AT, leaseMs: TIDY_LEASE_MS, run: tidy },
    ...(prices?.priceJobs({ env, knowledge, store, fetch, log }) ?? []),
  ];
  const stopSchedules = startSchedules({
    ...lookups,
    program,
    roles,
    beat,
    metrics,
    tickSeconds: env.TICK_SECONDS,
    jobs: createJobs(jobs, lookups),
  });
  const reason = await io.stopped;
  log.info({ signal: reason }, 'stopping: what is under way is finished');
  const settling = stopSchedules();
  await web?.close?.();
  await program.stop();
  await settling;
  await bot?.discord.close();
  await connected;
  await fetch.close();
  await posting.close();
  await close();
  log.info({}, 'stopped');
  return 0;
}

/**
 * Connects, and tries again for as long as Discord is away. A refused token is said once: alerts
 * wait in the outbox until it is mended.
 */
async function connect(discord: Discord, stopped: Promise<string>, log: Logger): Promise<void> {
  const stop = stopped.then(() => true);
  for (let over = false; !over; ) {
    const done = await discord.start();
    if (done.ok) return log.info({}, 'connected to Discord');
    if (await Promise.race([stop, false])) return;
    log.error({}, done.because);
    if (done.final) return;
    // A timer that is left behind would keep the process for as long as it runs.
    over = await Promise.race([stop, delay(DISCORD_RETRY_MS, false, { ref: false })]);
  }
}
