import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scoreOver, stepsKnown } from '../../src/answers/queries/knowledge.ts';
import type { CompanyId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/time.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const at = (text: string) => Date.parse(`${text}+08:00`) as Instant;
const TRIP = 'trip-com' as CompanyId;
const scoreAt = async (company: CompanyId, when: string) => {
  const steps = await stepsKnown(world.knowledge, world.store, company, at(when));
  return scoreOver(world.knowledge, company, steps, at(when)).score;
};

/** The page as the regulator edited it in place, seen when the watch looks at it again. */
async function edit(body: string): Promise<void> {
  world.revise('miit', SHORT_LIST.path, body);
  await world.tickAt('2021-09-20T11:30');
}

describe('the same act told again by an official page', () => {
  beforeEach(async () => {
    await world.follow('trip-com');
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
  });

  test.each([
    ['a mirror in another column of the site', { path: '/miit/mirror_1.html' }],
    ['a reprint months later', { path: '/miit/reprint.html', date: '2021-12-20 10:00' }],
  ])('%s: no second alert and no second load', async (_, changes) => {
    const before = await scoreAt(TRIP, '2021-09-20T23:00');
    world.publish('miit', { ...SHORT_LIST, ...changes });
    await world.tickAt('2021-12-20T10:05');
    expect(world.shown).toHaveLength(1);
    expect(await scoreAt(TRIP, '2021-09-20T23:00')).toBe(before);
    expect(
      (await world.store.steps({ company: TRIP })).filter((step) => !step.withdrawnAt),
    ).toHaveLength(1);
  });

  test('the next list of the same body is a new act', async () => {
    world.publish('miit', {
      ...SHORT_LIST,
      path: '/miit/art_9.html',
      title: SHORT_LIST.title.replace('第9批，总第18批', '第10批，总第19批'),
      date: '2021-10-20 10:00',
      body: SHORT_LIST.body.replace('9月28日', '10月28日'),
    });
    await world.tickAt('2021-10-20T10:05');
    expect(world.shown).toHaveLength(2);
  });

  test('a fuller page of the same list tells what is new, as a correction', async () => {
    const row =
      '<tr><td>3</td><td>去哪儿旅行</td><td>北京趣拿信息技术有限公司</td><td>应用宝</td><td>9.0</td><td>违规收集个人信息</td></tr></table>';
    world.publish('miit', {
      ...SHORT_LIST,
      path: '/miit/full.html',
      body: SHORT_LIST.body.replace('</table>', row),
    });
    await world.tickAt('2021-09-20T12:00');
    expect(world.shown).toHaveLength(2);
    expect(world.shown[1]).toContain('去哪儿旅行');
    expect(
      (await world.store.steps({ company: TRIP })).filter((step) => !step.withdrawnAt),
    ).toHaveLength(1);
  });
});

describe('a page that is edited in place', () => {
  beforeEach(async () => {
    await world.follow('trip-com');
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
  });

  test('with a typo mended tells nothing', async () => {
    await edit(SHORT_LIST.body.replace('近期组织检查', '近期组织了检查'));
    expect(world.shown).toHaveLength(1);
  });

  test('with the company struck out takes it back: told, and the load is gone from then on, not before', async () => {
    const before = await scoreAt(TRIP, '2021-09-20T10:30');
    expect(before).toBeGreaterThan(10);
    await edit(SHORT_LIST.body.replace(/<tr><td>1<\/td>.*?<\/tr>/, ''));
    expect(world.shown).toHaveLength(2);
    expect(await scoreAt(TRIP, '2021-09-20T12:00')).toBe(0);
    expect(await scoreAt(TRIP, '2021-09-20T10:30')).toBe(before);
  });

  test('with a later deadline tells the correction', async () => {
    await edit(SHORT_LIST.body.replace('9月28日', '9月30日'));
    expect(world.shown).toHaveLength(2);
    expect(world.shown[1]).toContain('30 Sep 2021');
  });
});
