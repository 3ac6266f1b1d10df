import Table from 'cli-table3';
import { subscriptionOf } from '../answers/queries/scopes.ts';
import type { Env } from '../app/env.ts';
import { CommandProblem, type ExitCode, type Io } from '../app/io.ts';
import { createLog } from '../app/log.ts';
import { createProgram, type Program, type ProgramDeps } from '../app/program.ts';
import { catalogOf, settingsOf } from '../app/settings.ts';
import type { WebParts } from '../app/web.ts';
import { formatReason } from '../base/i18n/sentence.ts';
import { points, shortName, tickers } from '../base/i18n/words.ts';
import { openStore } from '../base/store/open.ts';
import { listingsOn } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Store } from '../domain/ports.ts';
import type { Sink } from '../domain/sink.ts';
import { type CalendarDate, dayIn, type Instant } from '../domain/time.ts';
import { styleFor, terminalSink } from '../pipeline/deliver/sinks/terminal.ts';
import type { TextStyle } from '../pipeline/present/text.ts';
import {
  type Knowledge,
  knowledgeOf,
  scoreOver,
  stepsKnown,
} from '../pipeline/standing/knowledge.ts';
import { createFetch } from '../pipeline/watch/fetch.ts';
import { startRegulatorServer } from './regulator-server.ts';
import { demoSources } from './sources.ts';
import { HISTORY_UNTIL, SEED_DAY_END, TIMELINE } from './story.ts';

/** The fund's watchlist: Didi and the listed companies of the list. */
const WATCHLIST = [
  'didi',
  'tencent',
  'trip-com',
  'iqiyi',
  'sohu',
  'suning',
  'phoenix-new-media',
  'alibaba',
  'cootek',
] as CompanyId[];

/**
 * Plays the seed day on the real program: a loopback web server publishes on an accelerated clock,
 * the program polls it over HTTP, stores, reads, maps, scores and delivers to the terminal, or to a
 * sink that takes its name. The database is in memory and ends with it; with `web` the page over it
 * stays open until the program is stopped.
 */
export async function playDemo(
  io: Io,
  language: Language,
  web = false,
  sink: Sink = terminalSink(io),
): Promise<ExitCode> {
  const env = settingsOf({ env: { ...io.env, LOG_LEVEL: io.env.LOG_LEVEL ?? 'error' } });
  const knowledge = knowledgeOf(catalogOf(env, io.err), {
    historyUntil: HISTORY_UNTIL as CalendarDate,
  });
  const server = await startRegulatorServer();
  const store = await openStore({ path: ':memory:' });
  const clock = { at: TIMELINE[0]!.at, now: () => clock.at };
  const allow = new Set([new URL(server.origin).host]);
  const fetch = createFetch({ userAgent: 'Tocsin demo', allow, now: clock.now });
  const watchedSources = demoSources(server.origin);
  const parts = { knowledge, store, clock, log: createLog(env, io.terminal.err), watchedSources };
  const program = createProgram({ ...parts, sinks: [sink], fetch, random: () => 0 });
  try {
    const terms = { leastBand: 'watch', timing: 'at-once', language, role: null } as const;
    const host = {
      address: { sink: 'terminal', to: 'demo' },
      server: null,
      by: 'demo',
      now: clock.now(),
    };
    for (const id of WATCHLIST)
      await store.addSubscription(subscriptionOf({ kind: 'company', id }, terms, host));
    for (const [index, moment] of TIMELINE.entries()) {
      clock.at = moment.at;
      if (moment.publish !== null) server.publish(moment.publish);
      io.err(
        `[${index + 1}/${TIMELINE.length}] ` +
          `${new Date(moment.at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')} ` +
          `Beijing: ${moment.description}`,
      );
      await play(program, store, moment.at, io);
    }
    io.out(await finalTable(knowledge, store, styleFor(io)));
    io.out(WHAT_NEXT);
    if (web) await keepPage(env, parts, io);
    return 0;
  } finally {
    await program.stop();
    await fetch.close();
    await store.close();
    await server.close();
  }
}

/** Shows the demonstration's database until somebody stops it. */
async function keepPage(
  env: Env,
  parts: Pick<ProgramDeps, 'knowledge' | 'clock' | 'log' | 'watchedSources'> &
    Pick<WebParts, 'store'>,
  io: Io,
): Promise<void> {
  const { openWeb } = await import('../app/web.ts');
  const { companySearch } = await import('../answers/queries/find-company.ts');
  const { documentsOf } = await import('../app/documents.ts');
  const { createMetrics } = await import('../pipeline/flows/metrics.ts');
  const find = companySearch(parts.knowledge);
  const metrics = createMetrics(parts.store, parts.clock);
  const page = await openWeb(
    { WEB_HOST: '127.0.0.1', ...(env.WEB_PORT === 0 ? {} : { WEB_PORT: env.WEB_PORT }) },
    {
      ...parts,
      documentOf: documentsOf(parts.store),
      watchedSources: parts.watchedSources.values(),
      find,
      metrics,
    },
  );
  if (page === null || 'because' in page)
    throw new CommandProblem(page?.because ?? 'The page is off.');
  io.out(`\nThe page of this demonstration: ${page.address} (ctrl-C ends it)`);
  await io.stopped;
  await page.close();
}

/** One moment of the program, and what came of it. */
async function play(
  program: Program,
  store: Pick<Store, 'deliveries'>,
  at: Instant,
  io: Pick<Io, 'err'>,
): Promise<void> {
  const started = performance.now();
  const { polls, settled, deliveries } = await program.tick(at);
  const saved = polls.reduce((sum, poll) => sum + poll.saved, 0);
  const suppressed = settled.flatMap((processedItem) => processedItem.outcome.suppressed);
  // What is planned for a deadline ahead is sent when its day comes.
  const alerts = settled
    .flatMap((processedItem) => processedItem.outcome.alerts)
    .filter((alert) => alert.alertReason !== 'deadline');
  io.err(
    `      ${polls.length} sources asked, ${saved} new pages read, ${alerts.length} alerts, ` +
      `${deliveries.sent} sent, ${suppressed.length} suppressed, ` +
      `${Math.round(performance.now() - started)} ms`,
  );
  const unsent = (await store.deliveries({ limit: 100 })).flatMap(({ state, lastError }) =>
    state === 'sent' || lastError === null ? [] : [`not sent, ${formatReason(lastError, 'en')}`],
  );
  const reasons = suppressed.map(
    (suppressed) => `suppressed, ${suppressed.why}: ${formatReason(suppressed.because, 'en')}`,
  );
  for (const reason of new Set([...reasons, ...unsent])) io.err(`      ${reason}`);
}

const WHAT_NEXT = `
What next
  Ask for yourself:    npm run -s tocsin -- risk TCOM --at 2021-08-18
  Post to Discord:     put DISCORD_TOKEN into .env (see .env.example), then npm start
  See it as a page:    npm run demo -- --web
  Watch live sources:  npm start`;

/** The watched companies by score, with what weighs most. At most 80 columns. */
async function finalTable(knowledge: Knowledge, store: Store, style: TextStyle): Promise<string> {
  const day = dayIn(SEED_DAY_END, 'Asia/Shanghai');
  const rows = [];
  for (const id of WATCHLIST) {
    const company = knowledge.catalog.companies.get(id)!;
    const events = await stepsKnown(knowledge, store, id, SEED_DAY_END);
    rows.push({ company, score: scoreOver(knowledge, id, events, SEED_DAY_END) });
  }
  rows.sort((a, b) => b.score.score - a.score.score);
  const table = new Table({
    head: ['company', 'listed as', 'score', 'band', 'open cases'],
    colWidths: [23, 18, 7, 13, 12],
    colAligns: ['left', 'left', 'right', 'left', 'right'],
    style: { head: [], border: [] },
    wordWrap: true,
  });
  for (const { company, score } of rows)
    table.push([
      shortName(company, 'en'),
      tickers(listingsOn(company, day)) || 'private',
      points(score.score),
      score.band,
      String(score.cases.filter((one) => one.open).length),
    ]);
  const title =
    `Scores on the evening of ${day} (history cut at ${HISTORY_UNTIL}; model ` +
    `${rows[0]!.score.model})`;
  return `\n${style.strong(title)}\n${table.toString()}`;
}
