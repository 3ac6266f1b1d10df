import fc from 'fast-check';
import type { EventApp, RegulatoryEvent } from '../../../src/domain/score.ts';
import { type CalendarDate, dateOfDay, dayNumber } from '../../../src/domain/time.ts';
import type { Weights } from '../../../src/domain/weights.ts';
import { quickScore, standingOf } from '../../../src/pipeline/score/score.ts';
import { app, SHANGHAI, step, weights } from './building.ts';

// Random portfolios for the properties of docs/scoring.md.

export const START = dayNumber('2020-01-01' as CalendarDate);
export const dated = (offset: number) => dateOfDay(START + offset);
export const END = '2023-06-01';

export const stepApp: fc.Arbitrary<EventApp> = fc
  .record({
    name: fc.constantFrom('甲', '乙', '丙', '丁', '戊'),
    value: fc.constantFrom('core', 'major', 'minor', 'unknown'),
    reach: fc.constantFrom('super', 'large', 'other', 'unknown'),
    ownership: fc.constantFrom(1, 1, 0.5, 0.12),
  } as const)
  .map((parts) => app(parts.name, parts));

export const apps = fc.uniqueArray(stepApp, {
  minLength: 1,
  maxLength: 4,
  selector: (one) => one.name,
});

type Kind = Parameters<typeof step>[1] & string;
export const ACTIONS: readonly Kind[] = [
  'name',
  'name/criticised',
  'rectify',
  'missed-deadline',
  'summon',
  'pause/updates',
  'probe',
  'review',
  'delist-app',
  'no-new-clients',
  'licence/shut',
  'merger-fined',
  'deal/prohibited',
];
export const CLOSINGS: readonly Kind[] = ['fine', 'dropped', 'lifted'];

export const anyStep = (kinds: readonly Kind[], days = 1000): fc.Arbitrary<RegulatoryEvent> =>
  fc
    .record({
      id: fc.uuid(),
      day: fc.integer({ min: 0, max: days }),
      type: fc.constantFrom(...kinds),
      regulator: fc.constantFrom('cn-miit', 'cn-cac'),
      deadline: fc.option(fc.integer({ min: 1, max: 40 })),
      apps,
      unnamedApps: fc.constantFrom(0, 0, 0, 7),
      companyWide: fc.boolean(),
      together: fc.boolean(),
      core: fc.boolean(),
      numbered: fc.boolean(),
      evidence: fc.constantFrom(1, 1, 0.5),
      share: fc.option(fc.double({ min: 0, max: 0.2, noNaN: true })),
    })
    .map(({ day, type, deadline, numbered, share, ...parts }) =>
      step(dated(day), type, {
        ...parts,
        ...(deadline === null ? {} : { deadline: dated(day + deadline) }),
        batch: numbered ? { yearly: null, total: day + 1 } : null,
        fine: type === 'fine' ? { currency: 'CNY', amount: 1, share } : null,
      }),
    );

export const history = fc.array(anyStep([...ACTIONS, ...CLOSINGS]), { maxLength: 25 });
export const standing = (events: readonly RegulatoryEvent[], using: Weights = weights) =>
  standingOf({
    company: { id: 'acme' as RegulatoryEvent['company'], sector: 'internet' as never },
    events,
    rules: [],
    weights: using,
    zoneOf: () => SHANGHAI,
  });
export const exact = (events: readonly RegulatoryEvent[], when: number) =>
  quickScore(standing(events), when as never);
