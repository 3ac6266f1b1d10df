import { setTimeout as delay } from 'node:timers/promises';
import { companySearch } from '../answers/queries/find-company.ts';
import { noteMessages } from '../answers/queries/note-message.ts';
import { followOnTerminal } from '../answers/queries/scopes.ts';
import type { Instant } from '../domain/time.ts';
import type { StartFacts, startLines } from '../interfaces/cli/start-text.ts';
import type { Discord } from '../interfaces/discord/client.ts';
import { unknownSourcesOff, watchedSourcesOf } from '../knowledge/catalog/watched-sources.ts';
import { sharedRateLimit } from '../pipeline/deliver/rate-limiter.ts';
import { terminalSink } from '../pipeline/deliver/sinks/terminal.ts';
import { createJobs, daily, tidyStore } from '../pipeline/flows/jobs.ts';
import { mapAgainJob } from '../pipeline/flows/map-again.ts';
import { createMetrics, type Metrics } from '../pipeline/flows/metrics.ts';
import { createOutbound } from '../pipeline/flows/outbound.ts';
import { WATCH_AT_ONCE } from '../pipeline/flows/watch.ts';
import { createStandings } from '../pipeline/standing/daily.ts';
import { knowledgeOf } from '../pipeline/standing/knowledge.ts';
import { createPace } from '../pipeline/watch/pace.ts';
import { ownedDatabase } from './database.ts';
import { documentsOf } from './documents.ts';
import type { ExitCode, Io } from './io.ts';
import { createLog, type Logger } from './log.ts';
import { machineMb, readingLimits } from './machine-memory.ts';
import { messageLinksOf } from './message-links.ts';
import { createPost } from './post.ts';
import { createProgram } from './program.ts';
import { checkRoles, type Role, rolesOf } from './roles.ts';
import { openRuntime } from './runtime.ts';
import { createHeartbeat, startSchedules } from './schedules.ts';
import { createSetUp } from './set-up.ts';
import { catalogOf, hostRatesOf, openSecondReader, startSettingsOf } from './settings.ts';
import { createAddressCheck, createLinkSender } from './sign-in-link.ts';
import { operatorOf, sinksOf } from './sinks.ts';

/** 03:17 in Beijing: at night for most sources, at an unusual minute. */
const TIDY_AT = daily(19 * 60 + 17);
const TIDY_LEASE_MS = 15 * 60_000;
const DISCORD_RETRY_MS = 60_000;
/**
 * First polls are spread over about two rounds (a minute), so that a start is no burst; each host
 * is requested once a second anyway.
 */
const SPREAD_POLLS = 2;
/** A slower site is read by a later tick; alerts of other sources are not delayed. */
const PATIENCE_MS = 15_000;
/** Files that take longer to read do not delay notices of other sources. */
const FILES_PATIENCE_MS = 2_000;

/**
 * Runs until it is asked to stop, then finishes running work. A second program on the same embedded
 * database is refused; on a PostgreSQL any number share the work, each in its roles.
 */
export async function runForever(
  io: Io,
  names: readonly string[],
  linesOf: typeof startLines,
): Promise<ExitCode> {
  const base = await openBase(io, names);
  const outgoing = openOutgoing(base);
  const bot = await openBot(base);
  const program = await openProgram(base, outgoing, bot);
  if (base.does('watch')) void program.getReady();
  const connected =
    bot === null || !base.does('bot') ? null : connect(bot.discord, io.stopped, base.log);
  const metrics = createMetrics(base.store, base.clock, base.fleet);
  const web = await openPage(base, metrics);
  await report(base, web, linesOf);
  const stopSchedules = await scheduleAll(base, outgoing, program, metrics);
  const reason = await io.stopped;
  base.log.info({ signal: reason }, 'stopping: what is under way is finished');
  const stopping = stopSchedules();
  await web?.opened.close?.();
  await program.stop();
  await stopping;
  await bot?.discord.close();
  await connected;
  await outgoing.reach.close();
  await outgoing.posting.close();
  await base.close();
  base.log.info({}, 'stopped');
  return 0;
}

type Base = Awaited<ReturnType<typeof openBase>>;
type Outgoing = ReturnType<typeof openOutgoing>;

/** Settings, roles, catalog, database and log, which every other part needs. */
async function openBase(io: Io, names: readonly string[]) {
  const { env, notes } = startSettingsOf(io);
  const roles = rolesOf(names.length > 0 ? names : env.ROLES);
  const does = (role: Role) => roles.includes(role);
  checkRoles(roles, env);
  // Before anything is opened.
  const limits = readingLimits(env, machineMb());
  const page = does('web') && env.WEB_PORT !== 0 ? await import('./web.ts') : null;
  page?.checkWeb(env);
  const log = createLog(env, io.terminal.err);
  for (const note of notes) log.warn({}, note);
  const knowledge = knowledgeOf(catalogOf(env, (line) => log.info({}, line)));
  const database = ownedDatabase(env, `the Tocsin of process ${process.pid}`);
  const { store, clock, fleet, close } = await openRuntime(database, roles, io, log);
  const watchedSources = watchedSourcesOf(knowledge.catalog, env);
  for (const note of unknownSourcesOff(knowledge.catalog, env.SOURCES_OFF)) log.warn({}, note);
  const sources = [...watchedSources.values()];
  const find = companySearch(knowledge);
  const lookups = { knowledge, find, store, clock, log, sources, documentOf: documentsOf(store) };
  return { io, env, roles, does, limits, page, fleet, close, watchedSources, lookups, ...lookups };
}

/** Requests to sources, which are paced, and messages to addresses. */
function openOutgoing({ env, clock }: Base) {
  const pace = createPace(hostRatesOf(env));
  const allow = new Set(env.ALLOW_HOSTS);
  const reach = createOutbound({ env, pace, now: clock.now });
  const posting = createPost(allow);
  return { pace, reach, fetch: reach.fetch, posting };
}

/** The Discord side; null without a token or where others have its roles. */
async function openBot({ env, does, store, clock, fleet, lookups }: Base) {
  if (env.DISCORD_TOKEN === undefined || !(does('bot') || does('deliver'))) return null;
  // All processes of the bot share one budget of requests to Discord.
  const slot = sharedRateLimit((count, everyMs) =>
    store.leases.bookSlots({ name: 'discord', count, everyMs, now: clock.now() }),
  );
  const shared = fleet.alone ? {} : { shards: fleet, slot };
  return (await import('./bot.ts')).createBot({ env, ...lookups, ...shared });
}
type OpenBot = Awaited<ReturnType<typeof openBot>>;

/** First polls are spread over this time. */
const spreadOf = ({ env }: Base) => (env.TICK_SECONDS - 1) * SPREAD_POLLS * 1_000;

async function openProgram(base: Base, { pace, reach, posting }: Outgoing, bot: OpenBot) {
  const { io, env, does, clock, store, fleet, watchedSources, lookups } = base;
  const ways = sinksOf(env, { post: posting.post, clock });
  if (does('deliver') && bot === null) await followWatch(base);
  const second = await openSecondReader(env, store);
  const linksOf = does('deliver') ? await messageLinksOf(env, store) : undefined;
  return createProgram({
    ...lookups,
    limits: base.limits,
    watchedSources,
    sinks: does('deliver') ? [bot?.sink ?? terminalSink(io), ...ways] : [],
    ...reach,
    watch: {
      ...WATCH_AT_ONCE,
      spreadMs: spreadOf(base),
      patienceMs: PATIENCE_MS,
      filesMs: FILES_PATIENCE_MS,
      queueOf: pace.queueOf,
    },
    fleet,
    random: Math.random,
    alertsPerSourceHour: env.SOURCE_ALERTS_PER_HOUR,
    incidents: operatorOf(env),
    language: env.LANGUAGE,
    ...(bot === null ? {} : { notifyOwner: bot.notifyOwner, expectMessage: bot.expectMessage }),
    ...(second === null ? {} : { secondReader: second }),
    ...(linksOf === undefined ? {} : { linksOf }),
    noteOf: noteMessages(
      { ...lookups, standings: createStandings(lookups) },
      env.WEB_ORIGIN === undefined ? null : new URL(env.WEB_ORIGIN).origin,
    ),
  });
}

/** Without a bot the terminal follows the companies of WATCH; unknown ones are logged. */
async function followWatch({ env, lookups, clock, log }: Base): Promise<void> {
  const left = await followOnTerminal(env.WATCH, env.LANGUAGE, lookups, clock.now());
  for (const { query, candidates } of left)
    log.warn(
      { company: query, ...(candidates.length === 0 ? {} : { meant: candidates.slice(0, 3) }) },
      'WATCH names a company that is not known; the terminal shows alerts without it',
    );
}

/** The page; null where it is off. */
async function openPage(base: Base, metrics: Metrics) {
  const { io, env, page, fleet, watchedSources, lookups, log } = base;
  const setUp = createSetUp(io, lookups);
  const parts = {
    ...lookups,
    fleet,
    watchedSources: watchedSources.values(),
    metrics,
    setUp,
    sendLink: createLinkSender(env, lookups),
    refusesAddress: createAddressCheck(env),
  };
  const opened = (await page?.openWeb(env, parts)) ?? null;
  if (opened === null) return null;
  if (opened.because !== undefined)
    log.error({ because: opened.because }, 'the page stays closed; everything else goes on');
  return { opened, setUp };
}
type OpenPage = Awaited<ReturnType<typeof openPage>>;

/** The state of the page for the start lines: its address, or why there is none. */
function pageState({ does }: Base, web: OpenPage): string {
  if (web !== null) return web.opened.address ?? 'closed, see above';
  return does('web') ? 'off (WEB_PORT=0)' : 'off (not a role of this process)';
}

/** Reports what runs: a short list on a terminal, one line with fields elsewhere. */
async function report(base: Base, web: OpenPage, linesOf: typeof startLines): Promise<void> {
  const { io, env, roles, does, log, store, clock, fleet, knowledge, watchedSources } = base;
  const on = await store.subscriptions({ active: true });
  const offersSetUp = web?.opened.setUp === true && (await web.setUp.isFresh());
  const { DISCORD_TOKEN: token } = env;
  const invite =
    token === undefined
      ? null
      : (await import('../interfaces/discord/invite.ts')).inviteLink(token);
  const facts: StartFacts = {
    env,
    invite,
    roles,
    page: pageState(base, web),
    setUp: offersSetUp ? `${web.opened.address}/setup` : null,
    sources: [...watchedSources.values()].filter(({ source }) => source.enabled).length,
    companies: knowledge.catalog.companies.size,
    firstPass: (clock.now() + spreadOf(base) + PATIENCE_MS) as Instant,
    recordTo: knowledge.catalog.historyUntil,
    subscriptions: on.filter(({ address }) => address.sink !== 'terminal').length,
  };
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
      'this process leaves roles to others, and an embedded database has no others: several ' +
        'processes need a PostgreSQL',
    );
}

/** Starts the rounds and the daily jobs; returns a function that stops them. */
async function scheduleAll(
  base: Base,
  { fetch }: Outgoing,
  program: ReturnType<typeof createProgram>,
  metrics: Metrics,
) {
  const { env, roles, knowledge, store, log, lookups } = base;
  const tidy = async (now: Instant) => {
    const dropped = await tidyStore(store, env.KEEP_RAW_DAYS, now);
    if (dropped.files > 0) log.info({ ...dropped }, 'deleted old raw pages');
  };
  // A company without news for a year still needs rows for the next year.
  const recount = async () => {
    await createStandings(lookups).refresh();
  };
  const prices =
    env.PRICES === undefined ? null : await import('../answers/study/send-aftermath.ts');
  const jobs = [
    { name: 'tidy', occasion: TIDY_AT, leaseMs: TIDY_LEASE_MS, run: tidy },
    { name: 'recount', occasion: TIDY_AT, leaseMs: TIDY_LEASE_MS, run: recount },
    mapAgainJob({ store, knowledge, log }),
    ...(prices?.priceJobs({ env, knowledge, store, fetch, log }) ?? []),
  ];
  return startSchedules({
    ...lookups,
    program,
    roles,
    beat: env.HEARTBEAT_URL === undefined ? null : createHeartbeat(env.HEARTBEAT_URL, fetch),
    metrics,
    tickSeconds: env.TICK_SECONDS,
    jobs: createJobs(jobs, lookups),
  });
}

/**
 * Connects, and retries while Discord is unreachable. A refused token is reported once: alerts wait
 * in the outbox until it is corrected.
 */
async function connect(discord: Discord, stopped: Promise<string>, log: Logger): Promise<void> {
  const stop = stopped.then(() => true);
  for (let over = false; !over; ) {
    const done = await discord.start();
    if (done.ok) return log.info({}, 'connected to Discord');
    if (await Promise.race([stop, false])) return;
    log.error({}, done.because);
    if (done.final) return;
    // The timer must not keep the process alive.
    over = await Promise.race([stop, delay(DISCORD_RETRY_MS, false, { ref: false })]);
  }
}
