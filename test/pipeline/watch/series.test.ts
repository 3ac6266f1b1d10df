import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Source } from '../../../src/domain/regulator.ts';
import { DAY, HOUR, type Watched, watched } from './watched.ts';

let at: Watched;
beforeEach(async () => {
  at = await watched();
});
afterEach(() => at.close());

const SERIES: Partial<Source> = {
  kind: 'series',
  fetchPage: false,
  select: {
    columns: 'id,name,program,remarks',
    key: 'id',
    title: 'name',
    shown: 'name,program,remarks',
    added: 'The authority added {title} to its list',
    withdrawn: 'The authority removed {title} from its list',
  },
};
type Row = [id: number, name: string, program: string];
const file = (...rows: readonly Row[]) =>
  rows.map(([id, name, program]) => `${id},"${name}","${program}",-0- \r\n`).join('');
const many = (from: number, to: number): Row[] =>
  Array.from({ length: to - from }, (_, n) => [from + n, `EXAMPLE ${from + n} LTD`, 'IRAN']);
const titles = async () => (await at.items()).map(({ title }) => title).sort();

test('of a whole file, rows that are new, changed and gone are news, and no row of the first look is', async () => {
  at.pages.set('/list', file(...many(0, 20)));
  expect(await at.poll(SERIES)).toMatchObject({ failed: false, saved: 0 });
  expect(await at.later(HOUR, SERIES)).toMatchObject({ saved: 0 });
  const [gone, moved, ...rest] = many(0, 20);
  at.pages.set(
    '/list',
    file([moved![0], moved![1], 'RUSSIA'], ...rest, [99, 'SAMPLE SHIPPING CO', '<b>CUBA']),
  );
  expect(await at.later(HOUR, SERIES)).toMatchObject({ saved: 3, finding: null });
  expect(await titles()).toEqual([
    'Changed: EXAMPLE 1 LTD',
    'The authority added SAMPLE SHIPPING CO to its list',
    `The authority removed ${gone![1]} from its list`,
  ]);
  const added = (await at.items()).find(({ title }) => title.includes('SAMPLE'))!;
  expect(added.text).toContain('<td>program</td><td>&lt;b&gt;CUBA</td>');
  expect(added.backfill).toBe(false);
  // What is known is no news again, and what comes back is.
  expect(await at.later(HOUR, SERIES)).toMatchObject({ saved: 0 });
  at.pages.set(
    '/list',
    file(gone!, [moved![0], moved![1], 'RUSSIA'], ...rest, [99, 'SAMPLE SHIPPING CO', '<b>CUBA']),
  );
  expect(await at.later(HOUR, SERIES)).toMatchObject({ saved: 1 });
});

test('a file that was cut off on its way says nothing of the rows that are missing', async () => {
  at.pages.set('/list', file(...many(0, 50)));
  await at.poll(SERIES);
  at.pages.set('/list', file(...many(0, 30)));
  expect(await at.later(HOUR, SERIES)).toMatchObject({ saved: 0, finding: { code: 'rows-fell' } });
  at.pages.set('/list', file(...many(0, 50)));
  expect(await at.later(DAY, SERIES)).toMatchObject({ saved: 0, finding: null });
});

test('more news than one poll takes is fetched with the next ones, and none is lost', async () => {
  at.pages.set('/list', file(...many(0, 200)));
  await at.poll(SERIES);
  at.pages.set('/list', file(...many(0, 290)));
  expect((await at.later(HOUR, SERIES)).saved).toBe(40);
  expect((await at.later(HOUR, SERIES)).saved).toBe(40);
  expect((await at.later(HOUR, SERIES)).saved).toBe(10);
  expect((await at.later(HOUR, SERIES)).saved).toBe(0);
});

test('JSON rows, and a file that is none', async () => {
  const json: Partial<Source> = {
    ...SERIES,
    select: { items: 'rows', key: 'case', title: '{case} {name}' },
  };
  at.pages.set(
    '/list',
    JSON.stringify({
      rows: [
        { case: 'M.1', name: 'A / B' },
        { case: 'M.2', name: 'C / D' },
      ],
    }),
  );
  await at.poll(json);
  at.pages.set(
    '/list',
    JSON.stringify({
      rows: [
        { case: 'M.1', name: 'A / B' },
        { case: 'M.2', name: 'C / D' },
        { case: 'M.3', name: 'E / F' },
      ],
    }),
  );
  expect(await at.later(HOUR, json)).toMatchObject({ saved: 1 });
  expect(await titles()).toEqual(['Added: M.3 E / F']);
  at.pages.set('/list', '<html><head><title>Forbidden</title></head><body><p>no</p></body></html>');
  expect(await at.later(HOUR, json)).toMatchObject({
    failed: true,
    finding: { code: 'error-page' },
  });
});

test('of a file of several lists the rows of one are kept, and a change in another is no news', async () => {
  const select = {
    where: 'list=Entity List',
    key: 'id',
    title: 'name',
    shown: 'name',
    added: 'BIS added {title} to the entity list',
  };
  const source: Partial<Source> = { ...SERIES, select, megabytes: 32 };
  const lists = (...rows: readonly string[]) => `id,list,name\r\n${rows.join('\r\n')}\r\n`;
  const known = ['1,Entity List,EXAMPLE ONE LTD', '2,Other List,EXAMPLE TWO LTD'];
  at.pages.set('/list', lists(...known));
  expect(await at.poll(source)).toMatchObject({ failed: false, saved: 0 });
  at.pages.set(
    '/list',
    lists(...known, '3,Other List,EXAMPLE THREE LTD', '4,Entity List,EXAMPLE FOUR LTD'),
  );
  expect(await at.later(HOUR, source)).toMatchObject({ saved: 1 });
  expect(await titles()).toEqual(['BIS added EXAMPLE FOUR LTD to the entity list']);
});
