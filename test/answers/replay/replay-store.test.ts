import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replayStore } from '../../../src/answers/replay/replay.ts';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import type { CompanyId } from '../../../src/domain/ids.ts';
import { actKeys } from '../../../src/domain/notice.ts';
import type { Outcome } from '../../../src/domain/ports.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { NOON } from '../../base/store/build.ts';
import { numbered } from '../../base/store/build-outcome.ts';

let stored: OpenStore;
let replayed: Awaited<ReturnType<typeof replayStore>>;
beforeEach(async () => {
  stored = await openStore({ path: ':memory:' });
  replayed = await replayStore(stored);
});
afterEach(async () => {
  await replayed.close();
  await stored.close();
});

const at = (n: number) => (NOON + n * 60_000) as Instant;

/** The same outcomes into the real store and into the one of a replay. */
async function both(count: number) {
  const { store, begin } = replayed;
  const outcomes: Outcome[] = [];
  for (let n = 0; n < count; n++) {
    const { item, outcome } = numbered(n, `room-${n % 3}`, { dueAt: at(n), createdAt: at(n) });
    await stored.saveItem(item);
    await stored.saveOutcome(outcome, at(n));
    await begin(item.item, at(n));
    await store.saveOutcome(outcome, at(n));
    outcomes.push(outcome);
  }
  return { store, outcomes };
}

describe('the store of a replay answers as the real one', () => {
  test('steps, notices, signals, alerts and deliveries', async () => {
    const { store, outcomes } = await both(12);
    const last = outcomes.at(-1)!;
    const signals = outcomes.flatMap((one) => one.signals);
    const company = signals[0]!.company as CompanyId;
    const { address, alert } = last.deliveries[0]!;
    const keys = signals.map((one) => one.noveltyKey);
    const ids = signals.map((one) => one.id);
    expect(await store.events({ company })).toEqual(await stored.events({ company }));
    expect(await store.events({ notice: last.notice.id })).toEqual(
      await stored.events({ notice: last.notice.id }),
    );
    const alike = await store.noticesAlike(last.notice, actKeys(last.notice, 3));
    expect(alike).toHaveLength(outcomes.length);
    expect(alike).toEqual(await stored.noticesAlike(last.notice, actKeys(last.notice, 3)));
    expect(await store.mapping(last.notice.id)).toEqual(await stored.mapping(last.notice.id));
    expect(await store.signals({ company, limit: 5 })).toEqual(
      await stored.signals({ company, limit: 5 }),
    );
    expect(await store.findAlerted(keys)).toEqual(await stored.findAlerted(keys));
    expect(await store.firstAlerts(ids)).toEqual(await stored.firstAlerts(ids));
    expect((await store.alert(alert))?.alert).toEqual((await stored.alert(alert))?.alert);
    const shape = (rows: readonly { id: string; alert: string }[]) =>
      rows.map((row) => [row.id, row.alert]);
    expect(shape(await store.deliveries({ address, limit: 9 }))).toEqual(
      shape(await stored.deliveries({ address, limit: 9 })),
    );
  });

  test('what it does not keep it refuses, because the stored rows know the future', () => {
    const { store } = replayed;
    expect(() => store.figures()).toThrow(/a replay does not answer "figures"/);
    expect(() => store.saveItem(null as never)).toThrow(/know the future/);
  });
});
