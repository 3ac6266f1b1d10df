import { parse } from 'csv-parse/sync';
import Parser from 'rss-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storedSentence } from '../../../../src/domain/reason.ts';
import { createWeb } from '../../../../src/interfaces/web/create-web.ts';
import { TABLES } from '../../../../src/interfaces/web/feeds/tables.ts';
import { type Site, siteOver, startSite } from '../../../support/site.ts';
import { keepBoth } from '../../../support/studies.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
  await keepBoth(site.world.store);
});
afterAll(() => site.close());

describe('Atom', () => {
  test.each([
    ['/feeds/all.atom', 2],
    ['/feeds/company/trip-com.atom', 1],
    ['/feeds/regulator/cn-miit.atom', 2],
    ['/feeds/band/watch.atom', 1],
    ['/feeds/band/severe.atom', 0],
  ])('%s has %i entries that a feed reader takes', async (path, entries) => {
    const answer = await site.get(path);
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const feed = await new Parser().parseString(await answer.text());
    expect(feed.items).toHaveLength(entries);
    for (const item of feed.items)
      expect(item.link).toMatch(/^http:\/\/127\.0\.0\.1:8080\/notice\//);
  });

  test('an entry says what the score did', async () => {
    expect(await site.text('/feeds/company/trip-com.atom')).toContain('Trip.com Group 0.0 → 15.9');
  });

  test('a title is text: a tag in it stays a tag that is read, and none that is run', async () => {
    const own = siteOver(site.world);
    const [newest] = await site.world.store.notices({ actionsOnly: true, limit: 1 });
    const title = 'Ban <b>now</b> & <script>alert(1)</script>\n  <title type="html">x ]]> y';
    const store = {
      ...site.world.store,
      notices: async () => [{ ...newest!, title }],
    };
    const app = createWeb({ ...own.deps, store });
    const answer = await app.request('http://127.0.0.1:8080/feeds/all.atom', {
      headers: { host: '127.0.0.1:8080' },
    });
    const text = await answer.text();
    const types = [...text.matchAll(/^\s*<(?:title|summary) type="(\w+)"/gm)].map((one) => one[1]);
    expect(types).toEqual(['text', 'text']);
    expect((await new Parser().parseString(text)).items[0]!.title).toBe(title.replace(/\s+/g, ' '));
  });

  test('of nobody is not there', async () => {
    for (const path of [
      '/feeds/company/nobody.atom',
      '/feeds/band/purple.atom',
      '/feeds/regulator/none.atom',
    ])
      expect((await site.get(path)).status).toBe(404);
  });

  test('unchanged, it is not sent again', async () => {
    const etag = (await site.get('/feeds/all.atom')).headers.get('etag')!;
    const again = await site.get('/feeds/all.atom', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });
});

describe('the calendar', () => {
  test.each(['/deadlines.ics', '/company/trip-com/deadlines.ics'])(
    '%s has the deadline as a day',
    async (path) => {
      const text = await site.text(path);
      expect(text).toContain('DTSTART;VALUE=DATE:20210928');
      expect(text.replaceAll('\r\n ', '')).toContain('Trip.com Group: MIIT');
      expect(text).toMatch(/^BEGIN:VCALENDAR[\s\S]+END:VCALENDAR\s*$/);
    },
  );
});

/** Columns that nothing in this world fills. */
const NOTHING_YET: Readonly<Record<string, readonly string[]>> = {
  '/company/:id/history.csv': ['via'],
  '/company/:id/cases.csv': ['closed'],
  '/company/:id/apps.csv': ['operator_to'],
  '/notice/:id/rows.csv': ['company'],
  '/sources.csv': ['answered_at', 'changed_at', 'lag_ms', 'finding', 'finding_since'],
  '/reviews.csv': ['verdict', 'company', 'by', 'reason', 'decided_at'],
  '/deliveries.csv': ['last_error'],
};

describe('every table as CSV', () => {
  test.each(TABLES.map((file) => [file.path, file] as const))('%s', async (path, file) => {
    const { notices } = (await (await site.get('/api/v1/notices?actions=1')).json()) as {
      notices: { id: string }[];
    };
    const real = path
      .replace('/company/:id', '/company/trip-com')
      .replace('/notice/:id', `/notice/${notices[0]!.id}`);
    const answer = await site.get(real);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const rows = parse(await answer.text(), { bom: true }) as string[][];
    expect(rows[0]).toEqual(file.columns.map(([head]) => head));
    const empty = rows[0]!.filter((_, n) => rows.slice(1).every((row) => row[n] === ''));
    if (path !== '/held.csv') expect(empty).toEqual(NOTHING_YET[path] ?? []);
    // In this world every signal is told, so nothing is held.
    expect(rows.length).toBeGreaterThan(path === '/held.csv' ? 0 : 1);
  });

  test('no cell runs as a formula', async () => {
    await site.world.store.addReview({
      id: 'formula',
      notice: 'none' as never,
      kind: 'notice',
      subject: '=HYPERLINK("http://evil.example")',
      because: storedSentence('x'),
      candidates: [],
      createdAt: 0 as never,
      decision: null,
    });
    const rows = parse(await site.text('/reviews.csv'), { bom: true }) as string[][];
    expect(rows.flat().filter((cell) => cell.startsWith('='))).toEqual([]);
    expect(rows.flat()).toContain('\'=HYPERLINK("http://evil.example")');
  });
});
