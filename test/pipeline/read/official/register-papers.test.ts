import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../../src/domain/notice.ts';
import { read } from '../../../support/reading.ts';

const own = (authority: string, title: string, text: string): Notice =>
  read(`${title}\n${text}`, { title, authority, format: 'text', published: '2025-06-10' });

const told = ({ mentions, actions }: Notice): string[] =>
  actions.flatMap(({ act, mentions: ids }) =>
    mentions
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => `${name}: ${act.measure} ${act.form} ${act.posture}`),
  );

const CONSENT = 'commit consent-order proposed';
const DENIED = 'inputs-cut denial-order final';

describe('a paper of the Federal Register', () => {
  it.each<[string, string, string, string[]]>([
    [
      'us-ftc',
      'Kapok Company and Greenfield Companies, Inc.; Analysis of Proposed Consent Order To Aid Public Comment',
      'AGENCY: Federal Trade Commission.\nACTION: Proposed consent agreement; request for comment.',
      [`Kapok Company: ${CONSENT}`, `Greenfield Companies, Inc.: ${CONSENT}`],
    ],
    [
      'us-ftc',
      'Tencent Holdings; Analysis to Aid Public Comment',
      'SUMMARY: The consent agreement in this matter settles alleged violations of federal law.',
      [`Tencent Holdings: ${CONSENT}`],
    ],
    [
      'us-doj',
      'United States v. Kapok Group Incorporated and Amber, Inc.; Proposed Final Judgment and Competitive Impact Statement',
      'Notice is hereby given that a proposed Final Judgment has been filed.',
      [`Amber, Inc.: ${CONSENT}`, `Kapok Group: ${CONSENT}`],
    ],
    [
      'us-commerce',
      'Order Denying Export Privileges',
      'In the Matter of: Kapok Aviation LLC, 12 Main Street, Tampa, FL 33602.\nOn June 9, 2024, the firm was convicted.',
      [`Kapok Aviation LLC: ${DENIED}`],
    ],
    [
      'us-commerce',
      'Order Temporarily Denying Export Privileges',
      'In the Matter of: Greenfield Trading Ltd., 1 Harbour Road, Hong Kong; Amber Roe, 3 Quay, Dublin.',
      [`Greenfield Trading Ltd.: ${DENIED}`],
    ],
    [
      'us-commerce',
      'Order Denying Export Privileges',
      'In the Matter of: Luis Roe, Inmate Number 1.',
      [],
    ],
    [
      'us-doj',
      'United States v. Amber, Inc.; Response of the United States to Public Comments on the Proposed Final Judgment',
      'The United States publishes below the comment received.',
      [],
    ],
  ])('%s: %s', (authority, title, text, expected) => {
    expect(told(own(authority, title, text)).sort()).toEqual(expected.sort());
  });

  it('reads names below a title that adds to a list', () => {
    const notice = own(
      'us-commerce',
      'Additions of Entities to the Entity List',
      'In this rule, the Bureau of Industry and Security amends the Regulations by adding the following entities:\nChina\n• Kapok Information Industry Co., Ltd., Tianjin, China;\n• Alibaba Group, Hangzhou, China.',
    );
    expect(told(notice)).toEqual([
      'Kapok Information Industry Co., Ltd.: inputs-cut entity-list final',
      'Alibaba Group: inputs-cut entity-list final',
    ]);
  });
});

describe('an approval that ends because the firm wanted it', () => {
  it.each([
    [
      'us-fda',
      'Kapok Inc., et al.; Withdrawal of Approval of 12 New Drug Applications',
      'The applicants notified the Agency that the drugs were no longer marketed and requested that the approval be withdrawn.',
    ],
    [
      'us-fda',
      'Greenfield Corp.; Withdrawal of Approval of Abbreviated New Drug Application',
      'The holder has voluntarily requested withdrawal and waived its opportunity for a hearing.',
    ],
    [
      'us-epa',
      'Product Cancellation Order: Cancellation of Registration of Alibaba Group products',
      'The registrants have requested voluntary cancellation of their registrations.',
    ],
    [
      'us-fcc',
      'Surrender of license by Tencent',
      'The licence ends at the request of the licensee.',
    ],
    ['gb-fca', 'Cancellation of licence of Alibaba', 'Alibaba applied to cancel its permission.'],
    [
      'sg-mas',
      'Revocation of licence of Tencent Holdings',
      'The firm requested cancellation, as it ends its business.',
    ],
    [
      'hk-sfc',
      'SFC revokes licence of Alibaba Group',
      'The licence was revoked at its own request.',
    ],
    ['cn-nfra', '关于注销腾讯保险代理许可证的公告', '根据该公司申请，依法注销其许可证。'],
    ['cn-csrc', '关于注销阿里巴巴基金销售业务许可的公告', '该公司主动申请终止业务，现予以注销。'],
    ['cn-nmpa', '关于注销美团药品经营许可的公告', '依申请注销上述企业的许可证。'],
  ])('%s: %s', (authority, title, text) => {
    const notice = own(authority, title, text);
    expect(notice.verdict).toBe('none');
    expect(notice.verdictBecause.code).toBe('page-requested');
  });
});
