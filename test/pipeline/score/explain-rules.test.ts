import { describe, expect, test } from 'vitest';
import type { SectorRule } from '../../../src/domain/history.ts';
import { type Reason, reason } from '../../../src/domain/reason.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import {
  because,
  flagsOf,
  plainWording,
  unknownValue,
} from '../../../src/pipeline/score/explain.ts';
import { leavesAt } from '../../../src/pipeline/score/load.ts';
import { standingOf } from '../../../src/pipeline/score/score.ts';
import { app, at, SHANGHAI, step, weights } from './building.ts';

const RULE = {
  id: 'rule',
  regulator: 'cn-miit',
  title: { en: 'Rule', zh: '规定' },
  proposed: '2022-01-10',
  enacted: '2022-03-10',
  inForce: null,
  dropped: null,
  level: { proposed: 3, enacted: 4 },
  hits: [{ company: 'acme', sector: null, exposure: 0.5 }],
  attested: true,
};
const standing = (events: readonly RegulatoryEvent[], rules: object[] = []) =>
  standingOf({
    company: { id: 'acme' as never, sector: 'internet' as never },
    events,
    rules: rules as unknown as SectorRule[],
    weights,
    zoneOf: () => SHANGHAI,
  });
const leaves = (day: string, events: readonly RegulatoryEvent[], rules: object[] = []) =>
  leavesAt(standing(events, rules), at(day));
const partsOf = (found: Reason): readonly Reason[] =>
  found.code === 'list' ? (found.params.parts as readonly Reason[]) : [found];
/** What is said of the last leaf at the end of a day. */
const said = (day: string, events: readonly RegulatoryEvent[], rules: object[] = []) =>
  partsOf(because(leaves(day, events, rules).at(-1)!, at(day), plainWording, weights));

describe('why a rule is in the score', () => {
  const ruleOn = (day: string, parts: object = {}) => said(day, [], [{ ...RULE, ...parts }]);
  const stage = (code: string, date: string, level: number) =>
    reason('rule', {
      regulator: { en: 'cn-miit', zh: 'cn-miit' },
      title: { en: 'Rule', zh: '规定' },
      details: [
        reason('rule-stage', { rulestage: code, date }),
        reason('level', { level }),
        reason('rule-exposure', { exposure: 0.5 }),
      ],
    });

  test('names its stage with the day, its level and how far it hits', () => {
    expect(ruleOn('2022-01-10')).toEqual([stage('proposed', '2022-01-10', 3)]);
    expect(ruleOn('2022-03-10')).toEqual([stage('enacted', '2022-03-10', 4)]);
  });

  test('says what is left of it, once it fades', () => {
    const [rule, left] = ruleOn('2030-01-10');
    expect(rule).toEqual(stage('enacted', '2022-03-10', 4));
    expect(left!.code).toBe('left');
    expect(left!.params.percent).toBeLessThan(100);
  });

  test('says where nobody can check it', () => {
    expect(ruleOn('2022-01-10', { attested: false })).toContainEqual(reason('unverified'));
    expect(flagsOf(leaves('2022-01-10', [], [{ ...RULE, attested: false }]), plainWording)).toEqual(
      [reason('title-unverified', { title: { en: 'Rule', zh: '规定' } })],
    );
    expect(flagsOf(leaves('2022-01-10', [], [RULE]), plainWording)).toEqual([]);
  });
});

describe('why an act is in the score', () => {
  const details = (day: string, ...events: RegulatoryEvent[]) =>
    said(day, events)[0]!.params.details as readonly Reason[];
  /** Names apps, which are given a day to obey. */
  const naming = (date: string, ...apps: string[]) =>
    step(date, 'name', { deadline: date, apps: apps.map((name) => app(name)) });

  test('the day on which it was decided is named where it was not made public then', () => {
    const decided = (acted: string | null) => {
      const event = step('2022-01-10', 'fine');
      return details('2022-01-10', { ...event, act: { ...event.act, acted: acted as never } });
    };
    expect(decided('2022-01-05')[1]).toEqual(reason('decided-on', { day: '2022-01-05' }));
    for (const acted of [null, '2022-01-10'])
      expect(decided(acted).map(({ code }) => code)).not.toContain('decided-on');
  });

  test('a second naming of an app raises the level of that app', () => {
    const second = naming('2022-01-10', 'a', 'b');
    const [leafOfA, leafOfB] = ['a', 'b'].map((name) =>
      leaves('2022-01-10', [naming('2022-01-01', 'a'), second]).find(
        ({ entry, term }) => entry!.event.id === second.id && term.name === name,
      ),
    );
    const [ofA, ofB] = [leafOfA, leafOfB].map((leaf) => {
      const [act] = partsOf(because(leaf!, second.at, plainWording, weights));
      return (act!.params.details as readonly Reason[]).map(({ code, params }) =>
        code === 'level' ? `level ${params.level}` : code,
      );
    });
    expect(ofA).toEqual(expect.arrayContaining(['level 3', 'second-naming']));
    expect(ofB).toContain('level 2');
    expect(ofB).not.toContain('second-naming');
  });
});

test('an unknown value is stated with the tier that a rule counts', () => {
  const counted = step('2022-01-10', 'delist-app', {
    apps: [app('a', { value: 'unknown', counted: 'minor' })],
  });
  expect(flagsOf(leaves('2022-01-10', [counted]), plainWording)).toContainEqual(
    unknownValue({ en: 'a', zh: 'a' }, 'minor', 0),
  );
});
