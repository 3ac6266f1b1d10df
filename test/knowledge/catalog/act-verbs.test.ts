import { expect, test } from 'vitest';
import { kindOf } from '../../../src/domain/act-kind.ts';
import type { HistoryRecord } from '../../../src/domain/history.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const { history, words } = repositoryCatalog().catalog!;

/**
 * Acts whose titles do not say what was done, each with why its sentence is right all the same. The
 * list only shrinks: an entry that is not needed any more fails, and so does a longer list.
 */
const READ: Readonly<Record<string, string>> = {
  'sg-cccs-2018-09-24-uber-merger': 'the decision on the merger sets the penalties',
  'us-ftc-2019-07-24-cambridge': 'the settlement of that day states the penalty',
  'cn-samr-2021-03-12-not-notified': 'decisions on deals that were not notified are fines',
  'cn-samr-2021-07-07-not-notified': 'decisions on deals that were not notified are fines',
  'cn-samr-2021-11-20-not-notified': 'decisions on deals that were not notified are fines',
  'cn-samr-2022-01-05-not-notified': 'decisions on deals that were not notified are fines',
  'cn-samr-2022-07-10-not-notified': 'decisions on deals that were not notified are fines',
  'cn-samr-2021-04-13-platforms-34': 'the order to inspect themselves was given at a meeting',
  'cn-cac-2023-05-08-douyu': 'the team supervises the rectification that it ordered',
  'us-fcc-2020-06-30-huawei-zte-final': 'without subsidies networks may not buy the equipment',
  'us-ftc-2026-07-29-hims-hers': 'the action is a complaint in court',
};
const MOST_READ = 11;

/** Whether the title has a word that licenses the sentence, in the language in which it is found. */
function isLicensed({ act, title }: HistoryRecord): boolean {
  const row =
    act.measure === null
      ? words.actVerbs.effects[act.effect!]
      : words.actVerbs.measures[act.measure];
  const english = title.en.toLowerCase();
  const begins = (word: string) =>
    new RegExp(`(?<![a-z])${word.toLowerCase().replaceAll(/[.*+?()[\]]/gu, '\\$&')}`, 'u');
  return (
    row.en.some((word) => begins(word).test(english)) ||
    row.zh.some((word) => (title.zh ?? '').includes(word))
  );
}

test('the title of every act of the record licenses its sentence', () => {
  const unlicensed = history.filter((record) => !isLicensed(record) && !(record.id in READ));
  expect(unlicensed.map(({ id, act, title }) => [id, kindOf(act), title.en, title.zh])).toEqual([]);
});

test('the list of titles that were read only shrinks', () => {
  const ids = Object.keys(READ);
  expect(ids.length).toBeLessThanOrEqual(MOST_READ);
  const needed = new Set(history.filter((record) => !isLicensed(record)).map(({ id }) => id));
  expect(ids.filter((id) => !needed.has(id))).toEqual([]);
});

test('a headline that says another verb licenses nothing', () => {
  const [fine] = history.filter(({ act }) => act.measure === 'fine');
  const sues = { ...fine!, title: { en: 'FTC sues Amazon over prices', zh: '美国FTC起诉亚马逊' } };
  expect(isLicensed(sues)).toBe(false);
  expect(isLicensed({ ...sues, title: { en: 'FTC fines Amazon', zh: null } })).toBe(true);
});
