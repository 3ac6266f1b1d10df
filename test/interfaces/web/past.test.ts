import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideReview } from '../../../src/answers/queries/reviews.ts';

import { storedSentence } from '../../../src/domain/reason.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { PAGES } from '../../../src/interfaces/web/create-web.ts';
import { type Site, startSite } from '../../support/site.ts';

// The lists were read on 20 September 2021 at 10:05 and 15:05; the question was decided on the
// 21st.
let site: Site;
let notice: string;
beforeAll(async () => {
  site = await startSite();
  const { store, knowledge } = site.world;
  const [review] = await store.reviews({ open: true, limit: 1 });
  const said = { verdict: 'rejected', company: '', by: 'ann', because: 'a namesake' } as const;
  const at = Date.parse('2021-09-21T11:00+08:00') as Instant;
  const done = await decideReview({ ...site.deps, store, knowledge }, review!, said, at);
  expect(done.ok).toBe(true);
  const { source } = site.deps.sources.find((one) => one.source.enabled)!;
  const now = site.deps.clock.now();
  await store.saveSourceState({
    source: source.id,
    etag: null,
    lastModified: null,
    url: null,
    nextPollAt: now,
    failures: 0,
    lastAttemptAt: now,
    lastSuccessAt: now,
    lastChangeAt: null,
    finding: null,
  });
  const gap = (from: string, to: string | null) => ({
    source: source.id,
    from: Date.parse(from) as Instant,
    because: storedSentence(`gap of ${from.slice(0, 10)}`),
    to: to === null ? null : (Date.parse(to) as Instant),
  });
  await store.saveGap(gap('2021-09-10T08:00+08:00', '2021-09-12T08:00+08:00'));
  await store.saveGap(gap('2021-09-20T20:00+08:00', null));
  notice = (await store.notices({ limit: 1 }))[0]!.id;
});
afterAll(() => site.close());

const PATHS = PAGES.map((page) => page.path.replace(':id', 'trip-com')).filter(
  (path) => !path.startsWith('/notice/') && !path.startsWith('/regulator/'),
);

test.each([...PATHS, '/regulator/cn-miit'])(
  '%s says which day it shows, and has the picker',
  async (path) => {
    const text = await site.text(`${path}${path === '/search' ? '?q=group&' : '?'}at=2021-09-01`);
    expect(text).toContain('<input id="at" name="at" type="date" value="2021-09-01">');
    expect(text).toContain('You are looking at 1 Sep 2021');
    expect(text).not.toMatch(/第(?:9|10)批|2021-09-2\d|2\d Sep 2021/);
  },
);

describe('coverage', () => {
  test('of a day within a gap shows it as lasting, and not what came later', async () => {
    const text = await site.text('/coverage?at=2021-09-11');
    expect(text).toContain('gap of 2021-09-10');
    expect(text).toContain('not seen since 10 Sep 2021');
    expect(text).not.toContain('gap of 2021-09-20');
    expect(text).toMatch(/On that day 1 failing on record/);
    expect(text).toContain('that day is not kept');
  });

  test('of a day after it shows both ends', async () => {
    const text = await site.text('/coverage?at=2021-09-15');
    expect(text).toContain('12 Sep 2021');
    expect(text).toContain('On that day 0 failing on record');
  });

  test('as a file and in the API as well', async () => {
    const file = await site.text('/sources.csv?at=2021-09-15');
    expect(file).not.toContain('2021-09-2');
    const { sources } = (await (await site.get('/api/v1/sources?at=2021-09-11')).json()) as {
      sources: { gaps: { to: string | null }[] }[];
    };
    expect(sources.flatMap((one) => one.gaps)).toMatchObject([{ to: null }]);
  });
});

describe('the review queue', () => {
  test('shows today’s decision as decided', async () => {
    const text = await site.text('/reviews');
    expect(text).toContain('0 questions are open');
    expect(text).toContain('a namesake');
  });

  test('of a day before the decision shows the question as open, without a form', async () => {
    const text = await site.text('/reviews?at=2021-09-20');
    expect(text).toContain('1 question is open');
    expect(text).not.toContain('a namesake');
    expect(text).not.toContain('name="verdict"');
    expect(await site.text('/reviews.csv?at=2021-09-20')).not.toContain('a namesake');
  });

  test('of a day before the notice is empty', async () => {
    expect(await site.text('/reviews?at=2021-09-19')).toContain('0 questions are open');
  });
});

describe('deliveries and notices', () => {
  test('of a day before them are not shown', async () => {
    expect(await site.text('/deliveries?at=2021-09-19')).not.toContain(
      'terminal: <code>test</code>',
    );
    expect(await site.text('/deliveries?at=2021-09-20')).toContain('terminal: <code>test</code>');
    for (const path of [
      `/notice/${notice}`,
      `/notice/${notice}/rows.csv`,
      `/api/v1/notices/${notice}`,
    ])
      expect([path, (await site.get(`${path}?at=2021-09-19`)).status]).toEqual([path, 404]);
    expect(await site.text(`/notice/${notice}?at=2021-09-19`)).toContain(
      'was not known here on this day',
    );
    expect((await site.get(`/notice/${notice}?at=2021-09-20`)).status).toBe(200);
  });

  test('the calendar is of the day too', async () => {
    expect(await site.text('/deadlines.ics?at=2021-09-19')).not.toContain('20210928');
    expect(await site.text('/deadlines.ics?at=2021-09-21')).toContain('20210928');
    expect((await site.get('/deadlines.ics?at=never')).status).toBe(400);
  });
});
