import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ItemId, RegulatorId } from '../../../../src/domain/ids.ts';
import type { Notice } from '../../../../src/domain/notice.ts';
import type { CalendarDate } from '../../../../src/domain/time.ts';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { readerOf } from '../../../../src/pipeline/flows/reader.ts';
import { mapNotice } from '../../../../src/pipeline/map/map-notice.ts';
import { knowledgeOf } from '../../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../../support/catalog.ts';

interface Trap {
  readonly authority: string;
  readonly title: string;
  readonly text: string;
}

const TRAPS = parse(readFileSync(`${import.meta.dirname}/traps.yml`, 'utf8')) as Record<
  string,
  Trap[]
>;
let read: (trap: Trap) => Notice;

/** With every name of the catalog: a small one would know none of the bystanders. */
beforeAll(() => {
  const reader = readerOf(repositoryCatalog().catalog!);
  read = ({ authority, title, text }) =>
    reader(decodeText(`${title}\n${text}`, 'text', { title }), {
      item: 'trap' as ItemId,
      source: null,
      authority: authority as RegulatorId,
      outlet: null,
      url: '',
      title,
      published: '2025-06-10' as CalendarDate,
      publishedAt: null,
    });
}, 120_000);

/** Pages that may end an earlier act. */
const ENDS = new Set(['revocation', 'completion', 'lost']);

describe.each(Object.entries(TRAPS))('an authority’s page: %s', (kind, traps) => {
  it.each(traps)('acts against nobody: $title', (trap) => {
    const notice = read(trap);
    const measures = notice.actions.map(({ act }) => act.measure).filter((one) => one !== null);
    expect(measures).toEqual([]);
    const reported = (notice.unconfirmed ?? []).filter(({ grade }) => grade === 'reported');
    expect(reported).toEqual([]);
    if (!ENDS.has(kind)) expect(notice.mentions.map(({ name }) => name)).toEqual([]);
  });
});

describe('the end of an act', () => {
  it.each([
    ['annulled', 'General Court annuls Commission decision imposing a fine on Intel'],
    ['lifted', '滴滴出行完成网络安全审查整改，恢复新用户注册'],
    ['dropped', 'SEC Dismisses Civil Enforcement Action Against Coinbase'],
  ])('is %s: %s', (effect, title) => {
    const trap = Object.values(TRAPS)
      .flat()
      .find((one) => one.title === title)!;
    expect(read(trap).actions.map(({ act }) => act.effect)).toEqual([effect]);
  });
});

describe('a company that an authority names by several words', () => {
  it.each([
    [
      'us-faa',
      'FAA Proposes $304,000 Civil Penalty Against Southwest Airlines',
      'southwest-airlines',
    ],
    [
      'us-ny-ag',
      'Attorney General James Sues Capital One Over Its Savings Accounts',
      'capital-one',
    ],
    ['us-cfpb', 'CFPB Vacates Consent Order Against Navient', 'xnas-navi'],
    ['us-doj', 'Justice Department Sues to Block UnitedHealth Group’s Acquisition', 'unitedhealth'],
  ])('is that company, though a word of it is another’s brand: %s, %s', (authority, title, id) => {
    const { index } = knowledgeOf(repositoryCatalog().catalog!);
    const notice = read({ authority, title, text: 'It was announced.' });
    const { exposures } = mapNotice(notice, index, '2025-06-10' as CalendarDate);
    expect(exposures.map(({ company }) => company)).toEqual([id]);
  });
});

it('finds no company inside the name of an authority', () => {
  const notice = read({
    authority: 'in-rbi',
    title: 'Supervisory Action against Kotak Mahindra Bank Limited',
    text: 'The Reserve Bank of India has today directed Kotak Mahindra Bank Limited to cease and desist, with immediate effect, from onboarding of new customers.',
  });
  expect(notice.mentions.map(({ name }) => name)).toEqual(['Kotak Mahindra Bank Limited']);
  expect(notice.actions.map(({ act }) => act.measure)).toEqual(['no-new-clients']);
});
