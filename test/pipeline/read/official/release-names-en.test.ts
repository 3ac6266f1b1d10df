import { describe, expect, it } from 'vitest';
import type { ItemId, RegulatorId } from '../../../../src/domain/ids.ts';
import type { CalendarDate } from '../../../../src/domain/time.ts';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { readerOf } from '../../../../src/pipeline/flows/reader.ts';
import { repositoryCatalog } from '../../../support/catalog.ts';

const reader = readerOf(repositoryCatalog().catalog!);

/** Names and measures of a title on the page of its authority, as `name: measure`. */
function actsOf(title: string, authority = 'us-sec', text = ''): string[] {
  const notice = reader(decodeText(text, 'text'), {
    item: 'title' as ItemId,
    source: null,
    authority: authority as RegulatorId,
    outlet: null,
    url: '',
    title,
    published: '2023-06-10' as CalendarDate,
    publishedAt: null,
  });
  const names = new Map(notice.mentions.map(({ id, name }) => [id, name]));
  return notice.actions.flatMap(({ act, mentions }) =>
    mentions.map((id) => `${names.get(id)}: ${act.measure}`),
  );
}

describe('a title of an authority', () => {
  it.each<[string, string, string[]]>([
    [
      'a company beside its executives',
      'SEC Charges AT&T and Three Executives with Selective Disclosure',
      ['AT&T: sue'],
    ],
    [
      'a company beside a former officer',
      'SEC Charges Manitex International, Former CEO for Accounting Fraud',
      ['Manitex International: sue'],
    ],
    [
      'a company beside a person named first',
      'SEC Charges Paula Quill and Lyft for Undisclosed Loans',
      ['Lyft: sue'],
    ],
    [
      'a company and an officer of its unit who settle',
      'Aerospace Company AAR and Former Executive of its Subsidiary Settle Charges',
      ['AAR: pay'],
    ],
    [
      'a firm of a group by words of what it does',
      'SEC Charges Goldman Sachs Asset Management for Policy Failures',
      ['Goldman Sachs Asset Management: sue'],
    ],
    [
      'several firms of a group',
      'SEC Charges Pair of Wells Fargo Advisory Firms with Compliance Failures',
      ['Wells Fargo Advisory Firms: sue'],
    ],
    [
      'a firm behind words of what it is',
      'SEC Charges Utility Company Entergy Corp. with Control Violations',
      ['Entergy Corp.: sue'],
    ],
    [
      'short names of several companies',
      'SEC Charges 3M, Honeywell and ABB with Bribery',
      ['3M: sue', 'Honeywell: sue', 'ABB: sue'],
    ],
    [
      'a company for what it bribed with',
      'SEC Charges Lyft for Bribing Officials, Using Agents',
      ['Lyft: sue'],
    ],
    [
      'firms of a list with their forms',
      'Bureau Files Lawsuit Against Quibble Services, LLC (QS), Bank of America, N.A., and Wells Fargo Bank, N.A.',
      ['Quibble Services, LLC: sue', 'Bank of America: sue', 'Wells Fargo Bank, N.A.: sue'],
    ],
    [
      'whom a complaint in a court is against',
      'Agency Filed a Complaint in Federal Court for the Southern District Against Credit Acceptance',
      ['Credit Acceptance: sue'],
    ],
    [
      'a subsidiary that is listed, and not its parent',
      'Bureau Settles with Santander Consumer USA Inc.; Bureau Finds Santander Violated the Law',
      ['Santander Consumer USA Inc.: pay'],
    ],
    [
      'a company with its form in words',
      'Eli Lilly and Company Agrees to Pay $1 Billion',
      ['Eli Lilly and Company: pay'],
    ],
  ])('acts against %s', (_, title, acts) => {
    expect(actsOf(title)).toEqual(acts);
  });

  it.each([
    ['a person of that surname', 'SEC Charges Russell Todd Burkhalter and His Firm with Fraud'],
    ['a person by surname and first name', 'SEC Charges Thomas Burkhalter with Fraud'],
    ['employees of a company', 'SEC Charges Netflix Insider Trading Ring'],
    ['former executives', 'SEC Charges Former Wells Fargo Executives for Misleading Investors'],
    ['an employee of two companies', 'SEC Charges Lyft, Uber Employees with Insider Trading'],
    ['holders of shares', 'SEC Charges Man With Defrauding Nikola Investors'],
    ['words that are also a name', 'CFPB Warns Financial Institutions About Lending Failures'],
    ['users of an app', 'SEC Charges Siblings in Fraud That Included YouTube Videos'],
    ['another company named as an app', 'SEC Charges Genesis and Gemini for Unregistered Offer'],
  ])('acts against no company: %s', (_, title) => {
    expect(actsOf(title)).toEqual([]);
  });

  it('looks below a title that only says what somebody is', () => {
    const text =
      'The office acted on calls. Many people were called every day. The attorney general today announced a lawsuit against Verizon for billions of calls.';
    const title = 'Attorney General Announces Lawsuit Against Telecommunications Company';
    expect(actsOf(title, 'us-ca-ag', text)).toEqual(['Verizon: sue']);
  });

  it('takes the short name of an unknown firm for nobody else', () => {
    const text =
      'The bureau fined the firm. It is in Dallas. The bureau today ordered Xerox to pay a fine.';
    const title = 'Bureau Fines Xerox Letterbox Services, LLC';
    expect(actsOf(title, 'us-cfpb', text)).toEqual(['Xerox Letterbox Services, LLC: fine']);
  });

  it.each([
    [
      'a company with a bracket and an apposition',
      'Drug Distributor Agrees to Pay $150 Million',
      'McKesson Corporation (McKesson), one of the largest distributors of drugs, agreed to pay $150 million, the department announced today.',
      ['McKesson Corporation: pay'],
    ],
    [
      'what is paid below a title that only charges',
      'SEC Charges Lyft With Disclosure Failures',
      'The Commission charged Lyft today. The case is closed with this. Lyft agreed to pay $10 million.',
      ['Lyft: pay'],
    ],
    [
      'a penalty that is ordered',
      'Commission Orders J.P. Morgan to Pay $200 Million Penalty',
      '',
      ['J.P. Morgan: fine'],
    ],
    [
      'who breaches a law',
      'Commission preliminarily finds Meta in breach of its duties',
      '',
      ['Meta: charge'],
    ],
    [
      'products of a company',
      'NHTSA Opens Investigation Into Tesla Door Handles',
      '',
      ['Tesla: probe'],
    ],
    [
      'who receives orders',
      'FTC Launches Inquiry into Chatbots',
      'The FTC is issuing orders. It asks for details. The companies receiving the orders are: Alphabet, Inc.; Quibble Technologies, Inc.; Snap, Inc.',
      ['Alphabet, Inc.: ask', 'Quibble Technologies, Inc.: ask', 'Snap, Inc.: ask'],
    ],
  ])('reads %s', (_, title, text, acts) => {
    expect(actsOf(title, 'us-ftc', text)).toEqual(acts);
  });

  it('reads an app whose name others bear where its company stands on the page', () => {
    expect(actsOf('FTC Sues Google Over Gemini', 'us-ftc')).toEqual(['Google: sue']);
  });
});
