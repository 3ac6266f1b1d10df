import { describe, expect, test } from 'vitest';
import type { ReportedActionRow } from '../../../src/domain/ports.ts';
import type { Outlet } from '../../../src/domain/regulator.ts';
import type { ReportedAction } from '../../../src/domain/reported-action.ts';
import {
  agenciesOf,
  confirmationOf,
  holdsName,
  isReportedTwice,
} from '../../../src/pipeline/flows/corroborate.ts';

/** A report of the Herald that the SEC sued Acme, more likely right than not. */
const report = (parts: Partial<ReportedAction> = {}): ReportedAction =>
  ({
    page: 'herald-1',
    step: 'sue:acme',
    notice: 'n-herald',
    state: 'unconfirmed',
    company: 'acme',
    candidates: [],
    name: 'Acme',
    kind: 'sue',
    day: '2022-03-01',
    outlet: 'herald',
    agencies: [],
    authority: { id: 'us-sec', name: 'SEC' },
    probability: 0.7,
    quote: '…',
    title: 'SEC sues Acme',
    url: 'https://herald.example/1',
    detectedAt: 1,
    ...parts,
  }) as ReportedAction;
type Parts = Partial<Record<keyof ReportedAction, unknown>>;
/** Another report, of the Times. */
const other = (parts: Parts = {}) =>
  report({
    page: 'times-1',
    notice: 'n-times',
    outlet: 'times',
    url: 'https://times.example/1',
    detectedAt: 2,
    ...parts,
  } as Partial<ReportedAction>);
const row = (
  action: ReportedAction,
  decision: ReportedActionRow['decision'] = null,
): ReportedActionRow => ({ action, decision }) as ReportedActionRow;
const decided = (verdict: 'accepted' | 'rejected') =>
  ({ verdict, by: 'ann', because: 'seen it' }) as unknown as ReportedActionRow['decision'];

describe('a claim of press is confirmed', () => {
  const by = (second: ReportedAction, first: ReportedAction = report()) =>
    confirmationOf(row(first), [row(first), row(second)])?.kind ?? null;
  const sure = { state: 'alerted' };
  const page = { ...sure, outlet: null, page: 'sec-1', notice: 'n-sec' };

  test.each<[string, ReportedAction, string | null]>([
    ['by another outlet that is sure', other(sure), 'outlet'],
    ['by no outlet that is unsure itself', other(), null],
    ['by none that rests on the same agency', other({ ...sure, agencies: ['reuters'] }), null],
    [
      'by none of another known authority',
      other({ ...sure, authority: { id: 'us-ftc', name: 'FTC' } }),
      null,
    ],
    [
      'by none that only says "a regulator"',
      other({ ...sure, authority: { id: 'us-unnamed', name: 'regulator' } }),
      null,
    ],
    ['by none that names no authority', other({ ...sure, authority: null }), null],
    ['by no other page of the same outlet', other({ ...sure, outlet: 'herald' }), null],
    ['by no other version of its page', other({ ...sure, page: 'herald-1' }), null],
    ['within three days', other({ ...sure, day: '2022-03-04' }), 'outlet'],
    ['three days before, too', other({ ...sure, day: '2022-02-26' }), 'outlet'],
    ['not after four', other({ ...sure, day: '2022-03-05' }), null],
    ['by an act that goes under another word', other({ ...sure, kind: 'probe' }), 'outlet'],
    ['by no other act', other({ ...sure, kind: 'fine' }), null],
    ['by none against another company', other({ ...sure, company: 'other' }), null],
    ['by none against a person of it', other({ state: 'person' }), null],
    ["by the authority's own page", other(page), 'official'],
    [
      'by a page that names no authority, which is its own',
      other({ ...page, authority: null }),
      'official',
    ],
    ['by no page that is unsure of its own act', other({ ...page, state: 'unconfirmed' }), null],
  ])('%s', (_, second, expected) => {
    const agency = { agencies: ['reuters'] } as unknown as Partial<ReportedAction>;
    expect(by(second, report(agency))).toBe(expected);
  });

  test('names what confirmed it', () => {
    const all = [row(other(sure)), row(other(page))];
    expect(confirmationOf(row(report()), all)).toEqual({
      kind: 'official',
      notice: 'n-sec',
      url: 'https://times.example/1',
    });
    expect(confirmationOf(row(report()), all.slice(0, 1))).toEqual({
      kind: 'outlet',
      outlet: 'times',
      notice: 'n-times',
      url: 'https://times.example/1',
    });
  });

  test('by the first of several, as they were detected', () => {
    const late = row(other({ ...sure, notice: 'n-late', detectedAt: 9 }));
    const [b, a] = ['b', 'a'].map((notice) => row(other({ ...sure, notice, detectedAt: 3 })));
    const found = confirmationOf(row(report()), [late, b!, a!]);
    expect(found).toMatchObject({ notice: 'a' });
  });

  test('by a person, whatever others say; one that was rejected stays so', () => {
    expect(confirmationOf(row(report(), decided('accepted')), [])).toEqual({
      kind: 'person',
      by: 'ann',
      because: 'seen it',
    });
    expect(confirmationOf(row(report(), decided('rejected')), [row(other(sure))])).toBeNull();
    expect(confirmationOf(row(report()), [row(other(sure), decided('rejected'))])).toBeNull();
    expect(confirmationOf(row(report({ state: 'alerted' })), [row(other(sure))])).toBeNull();
  });

  test("an authority's own page is confirmed by no other page of an authority", () => {
    const own = report({ outlet: null } as Partial<ReportedAction>);
    expect(by(other(page), own)).toBeNull();
    expect(by(other(sure), own)).toBe('outlet');
  });

  test('never where its company is not certain', () => {
    expect(by(other({ ...sure, company: null }), report({ company: null }))).toBeNull();
  });
});

describe('a claim that two outlets are unsure of', () => {
  const isTwice = (
    second: Parts = {},
    first: Parts = {},
    decision: ReportedActionRow['decision'] = null,
  ) =>
    isReportedTwice(row(report(first as Partial<ReportedAction>), decision), [row(other(second))]);

  test.each<[string, boolean, boolean]>([
    ['is reported where both are likely right', isTwice(), true],
    ['at even odds, too', isTwice({ probability: 0.5 }, { probability: 0.5 }), true],
    ['not where the other is not', isTwice({ probability: 0.49 }), false],
    ['not where it is not itself', isTwice({}, { probability: 0.49 }), false],
    ['where the other is certain', isTwice({ probability: null }), true],
    [
      'not where the other is aimed at somebody else',
      isTwice({ because: { code: 'x', params: {} } }),
      false,
    ],
    ['not by one agency', isTwice({ agencies: ['reuters'] }, { agencies: ['reuters'] }), false],
    ['not by another authority', isTwice({ authority: { id: 'us-ftc', name: 'FTC' } }), false],
    [
      'not by an authority that is not known',
      isTwice({ authority: { id: null, name: 'x' } }, { authority: { id: null, name: 'x' } }),
      false,
    ],
    ['not again', isTwice({}, { grade: 'reported' }), false],
    ["not on an authority's own page", isTwice({}, { outlet: null }), false],
    ['not where it is certain', isTwice({}, { state: 'alerted' }), false],
    ['not where a person decided', isTwice({}, {}, decided('accepted')), false],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  });
});

describe('agencies that a report rests on', () => {
  const outlet = (id: string, quality: string, ...names: string[]) =>
    ({ id, quality, names }) as unknown as Outlet;
  const OUTLETS = [
    outlet('reuters', 'agency', 'Reuters'),
    outlet('xinhua', 'agency', 'Xinhua', '新华社'),
    outlet('herald', 'daily', 'Herald'),
  ];
  const found = (text: string, from: string | null = null) =>
    agenciesOf(text, from as never, OUTLETS);

  test('are those that it names anywhere, and its outlet where that is one', () => {
    expect(found('Reuters and 新华社 say so')).toEqual(['reuters', 'xinhua']);
    expect(found('the Herald says so', 'herald')).toEqual([]);
    expect(found('nobody says so', 'reuters')).toEqual(['reuters']);
  });

  test('a name counts as a word of its own, wherever it first stands', () => {
    expect(holdsName('Reutersville', 'Reuters')).toBe(false);
    expect(holdsName('preReuters', 'Reuters')).toBe(false);
    expect(holdsName('Reutersville, Reuters', 'Reuters')).toBe(true);
    expect(holdsName('(Reuters)', 'Reuters')).toBe(true);
    expect(holdsName('据新华社报道', '新华社')).toBe(true);
    expect(holdsName('', 'Reuters')).toBe(false);
  });
});
