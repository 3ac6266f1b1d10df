import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Source } from '../../../src/domain/regulator.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { WatchedSource } from '../../../src/knowledge/catalog/watched-sources.ts';
import { incidentTick, unusualRows } from '../../../src/pipeline/flows/incidents.ts';
import { read } from '../../support/reading.ts';
import { list, MINUTE, notice, type Watched, watched } from '../watch/watched.ts';

let at: Watched;
beforeEach(async () => {
  at = await watched();
  at.pages.set('/list', list(['/old', '旧通知']));
  at.pages.set('/old', notice('旧通知'));
  await at.poll();
});
afterEach(() => at.close());

const OPERATOR = { operator: { sink: 'terminal', to: 'here' }, noOperator: null };
const watchedSource = (more: Partial<Source> = {}): WatchedSource => ({
  source: at.source(more),
  outlet: null,
  regulator: 'cn-miit' as never,
  zone: 'Asia/Shanghai',
});
const watchedSources = () => new Map([[watchedSource().source.id, watchedSource()]]);
type Store = Parameters<typeof incidentTick>[2];
const tick = (store: Store = at.store) =>
  incidentTick(at.now as Instant, watchedSources(), store, OPERATOR, pino({ level: 'silent' }));
const messages = async () => (await at.store.deliveries({ limit: 99 })).length;

/** A list that is gone, noted, and old enough to be told. */
async function gone() {
  at.pages.delete('/list');
  await at.later(5 * MINUTE);
  await tick();
  at.now += 6 * MINUTE;
}

describe('killed at the worst moment', () => {
  test('before the commit: nothing is written, and it is told after the restart', async () => {
    await gone();
    const dying: Store = { ...at.store, saveIncidents: () => Promise.reject(new Error('killed')) };
    await expect(tick(dying)).rejects.toThrow('killed');
    expect(await messages()).toBe(0);
    await tick();
    expect(await messages()).toBe(1);
  });

  test('after the commit: it is not told again after the restart', async () => {
    await gone();
    const dying: Store = {
      ...at.store,
      async saveIncidents(...all) {
        await at.store.saveIncidents(...all);
        throw new Error('killed');
      },
    };
    await expect(tick(dying)).rejects.toThrow('killed');
    for (let n = 0; n < 3; n += 1) {
      at.now += 6 * MINUTE;
      await tick();
    }
    expect(await messages()).toBe(1);
  });

  test('between the poll and the note: the next start notes what the rows say', async () => {
    at.pages.delete('/list');
    await at.later(5 * MINUTE);
    at.now += 30 * MINUTE;
    await tick();
    expect(await at.store.incidents({ limit: 9 })).toMatchObject([{ code: 'gone', to: null }]);
    at.now += 6 * MINUTE;
    await tick();
    expect(await messages()).toBe(1);
  });

  test('two processes that tell at the same moment tell once', async () => {
    await gone();
    await Promise.all([tick(), tick()]);
    expect(await messages()).toBe(1);
  });
});

test('a source that is switched off has no incident any more', async () => {
  await gone();
  await tick();
  await incidentTick(at.now as Instant, new Map(), at.store, OPERATOR, pino({ level: 'silent' }));
  expect(await at.store.incidents({ limit: 9 })).toMatchObject([{ to: at.now }]);
});

const table = (rows: number) =>
  `关于侵害用户权益行为的APP通报\n工业和信息化部检查发现${rows}款APP存在问题，上述APP应在8月25日前完成整改。${Array.from({ length: rows }, (_, n) => `《测试软件${n}号》（版本1.${n}，应用宝）`).join('、')}`;

test.each<[string, number, Source['rowsPerNotice'], boolean]>([
  ['as many as usual', 10, { least: 8, most: 20 }, false],
  ['somewhat fewer', 5, { least: 8, most: 20 }, false],
  ['far fewer', 3, { least: 8, most: 20 }, true],
  ['far more', 9, { least: 1, most: 4 }, true],
  ['nothing is said of what is usual', 1, null, false],
])('rows of a notice: %s', (_, rows, rowsPerNotice, odd) => {
  const one = read(table(rows));
  expect(one.mentions.filter((mention) => mention.role === 'subject')).toHaveLength(rows);
  const found = unusualRows(one, watchedSource({ rowsPerNotice }), at.now as Instant);
  expect(found?.code ?? null).toBe(odd ? 'rows-unusual' : null);
  if (odd) expect(found?.message).toContain(`${rows} rows, usually`);
});
