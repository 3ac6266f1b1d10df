import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { companySearch } from '../../src/answers/queries/find-company.ts';
import { createBot } from '../../src/app/bot.ts';
import { createProgram, type Program } from '../../src/app/program.ts';
import { type OpenStore, openStore } from '../../src/base/store/open.ts';
import { listPage, pressFeed } from '../../src/demo/pages.ts';
import { demoSources } from '../../src/demo/sources.ts';
import type { Address, Subscription } from '../../src/domain/alert.ts';
import type { Clock } from '../../src/domain/ports.ts';
import { reason } from '../../src/domain/reason.ts';
import type { Source } from '../../src/domain/regulator.ts';
import type { Sink } from '../../src/domain/sink.ts';
import type { CalendarDate, Instant } from '../../src/domain/time.ts';
import { terminalSink } from '../../src/pipeline/deliver/sinks/terminal.ts';
import type { Workers } from '../../src/pipeline/flows/workers.ts';
import { type Knowledge, knowledgeOf } from '../../src/pipeline/standing/knowledge.ts';
import { createFetch } from '../../src/pipeline/watch/fetch.ts';
import { repositoryCatalog } from './catalog.ts';
import { type Loopback, startLoopback } from './loopback.ts';
import { workersHere } from './workers-here.ts';

/** A page of a regulator on the loopback server. */
export interface PublishedPage {
  readonly path: string;
  readonly title: string;
  readonly date: string;
  readonly body: string;
}

type Body = 'miit' | 'cac';
type FollowChanges = Partial<Pick<Subscription, 'leastBand' | 'scope' | 'address' | 'timing'>>;
type Article = Parameters<typeof pressFeed>[1][number];

/**
 * The real program on loopback servers and a clock that a test sets. Nothing is faked but the time.
 */
export interface World {
  /** Moves the clock and runs one tick there. */
  tickAt(beijing: string): ReturnType<Program['tick']>;
  publish(body: Body, page: PublishedPage): void;
  /** Edits a page in place, as regulators do. */
  revise(body: Body, path: string, html: string): void;
  /** Puts a file on the server, under an address that a page may link to. */
  upload(path: string, bytes: Uint8Array): void;
  /**
   * Makes the list of a body answer with this page (status 200) or status; null = it is well again.
   */
  disturb(body: Body, answer: number | string | null): void;
  report(article: Article): void;
  follow(company: string, changes?: FollowChanges): Promise<void>;
  /** What the terminal has shown so far, oldest first. */
  readonly shown: string[];
  readonly store: OpenStore;
  readonly knowledge: Knowledge;
  /** `DATA_DIR` of the running program, for commands beside it. */
  readonly folder: string;
  /** Ends the process without a goodbye and starts a new one on the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const OLD = {
  path: '/old.html',
  title: '关于开展培训的通知',
  date: '2021-06-01',
  body: '<p>各有关单位：定于七月举办培训。</p>',
};
/** Reading the catalog takes a second: the worlds of one test file share it. */
const shared = new Map<string, Knowledge>();

function sharedKnowledge(historyUntil: string): Knowledge {
  const held = shared.get(historyUntil);
  if (held !== undefined) return held;
  const { catalog, problems } = repositoryCatalog();
  if (catalog === null) throw new Error(JSON.stringify(problems));
  const knowledge = knowledgeOf(catalog, { historyUntil: historyUntil as CalendarDate });
  shared.set(historyUntil, knowledge);
  return knowledge;
}

interface WorldOptions {
  readonly historyUntil?: string;
  /** A loopback Discord: the real bot connects to it and alerts go there as well. */
  readonly discord?: { readonly api: string; readonly token: string };
  /**
   * What is wrong with the watch is told, to this operator and to subscribers; absent = it is not
   * told.
   */
  readonly operator?: Address | null;
  /** What the file of a source says beside the usual, by the source's id. */
  readonly sources?: Readonly<Record<string, Partial<Source>>>;
  /** Alerts of one source in an hour; absent = no limit. */
  readonly alertsPerSourceHour?: number;
  /** Ways out beside the terminal. */
  readonly sinks?: (clock: Clock) => readonly Sink[];
  /** Opens the database of the program; absent = as the program does. */
  readonly open?: (path: string) => Promise<OpenStore>;
  /** Changes how pages are read. */
  readonly workers?: (workers: Workers) => Workers;
  /** Takes every line of the log, as JSON. */
  readonly logged?: (line: string) => void;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const knowledge = sharedKnowledge(options.historyUntil ?? '2018-01-01');
  const folder = mkdtempSync(join(tmpdir(), 'world-'));
  const pages: Record<Body, PublishedPage[]> = {
    miit: [OLD],
    cac: [{ ...OLD, path: '/old-cac.html' }],
  };
  const articles: Article[] = [];
  const files = new Map<string, Uint8Array>();
  const disturbed = new Map<string, number | string>();
  const server = await startLoopback((request, response) => {
    const fault = disturbed.get(request.url ?? '/');
    if (fault !== undefined) {
      const [status, body] = typeof fault === 'number' ? [fault, 'out of order'] : [200, fault];
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body);
      return;
    }
    const file = files.get(request.url ?? '/');
    if (file !== undefined) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file);
      return;
    }
    const found = answer(request.url ?? '/', server.origin, pages, articles);
    if (found === null) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': found.type }).end(found.body);
  });
  const clock = { at: Date.parse('2021-07-01T09:00+08:00') as Instant, now: () => clock.at };
  const shown: string[] = [];
  const sink = terminalSink({
    out: (text) => void shown.push(text),
    env: {},
    terminal: { out: false, columns: 80 },
  });
  const parts = { ...options, folder, server, knowledge, terminal: sink, clock };
  let running = await startProgram(parts);
  await running.program.tick(clock.at);
  return {
    shown,
    knowledge,
    folder,
    get store() {
      return running.store;
    },
    async tickAt(beijing) {
      clock.at = Date.parse(`${beijing}+08:00`) as Instant;
      return running.program.tick(clock.at);
    },
    publish: (body, page) => void pages[body].unshift(page),
    revise(body, path, html) {
      const index = pages[body].findIndex((page) => page.path === path);
      pages[body][index] = { ...pages[body][index]!, body: html };
    },
    upload: (path, bytes) => void files.set(path, bytes),
    disturb(body, answer) {
      const list = `/${body}/index.html`;
      if (answer === null) disturbed.delete(list);
      else disturbed.set(list, answer);
    },
    report: (article) => void articles.unshift(article),
    async follow(company, changes = {}) {
      await running.store.addSubscription(subscriptionTo(company, clock.at, changes));
    },
    async restart() {
      await running.stop();
      running = await startProgram(parts);
    },
    async close() {
      await running.stop();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Parts extends WorldOptions {
  readonly folder: string;
  readonly server: Loopback;
  readonly knowledge: Knowledge;
  readonly terminal: Sink;
  readonly clock: { now(): Instant };
}

async function startProgram(parts: Parts) {
  const { folder, server, knowledge, terminal, clock, discord, operator, sources } = parts;
  const path = join(folder, 'tocsin.db');
  const store = await (parts.open?.(path) ?? openStore({ path }));
  const fetch = createFetch({
    userAgent: 'Tocsin test',
    allow: new Set([server.host]),
    now: clock.now,
  });
  const log =
    parts.logged === undefined
      ? pino({ level: 'silent' })
      : pino({ level: 'trace' }, { write: parts.logged });
  const find = companySearch(knowledge);
  const env = discord && { DISCORD_TOKEN: discord.token, DISCORD_API: discord.api };
  const bot = env === undefined ? null : createBot({ env, knowledge, find, store, clock, log });
  const connected = await bot?.discord.start();
  if (connected?.ok === false) throw new Error(connected.because);
  const more = parts.sinks?.(clock) ?? [];
  const sinks = bot === null ? [terminal, ...more] : [terminal, bot.sink, ...more];
  const program: Program = createProgram({
    knowledge,
    workers: (parts.workers ?? ((own) => own))(workersHere(knowledge)),
    watchedSources: new Map(
      [...demoSources(server.origin)].map(([id, watched]) => [
        id,
        { ...watched, source: { ...watched.source, ...sources?.[id] } },
      ]),
    ),
    store,
    sinks,
    fetch,
    clock,
    random: () => 0,
    log,
    ...(bot === null ? {} : { notifyOwner: bot.notifyOwner }),
    ...(parts.alertsPerSourceHour === undefined
      ? {}
      : { alertsPerSourceHour: parts.alertsPerSourceHour }),
    ...(operator === undefined
      ? {}
      : { incidents: { operator, noOperator: reason('no-operator') } }),
  });
  const stop = async () => {
    await program.stop();
    await bot?.discord.close();
    await fetch.close();
    await store.close();
  };
  return { store, program, stop };
}

function answer(
  url: string,
  origin: string,
  pages: Record<Body, PublishedPage[]>,
  articles: readonly Article[],
): { type: string; body: string } | null {
  const html = (body: string) => ({ type: 'text/html; charset=utf-8', body });
  if (url === '/press/feed.xml')
    return { type: 'application/rss+xml', body: pressFeed(origin, articles) };
  const list = /^\/(miit|cac)\/index\.html$/.exec(url)?.[1] as Body | undefined;
  if (list !== undefined) return html(listPage(list, pages[list]));
  const page = [...pages.miit, ...pages.cac].find((one) => one.path === url);
  return page === undefined ? null : html(pageHtml(page));
}

function pageHtml(page: PublishedPage): string {
  return `<html><head><meta charset="utf-8"><title>${page.title}</title><meta name="PubDate" content="${page.date}"></head><body><div class="article"><h1>${page.title}</h1>${page.body}</div></body></html>`;
}

function subscriptionTo(company: string, now: Instant, changes: FollowChanges): Subscription {
  const address = changes.address ?? { sink: 'terminal', to: 'test' };
  return {
    id: `${address.sink}:${address.to}:${company}` as Subscription['id'],
    address,
    scope: changes.scope ?? { kind: 'company', id: company as never },
    leastBand: changes.leastBand ?? 'watch',
    timing: changes.timing ?? 'at-once',
    language: 'en',
    role: null,
    server: null,
    owner: 'test',
    createdAt: now,
    disabled: null,
  };
}
