import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { CompanyId } from '../../../src/domain/ids.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { createMapIndex, type DecidedName } from '../../../src/pipeline/map/map-index.ts';
import { matchMention } from '../../../src/pipeline/map/match-mention.ts';
import { app, company, companyMap, listing } from '../../support/companies.ts';

const companies = companyMap(
  company('harbour', {
    listings: [listing('XHKG:9999')],
    entities: ['成都海港互动科技有限公司'],
    apps: [app('harbour/master', '海港大师')],
  }),
  company('quay', { aliases: ['码头网'], listings: [listing('XNAS:QUAY')] }),
);
const STRANGER = '成都某某网络科技有限公司';

function decision(other: Partial<DecidedName> = {}): DecidedName {
  return {
    name: '某某助手',
    developer: STRANGER,
    company: 'harbour' as CompanyId,
    not: [],
    overrides: false,
    from: '2021-08-01' as never,
    to: null,
    decidedBy: 'ann',
    because: 'annual report 2021',
    ...other,
  };
}

function match(
  decided: readonly DecidedName[],
  name: string,
  developer: string | null,
  day = '2021-08-18',
) {
  const index = createMapIndex(companies, { decided });
  return matchMention(
    {
      id: 'm1',
      kind: 'app',
      name,
      developer,
      icp: null,
      owner: null,
      setting: 'cell',
      version: null,
      confidence: 1,
    },
    index,
    day as CalendarDate,
  );
}

describe('a name that a person accepted', () => {
  test('is the company’s from that day on, by that developer alone', () => {
    const by = (developer: string | null, day = '2021-08-18') =>
      match([decision()], '某某助手', developer, day).company;
    expect(by(STRANGER)).toBe('harbour');
    expect(by(STRANGER, '2021-07-31')).toBeNull();
    expect(by('武汉某某网络科技有限公司')).toBeNull();
    expect(by(null)).toBeNull();
  });

  test('says who decided and why', () => {
    const found = match([decision()], '某某助手', STRANGER);
    expect(found).toMatchObject({ kind: 'alias', confidence: 0.97 });
    expect(formatReason(found.reason, 'en')).toContain(
      'ann decided that “某某助手” belongs to harbour: annual report 2021',
    );
  });

  test('without a developer it never passes to a stranger of the same name', () => {
    const by = (developer: string | null) =>
      match([decision({ developer: null })], '某某助手', developer).company;
    expect(by(null)).toBe('harbour');
    expect(by('-')).toBe('harbour');
    expect(by('成都海港互动科技有限公司')).toBe('harbour');
    expect(by(STRANGER)).toBeNull();
  });

  test('the later of two decisions counts', () => {
    const later = decision({ company: 'quay' as CompanyId, decidedBy: 'bo' });
    expect(match([decision(), later], '某某助手', STRANGER).company).toBe('quay');
  });

  test('a company that has left the catalog is nobody', () => {
    expect(
      match([decision({ company: 'gone' as CompanyId })], '某某助手', STRANGER).company,
    ).toBeNull();
  });
});

describe('a name that a person rejected', () => {
  const no = (not: string[], developer: string | null = STRANGER) =>
    decision({ name: '海港大师', developer, company: null, not: not as CompanyId[] });

  test('is not asked about again', () => {
    expect(match([], '海港大师', STRANGER).kind).toBe('likely');
    const found = match([no(['harbour'])], '海港大师', STRANGER);
    expect(found).toMatchObject({ kind: 'none', company: null });
    expect(formatReason(found.reason, 'en')).toContain(
      'ann decided that “海港大师” does not belong to harbour',
    );
  });

  test('is asked about again when another company comes into question', () => {
    expect(match([no(['quay'])], '海港大师', STRANGER).kind).toBe('likely');
  });

  test('does not touch what the rules are sure of', () => {
    expect(match([no(['harbour'], null)], '海港大师', null).company).toBe('harbour');
    expect(match([no(['harbour'])], '海港大师', '成都海港互动科技有限公司').company).toBe(
      'harbour',
    );
  });
});
