import { describe, expect, test } from 'vitest';
import { type Reason, reason, reasons } from '../../../src/domain/reason.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { AsOf, createMapIndex } from '../../../src/pipeline/map/map-index.ts';
import {
  type AppFacts,
  developerAlone,
  developerReason,
  howFound,
  isDistinctive,
  isOrdinary,
  nothing,
} from '../../../src/pipeline/map/outcome.ts';
import { app, company, companyMap, entity } from '../../support/companies.ts';

const on = new AsOf(
  createMapIndex(
    companyMap(
      company('a', {
        en: 'A Inc.',
        aliases: ['高山', 'Alpina', { name: 'Hillco', ordinary: true }],
        apps: [app('a/map', '高山地图'), app('a/mail', '邮', { reach: 'large' })],
      }),
      company('b', { aliases: ['流水'], apps: [app('b/taxi', '流水打车', { reach: 'other' })] }),
      company('c', { aliases: ['Hillco'] }),
    ),
  ),
  '2024-06-03' as CalendarDate,
);
const MAP = on.named('高山地图')[0]!;
const MAIL = on.named('邮')[0]!;
const TAXI = on.named('流水打车')[0]!;

const why = reason('always');
const WHY = reason('developer', { why });
const UNKNOWN = reasons(reason('unknown-app', { name: '某某助手' }), WHY);

function facts(
  developer: object | null,
  entries: readonly object[] = [],
  finding: object = {},
): AppFacts {
  return {
    name: '某某助手',
    finding: { how: 'name', entries, dropped: '', expired: [], short: false, ...finding },
    developer: developer === null ? null : { because: why, ...developer },
    marked: true,
    local: false,
    owner: null,
    on,
  } as AppFacts;
}

const tooLittle = (entry: typeof MAP): Reason =>
  reasons(reason('too-little', { why: howFound(facts(null), entry) }), WHY);
const question = (confidence: number, because: Reason, candidates: readonly object[]) => ({
  kind: 'likely',
  confidence,
  because,
  company: null,
  app: null,
  entity: null,
  candidates,
});
const sure = (confidence: number, because: Reason, firm: object | null = null) => ({
  kind: 'developer',
  confidence,
  because,
  company: 'a',
  app: null,
  entity: firm,
  candidates: [],
});

test('what the text says of the developer', () => {
  expect(developerReason(facts(null))).toEqual(reason('no-developer'));
  expect(developerReason(facts({ is: 'unknown' }))).toEqual(WHY);
});

describe('where the name of the app says too little, the developer decides', () => {
  const A = [{ company: 'a', because: why }];
  const firm = entity('北京高山科技有限公司');
  const unsure = entity('北京高山科技有限公司', { sure: false });
  const registered = (agreement: string, of = firm) => ({
    is: 'entity',
    company: 'a',
    entity: of,
    agreement,
  });
  const named = (written: string, whole: boolean, ordinary = false) => ({
    is: 'named',
    company: 'a',
    entry: { written, ordinary },
    whole,
  });
  const everyday = reason('everyday-owner', { why: UNKNOWN });
  test.each<[string, object, object | null]>([
    ['a registered firm', registered('same name'), sure(0.97, UNKNOWN, firm)],
    ['a firm in another form', registered('other form'), sure(0.93, UNKNOWN, firm)],
    ['a bare Latin name', registered('bare name'), question(0.7, UNKNOWN, A)],
    ['an edge that is not sure', registered('same name', unsure), question(0.7, UNKNOWN, A)],
    ['a name of four characters', named('高山流水', false), sure(0.95, UNKNOWN)],
    ['a name of three', named('高山流', false), question(0.5, everyday, A)],
    ['the same as a firm', named('高山流', true), sure(0.95, UNKNOWN)],
    ['an everyday word', named('高山流水', true, true), question(0.5, everyday, A)],
    [
      'several companies',
      { is: 'several', companies: ['a', 'b'] },
      question(0.5, reason('cannot-tell', { why: WHY }), [...A, { company: 'b', because: why }]),
    ],
    [
      'a firm called by an own name',
      { is: 'by-name', company: 'a', sure: true },
      sure(0.93, UNKNOWN),
    ],
    ['a firm of which nothing is known', { is: 'unknown', findings: [] }, null],
  ])('%s', (_, developer, expected) => {
    expect(developerAlone(facts(developer))).toEqual(expected);
  });

  test('an app that is known is named in the reason', () => {
    const found = developerAlone(facts(registered('same name'), [MAP]));
    expect(found!.because).toEqual(tooLittle(MAP));
  });

  test('no developer says nothing', () => {
    expect(developerAlone(facts(null))).toBeNull();
  });

  test('a strong brand is a question, unless the app is known', () => {
    const brand = (strong: boolean) => ({
      is: 'brand',
      findings: [{ brand: { company: 'a' }, because: why, strong }],
    });
    const because = reason('brand-alone', { why: UNKNOWN });
    expect(developerAlone(facts(brand(true)))).toEqual(question(0.5, because, A));
    expect(developerAlone(facts(brand(false)))).toEqual(nothing(because, A as never));
    expect(developerAlone(facts(brand(true), [MAP]))).toBeNull();
  });

  const affiliate = (relation: string) => ({ is: 'affiliate', company: 'a', relation });
  const asked = (entry: typeof MAP) => {
    const found = howFound(facts(null), entry);
    const because = reason('but-developer', { app: found, developer: why });
    return question(0.6, because, [{ company: entry.company, because: found }]);
  };
  test.each<[string, AppFacts, object]>([
    ['a parent, its group', facts(affiliate('parent-unlisted'), [MAP]), asked(MAP)],
    ['another affiliate, its group', facts(affiliate('affiliate'), [MAP]), nothing(WHY)],
    ['another affiliate, a stranger', facts(affiliate('affiliate'), [TAXI]), asked(TAXI)],
    ['a name in part', facts(affiliate('parent-unlisted'), [MAP], { how: 'family' }), nothing(WHY)],
    ['no app', facts(affiliate('parent-unlisted')), nothing(WHY)],
    [
      'an everyday word',
      facts(affiliate('parent-unlisted'), [{ ...MAP, ordinary: true }]),
      nothing(WHY),
    ],
  ])('an affiliate beside an app: %s', (_, known, expected) => {
    expect(developerAlone(known)).toEqual(expected);
  });
});

describe('a name that tells a company apart', () => {
  const [firm, other] = [on.named('高山')[0]!, on.named('流水')[0]!];
  test.each<[string, typeof MAP, boolean, boolean]>([
    ['a long one', TAXI, false, true],
    ['a short one that few know', TAXI, true, false],
    ['a short one that millions know', MAIL, true, true],
    ['a short one of a company with an app that millions know', firm, true, true],
    ['a short one of another company', other, true, false],
    ['a short one of another app of it', MAP, true, false],
    ['an everyday word', { ...MAIL, ordinary: true }, false, false],
    ['a short everyday word that millions know', { ...MAIL, ordinary: true }, true, false],
  ])('%s', (_, entry, short, is) => {
    expect(isDistinctive(facts(null, [entry], { short }), entry)).toBe(is);
  });

  const flagged = { ...MAP, ordinary: true };
  const [latin] = on.named('Alpina'.toLowerCase());
  const [hill, stranger] = on.named('hillco');
  test.each<[string, readonly object[], boolean]>([
    ['alone', [flagged], true],
    ['beside a Latin name of its company', [flagged, latin!], false],
    ['beside one that is an everyday word, too', [flagged, latin!, hill!], true],
    ['beside one of another company', [flagged, stranger!], true],
    ['beside the Chinese name of its company', [flagged, firm], true],
  ])('a flagged name is an everyday word %s', (_, entries, is) => {
    expect(isOrdinary(facts(null, entries), flagged)).toBe(is);
    expect(isOrdinary(facts(null, entries), MAP)).toBe(false);
  });
});
