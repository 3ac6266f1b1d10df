import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Mapping } from '../../src/domain/exposure.ts';
import type { Notice } from '../../src/domain/notice.ts';
import { alertCard } from '../../src/present/alert-card.ts';
import type { AlertFacts } from '../../src/present/alert-facts.ts';
import { cardText } from '../../src/present/text.ts';
import { NOON, signal } from '../support/signals.ts';

const span = { start: 0, end: 1 };

function facts(changes: Partial<AlertFacts> = {}): AlertFacts {
  const notice = {
    id: 'n-1',
    title: '关于侵害用户权益行为的APP通报（2021年第8批，总第17批）',
    url: 'https://example.gov.cn/art_1.html',
    published: '2021-08-18',
    publishedAt: Date.parse('2021-08-18T02:00Z'),
    actions: [
      {
        type: 'rectification-ordered',
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
            accusations: [{ phrase: '违规调用通信录和地理位置权限', issue: 'contacts-location', span }],
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
      toldBecause: 'first',
      signals: ['n-1:trip-com'],
      urgency: 'push',
      createdAt: NOON,
      follows: null,
    } as never,
    signals: [signal()],
    notice,
    mapping: {
      matches: [],
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
        { en: 'improper use of contacts and location permissions', zh: '违规调用通信录和地理位置权限' },
      ],
    ]) as never,
    language: 'en',
    now: NOON,
    ...changes,
  };
}

describe('the alert as a fund reads it', () => {
  const text = cardText(alertCard(facts()));
  test.each([
    ['the body, what it did and to how many apps', 'MIIT: ordered to rectify (43 apps)'],
    ['the company with all its tickers', 'Trip.com Group (TCOM)'],
    ['the score before and after, with the change and the band', '0.0 → 17.2 (+17.2), watch'],
    ['the original phrase', '应在8月25日前完成整改'],
    ['the version and the store', '8.39.2 (App Store)'],
    ['the accusation in English beside the original', 'improper use of contacts'],
    ['the deadline and the days left', '25 Aug 2021 (7 days left)'],
    ['the number of the list', 'no. 8 of 2021, no. 17 in all'],
    ['how often before', 'first time by this body'],
    ['the points', '15.8'],
    ['the honest counts', '43 apps: 18 known here, 13 of them of 8 listed companies, 5 private'],
    ['when it was published and detected', '18 Aug 2021 12:00 Beijing'],
    ['where it is written', 'https://example.gov.cn/art_1.html'],
    ['that it is no advice', 'Not investment advice.'],
    ['its own reference, so that it can be found in a channel', '[n-1:first]'],
  ])('it shows %s', (_, expected) => {
    expect(text.replace(/\s+/g, ' ')).toContain(expected);
  });

  test('no line is wider than 80 columns, with Chinese counted double', () => {
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });
});

describe('what an alert never hides', () => {
  test('a notice without a date says so', () => {
    const noDate = { ...facts().notice, deadline: null } as Notice;
    expect(cardText(alertCard(facts({ notice: noDate })))).toContain('no date given');
  });

  test('a list seen only in the press says so', () => {
    expect(cardText(alertCard(facts({ signals: [signal({ origin: 'press' })] })))).toContain('Press only');
  });

  test('a late detection says so', () => {
    expect(cardText(alertCard(facts({ signals: [signal({ late: true })] })))).toContain('Late:');
  });

  test('a company without a listing is called private', () => {
    const ours = signal();
    const unlisted = { ...ours, exposure: { ...ours.exposure, private: true, listings: [] } };
    expect(cardText(alertCard(facts({ signals: [unlisted] })))).toContain('private, not listed');
  });

  test('in Chinese it speaks Chinese throughout', () => {
    const zh = cardText(alertCard(facts({ language: 'zh' })));
    expect(zh).toContain('携程集团');
    expect(zh).toContain('还有 7 天');
    expect(zh).toContain('不构成投资建议');
    expect(zh).not.toContain('Not investment advice');
  });
});
