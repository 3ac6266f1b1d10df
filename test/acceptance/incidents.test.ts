import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Address, Scope } from '../../src/domain/alert.ts';
import { reason } from '../../src/domain/reason.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { startWorld, type World } from '../support/world.ts';

const OPERATOR: Address = { sink: 'terminal', to: 'operator' };
const MIIT: Scope = { kind: 'regulator', id: 'cn-miit' as never };

let world: World;
const begin = async (sources: Parameters<typeof startWorld>[0] = {}) => {
  world = await startWorld({ operator: OPERATOR, ...sources });
  await world.follow('miit', { scope: MIIT });
  await world.tickAt('2021-09-20T09:05');
  await settleDown();
};
beforeEach(() => begin());
afterEach(() => world.close());

/**
 * The long leap to the day of the test is a gap of its own: it is told and forgotten before the
 * test begins.
 */
async function settleDown() {
  for (const minute of ['09:06', '09:12', '09:18', '09:24'])
    await world.tickAt(`2021-09-20T${minute}`);
  world.shown.length = 0;
}

/**
 * Lets the program run from one time of the day to another, a tick every four minutes, as it does
 * by itself.
 */
async function through(from: string, to: string) {
  const at = (time: string) => Date.parse(`2021-09-20T${time}Z`);
  for (let now = at(from); now <= at(to); now += 4 * 60_000)
    await world.tickAt(new Date(now).toISOString().slice(0, 16));
}

const incidents = () => world.store.incidents({ limit: 99 });
const titles = () =>
  world.shown.map((text) =>
    text
      .split('\n')
      .find((line) => /\p{L}/u.test(line))!
      .trim(),
  );

describe('what is wrong with the watch is told', () => {
  test('a lost selector goes to the operator alone, once, and its mending as a second message', async () => {
    world.disturb('miit', '<html><body><p>新版网站</p></body></html>');
    await through('09:30', '09:42');
    expect(titles()).toEqual(['Monitoring needs attention: MIIT']);
    expect(world.shown[0]).toContain('no row of its page matches the selector');
    world.disturb('miit', null);
    await through('09:46', '10:40');
    expect(titles()).toEqual(['Monitoring needs attention: MIIT', 'Recovered: MIIT']);
    const operator = await world.store.deliveries({ address: OPERATOR, limit: 9 });
    expect(operator.map((one) => one.state)).toEqual(['sent', 'sent', 'sent']);
  });

  test('what is over before it was worth telling is kept with that reason, and told to nobody', async () => {
    world.disturb('miit', 503);
    await through('09:30', '09:45');
    world.disturb('miit', null);
    await through('09:46', '10:40');
    expect(world.shown).toEqual([]);
    const [one] = (await incidents()).filter((incident) => incident.code === 'server-error');
    expect(one?.tellings).toMatchObject([
      {
        to: 'operator',
        of: 'begin',
        alert: null,
        because: { code: 'over-before-report', params: { minutes: expect.any(Number) } },
      },
      { to: 'operator', of: 'end', alert: null, because: reason('beginning-not-reported') },
    ]);
  });

  test('a gap beyond the limit is told to who follows the body, with start and end and what was found late', async () => {
    world.disturb('miit', 503);
    await through('09:28', '11:20');
    expect(titles()).toEqual([
      'Monitoring needs attention: MIIT',
      'MIIT: unreachable since 20 Sep 2021 09:24 Beijing',
    ]);
    world.publish('miit', SHORT_LIST);
    world.disturb('miit', null);
    await through('11:24', '13:10');
    const last = world.shown.find((text) => text.includes(': unreachable from '));
    expect(last).toMatch(/MIIT: unreachable from 20 Sep 2021 09:24 Beijing to 1[12]:\d\d/);
    expect(last).toContain('One notice was found late and is marked so.');
    expect(titles()).toContain('Recovered: MIIT');
    const gap = (await incidents()).find(
      (one) => one.kind === 'gap' && one.code === 'server-error',
    );
    expect(
      gap?.tellings.map(({ to, of, alert, because }) => [
        to,
        of,
        alert !== null,
        because?.code ?? null,
      ]),
    ).toEqual([
      ['operator', 'begin', false, 'with-its-finding'],
      ['subscribers', 'begin', true, null],
      ['operator', 'end', false, 'with-its-finding'],
      ['subscribers', 'end', true, null],
    ]);
  });

  test('a program killed at any moment tells everything once after its restart', async () => {
    world.disturb('miit', 503);
    await through('09:28', '10:20');
    await world.restart();
    await through('10:24', '11:20');
    await world.restart();
    world.disturb('miit', null);
    await through('11:24', '12:40');
    await world.restart();
    await through('12:44', '13:20');
    expect(titles()).toHaveLength(4);
    expect(new Set(titles()).size).toBe(4);
  });

  test('a program that was not running says so to subscribers, in one message for all bodies', async () => {
    await world.follow('cac', { scope: { kind: 'regulator', id: 'cn-cac' as never } });
    await through('13:30', '14:30');
    const told = world.shown.filter((text) => text.includes(': unreachable from '));
    expect(told.some((text) => /MIIT, CAC|CAC, MIIT/.test(text))).toBe(true);
    expect(told.every((text) => text.includes('this program was not running'))).toBe(true);
  });

  test('muted addresses, digests and nobody are reasons that are kept', async () => {
    for (const one of await world.store.subscriptions({ active: true }))
      await world.store.removeSubscription(one.id);
    world.disturb('miit', 503);
    await through('09:28', '12:00');
    const gap = (await incidents()).find(
      (one) => one.kind === 'gap' && one.code === 'server-error',
    );
    expect(gap?.tellings.find((one) => one.to === 'subscribers')).toMatchObject({
      alert: null,
      because: reason('no-follower'),
    });
  });

  test('a list with far fewer rows than usual is told as an oddity of that notice', async () => {
    await world.close();
    await begin({ sources: { 'demo-miit': { rowsPerNotice: { least: 40, most: 60 } } } });
    world.publish('miit', SHORT_LIST);
    await through('09:28', '10:00');
    expect(world.shown.find((text) => text.includes('Monitoring needs attention'))).toMatch(
      /far fewer or more rows/,
    );
  });
});
