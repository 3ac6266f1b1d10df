import { expect, test } from 'vitest';
import { closeLater } from '../support/discord/ready-client.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { type PublishedPage, startWorld } from '../support/world.ts';

/** A numbered list of its own on Trip.com. */
const list = (n: number): PublishedPage => ({
  ...SHORT_LIST,
  path: `/miit/list_${n}.html`,
  title: SHORT_LIST.title.replace('第9批，总第18批', `第${n}批，总第${n + 100}批`),
});

const begin = async (options: Parameters<typeof startWorld>[0] = {}) => {
  const world = closeLater(await startWorld({ alertsPerSourceHour: 3, ...options }));
  await world.follow('trip-com');
  return world;
};

test('a source that alerts without end sends so many alerts in an hour, then one list, and the operator hears of it', async () => {
  const world = await begin({ operator: { sink: 'terminal', to: 'operator' } });
  for (let n = 10; n < 20; n += 1) world.publish('miit', list(n));
  await world.tickAt('2021-09-20T10:05');
  expect(world.shown.filter((one) => one.includes('Trip.com'))).toHaveLength(3);
  const suppressed = await world.store.suppressed({ limit: 99 });
  expect(suppressed.filter((one) => one.stage === 'flood')).toHaveLength(7);
  await world.tickAt('2021-09-20T10:15');
  expect(world.shown.some((one) => one.includes('7 changes from a source'))).toBe(false);
  await world.tickAt('2021-09-20T10:26');
  const lists = world.shown.filter((one) => one.includes('7 changes from a source'));
  expect(lists).toHaveLength(1);
  expect(world.shown.some((one) => one.includes('too many alerts at once'))).toBe(true);
  // Only what was sent is followed up: a reminder and a look back.
  const reminders = await world.store.deliveries({ state: 'pending', limit: 99 });
  expect(reminders.length).toBeLessThanOrEqual(6);
}, 60_000);

test('an hour later the source alerts by itself again', async () => {
  const world = await begin();
  for (let n = 10; n < 15; n += 1) world.publish('miit', list(n));
  await world.tickAt('2021-09-20T10:05');
  await world.tickAt('2021-09-20T10:26');
  const before = world.shown.length;
  world.publish('miit', { ...list(40), date: '2021-09-20 11:25' });
  await world.tickAt('2021-09-20T11:30');
  expect(world.shown).toHaveLength(before + 1);
});

test('old pages under new addresses and dates are no news', async () => {
  const world = await begin({ alertsPerSourceHour: 99 });
  const lone = { ...SHORT_LIST, title: '关于侵害用户权益行为的APP通报（携程旅行）' };
  world.publish('miit', lone);
  await world.tickAt('2021-09-20T10:05');
  expect(world.shown).toHaveLength(1);
  const moved = { ...lone, path: '/miit/new/art_1.html', date: '2021-12-01 09:00' };
  // A year that is not stated is read from the date.
  world.publish('miit', { ...moved, body: lone.body });
  const { settled } = await world.tickAt('2021-12-01T09:05');
  expect(world.shown).toHaveLength(1);
  expect(settled[0]!.outcome.suppressed.map((one) => one.because.code)).toEqual([
    'reported-before',
  ]);
});

test('far more new entries than a source can make are stored and not sent', async () => {
  const world = await begin({ alertsPerSourceHour: 99 });
  await world.tickAt('2021-09-20T09:55');
  for (let n = 0; n < 140; n += 1) world.publish('miit', list(200 + n));
  const { polls } = await world.tickAt('2021-09-20T10:05');
  expect(polls.find((one) => one.source === ('demo-miit' as never))!.finding?.code).toBe(
    'new-flood',
  );
  expect(world.shown).toEqual([]);
  const suppressed = await world.store.suppressed({ limit: 99 });
  expect(new Set(suppressed.map((one) => one.because.code))).toEqual(new Set(['flood-entries']));
  world.publish('miit', list(500));
  await world.tickAt('2021-09-20T10:15');
  expect(world.shown).toHaveLength(1);
}, 60_000);
