import type { Scope, Subscription } from '../../src/domain/alert.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { IncidentContext } from '../../src/pipeline/alert/incidents.ts';

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const NOW = Date.parse('2026-03-02T12:00+08:00');
export const at = (before: number) => (NOW - before) as Instant;

/** An incident that began an hour ago and was noted then. */
export const incident = (some: Partial<Incident> = {}): Incident => ({
  id: 'a:gone:1',
  source: 'cn-a-list' as never,
  title: 'List',
  regulator: 'cn-a' as never,
  kind: 'finding',
  code: 'gone',
  message: '',
  from: at(HOUR),
  to: null,
  notedAt: at(HOUR),
  endNotedAt: null,
  late: null,
  tellings: [],
  revision: 0,
  ...some,
});
export const gap = (some: Partial<Incident> = {}) =>
  incident({ id: 'a:gap:1', kind: 'gap', code: 'server-error', from: at(3 * HOUR), ...some });
export const wish = (scope: Scope, some: Partial<Subscription> = {}): Subscription => ({
  id: `s-${JSON.stringify(scope)}` as never,
  address: { sink: 'discord', to: 'channel:1' },
  scope,
  leastBand: 'watch',
  timing: 'at-once',
  language: 'en',
  role: null,
  server: null,
  owner: 'me',
  createdAt: at(HOUR),
  disabled: null,
  ...some,
});
export const ALL: Scope = { kind: 'all' };
export const BODY: Scope = { kind: 'regulator', id: 'cn-a' as never };
export const OTHER: Scope = { kind: 'regulator', id: 'cn-b' as never };
export const COMPANY: Scope = { kind: 'company', id: 'c' as never };

export const context = (some: Partial<IncidentContext> = {}): IncidentContext => ({
  now: NOW as Instant,
  operator: { sink: 'discord', to: 'channel:9' },
  noOperator: null,
  subscriptions: [wish(BODY)],
  silences: [],
  channels: new Map(),
  lately: [],
  limitOf: () => 90 * MINUTE,
  lateSince: () => 3,
  ...some,
});
