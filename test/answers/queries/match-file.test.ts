import { describe, expect, test } from 'vitest';
import { matchRows, type RowCounts } from '../../../src/answers/queries/match-file.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { createMapIndex } from '../../../src/pipeline/map/map-index.ts';
import { affiliate, app, company, companyMap, control, listing } from '../../support/companies.ts';

const index = createMapIndex(
  companyMap(
    company('tencent', {
      en: 'Tencent Holdings Ltd.',
      aliases: ['腾讯'],
      listings: [listing('XHKG:0700'), listing('OTCM:TCEHY')],
      entities: ['腾讯科技（深圳）有限公司'],
      affiliates: [affiliate('深圳前海微众银行股份有限公司', 'affiliate')],
      apps: [app('tencent/wechat', '微信', { reach: 'super' })],
    }),
    company('baidu', { en: 'Baidu, Inc.', listings: [listing('XNAS:BIDU')] }),
    company('iqiyi', {
      en: 'iQIYI, Inc.',
      listings: [listing('XNAS:IQ', { from: '2018-03-29' })],
      controlledBy: [control('baidu')],
      apps: [app('iqiyi/iqiyi', '爱奇艺')],
    }),
    company('douban', { zh: '豆瓣', apps: [app('douban/douban', '豆瓣FM')] }),
  ),
);

async function run(
  text: string | Uint8Array,
  other: { day?: string; chunk?: number; progress?: (so: RowCounts) => void } = {},
) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const size = other.chunk ?? bytes.length;
  async function* input() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  let output = '';
  const result = await matchRows(input(), {
    index,
    day: (other.day ?? null) as CalendarDate | null,
    write: (piece) => {
      output += piece;
    },
    ...(other.progress === undefined ? {} : { progress: other.progress }),
  });
  return { result, output, lines: output.split('\n').filter((line) => line !== '') };
}

const withoutReason = (line: string) => line.split('\t').slice(0, -1).join('|');

describe('a list of one’s own', () => {
  test('keeps unknown columns and their order, and adds the answer', async () => {
    const { result, lines } = await run(
      [
        'note\tdeveloper\tapp\tdate\tversion\tstore',
        'a\t腾讯科技（深圳）有限公司\t微信\t2021-08-18\t8.0.10\tApp Store',
        'b\t\t爱奇艺\t2018/3/28\t\t',
        'c\t\t爱奇艺\t2018年3月29日\t\t',
        'd\t\t豆瓣FM\t20210818\t\t豌豆荚',
        'e\t成都某某科技有限公司\t微信\t2021-08-18\t\t',
        'f\t深圳前海微众银行股份有限公司\t某某\t2021-08-18\t\t',
      ].join('\n'),
    );
    expect(lines.map(withoutReason)).toEqual([
      'note|developer|app|date|version|store|company_id|company|tickers|private|match|confidence',
      'a|腾讯科技（深圳）有限公司|微信|2021-08-18|8.0.10|App Store|tencent|Tencent Holdings Ltd.|0700.HK|TCEHY|false|exact|0.99',
      'b||爱奇艺|2018/3/28|||baidu|Baidu, Inc.|BIDU|false|exact|0.92',
      'c||爱奇艺|2018年3月29日|||iqiyi|iQIYI, Inc.|IQ|false|exact|0.92',
      'd||豆瓣FM|20210818||豌豆荚|douban|douban||true|exact|0.92',
      'e|成都某某科技有限公司|微信|2021-08-18|||||||likely|0.6',
      'f|深圳前海微众银行股份有限公司|某某|2021-08-18|||||||none|0',
    ]);
    expect(lines[3]).toContain('consolidated by baidu (BIDU)');
    expect(lines[5]).toContain('candidates: tencent');
    expect(result).toMatchObject({
      ok: true,
      rows: 6,
      listed: 3,
      private: 1,
      review: 1,
      unresolved: 1,
    });
  });

  test('reads the headers of Chinese lists, a byte order mark, quotes and line breaks in cells', async () => {
    const { output } = await run(
      '\ufeff序号,应用名称,应用开发者,应用来源,应用版本,日期\r\n' +
        '1,"微信","腾讯科技（深圳）\n有限公司","小米, 应用商店",8.0.10,2021-08-18\r\n' +
        '2,"他说""微信""",,,,2021-08-18\r\n',
    );
    expect(output.startsWith('\ufeff序号,应用名称,')).toBe(true);
    expect(output).toContain(
      '"腾讯科技（深圳）\n有限公司","小米, 应用商店",8.0.10,2021-08-18,tencent,',
    );
    expect(output).toContain('2,"他说""微信""",,,,2021-08-18,,');
  });

  test('is not troubled by where a chunk ends, or by GB18030', async () => {
    const text = 'app,date\n微信,2021-08-18\n';
    expect((await run(text, { chunk: 1 })).output).toBe((await run(text)).output);
    // 微信 in GB18030.
    const gb = Uint8Array.from([
      ...Buffer.from('app,date\n'),
      0xce,
      0xa2,
      0xd0,
      0xc5,
      ...Buffer.from(',2021-08-18\n'),
    ]);
    expect((await run(gb)).output).toContain('微信,2021-08-18,tencent');
  });

  test('a row without a date takes the day that was asked for, else stays unresolved', async () => {
    const text = 'app\tdate\n微信\t\n微信\t盛夏\n';
    const dated = await run(text, { day: '2021-08-18' });
    expect(dated.lines[1]).toContain('\ttencent\t');
    expect(dated.result).toMatchObject({ rows: 2, undated: 1 });
    const { lines } = await run(text);
    expect(lines[1]).toContain('no date');
    expect(lines[2]).toContain('“盛夏” is no date');
  });

  test('rows longer or shorter than the header stay whole', async () => {
    const { lines } = await run('app\tdate\nx\n微信\t2021-08-18\textra\n');
    expect(lines[1]).toMatch(/^x\t\t\t\t\t\tnone\t0\t/u);
    expect(lines[2]).toMatch(/^微信\t2021-08-18\ttencent\t.*\textra$/u);
  });

  test('a result that is matched again has its columns once', async () => {
    const once = await run('app\tdate\n微信\t2021-08-18\n');
    const twice = await run(once.output);
    expect(twice.output).toBe(once.output);
  });

  test('a developer alone is looked up as a firm', async () => {
    expect((await run('开发者\t日期\n腾讯\t2021-08-18\n')).lines[1]).toContain('\ttencent\t');
  });

  test.each([
    ['', 'the list is empty'],
    ['foo,bar\n1,2\n', 'the header names neither an app nor a developer (columns: foo, bar)'],
  ])('%j is refused with a reason', async (text, because) => {
    const { result } = await run(text);
    expect(result).toMatchObject({ ok: false });
    expect(JSON.stringify(result)).toContain(because);
  });

  test('a quotation mark that nothing closes loses no row', async () => {
    const { result, lines } = await run('app\tdate\n"微信\t2021-08-18\n抖音\t2021-08-18\n');
    expect(result).toMatchObject({ ok: true, rows: 2 });
    expect(lines).toHaveLength(3);
  });

  test('tells how far it is', async () => {
    const seen: number[] = [];
    const rows = Array.from({ length: 1200 }, () => '微信\t2021-08-18').join('\n');
    await run(`app\tdate\n${rows}`, { progress: (so) => seen.push(so.rows) });
    expect(seen).toEqual([499, 999, 1200]);
  });
});
