import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { GatewayStatus } from '../../../src/domain/incident.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { createGatewayState } from '../../../src/interfaces/discord/gateway-state.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function gateway() {
  const reports: GatewayStatus[] = [];
  const warnings: string[] = [];
  const log = { info: () => {}, warn: (_: object, text: string) => void warnings.push(text) };
  const now = () => Date.now() as Instant;
  return {
    state: createGatewayState(now, log, (status) => void reports.push(status)),
    reports,
    warnings,
  };
}

test('a process that never connects, since others have the bot, reports nothing', () => {
  const { reports, warnings } = gateway();
  vi.advanceTimersByTime(3_600_000);
  expect([reports, warnings]).toEqual([[], []]);
});

test('a connection that is attempted and not there after a minute is reported, from its attempt on', () => {
  const { state, reports, warnings } = gateway();
  vi.advanceTimersByTime(600_000);
  state.begin();
  const since = Date.now();
  state.begin();
  vi.advanceTimersByTime(61_000);
  expect(reports).toMatchObject([{ connected: false, since }]);
  // Whether alerts arrive is not known from the gateway.
  expect(warnings.join()).not.toContain('alerts');
  state.close();
});
