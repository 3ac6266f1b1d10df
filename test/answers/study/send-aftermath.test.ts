import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PriceBook, PriceSeries } from '../../../src/answers/study/prices.ts';
import { aftermathTick } from '../../../src/answers/study/send-aftermath.ts';
import type { CalendarDate, Instant } from '../../../src/domain/time.ts';
import { alertCards } from '../../../src/pipeline/flows/alert-cards.ts';
import { SHORT_LIST } from '../../support/miit-list.ts';
import { startWorld, type World } from '../../support/world.ts';

const DAY_MS = 86_400_000;

/** Closes on every weekday up to a day; the stock falls by a tenth at the close of `falls`. */
function closes(file: string, symbols: string[], until: string, falls: string | null): PriceSeries {
  const dates: CalendarDate[] = [];
  const values: number[] = [];
  let close = 100;
  for (
    let at = Date.parse('2020-08-03T12:00Z');
    at <= Date.parse(`${until}T12:00Z`);
    at += DAY_MS
  ) {
    const day = new Date(at);
    if ([0, 6].includes(day.getUTCDay())) continue;
    const date = day.toISOString().slice(0, 10) as CalendarDate;
    // A little unrest of its own, so that there is a variance to measure by.
    close *= (date === falls ? 0.9 : 1) * (1 + 0.004 * Math.sin(at / DAY_MS + symbols[0]!.length));
    dates.push(date);
    values.push(close);
  }
  return { file, symbols, adjusted: true, isIndex: falls === null, dates, closes: values };
}

const pricesUntil = (until: string): PriceBook => {
  const stock = closes('TCOM.csv', ['TCOM'], until, '2021-09-20');
  const index = closes('index/KWEB.csv', ['KWEB'], until, null);
  return {
    of: (ticker) => (ticker === 'TCOM' ? [stock] : []),
    index: (name) => (name === 'KWEB' ? index : null),
    problems: [],
  };
};

describe('what prices did after an alert', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.close());

  test('is told after the first and after the fifth session, each once, as a reply that wakes nobody', async () => {
    const { store, knowledge } = world;
    await world.follow('trip-com');
    await world.tickAt('2021-09-20T09:55');
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    const [delivery] = await store.deliveries({ state: 'sent', limit: 10 });
    const alert = delivery!.alert;
    const tick = async (at: string, until: string) =>
      aftermathTick(Date.parse(at) as Instant, { knowledge, store, prices: pricesUntil(until) });
    expect(await tick('2021-09-20T23:00Z', '2021-09-20')).toBe(0);
    expect(await tick('2021-09-21T23:00Z', '2021-09-21')).toBe(1);
    expect(await tick('2021-09-22T05:00Z', '2021-09-21')).toBe(0);
    expect(await tick('2021-09-27T23:00Z', '2021-09-27')).toBe(1);
    expect(await tick('2021-09-28T23:00Z', '2021-09-28')).toBe(0);
    const first = await store.alert(`${alert}:T+1` as never);
    expect(first?.alert).toMatchObject({
      alertReason: 'aftermath',
      follows: alert,
      urgency: 'same-day',
    });
    const [reply] = await store.deliveries({ alert: first!.alert.id, limit: 10 });
    expect(reply).toMatchObject({ state: 'pending', level: 1 });
    // Ids are logged and exported; an address may be a webhook's.
    expect(reply!.id).not.toContain(reply!.address.to);
    const card = await alertCards(store, knowledge)(
      reply!,
      Date.parse('2021-09-22T01:00Z') as Instant,
    );
    const text = JSON.stringify(card);
    expect(text).toMatch(/TCOM against KWEB/);
    expect(text).toMatch(/T\+1.*−(9|10|11)\.\d %/);
    expect(text).toContain('A description, not a forecast');
  });
});
