import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import type { Source } from '../../../src/domain/regulator.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { PAGES_HERE, type PollContext } from '../../../src/pipeline/watch/fetch-context.ts';
import type { Fetch } from '../../../src/pipeline/watch/http-exchange.ts';
import { type NamedEntry, namedEntries } from '../../../src/pipeline/watch/identity.ts';
import type { Entry } from '../../../src/pipeline/watch/kinds/entry.ts';
import { saveEntries } from '../../../src/pipeline/watch/new-entries.ts';
import { DAY, HOUR, MINUTE, NOON } from './watched.ts';

const SITE = 'https://a.example';
let store: OpenStore;
let now: number;
/** What each address answers; an address without an answer does not answer at all. */
let pages: Map<string, string | 'asked-to-wait'>;
let asked: string[];
beforeEach(async () => {
  store = await openStore({ path: ':memory:' });
  now = NOON;
  pages = new Map();
  asked = [];
});
afterEach(() => store.close());

const fetch = (async ({ url }: { url: string }) => {
  asked.push(url);
  const page = pages.get(url);
  if (page === undefined || page === 'asked-to-wait')
    return { kind: 'failed', code: page ?? 'gone', message: 'm', status: null, retryAfterMs: null };
  return {
    kind: 'ok',
    url,
    bytes: Buffer.from(page),
    contentType: 'text/html; charset=utf-8',
    etag: null,
    lastModified: null,
    movedTo: null,
    freshForMs: null,
  };
}) as unknown as Fetch;

const source = (parts: Partial<Source> = {}) =>
  ({
    id: 'cn-test-lists',
    url: `${SITE}/list`,
    mirrors: [],
    fetchPage: false,
    expectedPer30Days: null,
    ...parts,
  }) as Source;
const PAGES = { fetchPage: true };
const entry = (n: number, parts: Partial<Entry> = {}): Entry => ({
  key: `${SITE}/${n}`,
  url: `${SITE}/${n}`,
  title: `Notice ${n}`,
  statedDate: '2026-03-02',
  publishedAt: null,
  body: `text ${n}`,
  ...parts,
});
const many = (count: number) => Array.from({ length: count }, (_, n) => entry(n + 1));
const named = (entries: Entry[]): NamedEntry[] => namedEntries(entries, `${SITE}/list`, SITE);
const save = (entries: Entry[], parts: Partial<PollContext> = {}, of: Partial<Source> = {}) =>
  saveEntries(named(entries), {
    fetch,
    store,
    proxy: null,
    pages: PAGES_HERE,
    source: source(of),
    now: now as Instant,
    firstRun: false,
    afterGap: false,
    seenBefore: (now - HOUR) as Instant,
    ...parts,
  });
const items = async () =>
  (await store.pendingItems(999)).map(({ title, version }) => `${title} v${version}`);

describe('entries of one poll', () => {
  test('are saved oldest first, and known from then on', async () => {
    expect(await save(many(3))).toMatchObject({ saved: 3, edited: 0, open: 0, problem: null });
    expect(await items()).toEqual(['Notice 3 v1', 'Notice 2 v1', 'Notice 1 v1']);
    expect(await save(many(3))).toMatchObject({ saved: 0, edited: 0, open: 0, lags: [] });
  });

  test('beyond forty wait for the next poll, the newest come first', async () => {
    expect(await save(many(42))).toMatchObject({ saved: 40, open: 2 });
    expect((await items())[0]).toBe('Notice 40 v1');
    expect(await save(many(42))).toMatchObject({ saved: 2, open: 0 });
  });

  test('beyond twenty of a first run are known by name alone', async () => {
    const first = await save(many(22), { firstRun: true, seenBefore: null });
    expect(first).toMatchObject({ saved: 20, open: 0, lags: [] });
    expect(await save(many(22))).toMatchObject({ saved: 0, open: 0 });
    expect((await store.pendingItems(1))[0]!.backfill).toBe(true);
  });

  test('that are a flood are stored like a first run, with a finding', async () => {
    const flood = await save(many(101));
    expect(flood).toMatchObject({ saved: 20, open: 0, lags: [] });
    expect(flood.problem).toMatchObject({ code: 'new-flood' });
    expect(flood.problem!.message).toContain('101 new');
    expect((await store.pendingItems(1))[0]).toMatchObject({ backfill: true, flood: true });
    const first = await save(
      many(101).map((each) => ({ ...each, key: `x${each.key}`, url: '' })),
      {
        firstRun: true,
        seenBefore: null,
      },
    );
    expect(first.problem).toBeNull();
  });

  test('wait where the program ends', async () => {
    let asks = 0;
    const stopping = () => ++asks > 2;
    expect(await save(many(4), { stopping })).toMatchObject({ saved: 2, open: 2 });
    expect(await items()).toEqual(['Notice 4 v1', 'Notice 3 v1']);
  });
});

describe('how late an entry is found', () => {
  const lag = async (parts: Partial<Entry>, seenBefore: number | null = now - HOUR) =>
    (await save([entry(1, parts)], { seenBefore: seenBefore as Instant })).lags[0];

  test('counts from its stated moment', async () => {
    expect(await lag({ publishedAt: (now - 10 * MINUTE) as Instant })).toBe(10 * MINUTE);
  });

  test.each<[string, number | null]>([
    ['states no moment', null],
    ['states one before the last poll', NOON - 2 * HOUR],
    ['states one that lies ahead', NOON + MINUTE],
  ])('counts from the last poll where it %s', async (_, publishedAt) => {
    expect(await lag({ publishedAt: publishedAt as Instant | null })).toBe(HOUR);
  });

  test('is nothing where it was published now, or nobody looked before', async () => {
    expect(await lag({ publishedAt: now as Instant })).toBe(0);
    expect(await lag({ key: 'other', url: `${SITE}/other` }, null)).toBe(0);
  });
});

describe('a known entry', () => {
  test('whose own text was edited is a new version', async () => {
    await save([entry(1)]);
    expect(await save([entry(1, { body: 'corrected' })])).toMatchObject({ saved: 0, edited: 1 });
    expect(await items()).toEqual(['Notice 1 v1', 'Notice 1 v2']);
    expect(await save([entry(1, { body: 'corrected' })])).toMatchObject({ edited: 0 });
  });

  test('that comes under a further name is the same one', async () => {
    await save([entry(1, { key: 'guid' })]);
    const moved = entry(1, { key: 'guid', url: `${SITE}/moved` });
    expect(await save([moved])).toMatchObject({ saved: 0, edited: 0 });
    const alone = entry(1, { key: '', url: `${SITE}/moved` });
    expect(await save([alone])).toMatchObject({ saved: 0 });
    expect(await items()).toEqual(['Notice 1 v1']);
  });

  test('that its list tells as before is left alone, whatever became of it', async () => {
    await save([entry(1)]);
    const [item] = await store.pendingItems(1);
    expect(await save([entry(1)])).toMatchObject({ saved: 0, edited: 0 });
    expect(await store.itemByKey(source().id, `${SITE}/1`)).toEqual(item);
  });

  test('with a page that its list tells differently is looked at again, an hour after it was saved', async () => {
    pages.set(`${SITE}/1`, '<html><body><p>text of the page</p></body></html>');
    await save([entry(1)], {}, PAGES);
    const due = async () =>
      (await store.pageChecks({ source: source().id, limit: 9 })).map(({ dueAt }) => dueAt - now);
    now += HOUR - 1;
    await save([entry(1, { title: 'Notice one' })], {}, PAGES);
    expect(await due()).not.toEqual([0]);
    now += 1;
    expect(await save([entry(1, { title: 'Notice 1a' })], {}, PAGES)).toMatchObject({ edited: 0 });
    expect(await due()).toEqual([0]);
    expect(await items()).toEqual(['Notice 1 v1']);
  });
});

describe('an entry whose page cannot be had', () => {
  const look = (parts: Partial<PollContext> = {}) => save([entry(1)], parts, PAGES);
  const waiting = async () => {
    const checks = await store.pageChecks({ source: source().id, limit: 9 });
    return checks.filter(({ stage }) => stage === 'waiting');
  };

  test('waits ten minutes for it, then its own text goes out', async () => {
    const first = await look();
    expect(first).toMatchObject({ saved: 0, open: 1, problem: { code: 'page-failed' } });
    expect(first.problem!.message).toMatch(/^Notice 1: /);
    expect(await waiting()).toMatchObject([{ tries: 1, firstSeenAt: now, missing: [] }]);
    now += 10 * MINUTE - 1;
    expect(await look()).toMatchObject({ saved: 0, open: 1 });
    expect(await waiting()).toMatchObject([{ tries: 2, firstSeenAt: NOON }]);
    now += 1;
    expect(await look()).toMatchObject({ saved: 1, open: 0 });
    const checks = await store.pageChecks({ source: source().id, limit: 9 });
    expect(checks).toMatchObject([{ stage: 'saved', missing: [`${SITE}/1`] }]);
  });

  test('of a host that asks for patience waits an hour', async () => {
    pages.set(`${SITE}/1`, 'asked-to-wait');
    await look();
    now += HOUR - 1;
    expect(await look()).toMatchObject({ saved: 0, open: 1 });
    now += 1;
    expect(await look()).toMatchObject({ saved: 1, open: 0 });
  });

  test('is not waited for in a first run', async () => {
    const first = { firstRun: true, seenBefore: null };
    expect(await look(first)).toMatchObject({
      saved: 1,
      open: 0,
      problem: { code: 'page-failed' },
    });
  });

  test('without a title is called by its address', async () => {
    const { problem } = await save([entry(1, { title: '' })], {}, PAGES);
    expect(problem!.message).toMatch(/^https:\/\/a\.example\/1: /);
  });

  test('has none where it names no address', async () => {
    expect(await save([entry(1, { url: '' })], {}, PAGES)).toMatchObject({
      saved: 1,
      problem: null,
    });
    expect(asked).toEqual([]);
    expect(await store.pageChecks({ source: source().id, limit: 9 })).toEqual([]);
  });

  test('counts its own tries, not those of another entry that waits', async () => {
    await save([entry(1), entry(2)], {}, PAGES);
    now += MINUTE;
    await save([entry(1)], {}, PAGES);
    expect((await waiting()).map(({ key, tries }) => [key, tries]).toSorted()).toEqual([
      [`${SITE}/1`, 2],
      [`${SITE}/2`, 1],
    ]);
  });
});

describe('a page that was saved', () => {
  const PAGE = '<html><body><p>text of the page</p></body></html>';
  const checks = () => store.pageChecks({ source: source().id, limit: 9 });

  test('is looked at again later, but not one of a first run', async () => {
    for (const n of [1, 2]) pages.set(`${SITE}/${n}`, PAGE);
    await save([entry(1)], {}, PAGES);
    await save([entry(2)], { firstRun: true, seenBefore: null }, PAGES);
    expect(await checks()).toMatchObject([
      {
        key: `${SITE}/1`,
        url: `${SITE}/1`,
        title: 'Notice 1',
        stage: 'saved',
        tries: 0,
        missing: [],
      },
    ]);
  });

  test('late after a gap says so', async () => {
    await save([entry(1)], { afterGap: true, seenBefore: (now - 9 * DAY) as Instant });
    expect((await store.pendingItems(1))[0]).toMatchObject({ late: true, backfill: false });
  });
});

describe('an entry that breaks its reader', () => {
  const broken = (error: Error) => ({
    fetch: (async () => Promise.reject(error)) as unknown as Fetch,
  });

  test('is saved without its page, and the finding says what broke in few words', async () => {
    const found = await save([entry(1)], broken(new Error('x'.repeat(300))), PAGES);
    expect(found).toMatchObject({ saved: 1, open: 0, problem: { code: 'own-fault' } });
    expect(found.problem!.message).toContain('x'.repeat(200));
    expect(found.problem!.message).not.toContain('x'.repeat(201));
    expect(await items()).toEqual(['Notice 1 v1']);
  });

  test('is none where the database is away', async () => {
    const away = Object.assign(new Error('away'), { name: 'StoreProblem' });
    await expect(save([entry(1)], broken(away), PAGES)).rejects.toThrow('away');
    expect(await items()).toEqual([]);
  });
});
