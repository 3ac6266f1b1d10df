import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SectorRule } from '../../../src/domain/history.ts';
import type { CompanyId, SectorId } from '../../../src/domain/ids.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { DAY_MS, type Instant } from '../../../src/domain/time.ts';
import {
  attestedLoadsAt,
  dayEnd,
  momentsOf,
  standingYears,
} from '../../../src/pipeline/score/days.ts';
import { loadsAt } from '../../../src/pipeline/score/load.ts';
import { standingOf } from '../../../src/pipeline/score/score.ts';
import {
  liveTimeline,
  storedTimeline,
  type Timeline,
} from '../../../src/pipeline/score/timeline.ts';
import { ACTIONS, anyStep, CLOSINGS } from './arbitrary.ts';
import { at, SHANGHAI, step, weights } from './building.ts';
import { change } from './ledgers.ts';

const HOUR_MS = 3_600_000;
const YEARS = [2021, 2022, 2023];
const RULE = {
  id: 'rule',
  regulator: 'cn-miit',
  title: { en: 'Rule', zh: null },
  proposed: '2022-05-01',
  enacted: null,
  inForce: null,
  dropped: null,
  level: { proposed: 3, enacted: 4 },
  hits: [{ company: 'acme', sector: null, exposure: 1 }],
  attested: true,
} as unknown as SectorRule;

const standing = (events: readonly RegulatoryEvent[], rules: readonly SectorRule[] = []) =>
  standingOf({
    company: { id: 'acme' as CompanyId, sector: 'internet' as SectorId },
    events,
    rules,
    weights,
    zoneOf: () => SHANGHAI,
  });
const rowsOf = (events: readonly RegulatoryEvent[], years: readonly number[] = YEARS) =>
  standingYears(standing(events), events, years);
const stored = (events: readonly RegulatoryEvent[]) => storedTimeline(rowsOf(events));
const live = (events: readonly RegulatoryEvent[]) => liveTimeline(standing(events), events);

/** An order of 1 March 2022 with a week to obey, and another one, unverified, of 5 April. */
const ORDER = step('2022-03-01', 'rectify', { deadline: '2022-03-08', title: 'Order' });
const HEARSAY = step('2022-04-05', 'probe', { attested: false, regulator: 'cn-cac' });

describe('moments at which the load may jump', () => {
  test('are those of acts, their ends and rules, each once and in order', () => {
    const lifted = step('2022-06-01', 'lifted', { at: at('2022-06-01') });
    const twin = step('2022-03-01', 'block', { at: ORDER.at });
    const moments = momentsOf(standing([lifted, ORDER, twin], [RULE]));
    expect(moments).toEqual([...new Set(moments)].toSorted((one, other) => one - other));
    expect(moments).toEqual(expect.arrayContaining([ORDER.at, lifted.at]));
    expect(moments[0]).toBe(ORDER.at);
    expect(
      moments.filter((moment) => at('2022-04-30') < moment && moment < at('2022-05-02')),
    ).toHaveLength(1);
    expect(moments.every(Number.isFinite)).toBe(true);
  });

  test('are those of a stay, of the day of a decision, and of a reduced fine, never the end of time', () => {
    const act = (kind: 'block' | 'fine', id: string, parts: object) => {
      const event = step('2022-03-01', kind, {
        id,
        matter: id,
        fine: { currency: 'CNY', amount: 1, share: 0.04 },
      });
      return { ...event, act: { ...event.act, ...parts } };
    };
    const later = { posture: 'not-yet-effective', effective: '2022-05-01' };
    const ban = act('block', 'ban', later);
    const fine = act('fine', 'fine', {});
    const stay = change('2022-04-01', 'stayed', ['ban']);
    const reduced = change('2022-06-01', 'reduced', ['fine'], {}, {
      fine: { currency: 'CNY', amount: 1, share: 0.01 },
    } as never);
    const { ledger, hits } = standing([ban, fine, stay, reduced]);
    expect(momentsOf({ ledger, hits })).toEqual([
      ban.at,
      stay.at,
      at('2022-04-30') + 1_000,
      reduced.at,
    ]);
    // A change that the case does not list as an act is a moment by what it does.
    for (const { entries } of ledger.matters) entries[0]!.changes.length = 0;
    for (const { news } of ledger.matters) news.length = 0;
    expect(momentsOf({ ledger, hits })).toContain(stay.at);
    expect(momentsOf({ ledger, hits })).toContain(reduced.at);
  });

  test('a company without acts has none', () => {
    expect(momentsOf(standing([]))).toEqual([]);
  });
});

describe('the attested part of the load', () => {
  const days = [at('2022-02-01'), at('2022-03-02'), at('2022-04-06'), at('2022-08-01')];
  const partOf = (events: readonly RegulatoryEvent[], rules: readonly SectorRule[] = []) =>
    attestedLoadsAt(standing(events, rules), days);

  test('is not counted apart where everything is attested', () => {
    expect(partOf([ORDER])).toBeNull();
    expect(partOf([ORDER], [RULE])).toBeNull();
  });

  test('is what the attested cases weigh by themselves', () => {
    expect(partOf([ORDER, HEARSAY])).toEqual(loadsAt(standing([ORDER]), days));
    expect(partOf([HEARSAY])).toEqual([0, 0, 0, 0]);
  });

  test('leaves out a rule that is unverified', () => {
    const unsure = { ...RULE, attested: false };
    expect(partOf([ORDER], [unsure])).toEqual(loadsAt(standing([ORDER]), days));
    expect(partOf([HEARSAY], [RULE])).toEqual(loadsAt(standing([], [RULE]), days));
  });

  test('holds the attested acts of a case that has others', () => {
    const one = { matter: 'case' };
    const sure = step('2022-03-01', 'probe', one);
    const unsure = step('2022-04-05', 'fine', { ...one, attested: false });
    const found = partOf([sure, unsure])!;
    expect(found[0]).toBe(0);
    expect(found[1]).toBeCloseTo(loadsAt(standing([sure]), days)[1]!, 9);
    expect(found[2]).toBeLessThan(loadsAt(standing([sure, unsure]), days)[2]!);
  });
});

describe('the row of a year', () => {
  const [before, row, after] = rowsOf([ORDER, HEARSAY]);

  test('has the load at the end of the year before and of each day', () => {
    expect(row!.loads).toHaveLength(366);
    const dayOfOrder = 31 + 28 + 1;
    expect(row!.loads[dayOfOrder - 1]).toBe(0);
    expect(row!.loads[dayOfOrder]).toBeGreaterThan(0);
    expect(after!.loads[0]).toBe(row!.loads.at(-1));
    expect(before!.loads.every((load) => load === 0)).toBe(true);
  });

  test('numbers have ten digits', () => {
    expect(row!.loads.every((load) => load === Number(load.toPrecision(10)))).toBe(true);
  });

  test('its attested part is left out where that is all', () => {
    expect(before!.sure).toBeNull();
    expect(row!.sure).toHaveLength(366);
    expect(rowsOf([ORDER])[1]!.sure).toBeNull();
    expect(rowsOf([HEARSAY])[1]!.sure!.every((load) => load === 0)).toBe(true);
  });

  test('has each jump with the load before and at it', () => {
    const jump = row!.jumps.find((each) => each.at === ORDER.at)!;
    expect(jump.before).toBe(0);
    expect(jump.after).toBeGreaterThan(0);
    expect([jump.sureBefore, jump.sureAfter]).toEqual([jump.before, jump.after]);
    const unsure = row!.jumps.find((each) => each.at === HEARSAY.at)!;
    expect(unsure.after).toBeGreaterThan(unsure.before);
    expect(unsure.sureAfter).toBeCloseTo(unsure.sureBefore!, 6);
    expect(before!.jumps).toEqual([]);
  });

  test('has the acts that became known in it, in order, without those that were withdrawn', () => {
    const gone = { ...step('2022-03-02', 'block'), withdrawnAt: at('2022-03-03') };
    const [, own] = rowsOf([HEARSAY, gone, ORDER, step('2021-12-31', 'name')]);
    expect(own!.acts).toEqual([
      { at: ORDER.at, kinds: ['rectify'] },
      { at: HEARSAY.at, kinds: ['probe'] },
    ]);
  });

  test('an act of the last second of a year is of that year', () => {
    const last = step('2021-12-31', 'name', { at: at('2021-12-31') });
    const rows = rowsOf([last]);
    expect(rows.map(({ acts }) => acts.length)).toEqual([1, 0, 0]);
    expect(rows.map(({ jumps }) => jumps.some((jump) => jump.at === last.at))).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('since when anything is known stands in every row', () => {
    expect(rowsOf([ORDER]).map(({ since }) => since)).toEqual([ORDER.at, ORDER.at, ORDER.at]);
    expect(rowsOf([])[0]!.since).toBeNull();
  });
});

describe('a case in the row of a year', () => {
  const casesIn = (year: number, ...events: RegulatoryEvent[]) => rowsOf(events, [year])[0]!.cases;

  test('changes its stage when its deadline passes', () => {
    const [own] = casesIn(2022, ORDER);
    expect(own).toMatchObject({ regulator: 'cn-miit', title: 'Order' });
    const [opened, missed] = own!.spans;
    expect(opened).toMatchObject({ from: ORDER.at, open: true, deadline: '2022-03-08' });
    expect(missed!.from).toBeGreaterThan(at('2022-03-08'));
    expect(missed!.from).toBeLessThanOrEqual(at('2022-03-09'));
    expect(missed!.stage).not.toBe(opened!.stage);
  });

  test('ends where it is closed, and is in no later year', () => {
    const probe = step('2022-03-01', 'probe', { matter: 'case' });
    const closed = step('2022-10-01', 'dropped', { matter: 'case' });
    const [own] = casesIn(2022, probe, closed);
    expect(own!.spans.map(({ from, open }) => [from, open])).toEqual([
      [probe.at, true],
      [closed.at, false],
    ]);
    expect(casesIn(2023, probe, closed)).toEqual([]);
    expect(casesIn(2021, probe, closed)).toEqual([]);
  });

  test('one that is open from the year before begins with the year', () => {
    const [own] = casesIn(2023, step('2022-10-01', 'probe'));
    expect(own!.spans[0]).toMatchObject({ from: at('2022-12-31') + 1, open: true });
  });
});

describe('a company over time', () => {
  const LINES: readonly [string, (events: readonly RegulatoryEvent[]) => Timeline][] = [
    ['from its acts', live],
    ['from its rows', stored],
  ];
  describe.each(LINES)('%s', (_, timelineOf) => {
    const timeline = timelineOf([ORDER, HEARSAY]);

    test('says since when anything is known', () => {
      expect(timeline.since).toBe(ORDER.at);
      expect(timelineOf([]).since).toBeNull();
    });

    test('names moments and kinds after the first instant, up to the last', () => {
      expect(timeline.kinds(ORDER.at - 1, HEARSAY.at)).toEqual(['rectify', 'probe']);
      expect(timeline.kinds(ORDER.at, HEARSAY.at - 1)).toEqual([]);
      expect(timeline.moments(ORDER.at - 1, ORDER.at)).toEqual([ORDER.at]);
      expect(timeline.moments(ORDER.at, ORDER.at + 1)).toEqual([]);
    });

    test('names a kind once, and not that of an act that was withdrawn', () => {
      const again = step('2022-05-01', 'rectify', { title: 'Order again' });
      const gone = { ...step('2022-05-02', 'block'), withdrawnAt: at('2022-05-03') };
      expect(timelineOf([ORDER, again, gone]).kinds(0, at('2023-01-01'))).toEqual(['rectify']);
    });

    test('knows the cases that are open', () => {
      const titles = (day: string) => timeline.openCases(at(day)).map(({ title }) => title);
      expect(titles('2022-02-28')).toEqual([]);
      expect(titles('2022-03-02')).toEqual(['Order']);
      expect(titles('2022-04-06')).toEqual([HEARSAY.title]);
      expect(timeline.openCases(ORDER.at - 1)).toEqual([]);
      expect(timeline.openCases(ORDER.at)).toHaveLength(1);
      expect(timeline.openCases(at('2022-03-02'))).toMatchObject([
        { regulator: 'cn-miit', deadline: '2022-03-08' },
      ]);
    });

    test('counts as attested what is, and no more than the load', () => {
      const whole = timelineOf([ORDER]);
      expect(whole.attested(ORDER.at)).toBe(whole.loads([ORDER.at])[0]);
      expect(whole.attested(ORDER.at)).toBeGreaterThan(0);
      const day = at('2022-04-06');
      const [load] = timeline.loads([day]);
      expect(timeline.attested(day)).toBeLessThan(load!);
      expect(timeline.attested(at('2022-03-02'))).toBe(timeline.loads([at('2022-03-02')])[0]);
    });
  });

  test('before the first row and after the last one nothing is known', () => {
    const timeline = stored([ORDER]);
    const outside = [at('2020-06-01'), at('2024-06-01')];
    expect(timeline.loads(outside)).toEqual([0, 0]);
    expect(outside.map((instant) => timeline.attested(instant))).toEqual([0, 0]);
    expect(outside.flatMap((instant) => timeline.openCases(instant))).toEqual([]);
    expect(storedTimeline([]).since).toBeNull();
  });

  test('within a day the rows answer what the acts do, jumps of the day included', () => {
    const noon = step('2022-03-01', 'rectify', { at: at('2022-03-01T12:00:00+08:00') });
    const later = step('2022-03-01', 'block', { at: at('2022-03-01T18:00:00+08:00') });
    const unsure = { ...later, attested: false };
    const hours = [6, 12, 15, 18, 21].map(
      (hour) => (at('2022-02-28') + 1_000 + hour * HOUR_MS) as Instant,
    );
    const edges = [noon.at - 1, noon.at, noon.at + 1, later.at - 1, later.at, later.at + 1];
    const instants = [...hours, ...edges].toSorted((one, other) => one - other);
    const rows = storedTimeline(rowsOf([noon, unsure], [2022]));
    const acts = live([noon, unsure]);
    const exact = acts.loads(instants);
    for (const [n, load] of rows.loads(instants).entries()) expect(load).toBeCloseTo(exact[n]!, 3);
    for (const instant of instants)
      expect(rows.attested(instant)).toBeCloseTo(acts.attested(instant), 3);
  });

  test('the rows of any acts answer what the acts do', () => {
    const anyActs = fc.array(
      fc.record({ act: anyStep([...ACTIONS, ...CLOSINGS], 700), isAttested: fc.boolean() }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(anyActs, (drawn) => {
        const events = drawn.map(({ act, isAttested }) => ({ ...act, attested: isAttested }));
        const rows = storedTimeline(rowsOf(events, [2020, 2021, 2022]));
        const acts = live(events);
        const days = [3, 90, 200, 366, 500, 731, 900].map((n) => dayEnd(2020, n));
        for (const [n, load] of rows.loads(days).entries())
          expect(load).toBeCloseTo(acts.loads([days[n]!])[0]!, 6);
        for (const day of days) {
          expect(rows.attested(day)).toBeCloseTo(acts.attested(day), 6);
          expect(rows.openCases(day)).toEqual(acts.openCases(day));
        }
        const [from, to] = [days[0]!, days.at(-1)! + DAY_MS];
        expect(rows.moments(from, to)).toEqual(acts.moments(from, to));
        expect(rows.kinds(from, to).toSorted()).toEqual(acts.kinds(from, to).toSorted());
      }),
      { numRuns: 15 },
    );
  });
});
