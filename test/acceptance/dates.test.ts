import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '../../src/domain/time.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { startWorld, type World } from '../support/world.ts';

/** The tick at which the notice is first seen, Beijing time. */
const SEEN = '2021-09-20T10:05';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let world: World;
beforeEach(async () => {
  world = await startWorld({ sources: { 'demo-miit': { kind: 'rss' } } });
  await world.follow('trip-com');
  uploadFeed('');
  await world.tickAt('2021-09-20T09:00');
});
afterEach(() => world.close());

const uploadFeed = (items: string) =>
  world.upload(
    '/miit/index.html',
    new TextEncoder().encode(
      `<rss version="2.0"><channel><title>通报</title>${items}</channel></rss>`,
    ),
  );

/** A list of the regulator in its feed; its page states no date of its own. */
function publish(pubDate: string): void {
  world.publish('miit', { ...SHORT_LIST, date: '' });
  uploadFeed(
    `<item><title>${SHORT_LIST.title}</title><link>${SHORT_LIST.path}</link><guid isPermaLink="false">1</guid>${pubDate}</item>`,
  );
}

const seen = Date.parse(`${SEEN}+08:00`);
const inGmt = (at: number) => `<pubDate>${new Date(at).toUTCString()}</pubDate>`;

test.each([
  ['two minutes ahead', inGmt(seen + 2 * MINUTE)],
  ['an hour ahead', inGmt(seen + HOUR)],
  ['Beijing time labelled GMT', inGmt(seen - 5 * MINUTE + 8 * HOUR)],
  ['26 hours ahead', inGmt(seen + 26 * HOUR)],
  ['ten years ahead', inGmt(seen + 3_653 * DAY_MS)],
  ['no date', ''],
  ['an unreadable date', '<pubDate>yesterday</pubDate>'],
])('a feed with %s: the alert comes', async (_, pubDate) => {
  publish(pubDate);
  await world.tickAt(SEEN);
  expect(world.shown).toHaveLength(1);
  expect(world.shown[0]).toContain('Trip.com');
  const [notice] = await world.store.notices({ limit: 1 });
  expect(notice).toMatchObject({ verdict: 'action', published: '2021-09-20' });
});

test('an undated notice says that its day is the one on which it was seen', async () => {
  publish('');
  await world.tickAt(SEEN);
  expect(world.shown[0]).toContain('seen 20 Sep 2021, undated');
});

test('a notice under a false time zone is dated by the clock of its regulator', async () => {
  publish(inGmt(seen - 5 * MINUTE + 8 * HOUR));
  await world.tickAt(SEEN);
  const [notice] = await world.store.notices({ limit: 1 });
  expect(notice).toMatchObject({ publishedAt: seen - 5 * MINUTE, datedBy: 'zone' });
});
