import { expect, test } from 'vitest';
import { actOfKind, MEASURE_KINDS } from '../../../src/domain/act-kind.ts';
import type { Action } from '../../../src/domain/notice.ts';
import { bySeverityOrder } from '../../../src/pipeline/present/severity-order.ts';

const action = (kind: Parameters<typeof actOfKind>[0]): Action =>
  ({ act: actOfKind(kind) }) as Action;
const gravest = (...kinds: Parameters<typeof action>[0][]) =>
  bySeverityOrder(kinds.map(action))[0]!.act;

test.each(MEASURE_KINDS)('%s: nothing is graver than a revoked licence', (kind) => {
  expect(gravest(kind, 'licence/revoked')).toEqual(actOfKind('licence/revoked'));
  expect(gravest('dropped', kind)).toEqual(actOfKind(kind));
});

test('a form goes before its measure, and each kind stands once', () => {
  expect(gravest('pause', 'pause/business').form).toBe('business');
  expect(bySeverityOrder([action('fine'), action('name'), action('fine')])).toHaveLength(2);
});
