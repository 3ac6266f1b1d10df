import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Alert, Signal } from '../../domain/alert.ts';
import { listingsOn, tickerOf } from '../../domain/company.ts';
import type { Notice } from '../../domain/notice.ts';
import { EVERY_ADDRESS, type Store } from '../../domain/ports.ts';
import type { Session } from '../../domain/study-report.ts';
import { DAY_MS, dayIn, type Instant, lastMinute } from '../../domain/time.ts';
import {
  aftermathFollowUp,
  aftermathId,
  isComplete,
  isFollowedByPrices,
} from '../../pipeline/alert/follow-ups.ts';
import type { FleetJob } from '../../pipeline/flows/jobs.ts';
import { allStandings, type Knowledge } from '../../pipeline/standing/knowledge.ts';
import { findingAt } from '../../pipeline/watch/findings.ts';
import type { Fetch } from '../../pipeline/watch/http-exchange.ts';
import { venueOf } from './abnormal.ts';
import { type AftermathSubject, aftermathOf } from './aftermath.ts';
import { closesOf, type PriceBook, pricePlace, readPrices } from './prices.ts';

/** The store with its alerts by the moment they were made. */
type AlertedStore = Pick<
  Store,
  'alert' | 'notice' | 'deliveries' | 'saveScheduledAlerts' | 'events'
> & {
  readonly archive: {
    alerts(span: {
      readonly from: Instant | null;
      readonly to: Instant;
    }): AsyncIterable<{ readonly alert: Alert; readonly signals: readonly Signal[] }>;
  };
};

const HOUR_MS = 3_600_000;
/** Four times a day: every market has closed between two of them. */
const EVERY_MS = 6 * HOUR_MS;
/**
 * Closes of companies that were alerted lately are fetched once a day; what they are compared with
 * may be a month old.
 */
const RECENT_FRESH_MS = 20 * HOUR_MS;
const OTHERS_FRESH_MS = 30 * DAY_MS;
const LEASE_MS = HOUR_MS;

interface PriceDeps {
  readonly env: {
    readonly PRICES?: string | undefined;
    readonly PRICE_NAMES: readonly string[];
    readonly DATA_DIR: string;
  };
  readonly knowledge: Knowledge;
  readonly store: AlertedStore;
  readonly fetch: Fetch;
  readonly log: Logger;
}

/**
 * The job that follows alerts by prices: none where PRICES is not set. Once in the fleet, like
 * every job.
 */
export function priceJobs({ env, knowledge, store, fetch, log }: PriceDeps): FleetJob[] {
  if (env.PRICES === undefined) return [];
  const place = pricePlace(env.PRICES, env.PRICE_NAMES);
  const run = async (now: Instant) => {
    const folder = place.kind === 'folder' ? place.folder : join(env.DATA_DIR, 'prices');
    if (place.kind === 'http') {
      const recent = new Set<string>();
      for await (const { signals } of alertsFollowed(store, now))
        for (const { company } of signals) recent.add(company);
      const wanted = wantedSeries(knowledge, recent, now);
      const { problems, fetched } = await fetchPrices(place.addressOf, wanted, folder, {
        fetch,
        now,
      });
      log.info({ fetched, problems: problems.length, first: problems[0] }, 'closes were fetched');
    }
    if (!existsSync(folder)) return log.warn({ folder }, 'PRICES names a folder that is not there');
    const made = await aftermathTick(now, { knowledge, store, prices: readPrices(folder) });
    if (made > 0) log.info({ made }, 'alerts are followed up by what prices did');
  };
  const occasion = (now: Instant) => (Math.floor(now / EVERY_MS) * EVERY_MS) as Instant;
  return [{ name: 'prices', occasion, leaseMs: LEASE_MS, run }];
}

/**
 * Indexes first, then who was alerted lately, then who ever was acted on: what a source of few
 * requests a day gives counts most.
 */
function wantedSeries(
  { catalog, history }: Knowledge,
  recent: ReadonlySet<string>,
  now: Instant,
): WantedSeries[] {
  const day = dayIn(now, 'Asia/Shanghai');
  const before = new Set(history.all().map((event) => event.company));
  const listings = [...catalog.companies.values()]
    .filter((company) => recent.has(company.id) || before.has(company.id))
    .flatMap((company) =>
      listingsOn(company, day).map((listing) => ({ listing, isRecent: recent.has(company.id) })),
    )
    .filter(({ listing }) => venueOf(listing.mic) !== null);
  const indexes = new Set(listings.flatMap(({ listing }) => venueOf(listing.mic)!.benchmarks[0]!));
  return [
    ...[...indexes].map((ticker) => ({ ticker, isIndex: true, freshMs: RECENT_FRESH_MS })),
    ...listings
      .toSorted((a, b) => Number(b.isRecent) - Number(a.isRecent))
      .map(({ listing, isRecent }) => ({
        ticker: tickerOf(listing),
        isIndex: false,
        freshMs: isRecent ? RECENT_FRESH_MS : OTHERS_FRESH_MS,
      })),
  ];
}

/** A ticker, or an index, which lies in a folder of its own. */
export interface WantedSeries {
  readonly ticker: string;
  readonly isIndex: boolean;
  /** Older than this it is fetched again, in milliseconds. */
  readonly freshMs: number;
}

const MAX_BYTES = 8_000_000;
/** A source that refuses so many in a row is left alone until the next time. */
const GIVE_UP_AFTER = 5;

/**
 * Fetches closes into the folder that the study reads, one file a ticker, each in its place only
 * when it is whole and reads as closes: what was there before stays otherwise. Through the same
 * guarded, paced client as the sources.
 */
export async function fetchPrices(
  addressOf: (ticker: string) => string,
  wanted: readonly WantedSeries[],
  folder: string,
  { fetch, now }: { readonly fetch: Fetch; readonly now: Instant },
) {
  let fetched = 0;
  let fresh = 0;
  let refusals = 0;
  const problems: { ticker: string; because: string }[] = [];
  mkdirSync(join(folder, 'index'), { recursive: true });
  for (const { ticker, isIndex, freshMs } of wanted) {
    const name = `${ticker.replaceAll(/[^A-Za-z0-9.^-]/g, '_')}.csv`;
    const file = join(folder, isIndex ? 'index' : '', name);
    if (now - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < freshMs) {
      fresh += 1;
      continue;
    }
    if (refusals >= GIVE_UP_AFTER) {
      problems.push({ ticker, because: 'not asked: the source refused the ones before' });
      continue;
    }
    const answer = await fetch({ url: addressOf(ticker), maxBytes: MAX_BYTES });
    refusals = answer.kind === 'failed' ? refusals + 1 : 0;
    const closes = closesFrom(answer, ticker, file);
    if ('because' in closes) {
      problems.push({ ticker, because: closes.because });
      continue;
    }
    writeFileSync(`${file}.unfinished`, closes.csv);
    renameSync(`${file}.unfinished`, file);
    fetched += 1;
  }
  return { fetched, fresh, problems };
}

/** The closes of an answer, or why it has none. PRICES may hold a key: no address is named. */
function closesFrom(answer: Awaited<ReturnType<Fetch>>, ticker: string, file: string) {
  if (answer.kind === 'ok') return closesOf(new TextDecoder().decode(answer.bytes), file);
  return { because: answer.kind === 'failed' ? findingAt(answer, ticker).message : 'not changed' };
}

/**
 * A fifth session lies at most two weeks and the longest holidays behind an alert; later prices are
 * no news.
 */
const FOLLOWED_DAYS = 21;

/** Alerts that prices still follow, with what they reported. */
export const alertsFollowed = ({ archive }: Pick<AlertedStore, 'archive'>, now: Instant) =>
  archive.alerts({ from: (now - FOLLOWED_DAYS * DAY_MS) as Instant, to: now });

/**
 * Tells what prices did by the first and the fifth session after each recent alert, to those who
 * got it, once the prices hold that session. An id for each session makes a second run, here or
 * elsewhere, change nothing. Answers how many were made.
 */
export async function aftermathTick(
  now: Instant,
  {
    knowledge,
    store,
    prices,
  }: Pick<PriceDeps, 'knowledge' | 'store'> & { readonly prices: PriceBook },
): Promise<number> {
  let made = 0;
  let standings: Awaited<ReturnType<typeof allStandings>> | null = null;
  for await (const { alert, signals } of alertsFollowed(store, now)) {
    const isOpen = async (session: Session) =>
      (await store.alert(aftermathId(alert.id, session))) === null;
    // Once T+5 was reported, T+1 is old.
    if (!isFollowedByPrices(alert) || !(await isOpen('T+5'))) continue;
    const notice = await store.notice(alert.notice!);
    if (notice === null) continue;
    standings ??= await allStandings({ knowledge, store });
    const facts = aftermathOf(
      aftermathSubject(alert, signals, notice, knowledge),
      standings,
      prices,
    );
    const session = isComplete(facts, 'T+5') ? 'T+5' : 'T+1';
    if (session === 'T+1' && !(isComplete(facts, session) && (await isOpen(session)))) continue;
    const sent = await store.deliveries({ alert: alert.id, state: 'sent', limit: EVERY_ADDRESS });
    if (sent.length === 0) continue;
    const followUp = aftermathFollowUp(alert, sent, { session, facts, now });
    const { deliveries } = followUp;
    await store.saveScheduledAlerts({ alerts: [followUp.alert], deliveries, channel: null });
    made += 1;
  }
  return made;
}

/**
 * The acts that an alert reported, as an event study sees them; a store that carried an app was not
 * acted on.
 */
export function aftermathSubject(
  alert: Alert,
  signals: readonly Signal[],
  notice: Notice,
  knowledge: Knowledge,
): AftermathSubject {
  const { companies } = knowledge.catalog;
  return {
    alert: alert.id,
    title: notice.title,
    at: alert.createdAt,
    events: signals
      .filter((signal) => signal.exposure.edge !== 'store')
      .flatMap((signal) => {
        const company = companies.get(signal.company);
        if (company === undefined) return [];
        const zone = knowledge.zoneOf(signal.regulator);
        const date = notice.published ?? dayIn(signal.detectedAt, zone);
        const at = signal.publishedAt ?? lastMinute(date, zone);
        const official = signal.origin === 'official';
        const { id, level } = signal;
        return [{ id, company, date, at, level, attested: true, official, title: notice.title }];
      }),
  };
}
