import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { AsOf, createMapIndex } from '../../../src/pipeline/map/map-index.ts';
import { matchFirm } from '../../../src/pipeline/map/match-firm.ts';
import { company, companyMap, entity } from '../../support/companies.ts';

// Made for each look-up, so that every test asks the tables anew.
const index = () =>
  createMapIndex(
    companyMap(
      company('gaoshan', {
        aliases: ['Gaoshan'],
        entities: [entity('Zhejiang Gaoshan Optical Technology Co., Ltd.')],
      }),
      company('liushui', {
        aliases: [{ name: 'Stream', ordinary: true }],
        entities: [entity('Hangzhou Stream Digital Technology Co., Ltd.')],
      }),
      company('dahe', { aliases: ['Dahe'], entities: [entity('Beijing Dahe Network Co., Ltd.')] }),
      company('dahe-steel', { aliases: ['Dahe'] }),
    ),
  );
const judge = (name: string) => matchFirm(name, new AsOf(index(), '2021-08-18' as CalendarDate));

describe('a registered English name without its place and legal form', () => {
  test.each([
    ['Gaoshan Optical Technology', 'gaoshan', 'as the press writes it'],
    ['Gaoshan Technology', null, 'a word of the registered name is missing'],
    ['Gaoshan Optical Technology Co., Ltd.', null, 'a legal form makes it another firm'],
    ['Shanghai Gaoshan Optical Technology', null, 'another place'],
    ['Stream Digital Technology', null, 'its first word is an everyday word'],
    ['Dahe Network', null, 'two companies go by its first word'],
  ])('%s → %s: %s', (name, id, _) => {
    const verdict = judge(name);
    expect(verdict.is === 'named' ? verdict.company : null).toBe(id);
  });
});

describe('a Chinese name that is an alias with words for a group', () => {
  const chinese = () =>
    createMapIndex(
      companyMap(
        company('baihe', { aliases: ['白鹤城', '白鹤集团'], entities: ['深圳白鹤城股份有限公司'] }),
      ),
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
    const verdict = matchFirm(name, new AsOf(chinese(), '2021-08-18' as CalendarDate));
    expect(verdict.is === 'named' ? verdict.company : null).toBe(id);
  });
});
