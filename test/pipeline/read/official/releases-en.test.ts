import { describe, expect, it } from 'vitest';
import type { ItemId, RegulatorId } from '../../../../src/domain/ids.ts';
import type { Notice } from '../../../../src/domain/notice.ts';
import type { CalendarDate } from '../../../../src/domain/time.ts';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { readerOf } from '../../../../src/pipeline/flows/reader.ts';
import { ownersOf } from '../../../../src/pipeline/read/document/known-names.ts';
import { repositoryCatalog } from '../../../support/catalog.ts';

const reader = readerOf(repositoryCatalog().catalog!);

/** Names against which a release acts, with the measure, as `name: measure`. */
function actsOf(title: string, text: string, authority = 'us-doj'): string[] {
  const notice = noticeOf(title, text, authority);
  const names = new Map(notice.mentions.map(({ id, name }) => [id, name]));
  return notice.actions.flatMap(({ act, mentions }) =>
    mentions.map((id) => `${names.get(id)}: ${act.measure}`),
  );
}

function noticeOf(title: string, text: string, authority: string): Notice {
  return reader(decodeText(text, 'text'), {
    item: 'release' as ItemId,
    source: null,
    authority: authority as RegulatorId,
    outlet: null,
    url: '',
    title,
    published: '2015-06-10' as CalendarDate,
    publishedAt: null,
  });
}

it('every name that authorities give a company has that company in the catalog', () => {
  const catalog = repositoryCatalog().catalog!;
  const { companies, universe } = catalog;
  const known = new Set([...companies.keys(), ...[...universe.companies()].map(({ id }) => id)]);
  expect(
    [...ownersOf(catalog.words.coined.called, catalog)].filter(([, id]) => !known.has(id)),
  ).toEqual([]);
});

describe('an English release', () => {
  it.each<[string, string, string, string[]]>([
    [
      'a name of several words without what the company does',
      'CFPB Orders Capital One and Goldman Sachs to Pay $20 Million for Card Failures',
      'The bureau acted today.',
      ['Capital One: pay', 'Goldman Sachs: pay'],
    ],
    [
      'a name with “of” in it',
      'CFPB Takes Action Against Bank of America for Opening Accounts',
      'The bureau acted today.',
      ['Bank of America: order'],
    ],
    [
      'a name that only authorities give it',
      'Bureau Action to Require Citizens Bank to Pay $9 Million Penalty',
      'The bureau acted today.',
      ['Citizens Bank: fine'],
    ],
    [
      'a national association, in a title with capitals',
      'Bureau Files Suit Against Fifth Third Bank, National Association for Opening Accounts',
      'The bureau acted today.',
      ['Fifth Third Bank, National Association: sue'],
    ],
    [
      'a name behind what it is, in capitals',
      'CFPB Sues Nation’s Largest Student Loan Company Navient for Failing Borrowers',
      'The bureau acted today.',
      ['Navient: sue'],
    ],
    [
      'money from two',
      'Bureau to Obtain $120 Million in Redress from Ally and Verizon for Cramming',
      'The bureau acted today.',
      ['Ally: pay', 'Verizon: pay'],
    ],
    [
      'relief that is to be given',
      'State Authorities Order Ally to Provide $2 Billion in Relief to Homeowners',
      'The bureau acted today.',
      ['Ally: pay'],
    ],
    [
      'a bank whose first word is another company',
      'FCA fines Metro Bank £16m for financial crime failings',
      'The authority fined the bank today.',
      [],
    ],
    [
      'names of a list with one that nobody knows',
      'Commission fines Barclays, Quibblex, Citigroup and JPMorgan €1 billion',
      'The Commission acted today.',
      ['Barclays: fine', 'Citigroup: fine', 'JPMorgan: fine'],
    ],
    [
      'a court that leaves a fine as it is',
      'General Court dismisses Qualcomm’s action for annulment of the decision imposing a fine',
      'The court dismissed the action.',
      [],
    ],
    [
      'another bank whose name begins so',
      'CFPB Orders Citizens Bank of Valdosta to Pay $2 Million',
      'The bureau acted today.',
      [],
    ],
    [
      'a statement on the act of another authority',
      'Statement of Director on the Justice Department’s Lawsuit Against Visa',
      'The department sued Visa today.',
      [],
    ],
    [
      'a name of one coined word',
      'AstraZeneca to Pay $5 Million to Resolve Kickback Allegations',
      'The company has agreed to pay $5 million, the department announced today.',
      ['AstraZeneca: pay'],
    ],
    [
      'a firm of a group by its name',
      'United States Files Complaint against Novartis Pharmaceuticals Corp.',
      'The complaint alleges kickbacks.',
      ['Novartis Pharmaceuticals Corp.: sue'],
    ],
    [
      'a firm behind what it is',
      'Hospital Chain to Pay $3 Million',
      'A major hospital chain, Tenet Healthcare Corporation, and two of its Ohio-area subsidiaries will pay $3 million, the department announced today.',
      ['Tenet Healthcare Corporation: pay'],
    ],
    [
      'a subject with an apposition',
      'Nursing Home Operator to Pay $8 Million',
      'The Ensign Group Inc., a skilled nursing provider based in Mission Viejo, Calif., that operates homes across the western U.S. has agreed to pay $8 million.',
      ['The Ensign Group Inc.: pay'],
    ],
  ])('names %s', (_, title, text, acts) => {
    expect(actsOf(title, text)).toEqual(acts);
  });

  it('names whom a settled action is against', () => {
    expect(
      actsOf(
        'SEC Files Settled Enforcement Action Against Medtronic plc',
        'The Commission announced that it filed a settled enforcement action in federal court.',
        'us-sec',
      ),
    ).toEqual(['Medtronic plc: pay']);
    expect(
      actsOf(
        'SEC Files Settled Action Against Former Medtronic Officer',
        'The Commission filed a settled civil action against a former officer of Medtronic plc.',
        'us-sec',
      ),
    ).toEqual([]);
  });

  it('names the defendants of a caption, and not whose executives are meant', () => {
    const caption = (defendants: string, rest: string) =>
      actsOf(
        '',
        `Litigation Release No. 1 / June 1, 2015\nSecurities and Exchange Commission v. ${defendants}, Civil Action No. 15-1\n${rest}`,
        'us-sec',
      );
    expect(caption('Medtronic plc and John Smith', 'The Commission filed a complaint.')).toEqual([
      'Medtronic plc: sue',
    ]);
    expect(
      caption(
        'Medtronic plc, et al.',
        'A court entered judgment against a former Medtronic officer.',
      ),
    ).toEqual([]);
    expect(caption('Texas First Financial, LLC', 'The Commission filed a complaint.')).toEqual([
      'Texas First Financial, LLC: sue',
    ]);
  });

  it.each([
    ['Apple Valley Woman Sentenced for Health Care Fraud', 'A woman was sentenced today.'],
    ['Two Charged with Visa Fraud', 'Two men were charged with visa fraud.'],
    ['Orthofix Defendant Sentenced', 'A former manager of Orthofix was sentenced today.'],
    ['Engineer Settles Charges', 'An engineer who worked at Apache Corporation has agreed to pay.'],
    ['Supplier of Boeing Pleads Guilty', 'A supplier of parts pleaded guilty.'],
  ])('acts against nobody by a part of a longer name or a complement: %s', (title, text) => {
    expect(actsOf(title, text)).toEqual([]);
  });

  it('is of the authority on whose page it stands', () => {
    const text = 'Agents of the FBI took part. Pfizer agreed to pay $2 million.';
    const notice = noticeOf('Pfizer Agrees to Pay $2 Million', text, 'us-doj');
    expect(notice.regulator!.value).toBe('us-doj');
  });
});
