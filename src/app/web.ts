import { createHmac, randomBytes } from 'node:crypto';
import { createActYears } from '../answers/queries/act-years.ts';
import { createBoards } from '../answers/queries/board.ts';
import type { FindCompanies } from '../answers/queries/find-company.ts';
import type { SetUp } from '../answers/queries/set-up.ts';
import { createSignIn } from '../answers/queries/sign-in.ts';
import { adoptHomeList } from '../answers/queries/watchlist.ts';
import { savedStudies } from '../answers/study/saved-study.ts';
import type { Fleet } from '../base/store/fleet.ts';
import type { OpenStore } from '../base/store/open.ts';
import { GATEWAY_KEY, gatewayStatusFrom } from '../domain/incident.ts';
import type { Clock } from '../domain/ports.ts';
import { type Instant, shanghaiDay } from '../domain/time.ts';
import { isLoopback } from '../interfaces/web/clients.ts';
import { createWeb, listen } from '../interfaces/web/create-web.ts';
import type { WebDeps } from '../interfaces/web/request-context.ts';
import type { WatchedSource } from '../knowledge/catalog/watched-sources.ts';
import { signedLinks } from '../pipeline/alert/signed-links.ts';
import { limited } from '../pipeline/deliver/limits.ts';
import type { Metrics } from '../pipeline/flows/metrics.ts';
import { type ReadingStatus, readingStatus } from '../pipeline/flows/reading-health.ts';
import { createCompanyStates } from '../pipeline/standing/company-state.ts';
import { createStandings } from '../pipeline/standing/daily.ts';
import type { Knowledge } from '../pipeline/standing/knowledge.ts';
import type { Env } from './env.ts';
import { CommandProblem } from './io.ts';
import { linkKeyOf } from './message-links.ts';
import { ROLE_SAYS } from './roles.ts';
import { VERSION } from './settings.ts';

export interface WebParts {
  readonly knowledge: Knowledge;
  readonly find: FindCompanies;
  readonly store: OpenStore;
  readonly clock: Clock;
  readonly watchedSources: Iterable<WatchedSource>;
  readonly metrics: Pick<Metrics, 'render'>;
  readonly log: WebDeps['log'];
  readonly documentOf: WebDeps['documentOf'];
  /** The set-up; absent = no set-up page. */
  readonly setUp?: SetUp;
  /** Sends links to sign in; absent = none can be sent. */
  readonly sendLink?: WebDeps['sendLink'];
  /** Why nothing can be sent to an address; absent = any is taken. */
  readonly refusesAddress?: WebDeps['refusesAddress'];
  /** The processes on this database, where there may be several. */
  readonly fleet?: Pick<Fleet, 'alone' | 'holders'>;
}

type WebEnv = Pick<Env, 'WEB_HOST' | 'WEB_PORT' | 'WEB_TOKEN' | 'WEB_ORIGIN'> &
  Partial<Pick<Env, 'TIME_ZONE' | 'TRUST_PROXY'>>;

/**
 * Default port of the page; a free one is used where another program has it and none is configured.
 */
export const USUAL_PORT = 8080;

const letsIn = (env: WebEnv) =>
  `WEB_HOST=${env.WEB_HOST} lets other machines in: set WEB_TOKEN (\`openssl rand -hex 24\` ` +
  'makes one), or WEB_HOST=127.0.0.1.';
const isOpen = (env: WebEnv) => !isLoopback(env.WEB_HOST) && env.WEB_TOKEN === undefined;

/** Refuses to open the page to a network without a token, before anything is opened. */
export function checkWeb(env: WebEnv): void {
  if (env.WEB_PORT !== undefined && env.WEB_PORT !== 0 && isOpen(env))
    throw new CommandProblem(letsIn(env));
}

/** The dependencies of the page. */
export function webDepsOf(env: WebEnv, parts: WebParts): WebDeps {
  const { watchedSources, metrics, fleet, setUp, sendLink, refusesAddress, ...own } = parts;
  const { store, clock } = own;
  const token = env.WEB_TOKEN ?? null;
  const standings = createStandings(own);
  return {
    ...own,
    version: VERSION,
    standings,
    boards: createBoards({ ...own, standings }),
    states: createCompanyStates(own),
    years: createActYears(own),
    sources: [...watchedSources].map(({ source, outlet }) => ({ source, outlet })),
    studies: savedStudies(store),
    links: async () => signedLinks(await linkKeyOf(store)),
    setUp: isLoopback(env.WEB_HOST) ? (setUp ?? null) : null,
    signIn: createSignIn(store),
    sendLink: sendLink ?? (async () => {}),
    refusesAddress: refusesAddress ?? (async () => null),
    timeZone: env.TIME_ZONE ?? 'Asia/Shanghai',
    access: {
      token,
      origin: env.WEB_ORIGIN === undefined ? null : new URL(env.WEB_ORIGIN).origin,
      proxies: env.TRUST_PROXY ?? [],
      // With a token sessions outlive a restart and end with the token; without one only this
      // process's forms count.
      key: createHmac('sha256', token ?? randomBytes(32))
        .update('tocsin page')
        .digest('hex'),
    },
    ready: readinessOf(store, clock, fleet),
    metrics: metrics.render,
  };
}

/**
 * Opens the page unless WEB_PORT is 0 (null); `setUp` = the set-up page is shown there. A port that
 * cannot be opened is answered as one sentence; the rest of the program goes on.
 */
export async function openWeb(env: WebEnv, parts: WebParts) {
  if (env.WEB_PORT === 0) return null;
  if (isOpen(env)) return { because: letsIn(env) };
  const deps = webDepsOf(env, parts);
  await adoptHomeList(parts.store, deps.access.token, parts.clock.now());
  const site = warmedByFirstRequest(createWeb(deps), deps);
  const listening = await listen(site, env.WEB_HOST, env.WEB_PORT ?? USUAL_PORT);
  const opened =
    listening.ok || env.WEB_PORT !== undefined ? listening : await listen(site, env.WEB_HOST, 0);
  if (!opened.ok) return { because: opened.because };
  const host = env.WEB_HOST.includes(':') ? `[${env.WEB_HOST}]` : env.WEB_HOST;
  return {
    address: `http://${host}:${opened.port}`,
    setUp: deps.setUp !== null,
    close: opened.close,
  };
}

const MACHINES = ['/healthz', '/readyz', '/metrics'];

/** Loads boards and charts with the first request, so that an unused page takes no memory. */
function warmedByFirstRequest(
  site: ReturnType<typeof createWeb>,
  deps: WebDeps,
): Pick<typeof site, 'fetch'> {
  let isCold = true;
  return {
    fetch(request, ...rest) {
      // A failure of warming up will show in the answer.
      if (isCold && !MACHINES.includes(new URL(request.url).pathname)) {
        isCold = false;
        warmWeb(deps).catch(() => {});
      }
      return site.fetch(request, ...rest);
    },
  };
}

/**
 * Warms up with the first request, before the next page is requested: the board, the chart library,
 * counts of long lists, and the reader of stored pages.
 */
export async function warmWeb(deps: WebDeps): Promise<void> {
  const [newest] = await deps.store.notices({ limit: 1 });
  const page = newest === undefined ? null : deps.documentOf(newest.item);
  const drawing = import('../base/draw/draw.ts').then(({ warmDrawing }) => warmDrawing());
  await Promise.all([page, drawing, countActs(deps), deps.boards.now()]);
  // Builds the tables of the search, which the first letter in the search box would wait for.
  deps.find('a', shanghaiDay(deps.clock.now()), 1);
  // After the first pages, which use the existing rows.
  await deps.standings.refresh();
}

/**
 * Counts the censures by year of every regulator ahead of requests, one after another: a long list
 * takes a second.
 */
async function countActs({ knowledge, years, clock, store }: WebDeps): Promise<void> {
  for (const id of knowledge.catalog.regulators.keys()) {
    const [newest] = await store.notices({ regulator: id, actionsOnly: true, limit: 1 });
    if (newest !== undefined) await years(id, clock.now(), newest.id);
  }
}

const STUCK_MS = 30 * 60_000;
/** Pause between write tests: each writes a megabyte. */
const WRITE_EVERY_MS = 30_000;

/** Timeout of an answer: monitors have short ones of their own. */
const ANSWER_MS = 5_000;
/** Roles without which no alert is sent. */
const NEEDED = ['watch', 'deliver'] as const;

/**
 * Why the program is not doing its work, each reason with its remedy; empty = ready. Among several
 * processes also who is missing.
 */
export function readinessOf(
  store: Pick<OpenStore, 'figures' | 'sourceStates' | 'recall' | 'tryToWrite'>,
  clock: Clock,
  fleet: WebParts['fleet'] | null = null,
  answerMs = ANSWER_MS,
): () => Promise<string[]> {
  let writtenAt = Number.NEGATIVE_INFINITY;
  /** Why nothing can be written; null = something was, within half a minute. */
  const writeProblem = async (): Promise<string | null> => {
    if (clock.now() - writtenAt < WRITE_EVERY_MS) return null;
    try {
      await store.tryToWrite();
      writtenAt = clock.now();
      return null;
    } catch (error) {
      return `Nothing can be written: ${(error as Error).message}`;
    }
  };
  const state = async () => {
    const figures = await store.figures();
    const sources = await store.sourceStates();
    const gateway = gatewayStatusFrom(await store.recall(GATEWAY_KEY));
    return [
      ...[await writeProblem()].filter((problem) => problem !== null),
      ...stuckWork(figures, clock.now()),
      ...cannotRead(await readingStatus(store)),
      ...silentSources(sources),
      ...gatewayDown(gateway),
      ...(await missingRoles(fleet)),
    ];
  };
  return () =>
    limited(answerMs, state()).catch((error: Error) => [
      `The database does not answer: ${error.message}`,
    ]);
}

type WorkWaiting = Pick<Awaited<ReturnType<OpenStore['figures']>>, 'oldestItem' | 'oldestDelivery'>;

function stuckWork({ oldestItem, oldestDelivery }: WorkWaiting, now: Instant): string[] {
  const waits = [
    { what: 'pages wait to be read', since: oldestItem },
    { what: 'alerts wait to be sent', since: oldestDelivery },
  ];
  return waits.flatMap(({ what, since }) =>
    since === null || now - since < STUCK_MS
      ? []
      : [`Since ${new Date(since).toISOString()} ${what}: look into the log for the reason.`],
  );
}

function silentSources(states: Awaited<ReturnType<OpenStore['sourceStates']>>): string[] {
  const polled = states.filter(({ lastAttemptAt }) => lastAttemptAt !== null);
  if (polled.length === 0 || polled.some(({ failures }) => failures === 0)) return [];
  return ['No source answers: check this machine’s network, and `tocsin sources check`.'];
}

function cannotRead({ fault }: ReadingStatus): string[] {
  if (fault === null) return [];
  const since = new Date(fault.since).toISOString();
  return [
    `Since ${since} no page can be read (${fault.code}): ${fault.message} See \`tocsin doctor\`.`,
  ];
}

/** Alerts are sent over another connection: only commands and buttons are concerned. */
function gatewayDown(gateway: ReturnType<typeof gatewayStatusFrom>): string[] {
  if (gateway?.connected !== false) return [];
  const because = gateway.because === null ? '' : ` (${gateway.because})`;
  return [
    `The Discord gateway has been unreachable since ${new Date(gateway.since).toISOString()}` +
      `${because}: commands are not answered. ` +
      'Check this machine’s network and discordstatus.com.',
  ];
}

async function missingRoles(fleet: WebParts['fleet'] | null): Promise<string[]> {
  if (!fleet || fleet.alone) return [];
  const reasons: string[] = [];
  for (const role of NEEDED)
    if ((await fleet.holders(`role:${role}:`)).length === 0)
      reasons.push(
        `No process in the role "${role}" (${ROLE_SAYS[role]}) runs: start one with \`tocsin ` +
          `start --role ${role}\`.`,
      );
  return reasons;
}
