import { beforeAll, expect, test } from 'vitest';
import { appAnswer } from '../../../src/answers/queries/app.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

let knowledge: Knowledge;
beforeAll(() => {
  knowledge = knowledgeOf(repositoryCatalog().catalog!);
});

/** Before a reverse merger the shares were those of the shell; before a buy-out they were traded. */
test.each([
  ['征途', '2013-06-01', 'giant-network', 'GA'],
  ['征途', '2015-06-01', 'giant-network', ''],
  ['征途', '2017-06-01', 'giant-network', '002558.SZ'],
  ['完美世界', '2013-06-01', 'perfect-world', 'PWRD'],
  ['完美世界', '2017-06-01', 'perfect-world', '002624.SZ'],
  ['芒果TV', '2016-06-01', 'mango', ''],
  ['芒果TV', '2019-06-01', 'mango', '300413.SZ'],
  ['我爱我家', '2015-06-01', '5i5j', ''],
  ['艺龙旅行', '2013-06-01', 'elong', 'LONG'],
  ['艺龙旅行', '2017-06-01', 'elong', ''],
  ['艺龙旅行', '2019-06-01', 'tongcheng-travel', '0780.HK'],
  ['世纪佳缘', '2013-06-01', 'jiayuan', 'DATE'],
  ['世纪佳缘', '2017-06-01', 'baihe-jiayuan', ''],
  ['360安全卫士', '2013-06-01', '360-security', 'QIHU'],
  ['360安全卫士', '2017-06-01', '360-security', ''],
  ['360安全卫士', '2019-06-01', '360-security', '601360.SS'],
  ['高德地图', '2013-06-01', 'autonavi', 'AMAP'],
  ['优酷', '2013-06-01', 'youku-tudou', 'YOKU'],
  ['Opera', '2013-06-01', 'opera', 'OPERA.OL'],
  ['Opera', '2017-06-01', 'opera', ''],
])('%s on %s is an app of %s, %s', (app, day, company, ticker) => {
  const at = Date.parse(`${day}T12:00Z`) as Instant;
  const found = appAnswer(knowledge, app, { at, language: 'en', developer: null });
  if (!found.found) throw new Error(`${app} was not found`);
  const { company: owner, listings } = found.answer;
  expect([owner?.id, listings.map((one) => one.ticker).join(', ')]).toEqual([company, ticker]);
});
