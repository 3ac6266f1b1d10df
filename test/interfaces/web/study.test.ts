import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import { keepBoth } from '../../support/studies.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

test('before a study has run the page says how to run it', async () => {
  const text = await site.text('/study');
  expect(text).toContain('study calibration</code>');
  expect(text).toContain('study events --prices');
  expect((await site.get('/study/events.csv')).status).toBe(404);
  expect((await site.get('/study/paths.svg')).status).toBe(404);
});

describe('once studies have run', () => {
  beforeAll(() => keepBoth(site.world.store));

  test.each([
    ['that no probability is shown', 'P90: uncalibrated. '],
    ['how many gates fail', '1 of 2 gates fail.'],
    ['why even met gates prove nothing', 'picked by hand'],
    ['when and by what it was made', 'Computed 20 Sep 2021 10:00 Beijing by'],
    ['the command', 'npm run -s tocsin -- study events --prices closes'],
    ['what was said beside what happened', '14.7 %'],
    ['the plain conclusion', 'No effect was found at any level'],
    ['where there is too little', 'somebody else can check: level 3.'],
    ['that this says little', 'does not say that there is none'],
    ['who was left out, by reason', 'prices begin after the event'],
    ['files that were of no use', 'X.csv</code> <span lang="en">no column'],
  ])('the page says %s', async (_, part) => {
    expect(await site.text('/study')).toContain(part);
  });

  test('on a day before they ran nothing of them is shown, in no table and no drawing', async () => {
    const text = await site.text('/study?at=2021-09-19');
    expect(text).toContain('was not known on this day');
    expect(text).not.toContain('14.7 %');
    for (const path of ['/study/gates.csv', '/study/events.csv', '/study/reliability.svg'])
      expect((await site.get(`${path}?at=2021-09-19`)).status).toBe(404);
  });

  test.each([
    ['/study/gates.csv', 'auc,AUC at least 0.65,0.771,true'],
    ['/study/reliability.csv', '0.1,0.2,75,0.147,0.027'],
    ['/study/skill.csv', 'count-365d,-0.01'],
    ['/study/parts.csv', 'fresh,final-year,8143,0'],
    ['/study/events.csv', 'attested-official,3,"[-1,+1]",1,1,0.0005'],
    ['/study/paths.csv', '1,-1,-0.01'],
    ['/study/excluded.csv', 'trip-com,2005-01-01,not listed on that day'],
  ])('%s is the table as a file', async (path, row) => {
    expect(await site.text(path)).toContain(row);
  });

  test.each(['/study/reliability.svg', '/study/paths.svg', '/study/paths.svg?narrow=1&dark=1'])(
    '%s is drawn without a script and answers 304 to whoever has it',
    async (path) => {
      const answer = await site.get(path);
      const text = await answer.text();
      expect(text).toMatch(/^<svg/);
      expect(text).not.toContain('<script');
      const tag = answer.headers.get('etag')!;
      const again = await site.get(path, { headers: { 'if-none-match': tag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
    },
  );
});
