import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SHORT_LIST } from '../support/miit-list.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const LIST = SHORT_LIST;

const ARTICLE = {
  guid: 'a-1',
  title: 'MIIT names two apps for misusing data',
  published: 'Mon, 20 Sep 2021 09:00:00 GMT',
  body: '<p>China’s Ministry of Industry and Information Technology on Monday named two apps, including travel app Ctrip, and ordered them to rectify the illegal collection of personal data by September 28.</p>',
};

describe('a followed company is told once, whatever carries the news', () => {
  test('official list first, then the press: one alert', async () => {
    await world.follow('trip-com');
    world.publish('miit', LIST);
    await world.tickAt('2021-09-20T10:05');
    world.report(ARTICLE as never);
    const later = await world.tickAt('2021-09-20T18:00');
    expect(world.shown).toHaveLength(1);
    expect(later.settled.flatMap((one) => one.outcome.suppressed.map((held) => held.why))).toEqual([
      'joined-case',
    ]);
  });

  test('press first is told as press only; the official list is told when it comes', async () => {
    await world.follow('trip-com');
    world.report(ARTICLE as never);
    await world.tickAt('2021-09-20T18:00');
    world.publish('miit', LIST);
    await world.tickAt('2021-09-20T18:30');
    expect(world.shown).toHaveLength(2);
    expect(world.shown[0]).toContain('Press only');
    expect(world.shown[1]).not.toContain('Press only');
  });

  test('a restart between reading and the next poll doubles nothing', async () => {
    await world.follow('trip-com');
    world.publish('miit', LIST);
    await world.tickAt('2021-09-20T10:05');
    await world.restart();
    await world.tickAt('2021-09-20T10:10');
    expect(world.shown).toHaveLength(1);
  });
});

describe('what is not told has a reason in the store', () => {
  test('a company that nobody follows', async () => {
    world.publish('miit', LIST);
    const tick = await world.tickAt('2021-09-20T10:05');
    const notice = tick.settled[0]!.outcome.notice.id;
    expect(await world.store.suppressed({ notice, limit: 10 })).toMatchObject([
      { why: 'no-subscriber', stage: 'route' },
    ]);
    expect(world.shown).toEqual([]);
  });

  test('a training notice is read, stored and is no censure', async () => {
    await world.follow('trip-com');
    world.publish('miit', {
      path: '/miit/art_2.html',
      title: '关于举办携程旅行等企业参加培训的通知',
      date: '2021-09-21',
      body: '<p>定于十月举办培训，携程旅行等企业参加。</p>',
    });
    const tick = await world.tickAt('2021-09-21T10:05');
    expect(tick.settled.map((one) => one.outcome.notice.verdict)).toEqual(['none']);
    expect(world.shown).toEqual([]);
  });

  test('the same app by an unknown firm goes to Review and to no channel', async () => {
    await world.follow('trip-com');
    world.publish('miit', {
      ...LIST,
      path: '/miit/art_3.html',
      body: LIST.body.replace('上海携程商务有限公司', '虚构市无名软件有限公司'),
    });
    await world.tickAt('2021-09-20T10:05');
    expect(world.shown).toEqual([]);
    const reviews = await world.store.reviews({ open: true, limit: 10 });
    expect(reviews.map((one) => one.subject)).toContain('携程旅行 · 虚构市无名软件有限公司');
  });
});

describe('a broken source never keeps the others from being asked', () => {
  test('a missing page of one list leaves the rest alone and is tried again', async () => {
    await world.follow('didi');
    world.publish('miit', { ...LIST, path: 'http://127.0.0.1:1/gone.html' });
    world.publish('cac', {
      path: '/cac/c_1.htm',
      title: '关于下架“滴滴出行”App的通报',
      date: '2021-09-20 10:00',
      body: '<p>国家互联网信息办公室依据网络安全法，通知应用商店下架“滴滴出行”App，要求整改。</p>',
    });
    const tick = await world.tickAt('2021-09-20T10:05');
    expect(tick.polls.find((one) => one.source === 'demo-miit')!.finding).toMatchObject({
      code: expect.any(String),
    });
    expect(world.shown).toHaveLength(1);
    expect(world.shown[0]).toContain('DiDi');
  });
});
