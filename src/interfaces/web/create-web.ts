import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import { HTTPException } from 'hono/http-exception';
import { legendOf } from '../../base/i18n/messages.ts';
import { addApi } from './api/routes.ts';
import { addCharts } from './charts.ts';
import { isFromHere } from './clients.ts';
import { addFeeds } from './feeds/routes.ts';
import { facts, html } from './html.ts';
import { addMcp } from './mcp.ts';
import { addForms, answer, forbidden, missing, problem, type WebPage } from './page.ts';
import { book } from './pages/book.ts';
import { caseOf } from './pages/case.ts';
import { company } from './pages/company.ts';
import { coverage, deliveries } from './pages/coverage.ts';
import { heat } from './pages/heat.ts';
import { inbox } from './pages/inbox.ts';
import { notice } from './pages/notice.ts';
import { notices } from './pages/notices.ts';
import { deadlines, overview, watchlist } from './pages/overview.ts';
import { regulator, regulators } from './pages/regulators.ts';
import { muteCompanies, unsubscribe, wrongCompany } from './pages/replies.ts';
import { addReport } from './pages/report.ts';
import { reviews, unconfirmed } from './pages/reviews.ts';
import { app, search } from './pages/search.ts';
import { setUp } from './pages/set-up.ts';
import { study } from './pages/study.ts';
import { subscriptions } from './pages/subscriptions.ts';
import { workspace } from './pages/workspace.ts';
import { requestContext, type WebDeps } from './request-context.ts';
import {
  createRequestGate,
  createSessions,
  FOR_PROGRAMS,
  type Guarded,
  guard,
  ownFormsOnly,
  safeHeaders,
  usualHeaders,
} from './security.ts';
import { addSignIn } from './sign-in.ts';
import { addSuggestions } from './suggest.ts';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
/** Static files of every page; `security.ts` serves them without a sign-in. */
const ASSETS = {
  '/style.css': { type: 'text/css; charset=utf-8', text: read('../../../assets/style.css') },
  '/chart.js': { type: 'text/javascript; charset=utf-8', text: read('../../../assets/chart.js') },
  '/search.js': {
    type: 'text/javascript; charset=utf-8',
    text: read('../../../assets/search.js'),
  },
  '/note.css': { type: 'text/css; charset=utf-8', text: read('../../../assets/note.css') },
  '/icon.svg': {
    type: 'image/svg+xml',
    text: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M16 3a9 9 0 0 0-9 9v7l-3 5h24l-3-5v-7a9 9 0 0 0-9-9zm-4 22a4 4 0 0 0 8 0z" fill="#b45309"/></svg>`,
  },
};
const A_DAY = 'public, max-age=86400';

/** The site over its dependencies: pages, files, feeds, API, health. It does not listen yet. */
export function createWeb(deps: WebDeps): Hono<Guarded> {
  const site = new Hono<Guarded>();
  const sessions = createSessions(deps);
  const gate = createRequestGate(deps);
  site.use(safeHeaders, usualHeaders);
  site.use(guard(deps, sessions, gate), (c, next) => {
    const access = { ...c.get('access'), onThisMachine: isFromHere(c) };
    c.set('context', requestContext(c, deps, access));
    return next();
  });
  site.use(ownFormsOnly);
  for (const [path, { type, text }] of Object.entries(ASSETS))
    site.get(path, (c) => c.body(text, 200, { 'content-type': type, 'cache-control': A_DAY }));
  addHealth(site, deps);
  for (const path of ['/api/*', '/feeds/*', '/:file{.+\\.(csv|ics|svg|png)}'])
    site.use(path, etag());
  site.use(async (c, next) => {
    const context = c.get('context');
    if (context.badAt === null) return next();
    const because = context.say('badDay', { text: context.badAt });
    if (c.req.path.startsWith('/api/')) return c.json({ error: because }, 400);
    return FOR_PROGRAMS.test(c.req.path)
      ? c.text(because, 400)
      : answer(c, problem(context, because));
  });
  addForms(site, PAGES);
  addSignIn(site, sessions, gate);
  addFeeds(site);
  addCharts(site);
  addApi(site, deps);
  addMcp(site, deps);
  addSuggestions(site);
  addReport(site);
  for (const page of PAGES)
    site.get(page.path, async (c) => {
      const context = c.get('context');
      const may = context.rows.may(page.seenBy ?? 'reader');
      return answer(c, may ? await page.render(context) : forbidden(context));
    });
  site.notFound((c: Context<Guarded>) => {
    const context = c.get('context');
    return c.req.path.startsWith('/api/')
      ? c.json({ error: context.words.notFoundText }, 404)
      : answer(c, missing(context));
  });
  site.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    deps.log.error({ path: c.req.path, error: error.stack }, 'a page could not be made');
    return c.text('This is a bug in Tocsin; its log has the details.', 500);
  });
  return site;
}

/** Endpoints for monitoring: liveness, readiness and metrics. */
function addHealth(site: Hono<Guarded>, deps: WebDeps): void {
  site.get('/healthz', (c) => c.text('ok'));
  site.get('/readyz', async (c) => {
    const reasons = await deps.ready();
    return reasons.length === 0 ? c.text('ready') : c.text(reasons.join('\n'), 503);
  });
  site.get('/metrics', async (c) => {
    if (!c.get('context').rows.may('operator')) return c.text('', 403);
    return c.body(await deps.metrics(), 200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    });
  });
}

export type Listening =
  | { readonly ok: true; readonly port: number; close(): Promise<void> }
  /** One sentence with the remedy. */
  | { readonly ok: false; readonly because: string };

/**
 * Time-outs in milliseconds for idle and slow connections, so that a slow-loris client cannot use
 * up all of them.
 */
const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
};

/**
 * Opens the port. A port that is in use or not permitted is returned as a value with its remedy.
 */
export function listen(
  site: Pick<Hono<Guarded>, 'fetch'>,
  host: string,
  port: number,
  patience = PATIENCE,
): Promise<Listening> {
  return new Promise((resolve) => {
    const opened = (at: AddressInfo) => resolve({ ok: true, port: at.port, close });
    const server = serve(
      { fetch: site.fetch, hostname: host, port, serverOptions: patience },
      opened,
    ) as Server;
    const close = () => {
      server.closeAllConnections();
      return server[Symbol.asyncDispose]();
    };
    server.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ ok: false, because: remedyFor(error, host, port) }),
    );
  });
}

function remedyFor({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  const noAddress =
    `This machine has no address ${host}: set WEB_HOST to one of its own, 127.0.0.1 for itself ` +
    'alone.';
  const known: Readonly<Record<string, string>> = {
    EADDRINUSE:
      `Port ${port} on ${host} is taken by another program: set another WEB_PORT, or stop that ` +
      'one.',
    EACCES: `Port ${port} may not be opened by this user: set WEB_PORT to a number above 1023.`,
    EADDRNOTAVAIL: noAddress,
    ENOTFOUND: noAddress,
  };
  return (
    known[code ?? ''] ??
    `The page cannot be opened on ${host}:${port} (${code ?? message}): check WEB_HOST and ` +
      'WEB_PORT.'
  );
}

/**
 * How to read a score: levels with an example each, bands, value, parts, and what no data means.
 */
const legend: WebPage = {
  path: '/legend',
  async render({ language, deps }) {
    const { title, lead, levels, terms } = legendOf(language, deps.knowledge.catalog.weights);
    return {
      title,
      body: html`<p>${lead}</p>${facts([...levels, ...terms] as [string, string][], 'legend')}`,
    };
  },
};

/** Every page. */
export const PAGES: readonly WebPage[] = [
  overview,
  watchlist,
  inbox,
  subscriptions,
  book,
  search,
  company,
  notices,
  notice,
  app,
  heat,
  regulators,
  regulator,
  caseOf,
  deadlines,
  coverage,
  unconfirmed,
  reviews,
  deliveries,
  study,
  legend,
  setUp,
  workspace,
  wrongCompany,
  muteCompanies,
  unsubscribe,
];
