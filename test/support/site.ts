import { pino } from 'pino';
import { companySearch } from '../../src/answers/queries/find-company.ts';
import { documentsOf } from '../../src/app/documents.ts';
import type { Io } from '../../src/app/io.ts';
import { createSetUp } from '../../src/app/set-up.ts';
import { webDepsOf } from '../../src/app/web.ts';
import type { Instant } from '../../src/domain/time.ts';
import { createWeb } from '../../src/interfaces/web/create-web.ts';
import type { WebDeps } from '../../src/interfaces/web/request-context.ts';
import { watchedSourcesOf } from '../../src/knowledge/catalog/watched-sources.ts';
import { createMetrics } from '../../src/pipeline/flows/metrics.ts';
import { SHORT_LIST } from './miit-list.ts';
import { startWorld, type World } from './world.ts';

const STRANGER = '虚构市无名软件有限公司';
/** A title that would run in a page that believes it. */
export const HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)>';

/**
 * The real program with a list, an edited page, a question and a hostile page read; and the site
 * over it, without a port.
 */
export interface Site {
  readonly world: World;
  readonly deps: WebDeps;
  readonly app: ReturnType<typeof createWeb>;
  /** Asks as a browser on this machine does. */
  get(path: string, init?: RequestInit): Promise<Response>;
  text(path: string): Promise<string>;
  close(): Promise<void>;
}

export interface SiteSettings {
  /**
   * Day up to which the history of the catalog is known; the first records are later than the
   * default.
   */
  readonly historyUntil?: string;
  readonly token?: string;
  readonly origin?: string;
  readonly proxies?: readonly string[];
  /** Environment and `.env` of the set-up page; absent = there is none. */
  readonly setUp?: Pick<Io, 'env' | 'envFile'>;
  /** Takes the addresses that sign members in. */
  readonly sendLink?: WebDeps['sendLink'];
}

/** The site over a store that a test brings. */
export function siteOver(
  world: World,
  settings: SiteSettings = {},
): Pick<Site, 'deps' | 'app' | 'get' | 'text'> {
  const { knowledge, store } = world;
  const clock = { now: () => Date.parse('2021-09-21T12:00+08:00') as Instant };
  const find = companySearch(knowledge);
  const metrics = createMetrics(store, clock);
  const log = pino({ level: 'silent' });
  const deps = webDepsOf(
    {
      WEB_HOST: '127.0.0.1',
      WEB_PORT: 8080,
      ...(settings.token === undefined ? {} : { WEB_TOKEN: settings.token }),
      ...(settings.origin === undefined ? {} : { WEB_ORIGIN: settings.origin }),
      TRUST_PROXY: [...(settings.proxies ?? [])],
    },
    {
      knowledge,
      find,
      store,
      clock,
      documentOf: documentsOf(store),
      watchedSources: watchedSourcesOf(knowledge.catalog).values(),
      metrics,
      log,
      ...(settings.sendLink === undefined ? {} : { sendLink: settings.sendLink }),
      ...(settings.setUp === undefined
        ? {}
        : { setUp: createSetUp(settings.setUp, { knowledge, find, store, clock, log }) }),
    },
  );
  const app = createWeb(deps);
  const get = async (path: string, init: RequestInit = {}) =>
    app.request(`http://127.0.0.1:8080${path}`, {
      ...init,
      headers: {
        host: '127.0.0.1:8080',
        ...(init.method === 'POST' ? { origin: settings.origin ?? 'http://127.0.0.1:8080' } : {}),
        ...(init.headers as Record<string, string>),
      },
    });
  return { deps, app, get, text: async (path) => (await get(path)).text() };
}

export async function startSite(settings: SiteSettings = {}): Promise<Site> {
  const { historyUntil } = settings;
  const world = await startWorld(historyUntil === undefined ? {} : { historyUntil });
  await world.follow('trip-com');
  world.publish('miit', SHORT_LIST);
  await world.tickAt('2021-09-20T10:05');
  world.publish('miit', {
    path: '/miit/art_2.html',
    date: '2021-09-20 15:00',
    title: SHORT_LIST.title.replace('第9批，总第18批', '第10批，总第19批'),
    body: `<p>${HOSTILE.replaceAll('<', '&lt;')}</p>${SHORT_LIST.body.replace('上海携程商务有限公司', STRANGER)}`,
  });
  await world.tickAt('2021-09-20T15:05');
  return { world, ...siteOver(world, settings), close: () => world.close() };
}
