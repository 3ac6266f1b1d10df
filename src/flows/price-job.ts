import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Knowledge } from '../ask/knowledge.ts';
import { listingsOn, tickerOf } from '../domain/company.ts';
import { DAY_MS, dayIn, type Instant } from '../domain/time.ts';
import type { OpenStore } from '../store/open.ts';
import { venueOf } from '../study/abnormal.ts';
import { closesOf, type PricePlace, priceAddress, pricePlace, readPrices } from '../study/prices.ts';
import type { Fetch } from '../watch/fetch.ts';
import { findingAt } from '../watch/findings.ts';
import { aftermathTick, alertsFollowed } from './aftermath-tick.ts';
import type { FleetJob } from './jobs.ts';

const HOUR_MS = 3_600_000;
/** Four times a day: every market has closed between two of them. */
const EVERY_MS = 6 * HOUR_MS;
/** Closes of companies that were told lately are fetched once a day; what they are compared with may be a month old. */
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
  readonly store: OpenStore;
  readonly fetch: Fetch;
  readonly log: Logger;
}

/** The job that follows alerts by prices: none where PRICES is not set. Once in the fleet, like every job. */
export function priceJobs({ env, knowledge, store, fetch, log }: PriceDeps): FleetJob[] {
  if (env.PRICES === undefined) return [];
  const place = pricePlace(env.PRICES, env.PRICE_NAMES);
  const run = async (now: Instant) => {
    const folder = place.kind === 'folder' ? place.folder : join(env.DATA_DIR, 'prices');
    if (place.kind === 'http') {
      const wanted = wantedSeries(knowledge, await recentlyAlerted(store, now), now);
      const { problems, fetched } = await fetchPrices(place, wanted, folder, { fetch, now });
      log.info({ fetched, problems: problems.length, first: problems[0] }, 'closes were fetched');
    }
    if (!existsSync(folder)) return log.warn({ folder }, 'PRICES names a folder that is not there');
    const made = await aftermathTick(now, { knowledge, store, prices: readPrices(folder) });
    if (made > 0) log.info({ made }, 'alerts are followed up by what prices did');
  };
  const occasion = (now: Instant) => (Math.floor(now / EVERY_MS) * EVERY_MS) as Instant;
  return [{ name: 'prices', occasion, leaseMs: LEASE_MS, run }];
}

/** Companies of recent alerts. */
async function recentlyAlerted(store: OpenStore, now: Instant): Promise<Set<string>> {
  const companies = new Set<string>();
  for await (const { signals } of alertsFollowed(store, now))
    for (const { company } of signals) companies.add(company);
  return companies;
}

/** Indexes first, then who was told lately, then who ever was acted on: what a source of few requests a day gives counts most. */
function wantedSeries(
  { catalog, history }: Knowledge,
  recent: ReadonlySet<string>,
  now: Instant,
): WantedSeries[] {
  const day = dayIn(now, 'Asia/Shanghai');
  const before = new Set(history.all().map((step) => step.company));
  const listings = [...catalog.companies.values()]
    .filter((one) => recent.has(one.id) || before.has(one.id))
    .flatMap((one) => listingsOn(one, day).map((listing) => ({ listing, isRecent: recent.has(one.id) })))
    .filter(({ listing }) => venueOf(listing.mic) !== null);
  const indexes = new Set(listings.flatMap(({ listing }) => venueOf(listing.mic)!.benchmarks[0]!));
  return [
    ...[...indexes].map((ticker) => ({ ticker, isIndex: true, freshMs: RECENT_FRESH_MS })),
    ...listings
      .toSorted((one, other) => Number(other.isRecent) - Number(one.isRecent))
      .map(({ listing, isRecent }) => ({
        ...{ ticker: tickerOf(listing), isIndex: false },
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
 * Fetches closes into the folder that the study reads, one file a ticker, each in its place only when it is whole and reads as
 * closes: what was there before stays otherwise. Through the same guarded, paced client as the sources.
 */
export async function fetchPrices(
  place: Extract<PricePlace, { kind: 'http' }>,
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
    const file = join(folder, isIndex ? 'index' : '', `${ticker.replaceAll(/[^A-Za-z0-9.^-]/g, '_')}.csv`);
    if (now - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < freshMs) {
      fresh += 1;
      continue;
    }
    if (refusals >= GIVE_UP_AFTER) {
      problems.push({ ticker, because: 'not asked: the source refused the ones before' });
      continue;
    }
    const answer = await fetch({ url: priceAddress(place, ticker), maxBytes: MAX_BYTES });
    const closes =
      answer.kind === 'ok'
        ? closesOf(new TextDecoder().decode(answer.bytes), file)
        : // PRICES may hold a key: no address is said.
          { because: answer.kind === 'failed' ? findingAt(answer, ticker).message : 'not changed' };
    refusals = answer.kind === 'failed' ? refusals + 1 : 0;
    if ('because' in closes) problems.push({ ticker, because: closes.because });
    else {
      writeFileSync(`${file}.unfinished`, closes.csv);
      renameSync(`${file}.unfinished`, file);
      fetched += 1;
    }
  }
  return { fetched, fresh, problems };
}
