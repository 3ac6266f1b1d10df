import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../src/domain/incident.ts';
import {
  type IncidentReader,
  incidentVerdict,
  type RuleContext,
} from '../../../src/pipeline/alert/incident-rules.ts';
import { at, gap, HOUR, incident, MINUTE, NOW } from '../../support/incidents.ts';

/** `tell`, `wait` or the code of the reason. */
function verdict(
  of: Incident,
  to: IncidentReader['to'],
  end: IncidentReader['of'],
  changes: Partial<RuleContext> = {},
) {
  const context = { now: NOW as never, limitOf: () => 90 * MINUTE, lately: [of], ...changes };
  const found = incidentVerdict(of, { to, of: end }, context);
  return typeof found === 'string' ? found : (found as { code: string }).code;
}
const report = (to: string, of: string, alert: string | null = 'a-1', because: unknown = null) =>
  ({ to, of, alert, because, at: at(HOUR) }) as never;
const other = (changes: Partial<Incident> = {}) =>
  incident({
    id: 'a:gone:0',
    from: at(5 * HOUR),
    to: at(4 * HOUR),
    tellings: [report('operator', 'begin')],
    ...changes,
  });

describe('the beginning of a finding, for the operator', () => {
  test.each<[string, Partial<Incident>, string]>([
    ['it lasts', {}, 'tell'],
    ['it is over', { to: at(MINUTE) }, 'over-before-report'],
    ['it has no duration', { to: at(HOUR) }, 'tell'],
    ['it usually passes, 29 minutes old', { code: 'too-slow', from: at(29 * MINUTE) }, 'wait'],
    ['it usually passes, 30 minutes old', { code: 'too-slow', from: at(30 * MINUTE) }, 'tell'],
    ['it does not pass, a minute old', { code: 'gone', from: at(MINUTE) }, 'tell'],
  ])('%s', (_, changes, expected) => {
    expect(verdict(incident(changes), 'operator', 'begin')).toBe(expected);
  });

  test.each<[string, Partial<Incident>, string]>([
    ['of the same source and code', {}, 'comes-and-goes'],
    ['of six hours ago', { from: at(6 * HOUR) }, 'tell'],
    ['of a minute less', { from: at(6 * HOUR - MINUTE) }, 'comes-and-goes'],
    ['of another source', { source: 'cn-b-list' as never }, 'tell'],
    ['of another code', { code: 'too-slow' }, 'tell'],
    ['that was not reported', { tellings: [report('operator', 'begin', null)] }, 'tell'],
    ['of which only the end was reported', { tellings: [report('operator', 'end')] }, 'tell'],
    [
      'that subscribers alone were alerted to',
      { tellings: [report('subscribers', 'begin')] },
      'tell',
    ],
    ['that is the same one', { id: incident().id }, 'tell'],
  ])('with an earlier one %s', (_, changes, expected) => {
    const lately = [incident(), other(changes)];
    expect(verdict(incident(), 'operator', 'begin', { lately })).toBe(expected);
  });

  test('an odd notice is one of its own', () => {
    const odd = { code: 'rows-unusual' };
    const lately = [incident(odd), other(odd)];
    expect(verdict(incident(odd), 'operator', 'begin', { lately })).toBe('tell');
  });
});

describe('the beginning of a gap', () => {
  test.each<[string, Partial<Incident>, IncidentReader['to'], string]>([
    ['the operator at once', { from: at(MINUTE) }, 'operator', 'tell'],
    ['subscribers, within the limit', { from: at(90 * MINUTE - 1) }, 'subscribers', 'wait'],
    ['subscribers, at the limit', { from: at(90 * MINUTE) }, 'subscribers', 'tell'],
    [
      'subscribers, over within it',
      { from: at(80 * MINUTE), to: at(0) },
      'subscribers',
      'within-limit',
    ],
    ['over, told with its end', { to: at(HOUR) }, 'operator', 'with-its-end'],
    ['of a newspaper, the operator', { regulator: null }, 'operator', 'tell'],
    ['of a newspaper, subscribers', { regulator: null }, 'subscribers', 'newspaper-source'],
  ])('%s', (_, changes, to, expected) => {
    expect(verdict(gap(changes), to, 'begin')).toBe(expected);
  });

  test.each<[string, Partial<Incident>, IncidentReader['to'], string]>([
    ['lasts', { to: null }, 'operator', 'with-its-finding'],
    ['lasts, for subscribers', { to: null }, 'subscribers', 'tell'],
    ['ended after the gap began', { to: at(2 * HOUR) }, 'operator', 'with-its-finding'],
    ['ended when the gap began', { to: at(3 * HOUR) }, 'operator', 'tell'],
    ['is of another source', { to: null, source: 'cn-b-list' as never }, 'operator', 'tell'],
    ['was not reported', { to: null, tellings: [] }, 'operator', 'tell'],
    ['is a gap itself', { to: null, kind: 'gap' }, 'operator', 'tell'],
  ])('whose finding %s', (_, changes, to, expected) => {
    const lately = [gap(), other({ from: at(4 * HOUR), ...changes })];
    expect(verdict(gap(), to, 'begin', { lately })).toBe(expected);
  });
});

describe('the end', () => {
  const over = { to: at(HOUR), endNotedAt: at(HOUR) };
  test.each<[string, Incident, IncidentReader['to'], string]>([
    ['of what lasts', gap(), 'operator', 'wait'],
    [
      'of a finding that was reported',
      incident({ ...over, tellings: [report('operator', 'begin')] }),
      'operator',
      'tell',
    ],
    ['of a finding that was not', incident({ ...over }), 'operator', 'beginning-not-reported'],
    ['of a gap', gap(over), 'operator', 'tell'],
    [
      'of a gap within the limit',
      gap({ ...over, from: at(2 * HOUR) }),
      'subscribers',
      'within-limit',
    ],
    [
      'of a gap of a newspaper',
      gap({ ...over, regulator: null }),
      'subscribers',
      'newspaper-source',
    ],
    [
      'of a gap that was reported with its finding',
      gap({ ...over, tellings: [report('operator', 'begin', null, { code: 'with-its-finding' })] }),
      'operator',
      'with-its-finding',
    ],
    [
      'of a gap that was not reported for another reason',
      gap({ ...over, tellings: [report('operator', 'begin', null, { code: 'with-its-end' })] }),
      'operator',
      'tell',
    ],
    [
      'of a gap whose finding subscribers were alerted to',
      gap({
        ...over,
        tellings: [report('subscribers', 'begin', null, { code: 'with-its-finding' })],
      }),
      'operator',
      'tell',
    ],
    [
      'of a gap whose end was noted with its finding',
      gap({ ...over, tellings: [report('operator', 'end', null, { code: 'with-its-finding' })] }),
      'operator',
      'tell',
    ],
  ])('%s', (_, of, to, expected) => {
    expect(verdict(of, to, 'end')).toBe(expected);
  });
});
