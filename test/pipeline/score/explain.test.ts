import { describe, expect, test } from 'vitest';
import { type Reason, reason } from '../../../src/domain/reason.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import type { Weights } from '../../../src/domain/weights.ts';
import {
  because,
  flagsOf,
  leadReason,
  onlyIn,
  percentOf,
  plainWording,
  unknownValue,
} from '../../../src/pipeline/score/explain.ts';
import type { Leaf } from '../../../src/pipeline/score/load.ts';
import { partOf, severityOf, type Term, termsOf } from '../../../src/pipeline/score/severity.ts';
import { app, step, weights } from './building.ts';

const DAY = '2022-01-10';

/** The terms of an act, each as a leaf of its own whole case. */
function leavesOf(event: RegulatoryEvent, using: Weights = weights, parts: object = {}): Leaf[] {
  const severity = severityOf(event, [], using);
  const matter = { name: null, entries: [{ event }] };
  const end = Number.POSITIVE_INFINITY;
  const entry = {
    event,
    severity,
    changes: [],
    matter,
    force: null,
    end,
    closedAt: end,
    closedBy: null,
    ...parts,
  };
  return termsOf(event, severity, partOf(event, using), using).map(
    (term: Term) => ({ entry, rule: null, term, d: 0.5, breadth: 1, su: 1 }) as unknown as Leaf,
  );
}

const partsOf = (found: Reason): readonly Reason[] =>
  found.code === 'list' ? (found.params.parts as readonly Reason[]) : [found];

/** The details of the first leaf, without its day and level. */
function detailsOf(event: RegulatoryEvent, using = weights): readonly Reason[] {
  const [act] = partsOf(because(leavesOf(event, using)[0]!, event.at, plainWording, using));
  const [day, level, ...rest] = act!.params.details as readonly Reason[];
  expect(day).toEqual(reason('on-date', { date: DAY }));
  expect(level!.code).toBe('level');
  return rest;
}

const tier = (value: string) => reason('app-value', { tier: value });
const removal = (parts: object = {}) => ({
  ...step(DAY, 'delist-app'),
  object: { kind: 'app', name: null } as never,
  ...parts,
});
const US = (share: number | null) => ({ market: { name: 'US', share, by: 'stated' } }) as object;

describe('what the factors of an act rest on', () => {
  test.each<[string, object, Reason[]]>([
    ['the value of its app', {}, [tier('core')]],
    [
      'of a part of the business',
      { object: { kind: 'product', name: null } },
      [reason('part-value', { tier: 'core' })],
    ],
    ['nobody graded', { apps: [app('a', { value: 'unknown' })] }, [reason('app-value-unknown')]],
    [
      'nobody graded a part',
      { apps: [app('a', { value: 'unknown' })], object: { kind: 'product', name: null } },
      [reason('part-value-unknown')],
    ],
    [
      'counted by a rule',
      { apps: [app('a', { value: 'unknown', counted: 'minor' })] },
      [reason('app-value-unknown'), reason('counted-as', { tier: 'minor' })],
    ],
    [
      'counted as unknown',
      { apps: [app('a', { value: 'unknown', counted: 'unknown' })] },
      [reason('app-value-unknown')],
    ],
    [
      'graded, whatever a rule would count',
      { apps: [app('a', { value: 'major', counted: 'minor' })] },
      [tier('major')],
    ],
    [
      'a super platform',
      { apps: [app('a', { reach: 'super' })] },
      [tier('core'), reason('super-platform')],
    ],
    [
      'owned in part',
      { apps: [app('a', { ownership: 0.123 })] },
      [tier('core'), reason('owned', { percent: 12.3 })],
    ],
    ['the whole company', { companyWide: true, apps: [app('a', { ownership: 0.5 })] }, []],
    ['one market', US(0.25), [tier('core'), onlyIn(0.25)]],
    [
      'a share of revenue',
      { share: { value: 0.25 } },
      [reason('share-of-revenue', { percent: 25 })],
    ],
    ['a tier in place of a share', { share: { tier: 'core' } }, [tier('core')]],
    ['a share of a part', { share: { value: 0.25 }, via: 'Part' }, [tier('core')]],
  ])('%s', (_, parts, expected) => {
    expect(detailsOf(removal(parts))).toEqual(expected);
  });

  test('of several apps each has its own', () => {
    const apps = [app('a', { value: 'major' }), app('b', { value: 'minor', reach: 'super' })];
    const event = removal({ apps });
    const codes = leavesOf(event).map((leaf) => {
      const [act] = partsOf(because(leaf, event.at, plainWording, weights));
      return (act!.params.details as readonly Reason[]).slice(2);
    });
    expect(codes).toEqual([[tier('major')], [tier('minor'), reason('super-platform')]]);
  });

  test('no market where the measure reaches everywhere', () => {
    const everywhere: Weights = {
      ...weights,
      measures: weights.measures.map((line) =>
        line.measure === 'delist-app' ? ({ ...line, everywhere: 'yes' } as never) : line,
      ),
    };
    expect(detailsOf(removal(US(0.25)), everywhere)).toEqual([tier('core')]);
  });

  test.each<[string, object, Reason[]]>([
    ['stated', { share: 0.0123, by: 'stated' }, [reason('cost-stated', { percent: '1.2' })]],
    ['known', { share: 0.02, by: 'revenue' }, [reason('cost', { percent: '2', year: 2021 })]],
    [
      'judged',
      { share: 0.02, by: 'revenue', quality: 'judged' },
      [reason('cost-judged', { percent: '2', year: 2021 })],
    ],
    ['small', { share: 0.00009, by: 'revenue' }, [reason('cost-small', { year: 2021 })]],
    [
      'small and judged',
      { share: 0.00009, by: 'revenue', quality: 'judged' },
      [reason('cost-small-judged', { year: 2021 })],
    ],
    [
      'of a hundredth of a percent',
      { share: 0.0001, by: 'revenue' },
      [reason('cost', { percent: '0.01', year: 2021 })],
    ],
    [
      'small and stated',
      { share: 0.00009, by: 'stated' },
      [reason('cost-stated', { percent: '0.009' })],
    ],
    ['by the class of its size', { share: 0.02, by: 'class' }, [reason('cost-class')]],
    ['unknown', { share: null, by: 'unknown' }, []],
  ])('the cost of a fine: %s', (_, cost, expected) => {
    const fine = {
      ...step(DAY, 'fine'),
      cost: { year: 2021, quality: 'stated', ...cost } as never,
      share: { value: 0.5 } as never,
    };
    expect(detailsOf(fine)).toEqual(expected);
    const lead = leadReason(fine, plainWording);
    expect(lead.params.details).toEqual([reason('on-date', { date: DAY }), ...expected]);
    expect(leadReason(removal(), plainWording).params.details).toHaveLength(1);
  });

  test.each<[string, object, string[]]>([
    ['an attested record', {}, []],
    ['not attested', { attested: false, evidence: 0.5, origin: 'notice' }, ['unverified']],
    ['the press alone', { evidence: 0.5, origin: 'notice' }, ['press-only']],
    ["an authority's page", { evidence: 1, origin: 'notice' }, []],
    ['a record of lesser evidence', { evidence: 0.5 }, []],
  ])('evidence: %s', (_, parts, codes) => {
    const event = removal(parts);
    const all = partsOf(because(leavesOf(event)[0]!, event.at, plainWording, weights));
    const evidence = ['unverified', 'press-only'];
    expect(all.map((each) => each.code).filter((code) => evidence.includes(code))).toEqual(codes);
  });
});

describe('what is left of an act', () => {
  const event = removal();
  const END = event.at + 1_000;
  const leftAt = (at: number, parts: object) => {
    const [leaf] = leavesOf(event, weights, { end: END, ...parts });
    const all = partsOf(because(leaf!, at, plainWording, weights));
    return all.filter(({ code }) => ['left', 'fading', 'no-news-since'].includes(code));
  };
  const fading = [reason('fading', { since: DAY, percent: 50 })];
  test.each<[string, number, object, Reason[]]>([
    ['all of it in force', END - 1, {}, []],
    ['it fades from its end', END, {}, fading],
    ['closed', END, { closedAt: END - 5 }, [reason('left', { percent: 50 })]],
    ['closed at this moment', END - 5, { closedAt: END - 5 }, [reason('left', { percent: 50 })]],
    ['not yet closed', END - 6, { closedAt: END - 5 }, []],
    [
      'a fine that is closed as it is stated',
      END,
      { closedAt: event.at, severity: { ...severityOf(event, [], weights), fine: 3 } },
      fading,
    ],
  ])('%s', (_, at, parts, expected) => {
    expect(leftAt(at, parts)).toEqual(expected);
  });

  test('what stands without news says since when', () => {
    const force = { days: 0, floor: 0.25, years: 3 };
    const at = event.at + 86_400_000;
    expect(leftAt(at, { force, matter: { name: null, entries: [{ event }], news: [] } })).toEqual([
      reason('no-news-since', { since: DAY, percent: 50 }),
    ]);
    const amended = step('2022-01-11', 'rectify');
    const news = [amended, step('2022-02-11', 'rectify')];
    expect(
      leftAt(amended.at + 86_400_000, {
        force,
        matter: { name: null, entries: [{ event }], news },
      }),
    ).toEqual([reason('no-news-since', { since: '2022-01-11', percent: 50 })]);
  });
});

describe('what a reader should know of the inputs', () => {
  const unknown = app('a', { value: 'unknown', reach: 'unknown' });
  const a = { en: 'a', zh: 'a' };
  const title = { en: 'T', zh: 'T' };
  const flags = (parts: object) =>
    flagsOf(leavesOf(removal({ title: 'T', ...parts })), plainWording);
  test.each<[string, object, Reason[]]>([
    ['nothing', {}, []],
    [
      'value and reach that nobody knows',
      { apps: [unknown] },
      [unknownValue(a, 'unknown', 0.35), reason('reach-unknown', { subject: a, number: 1 })],
    ],
    [
      'no reach of a product',
      { apps: [unknown], object: { kind: 'product', name: null } },
      [unknownValue(a, 'unknown', 0.35)],
    ],
    [
      'the reach of a company without apps',
      { apps: [], companyWide: true, object: { kind: 'company', name: null } },
      [reason('reach-unknown', { subject: reason('the-company'), number: 1 })],
    ],
    ['the share of a market', US(null), [reason('market-share-unknown', { date: DAY })]],
    ['a known share of a market', US(0.5), []],
    [
      'the share of a part',
      { shareAssumed: true, via: 'Part' },
      [reason('share-unknown', { subject: { en: 'Part', zh: 'Part' }, number: 1 })],
    ],
    [
      'the share of an app',
      { shareAssumed: true, apps: [app('a')] },
      [reason('share-unknown', { subject: a, number: 1 })],
    ],
    [
      'nobody attested it',
      { attested: false, evidence: 0.5, origin: 'notice' },
      [reason('title-date-unverified', { title, date: DAY })],
    ],
    [
      'the press alone',
      { evidence: 0.5, origin: 'notice' },
      [reason('title-press-only', { title, date: DAY })],
    ],
  ])('%s', (_, parts, expected) => {
    expect(flags(parts)).toEqual(expected);
  });

  test('the unknown share of a fine, once for all its leaves', () => {
    const event = step(DAY, 'fine');
    const [leaf] = leavesOf(event);
    expect(flagsOf([leaf!, leaf!], plainWording)).toEqual([
      reason('fine-share-unknown', { date: DAY, units: leaf!.entry!.severity.fine! }),
    ]);
  });
});

test('shares are percent with one decimal, or not known', () => {
  expect([0.123, 0.1234, 0.5, 0.0004].map(percentOf)).toEqual([12.3, 12.3, 50, 0]);
  expect(onlyIn(null)).toEqual(reason('one-market-unknown'));
  expect(onlyIn(0.25)).toEqual(reason('one-market', { percent: 25 }));
});

test('an act is called by its app, else by its title', () => {
  const event = { ...step(DAY, 'delist-app'), title: 'T' };
  const called = (name: string, of = event) =>
    plainWording.act(of, { kind: 'app', app: null, name, count: 1 }).en;
  expect(called('a')).toBe('cn-miit delist-app a');
  expect(called('')).toBe('cn-miit delist-app T');
  expect(called('', { ...event, act: step(DAY, 'lifted').act })).toBe('cn-miit lifted T');
});
