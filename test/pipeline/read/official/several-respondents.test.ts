import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../../src/domain/notice.ts';
import { read } from '../../../support/reading.ts';

const own = (authority: string, title: string, ...lines: string[]): Notice =>
  read([title, ...lines].join('\n'), { title, authority, format: 'text', published: '2025-06-10' });

const told = ({ mentions, actions }: Notice): string[] =>
  actions
    .flatMap(({ act, mentions: ids }) =>
      mentions.filter(({ id }) => ids.includes(id)).map(({ name }) => `${name}: ${act.measure}`),
    )
    .sort();

describe('several respondents on one page', () => {
  it('reads items that begin with what is done', () => {
    const notice = own(
      'us-occ',
      'OCC Announces Enforcement Actions for August 2025',
      'The Office of the Comptroller of the Currency today released enforcement actions.',
      'Cease and Desist Order against Alibaba Group for deficiencies in its program.',
      'Civil Money Penalty Order against Tencent Holdings, $75 million.',
      'Order of Prohibition against Jane Doe, former teller, Meituan, for embezzling.',
    );
    expect(told(notice)).toEqual(['Alibaba Group: order', 'Tencent Holdings: fine']);
  });

  it('takes no headline of another page for an item', () => {
    const notice = own(
      'us-cfpb',
      'CFPB Orders Tencent Holdings to Pay $5 Million',
      'The bureau today ordered Tencent Holdings to pay $5 million.',
      'CFPB Takes Action Against Alibaba Group for Illegal Fees',
      'CFPB Takes Action Against Meituan for Illegal Fees',
    );
    expect(told(notice)).toEqual(['Tencent Holdings: pay']);
  });

  it('takes no earlier act in the text for an item', () => {
    const notice = own(
      'us-cfpb',
      'CFPB Orders Tencent Holdings to Pay $5 Million',
      'The bureau today ordered Tencent Holdings to pay $5 million.',
      'In 2022, the CFPB fined Alibaba Group $37 million for illegal fees.',
      'In 2021, the CFPB fined Meituan $3 million for illegal fees.',
    );
    expect(told(notice)).toEqual(['Tencent Holdings: pay']);
  });

  it('joins names that stand behind "with" twice', () => {
    const notice = own(
      'us-fed',
      'Federal Reserve Board issues enforcement actions with Alibaba Group and with Tencent Holdings',
      'The board on Thursday announced the actions.',
    );
    expect(told(notice)).toEqual(['Alibaba Group: order', 'Tencent Holdings: order']);
  });

  it('names the measure that the text below a vague title states', () => {
    const notice = own(
      'hk-hkex',
      'Exchange’s Disciplinary Action against Kapok Co., Ltd. (Stock Code: 2202) and Two Directors',
      'The Stock Exchange of Hong Kong Limited',
      'CENSURES Kapok Co., Ltd. (Stock Code: 2202)',
      'CRITICISES: (1) Mr Zhang, executive director; (2) Ms Li, former company secretary.',
    );
    expect(told(notice)).toEqual(['Kapok Co.: warn']);
  });

  it('gives each name the sum behind it', () => {
    const notice = own(
      'gb-fca',
      'FCA fines Alibaba Group £4 million and Tencent Holdings £25 million',
      'The authority has fined both.',
    );
    const sums = notice.actions.map(({ fine }) => fine?.amount).sort();
    expect(told(notice)).toEqual(['Alibaba Group: fine', 'Tencent Holdings: fine']);
    expect(sums).toEqual([25_000_000, 4_000_000]);
  });
});
