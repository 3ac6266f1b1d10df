import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../src/domain/time.ts';
import { AsOf, createMapIndex } from '../../src/map/map-index.ts';
import { matchFirm } from '../../src/map/match-firm.ts';
import { company, companyMap } from '../support/companies.ts';

describe('a Chinese name that is an alias with words for a group', () => {
  const chinese = createMapIndex(
    companyMap(company('baihe', { aliases: ['白鹤城', '白鹤集团'], entities: ['深圳白鹤城股份有限公司'] })),
  );
  test.each([
    ['白鹤城', 'baihe', 'the alias itself'],
    ['白鹤城公司', 'baihe', 'as people say it'],
    ['白鹤城集团', 'baihe', 'as people say it'],
    ['白鹤集团', 'baihe', 'an alias that says group'],
    ['白鹤城有限公司', 'baihe', 'a legal form alone'],
    ['白鹤城集团有限公司', null, 'a legal person of its own, often the parent'],
    ['白鹤集团有限公司', null, 'the same where the alias says group'],
  ])('%s → %s: %s', (name, id, _) => {
    const verdict = matchFirm(name, new AsOf(chinese, '2021-08-18' as CalendarDate));
    expect(verdict.is === 'named' ? verdict.company : null).toBe(id);
  });
});
