import { afterAll, beforeAll, expect, test } from 'vitest';
import { SHORT_LIST } from '../../../support/miit-list.ts';
import { type Site, startSite } from '../../../support/site.ts';

interface Changes {
  changes: {
    cursor: number;
    id: string;
    company: string;
    change: string;
    withdrawn: boolean;
    sentence: string;
  }[];
  next: number;
  more: boolean;
  restart: boolean;
}

let site: Site;
const read = async (query: string) =>
  (await (await site.get(`/api/v1/changes${query}`)).json()) as Changes;

const NEXT_LIST = {
  path: '/miit/art_3.html',
  date: '2021-09-21 09:00',
  title: SHORT_LIST.title.replace('第9批，总第18批', '第11批，总第20批'),
  body: SHORT_LIST.body.replace('9月28日', '9月30日'),
};

beforeAll(async () => {
  site = await startSite();
  site.world.publish('miit', NEXT_LIST);
  await site.world.tickAt('2021-09-21T09:05');
});
afterAll(() => site.close());

test('acts are followed by a cursor, in pages, and a cursor of another database is said', async () => {
  const all = await read('');
  expect(all.changes.map(({ cursor, company, change }) => [cursor, company, change])).toEqual([
    [1, 'trip-com', 'added'],
    [2, 'trip-com', 'added'],
  ]);
  expect(all.changes[0]!.sentence).toContain('MIIT ordered Ctrip to fix');
  expect(all).toMatchObject({ next: 2, more: false, restart: false });
  expect(await read('?limit=1')).toEqual({
    ...all,
    changes: all.changes.slice(0, 1),
    next: 1,
    more: true,
  });
  expect((await read('?since=1')).changes).toEqual(all.changes.slice(1));
  expect(await read('?since=2')).toEqual({ ...all, changes: [] });
  expect((await read('?company=didi')).changes).toEqual([]);
  expect((await read('?at=2021-09-20')).changes).toEqual(all.changes.slice(0, 1));
  expect(await read('?since=1000000')).toMatchObject({ changes: [], restart: true });
});

test('an act that its page no longer states is taken back in a line of its own', async () => {
  const { next, changes } = await read('');
  const corrected = NEXT_LIST.body.replaceAll('携程', '虚构');
  site.world.revise('miit', NEXT_LIST.path, corrected);
  await site.world.tickAt('2021-09-21T10:30');
  const after = await read(`?since=${next}`);
  expect(after.changes).toMatchObject([
    { cursor: 3, id: changes[1]!.id, change: 'withdrawn', withdrawn: true },
  ]);
  // The line of before stays as it was.
  expect((await read('')).changes.slice(0, 2)).toEqual(changes);
});
