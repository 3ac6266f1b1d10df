import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Instant } from '../../src/domain/time.ts';
import { noteGateway } from '../../src/flows/incident-notes.ts';
import { incidentTick } from '../../src/flows/incident-tick.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 2, 8) as Instant;
const OPERATOR = { operator: { sink: 'terminal', to: 'here' }, noOperator: null };
const at = (minutes: number) => (START + minutes * MINUTE) as Instant;

let store: OpenStore;
beforeEach(async () => {
  store = await openStore({ path: ':memory:' });
});
afterEach(() => store.close());

const tick = (now: Instant) => incidentTick(now, new Map(), store, OPERATOR, pino({ level: 'silent' }));

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
