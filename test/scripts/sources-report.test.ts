import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  isGreen,
  issueChanges,
  LEAST_ANSWERING,
  reportRows,
  reportText,
} from '../../scripts/sources-report.ts';
import type { SourceId } from '../../src/domain/ids.ts';
import type { Source } from '../../src/domain/regulator.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { WatchedSource } from '../../src/knowledge/catalog/watched-sources.ts';
import { checkSource } from '../../src/pipeline/watch/check-source.ts';
import { createFetch } from '../../src/pipeline/watch/fetch.ts';
import { list, NOON, type Watched, watched } from '../pipeline/watch/watched.ts';

let at: Watched;
beforeEach(async () => {
  at = await watched();
});
afterEach(() => at.close());

const fetch = createFetch({
  userAgent: 'Tocsin test',
  allow: new Set(['127.0.0.1']),
  now: () => NOON,
});
const one = (id: string, more: Partial<Source> = {}): WatchedSource => ({
  source: at.source({
    id: id as SourceId,
    url: `${at.site.origin}/${id}`,
    theme: 'china-apps',
    ...more,
  }),
  outlet: null,
  regulator: 'cn-miit' as never,
  country: 'CN',
  zone: 'Asia/Shanghai',
});

test('the loopback authorities are asked once each: a page says how they are, and an issue stands for each that broke', async () => {
  const titles = [
    '关于侵害用户权益的通报一',
    '关于侵害用户权益的通报二',
    '关于侵害用户权益的通报三',
  ];
  at.pages.set('/well', list(...titles.map((title, n) => [`/art/${n}.html`, title] as const)));
  at.pages.set('/menu', list(['/zwgk/', '政务公开'], ['/bsfw/', '办事服务'], ['/', '首页']));
  const sources = [
    one('well'),
    one('menu'),
    one('gone'),
    one('hub', { enabled: false, note: 'needs RSSHUB_URL' }),
  ];
  const asked = sources.filter(({ source }) => source.enabled);
  const checks = [];
  for (const { source } of asked)
    checks.push(await checkSource(source, { fetch, proxy: null }, NOON as Instant));
  expect(at.site.requests.map(({ url }) => url)).toEqual(['/well', '/menu', '/gone']);

  const rows = reportRows(sources, JSON.parse(JSON.stringify(checks)));
  const text = reportText(rows, NOON + 3 * 86_400_000);
  expect(text).toContain('Asked on 2026-03-05: 1 of 3 answer');
  expect(text).toContain(
    `| CN | china-apps | [well](${at.site.origin}/well) | answers | 2026-03-02 | 3 | 3 |  |`,
  );
  expect(text).toMatch(
    /\[menu\]\(.*\| doubtful \| 2026-03-02 \| 3 \| 3 \| short-titles, menu-links \|/,
  );
  expect(text).toMatch(/\[gone\]\(.*\| does not answer \| {2}\| {2}\| {2}\| gone \|/);
  expect(text).toMatch(/\[hub\]\(.*\| needs a setting \| {2}\| {2}\| {2}\| needs RSSHUB_URL \|/);
  expect(isGreen(rows)).toBe(false);

  const open = [
    { number: 7, title: 'Source gone is broken' },
    { number: 8, title: 'Source well is broken' },
    { number: 9, title: 'Something else' },
  ];
  const { create, close } = issueChanges(rows, open);
  expect(create.map(({ title }) => title)).toEqual(['Source menu is broken']);
  expect(create[0]!.body).toContain('short-titles');
  expect(close.map(({ number }) => number)).toEqual([8]);
});

test('nobody has asked: the page says so, and the badge is green only where nine of ten answer', () => {
  const rows = reportRows([one('well')], []);
  expect(reportText(rows, null)).toContain('Nobody has asked the public addresses yet');
  const well = { ...rows[0]!, state: 'answers' } as const;
  const gone = { ...well, state: 'does not answer' } as const;
  expect(LEAST_ANSWERING).toBe(0.9);
  expect(isGreen([...Array(9).fill(well), gone])).toBe(true);
  expect(isGreen([...Array(8).fill(well), gone])).toBe(false);
  expect(isGreen(rows)).toBe(false);
});

test('the workflow runs what the scripts are called here', () => {
  const flow = parse(readFileSync('.github/workflows/sources.yml', 'utf8'));
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const runs = flow.jobs.ask.steps.map((step: { run?: string }) => step.run ?? '').join('\n');
  for (const [, name] of runs.matchAll(/npm run -s ([\w:]+)/g))
    expect(scripts).toHaveProperty([name!]);
  expect(runs).toContain('sources check --json');
  expect(flow.on.schedule).toHaveLength(1);
});
