import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CompanyId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/time.ts';
import { scoreOver, stepsKnown } from '../../src/pipeline/standing/knowledge.ts';
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
  const events = await stepsKnown(world.knowledge, world.store, company, at(when));
  return scoreOver(world.knowledge, company, events, at(when)).score;
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
      (await world.store.events({ company: TRIP })).filter((event) => !event.withdrawnAt),
    ).toHaveLength(1);
  });

  test('a third page, and an edit of the second, add nothing either', async () => {
    const before = await scoreAt(TRIP, '2021-09-20T23:00');
    const lone = { ...SHORT_LIST, title: '关于侵害用户权益行为的APP通报（携程旅行）' };
    for (const [index, when] of ['12:05', '13:05', '14:05'].entries()) {
      world.publish('miit', { ...SHORT_LIST, path: `/miit/mirror_${index}.html` });
      await world.tickAt(`2021-09-20T${when}`);
    }
    world.revise('miit', '/miit/mirror_0.html', lone.body.replace('近期组织检查', '近日组织检查'));
    await world.tickAt('2021-09-20T18:05');
    expect(world.shown).toHaveLength(1);
    expect(await scoreAt(TRIP, '2021-09-20T23:00')).toBe(before);
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
      (await world.store.events({ company: TRIP })).filter((event) => !event.withdrawnAt),
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

  test('with the company struck out takes it back: told, and the load is gone at every instant', async () => {
    const before = await scoreAt(TRIP, '2021-09-20T10:30');
    expect(before).toBeGreaterThan(10);
    await edit(SHORT_LIST.body.replace(/<tr><td>1<\/td>.*?<\/tr>/, ''));
    expect(world.shown).toHaveLength(2);
    for (const when of ['2021-09-20T10:30', '2021-09-20T12:00'])
      expect(await scoreAt(TRIP, when)).toBe(0);
  });

  test('scores at every instant what a page without the error would have scored', async () => {
    const other = await startWorld();
    const clean = { ...SHORT_LIST, body: SHORT_LIST.body.replace('9月28日', '9月24日') };
    const next = {
      ...SHORT_LIST,
      path: '/miit/art_2.html',
      title: SHORT_LIST.title.replace('第9批，总第18批', '第10批，总第19批'),
      date: '2021-09-20 11:00',
      body: SHORT_LIST.body.replace('携程旅行', '去哪儿旅行'),
    };
    world.publish('miit', next);
    await world.tickAt('2021-09-20T11:05');
    await edit(clean.body);
    other.publish('miit', clean);
    await other.tickAt('2021-09-20T10:05');
    other.publish('miit', next);
    await other.tickAt('2021-09-20T11:05');
    for (const when of ['20T10:30', '20T11:10', '20T12:00', '29T12:00']) {
      const at = Date.parse(`2021-09-${when}+08:00`) as Instant;
      const events = await stepsKnown(other.knowledge, other.store, TRIP, at);
      const expected = scoreOver(other.knowledge, TRIP, events, at).score;
      expect(await scoreAt(TRIP, `2021-09-${when}`), when).toBe(expected);
    }
    await other.close();
  });

  test('with a later deadline tells the correction', async () => {
    await edit(SHORT_LIST.body.replace('9月28日', '9月30日'));
    expect(world.shown).toHaveLength(2);
    expect(world.shown[1]).toContain('30 Sep 2021');
  });
});

describe('the same takedown at a second address', () => {
  const DIDI = 'didi' as CompanyId;
  const first = {
    path: '/cac/a.html',
    title: '关于下架“滴滴出行”App的通报',
    date: '2021-09-20 10:00',
    body: '<p>国家互联网信息办公室依据网络安全法，通知应用商店下架“滴滴出行”App。</p>',
  };
  const longer = {
    ...first,
    path: '/cac/b.html',
    body: '<p>经检测核实，“滴滴出行”App存在严重违法违规收集使用个人信息问题。国家互联网信息办公室通知应用商店下架“滴滴出行”App，要求其认真整改存在的问题。</p>',
  };

  test('is a duplicate however it is worded: no correction, no message, and the reason is kept', async () => {
    await world.follow('didi');
    world.publish('cac', first);
    await world.tickAt('2021-09-20T10:05');
    expect(world.shown).toHaveLength(1);
    const before = await scoreAt(DIDI, '2021-09-20T14:00');
    world.publish('cac', longer);
    const { settled } = await world.tickAt('2021-09-20T12:05');
    expect(world.shown).toHaveLength(1);
    expect(await scoreAt(DIDI, '2021-09-20T14:00')).toBe(before);
    expect(settled[0]!.outcome.signals).toEqual([]);
    expect(settled[0]!.outcome.suppressed).toMatchObject([
      { company: 'didi', stage: 'score', because: { code: 'reported-before' } },
    ]);
  });

  test('a takedown days after the order to mend is another act, and is told', async () => {
    await world.follow('didi');
    world.publish('cac', {
      ...first,
      title: '关于责令“滴滴出行”App整改的通报',
      body: '<p>国家互联网信息办公室责令“滴滴出行”App限期整改。</p>',
    });
    await world.tickAt('2021-09-20T10:05');
    world.publish('cac', longer);
    await world.tickAt('2021-09-20T12:05');
    expect(world.shown.at(-1)).toContain('off the app stores');
    expect(world.shown.at(-1)).not.toContain('Correction');
  });
});

describe('a correction', () => {
  const qunar =
    '<tr><td>3</td><td>去哪儿旅行</td><td>北京趣拿信息技术有限公司</td><td>应用宝</td><td>9.0</td><td>违规收集个人信息</td></tr></table>';

  test('does not come where the alert that it corrects never came', async () => {
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    await world.follow('trip-com');
    await edit(SHORT_LIST.body.replace(/<tr><td>1<\/td>.*?<\/tr>/, ''));
    expect(world.shown).toEqual([]);
    const reasons = await world.store.suppressed({ limit: 9 });
    expect(reasons).toContainEqual(
      expect.objectContaining({
        stage: 'corrected-here',
        address: { sink: 'terminal', to: 'test' },
      }),
    );
  });

  test('comes where the alert came', async () => {
    await world.follow('trip-com');
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    await edit(SHORT_LIST.body.replace('</table>', qunar));
    expect(world.shown).toHaveLength(2);
  });
});
