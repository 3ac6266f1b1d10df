import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import { reason } from '../../../src/domain/reason.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { incidentTick, noteDisabled, noteGateway } from '../../../src/pipeline/flows/incidents.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 2, 8) as Instant;
const OPERATOR = { operator: { sink: 'terminal', to: 'here' }, noOperator: null };
const at = (minutes: number) => (START + minutes * MINUTE) as Instant;

let store: OpenStore;
beforeEach(async () => {
  store = await openStore({ path: ':memory:' });
});
afterEach(() => store.close());

const tick = (now: Instant) =>
  incidentTick(now, new Map(), store, OPERATOR, pino({ level: 'silent' }));

test('the operator gets one message when the gateway is away and one when it is back', async () => {
  await noteGateway({ connected: false, since: at(0), because: '503' }, store, at(1));
  await tick(at(2));
  expect(await tick(at(7))).toBe(1);
  expect(await tick(at(30))).toBe(0);
  await noteGateway({ connected: true, since: at(40), because: null }, store, at(40));
  expect(await tick(at(46))).toBe(1);
  expect(await tick(at(60))).toBe(0);
});

test('a connection that was never lost for long says nothing', async () => {
  await noteGateway({ connected: true, since: at(0), because: null }, store, at(0));
  expect(await tick(at(10))).toBe(0);
});

test('an address that takes no alerts any more is told to the operator, once, without its secret', async () => {
  const hook = (path: string) => ({ sink: 'webhook', to: `https://hooks.test/${path}` });
  const because = reason('sink-answered', { sink: 'webhook', status: 410 });
  await noteDisabled(hook('s3cr3t'), because, store, at(0));
  await noteDisabled(hook('another'), because, store, at(1));
  expect(await tick(at(8))).toBe(1);
  expect(await tick(at(30))).toBe(0);
  const incidents = await store.incidents({ since: at(0), limit: 9 });
  expect(incidents.map(({ tellings }) => tellings.map(({ alert }) => alert !== null))).toEqual([
    [true],
    [true],
  ]);
  expect(JSON.stringify(incidents)).not.toContain('s3cr3t');
});
