import { describe, expect, test } from 'vitest';
import { actOfKind } from '../../../src/domain/act-kind.ts';
import type { Mapping } from '../../../src/domain/exposure.ts';
import type { Notice } from '../../../src/domain/notice.ts';
import { alertCard } from '../../../src/pipeline/present/alert-card.ts';
import type { AlertFacts } from '../../../src/pipeline/present/alert-headline.ts';
import { cardText } from '../../../src/pipeline/present/text.ts';
import { exposure, NOON, signal } from '../../support/signals.ts';

const span = { start: 0, end: 1 };

function facts(changes: Partial<AlertFacts> = {}): AlertFacts {
  const notice = {
    id: 'n-1',
    language: 'zh',
    outlet: null,
    doubts: [],
    title: '关于侵害用户权益行为的APP通报（2021年第8批，总第17批）',
    url: 'https://example.gov.cn/art_1.html',
    published: '2021-08-18',
    publishedAt: Date.parse('2021-08-18T02:00Z'),
    actions: [
      {
        act: actOfKind('rectify'),
        phrase: '应在8月25日前完成整改',
        english: 'ordered to rectify',
        span,
        rule: 'r',
        mentions: [],
        companyWide: false,
        fine: null,
      },
    ],
    deadline: { value: '2021-08-25', span, rule: 'r' },
    batch: { value: { yearly: 8, total: 17 }, span, rule: 'r' },
    counts: { apps: { value: 43, span, rule: 'r' }, parts: [] },
    mentions: [
      {
        id: 'm1',
        name: '携程旅行',
        rows: [
          {
            version: '8.39.2',
            store: 'App Store',
            accusations: [
              { phrase: '违规调用通信录和地理位置权限', issue: 'contacts-location', span },
            ],
            span,
          },
        ],
      },
    ],
  } as unknown as Notice;
  return {
    alert: {
      id: 'n-1:first',
      notice: 'n-1',
      alertReason: 'first',
      signals: ['n-1:trip-com'],
      urgency: 'push',
      createdAt: NOON,
      follows: null,
    } as never,
    signals: [signal()],
    notice,
    mapping: {
      matches: [],
      exposures: [{ company: 'trip-com' }],
      counts: {
        subjects: 43,
        known: 18,
        ofListed: 13,
        listedCompanies: 8,
        private: 5,
        unresolved: 25,
        review: 0,
      },
    } as unknown as Mapping,
    regulator: {
      short: 'MIIT',
      shortZh: '工信部',
      name: { en: 'Ministry of Industry and Information Technology', zh: '工业和信息化部' },
      timezone: 'Asia/Shanghai',
    },
    companies: new Map([
      [
        'trip-com',
        {
          name: { en: 'Trip.com Group Ltd.', zh: '携程集团有限公司', zhHant: null },
          apps: [{ id: 'trip-com/ctrip', name: { en: 'Ctrip', zh: '携程旅行' } }],
        },
      ],
    ]) as never,
    issues: new Map([
      [
        'contacts-location',
        {
          en: 'improper use of contacts and location permissions',
          zh: '违规调用通信录和地理位置权限',
        },
      ],
    ]) as never,
    language: 'en',
    now: NOON,
    ...changes,
  };
}

const listed = (company: string, own: number, changes = {}) => {
  const named = {
    id: `n-1:${company}`,
    company,
    own,
    exposure: exposure({ company: company as never }),
  };
  return signal({ ...named, ...changes } as never);
};
const shown = (changes: Partial<AlertFacts> = {}) =>
  cardText(alertCard(facts(changes)))
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '));
const mapped = (companies: readonly string[]) =>
  ({ ...facts().mapping, exposures: companies.map((company) => ({ company })) }) as never;

describe('the card of one company', () => {
  test('says in its first line who, what, by when, and the score before and after', () => {
    expect(alertCard(facts()).title).toBe(
      'Trip.com (TCOM): MIIT ordered Ctrip to fix violations by 25 Aug 2021. Risk 0.0 → 17.2 (watch)',
    );
    expect(alertCard(facts({ language: 'zh' })).title).toBe(
      '携程集团（TCOM）：工信部责令携程旅行整改，限2021年8月25日前完成。风险分 0.0 → 17.2（关注）',
    );
  });

  test('adds the act’s own points where the score moved by something else', () => {
    const near = signal({ before: 80, after: 83.2, own: 15.8, bandAfter: 'severe' });
    expect(alertCard(facts({ signals: [near] })).title).toContain(
      'Risk 80.0 → 83.2 (severe; the act alone +15.8)',
    );
  });

  test('then apps, accusation, deadline, how often before, and the source with counts that add up', () => {
    expect(shown()).toEqual([
      expect.stringMatching(/^─+$/),
      'Trip.com (TCOM): MIIT ordered Ctrip to fix violations by 25 Aug 2021. Risk 0.0 →',
      '17.2 (watch)',
      '',
      'Apps Ctrip 携程旅行',
      'Accused of improper use of contacts and location permissions',
      'Deadline 25 Aug 2021 23:59 Beijing',
      'Before first action by MIIT on record',
      'Source MIIT · 18 Aug 2021 · no. 8 of 2021, no. 17 in all · 43 apps: 13 by',
      '8 listed companies, 5 private, 25 unknown here',
      'https://example.gov.cn/art_1.html',
      '',
      'Not investment advice.',
      expect.stringMatching(/^─+$/),
    ]);
  });

  test('in Chinese every word and mark is Chinese, but tickers and numbers', () => {
    const text = shown({ language: 'zh' })
      .join('\n')
      .replaceAll(/TCOM|https\S+|n-1:first/g, '');
    expect(text).not.toMatch(/[A-Za-z]|[,;] |: /);
    expect(text).toContain('2021年8月25日 23:59 北京时间');
  });

  test('without a date there is no line about one', () => {
    const noDate = { ...facts().notice, deadline: null } as Notice;
    expect(shown({ notice: noDate }).join('\n')).not.toMatch(/Deadline| by \d/);
  });

  test.each([
    ['only the press told it', { origin: 'press' }, 'Press only'],
    ['it was seen late', { late: true }, 'Late:'],
    [
      'a part of the score is unconfirmed',
      { attested: { before: 0, after: 3.2, band: 'background' } },
      'Only 3.2 of the score is attested.',
    ],
  ] as const)('says so where %s', (_, changes, expected) => {
    expect(shown({ signals: [signal(changes as never)] }).join('\n')).toContain(expected);
  });

  test('a company without a listing is called private', () => {
    const unlisted = signal({ exposure: exposure({ private: true, listings: [] }) });
    expect(alertCard(facts({ signals: [unlisted] })).title).toContain('Trip.com (private): ');
  });

  test('an app that a page only counts is the company’s where nobody else is named', () => {
    const counts = {
      ...facts().mapping.counts,
      subjects: 1,
      ofListed: 1,
      listedCompanies: 1,
      private: 0,
    };
    const mapping = { ...facts().mapping, counts } as Mapping;
    expect(alertCard(facts({ mapping })).title).toContain(
      'ordered Ctrip and 42 further apps to fix violations',
    );
  });

  test('has four buttons that carry its reference', () => {
    expect(alertCard(facts()).buttons!.map((one) => one.act)).toEqual(
      ['details', 'why', 'mute', 'wrong'].map((act) => `${act}:n-1:first`),
    );
  });
});

describe('the card of a list that touches several companies', () => {
  const names = ['trip-com', 'b', 'c', 'd', 'e', 'f', 'g'];
  const several = {
    signals: names.map((one, index) =>
      listed(one, 20 - index, { bandAfter: index === 0 ? 'severe' : 'watch' }),
    ),
    mapping: mapped(names),
  };

  test('has a line for each of five, the first the gravest, and says how many more', () => {
    const card = alertCard(facts(several));
    expect(card.title).toMatch(/^Trip\.com \(TCOM\): .*\. And 6 more companies$/);
    expect(card.tone).toBe('severe');
    const lines = card.sections[0]!.lines;
    expect(lines.slice(0, 6).map((one) => one.label?.split(' ')[0] ?? one.text)).toEqual([
      'Trip.com',
      'b',
      'c',
      'd',
      'e',
      expect.stringMatching(/^and 2 more/),
    ]);
    expect(lines[0]!.text).toBe('0.0 → 17.2 (severe): Ctrip');
  });
});

describe('the card of a correction', () => {
  const mapping = mapped([]);
  const back = listed('trip-com', 0, {
    before: 16.1,
    after: 0.2,
    bandAfter: 'background',
    alertReason: 'correction',
  });

  test('says that the company was removed, and where its score is again', () => {
    expect(alertCard(facts({ signals: [back], mapping })).title).toBe(
      'Trip.com (TCOM) was removed from the list by MIIT; its score is 0.2 again',
    );
    expect(alertCard(facts({ signals: [back], mapping, language: 'zh' })).title).toBe(
      '携程集团（TCOM）已被工信部从名单中移除；风险分恢复为 0.2',
    );
  });

  test('says so as well where a person decided', () => {
    const notice = { ...facts().notice, revised: 'review' } as Notice;
    expect(alertCard(facts({ signals: [back], mapping, notice })).title).toBe(
      'Correction: Trip.com (TCOM) was named in error, and taken back after review; its score is 0.2 again',
    );
  });

  test('comes first on a list where others still stand', () => {
    const title = alertCard(
      facts({ signals: [listed('b', 9), back], mapping: mapped(['b']) }),
    ).title;
    expect(title).toMatch(/^Trip\.com \(TCOM\) was removed .* again\. b \(TCOM\): MIIT ordered /);
  });
});

describe('how far acts of the same size moved shares', () => {
  const row = { by: 'points' as const, key: '7-20', events: 93, days: 56, fell: 58 };
  const moves = {
    version: '2026-11-30',
    model: 'm',
    from: '2018-06-05',
    until: '2026-07-10',
    sessions: 2,
    rows: [{ ...row, mean: -0.0107, low: -0.0239, high: -0.0015 }],
  };
  const text = (changes: Parameters<typeof signal>[0], given: AlertFacts['moves'] = moves) =>
    cardText(alertCard(facts({ signals: [signal(changes)], moves: given }))).replace(/\s+/g, ' ');

  test('stands on the card of one company beside its own points', () => {
    expect(text({ before: 1, after: 16.7, own: 15.9 })).toContain(
      'Acts of this size moved the share by −1.1 % on average over two days (58 of 93 fell; 95 %: −2.4 to −0.1)',
    );
  });

  test('says that acts of its size moved shares neither way where the interval holds 0', () => {
    const unclear = { ...moves, rows: [{ ...row, mean: -0.0071, low: -0.0179, high: 0.0007 }] };
    expect(text({ before: 1, after: 16.7, own: 15.9 }, unclear)).toContain(
      'Acts of this size did not clearly move shares: −0.7 % on average over two days (58 of 93 fell; 95 %: −1.8 to +0.1)',
    );
  });

  test.each([
    ['the score falls', { before: 20, after: 10, own: 15.9 }, moves],
    ['acts of its size are too few', { before: 1, after: 60, own: 55 }, moves],
    ['nothing is known of the model', { before: 1, after: 16.7, own: 15.9 }, null],
    ['the act adds no points', { before: 1, after: 1, own: 0 }, moves],
  ])('does not where %s', (_, changes, given) => {
    expect(text(changes, given)).not.toContain('Acts of this size');
  });
});
