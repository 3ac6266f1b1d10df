import type { Subscription, Suppressed } from '../../../src/domain/alert.ts';
import type { Notice } from '../../../src/domain/notice.ts';
import type { NoticeDelivery } from '../../../src/domain/store-lists.ts';
import { addressKey } from '../../../src/pipeline/alert/delivery.ts';
import { readingStatus } from '../../../src/pipeline/flows/reading-health.ts';
import type { Posted } from './channels.ts';
import { COMPANIES } from './plan.ts';
import { companyIdOf, shortNameOf } from './registry.ts';
import type { Ended } from './run.ts';
import type { Published } from './site.ts';

// What docs/promises.md promises, judged from outside: by the pages that were published and the
// messages that stand in the channels. The database is asked only for reasons and for debts.

/** Each promise that a day broke, in a sentence. */
export async function brokenPromises(ended: Ended): Promise<string[]> {
  const { pages, posted, broke, late } = ended;
  const records = await recordsOf(ended);
  return [
    ...broke,
    ...late.map((id) => `${id} was still tried half a day after the last fault`),
    ...pages.flatMap((page) => unread(page, records)),
    ...pages.flatMap((page) => lost(page, ended, records)),
    ...posted.flatMap((post) => wrongCompanies(post, pages)),
    ...doubled(posted),
    ...(await unfinished(ended, records)),
  ];
}

interface Records {
  readonly noticesOf: ReadonlyMap<string, readonly Notice[]>;
  /** Addresses of pages that are a visible debt. */
  readonly debts: ReadonlySet<string>;
  /** Why a signal was not sent to an address, or to anybody. */
  readonly reasons: readonly (Suppressed & { readonly of: string | null; readonly url: string })[];
  readonly deliveries: readonly (NoticeDelivery & { readonly companies: readonly string[] })[];
}

async function recordsOf({ store }: Ended): Promise<Records> {
  const notices = await store.notices({ limit: 1_000 });
  const urlOf = new Map(notices.map(({ id, url }) => [id, url]));
  const signals = await Promise.all(
    notices.map(({ id }) => store.signals({ notice: id, limit: 1_000 })),
  );
  const companyOf = new Map(signals.flat().map(({ id, company }) => [id, company as string]));
  const reasons = (await store.suppressed({ limit: 100_000 })).map((one) => ({
    ...one,
    of: one.company ?? companyOf.get(one.signal) ?? null,
    url: urlOf.get(one.notice) ?? '',
  }));
  const deliveries = (await store.deliveries({ limit: 100_000 })).map((delivery) => ({
    ...delivery,
    companies: delivery.signals.flatMap((signal) => companyOf.get(signal) ?? []),
  }));
  const debts = new Set((await store.debts(1_000)).map(({ item }) => item.url));
  return { noticesOf: Map.groupBy(notices, ({ url }) => url), debts, reasons, deliveries };
}

/** A page is read, in its newest version, or is a debt. */
function unread({ url, kind, companies }: Published, { noticesOf, debts }: Records): string[] {
  if (debts.has(url)) return [];
  const read = noticesOf.get(url) ?? [];
  if (read.length === 0) return [`${url} is neither read nor a debt`];
  if (kind === 'training') return [];
  const names = read.flatMap(({ mentions }) => mentions.map(({ name }) => name)).join(' ');
  return companies
    .filter((company) => !names.includes(COMPANIES[company]!))
    .map((company) => `${url} was never read with ${shortNameOf(company)}`);
}

/** Why a day without faults spares who follows everything; who follows a company is told. */
const SPARED = ['budget', 'below-threshold'];
/** What ended without a message, and says so. */
const ENDED_STATES = ['refused', 'expired', 'uncertain'];

/** Each company of a page is told to each follower, or there is a reason. */
function lost(page: Published, ended: Ended, records: Records): string[] {
  if (page.kind === 'training' || records.debts.has(page.url)) return [];
  return page.companies.flatMap((company) =>
    ended.followers
      .filter(({ scope }) => scope.kind === 'all' || hasId(scope, companyIdOf(company)))
      .filter((follower) => !isTold(page, company, follower, ended.posted))
      .filter((follower) => !hasReason(page.url, company, follower, records))
      .map(({ id }) => `${id} was not told of ${shortNameOf(company)} on ${page.url}`),
  );
}

/** The message without the list of what waits for the digest of who follows everything. */
const aboutPage = ({ text }: Posted): string => text.split('Waiting for the digest')[0]!;

const hasId = (scope: Subscription['scope'], id: string) => 'id' in scope && scope.id === id;

const isTold = (
  { url }: Published,
  company: number,
  { address }: Subscription,
  posted: readonly Posted[],
): boolean =>
  posted.some(
    (post) =>
      post.sink === address.sink &&
      post.to === address.to &&
      post.url === url &&
      aboutPage(post).includes(shortNameOf(company)),
  );

function hasReason(
  url: string,
  company: number,
  { address, scope }: Subscription,
  { reasons, deliveries, noticesOf }: Records,
): boolean {
  const id = companyIdOf(company);
  const here = addressKey(address);
  const isOfPage = new Set(noticesOf.get(url)?.map((notice) => notice.id));
  const suppressed = reasons.some(
    (one) =>
      one.url === url &&
      one.of === id &&
      (one.why === 'already-alerted' || (scope.kind === 'all' && SPARED.includes(one.why))) &&
      (one.address === null || addressKey(one.address) === here),
  );
  const ended = deliveries.some(
    (one) =>
      one.notice !== null &&
      isOfPage.has(one.notice) &&
      one.companies.includes(id) &&
      addressKey(one.address) === here &&
      ENDED_STATES.includes(one.state) &&
      one.lastError !== null,
  );
  return suppressed || ended;
}

/** A message about a page names only companies of this page. */
function wrongCompanies(post: Posted, pages: readonly Published[]): string[] {
  const page = pages.find(({ url }) => url === post.url);
  if (page === undefined) return [];
  return [...COMPANIES.keys()]
    .filter((company) => !page.companies.includes(company))
    .filter((company) => aboutPage(post).includes(shortNameOf(company)))
    .map((company) => `${post.id} names ${shortNameOf(company)}, and ${page.url} does not`);
}

/** The same message stands once in a channel; where it cannot be known, twice and marked. */
function doubled(posted: readonly Posted[]): string[] {
  const same = Map.groupBy(posted, ({ sink, to, reference }) => `${sink}:${to} ${reference}`);
  return [...same].flatMap(([which, posts]) => {
    const [, ...more] = posts;
    const isMarked = posts[0]!.sink === 'mail' && more.length === 1 && more[0]!.repeated;
    return more.length === 0 || isMarked ? [] : [`${which} stands ${posts.length} times`];
  });
}

/** Nothing is left that nobody works on, and nothing is at fault any more. */
async function unfinished({ store, now }: Ended, { deliveries }: Records): Promise<string[]> {
  const waiting = await store.pendingItems(1_000);
  const debts = await store.debts(1_000);
  const { fault } = await readingStatus(store);
  const failing = (await store.sourceStates()).filter(({ failures }) => failures > 0);
  return [
    ...waiting.map(({ url }) => `${url} waits, and nobody reads it`),
    ...debts
      .filter(({ cause }) => cause !== 'reading')
      .map(({ item, because }) => `${item.url} is still a debt (${because}), and can be read`),
    ...deliveries
      .filter(({ settledAt, dueAt }) => settledAt === null && dueAt <= now)
      .map(({ id }) => `${id} is due and not sent`),
    ...(fault === null ? [] : [`the reading process is still at fault (${fault.code})`]),
    ...failing.map(({ source }) => `${source} still fails`),
  ];
}
