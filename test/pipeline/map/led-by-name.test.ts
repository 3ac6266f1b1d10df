import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { createMapIndex } from '../../../src/pipeline/map/map-index.ts';
import { CELL, matchMention } from '../../../src/pipeline/map/match-mention.ts';
import { app, company, companyMap } from '../../support/companies.ts';

/** Company that a name may be of, as a question to a person; null = nobody is asked. */
function asked(name: string, developer: string | null = null): string | null {
  const index = createMapIndex(
    companyMap(
      company('pingan', {
        aliases: ['平安好医生', { name: '长城', ordinary: true }, '很长很长的名字'],
        apps: [app('pingan/doctor', '青禾云诊')],
      }),
      company('lenovo', { aliases: ['联想', '共有'] }),
      company('other', { aliases: ['共有'] }),
    ),
    { products: { services: ['网上药店', '会员中心'] } },
  );
  const mention = { ...CELL, kind: 'app' as const, name, developer, icp: null, version: null };
  const { kind, candidates, reason } = matchMention(mention, index, '2024-06-03' as CalendarDate);
  if (kind !== 'likely' || (reason as { code: string }).code !== 'begins-with-name') return null;
  return candidates.map((candidate) => candidate.company).join();
}

describe('a name that begins with a known one is a question', () => {
  test.each([
    ['a service of a company', '平安好医生网上药店', 'pingan'],
    ['a service of an app', '青禾云诊会员中心', 'pingan'],
    ['a service of an everyday word', '长城网上药店', null],
    ['a short product of a company', '联想乐云', 'lenovo'],
    ['a rest of four characters', '联想甲乙丙丁', 'lenovo'],
    ['a rest of five', '联想甲乙丙丁戊', null],
    ['two characters beside an everyday word', '长城甲乙', 'pingan'],
    ['three beside it', '长城甲乙丙', null],
    ['a product of an app', '青禾云诊甲乙', null],
    ['a name longer than six characters', '很长很长的名字甲乙', null],
    ['Latin letters in front', 'a联想乐云', null],
    ['a name that two companies bear', '共有乐云', null],
    ['an unknown name', '无名乐云', null],
  ])('%s: %s, %s', (_, name, owner) => {
    expect(asked(name)).toBe(owner);
  });

  test('where a developer is named, that one decides', () => {
    expect(asked('联想乐云', '成都某某科技有限公司')).toBeNull();
  });
});
