import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Knowledge } from '../../ask/knowledge.ts';
import { type Company, listingsOn, tickerOf } from '../../domain/company.ts';
import type { Store } from '../../domain/ports.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { dayIn } from '../../present/words.ts';
import type { Archive } from '../../store/archive.ts';
import { readPrices } from '../../study/events/prices.ts';
import { venueOf } from '../../study/events/venues.ts';
import { pricePlace } from '../../study/prices/price-address.ts';
import type { Fetch } from '../../watch/fetch.ts';
import { aftermathTick, FOLLOWED_DAYS } from '../aftermath-tick.ts';
import type { FleetJob } from '../jobs.ts';
import { fetchPrices, type WantedSeries } from './fetch-prices.ts';

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
  readonly store: Pick<Store, 'alert' | 'notice' | 'deliveries' | 'steps' | 'saveScheduledAlerts'> & {
    readonly archive: Pick<Archive, 'alerts'>;
  };
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
async function recentlyAlerted(store: PriceDeps['store'], now: Instant): Promise<Set<string>> {
  const companies = new Set<string>();
  for await (const { signals } of store.archive.alerts({
    from: (now - FOLLOWED_DAYS * DAY_MS) as Instant,
    to: now,
  }))
    for (const { company } of signals) companies.add(company);
  return companies;
}

/** Indexes first, then who was told lately, then who ever was acted on: what a source of few requests a day gives counts most. */
export function wantedSeries(
  { catalog, history }: Knowledge,
  recent: ReadonlySet<string>,
  now: Instant,
): WantedSeries[] {
  const day = dayIn(now, 'Asia/Shanghai');
  const listings = (company: Company) => listingsOn(company, day).filter(({ mic }) => venueOf(mic) !== null);
  const companies = [...catalog.companies.values()];
  const before = new Set(history.all().map((step) => step.company));
  const acted = companies.filter((one) => recent.has(one.id) || before.has(one.id));
  const indexes = new Set(
    acted.flatMap((one) => listings(one).flatMap(({ mic }) => venueOf(mic)!.benchmarks[0]!)),
  );
  const series = (some: readonly Company[], freshMs: number) =>
    some.flatMap((one) =>
      listings(one).map((listing) => ({ ticker: tickerOf(listing), isIndex: false, freshMs })),
    );
  return [
    ...[...indexes].map((ticker) => ({ ticker, isIndex: true, freshMs: RECENT_FRESH_MS })),
    ...series(
      acted.filter((one) => recent.has(one.id)),
      RECENT_FRESH_MS,
    ),
    ...series(
      acted.filter((one) => !recent.has(one.id)),
      OTHERS_FRESH_MS,
    ),
  ];
}
