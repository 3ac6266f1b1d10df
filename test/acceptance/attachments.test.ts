import { utils, write } from '@e965/xlsx';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatReason } from '../../src/base/i18n/sentence.ts';
import type { ItemId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/time.ts';
import { hashOf, versionHash } from '../../src/pipeline/watch/identity.ts';
import { docx, drawn, paragraph, pdf, wordTable, written } from '../pipeline/decode/files.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const at = (text: string) => Date.parse(`${text}+08:00`) as Instant;
const TITLE = '关于侵害用户权益行为的APP通报（2021年第9批，总第18批）';
const BODY =
  '<p>工业和信息化部近期组织检查，发现2款APP存在问题（名单见附件），上述APP应在9月28日前完成整改。</p><p>附件：<a href="/file/list">工业和信息化部通报存在问题的APP名单</a></p>';
const ROWS = [
  ['序号', '应用名称', '应用开发者', '应用来源', '应用版本', '所涉问题'],
  ['1', '携程旅行', '上海携程商务有限公司', '应用宝', '8.40.0', '违规收集个人信息'],
  ['2', '小小记事簿', '虚构市某某软件有限公司', '应用宝', '1.0', '违规收集个人信息'],
];

function workbook(): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['附件'], ...ROWS]), 'Sheet1');
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

function paper(): Uint8Array {
  const xs = [40, 80, 180, 300, 370, 460, 580];
  const lines = [
    ...xs.map((x) => drawn(x, 640, x, 700)),
    ...[700, 680, 660, 640].map((y) => drawn(40, y, 580, y)),
  ];
  const words = ROWS.flatMap((row, r) =>
    row.map((text, c) => written(text, xs[c]! + 2, 686 - r * 20)),
  );
  return pdf([[written('附件', 40, 720), ...lines, ...words].join('\n')]);
}

type File = readonly [name: string, bytes: Uint8Array];

/**
 * A notice as the watch saves it, with the files that it fetched; a later version carries more of
 * them.
 */
async function save(when: string, files: readonly File[], version = 1): Promise<void> {
  const html = `<html><head><meta charset="utf-8"><title>${TITLE}</title><meta name="PubDate" content="2021-09-20 10:00"></head><body><div class="article"><h1>${TITLE}</h1>${BODY}</div></body></html>`;
  const bytes = Buffer.from(html, 'utf8');
  const held = files.map(([name, file]) => ({
    file: { url: `https://example.org/${name}`, name, contentType: null, hash: hashOf(file) },
    bytes: file,
  }));
  const item = {
    id: `annex-${version}` as ItemId,
    source: 'demo-miit' as never,
    key: 'annex',
    version,
    url: 'https://example.org/annex.html',
    title: TITLE,
    statedDate: null,
    publishedAt: null,
    contentType: 'text/html',
    fetchedAt: at(when),
    firstSeenAt: at('2021-09-20T10:05'),
    backfill: false,
    hash: versionHash(
      bytes,
      held.map(({ file }) => file.hash),
    ),
  };
  await world.store.saveItem({ item, bytes, files: held });
}

describe('a notice whose list is in its annex', () => {
  test.each<File>([
    ['附件.docx', docx(paragraph('附件') + wordTable(ROWS))],
    ['附件.xlsx', workbook()],
    ['附件.pdf', paper()],
  ])('%s: rows, company and alert', async (name, bytes) => {
    await world.follow('trip-com');
    await save('2021-09-20T10:05', [[name, bytes]]);
    const { settled } = await world.tickAt('2021-09-20T10:05');
    const { notice, mapping } = settled[0]!.outcome;
    expect(notice.mentions.map((one) => [one.name, one.developer, one.rows[0]?.version])).toEqual([
      ['携程旅行', '上海携程商务有限公司', '8.40.0'],
      ['小小记事簿', '虚构市某某软件有限公司', '1.0'],
    ]);
    expect([notice.listElsewhere, notice.counts.apps?.value, notice.deadline?.value]).toEqual([
      false,
      2,
      '2021-09-28',
    ]);
    expect(mapping?.exposures.map(({ company }) => company)).toEqual(['trip-com']);
    expect(world.shown).toHaveLength(1);
    expect(world.shown[0]).toContain('携程旅行');
  });
});

describe('a list that is published after its notice', () => {
  const followMiit = () =>
    world.follow('miit', { scope: { kind: 'regulator', id: 'cn-miit' as never } });
  const list = docx(paragraph('附件') + wordTable(ROWS));
  const page = (rows = '') => ({
    path: '/miit/art_annex.html',
    title: TITLE,
    date: '2021-09-20 10:00',
    body: `${BODY.replace('/file/list', '/file/list.docx')}${rows}`,
  });

  /** The watch polls every few minutes, as the program does. */
  async function watchUntil(from: string, to: string): Promise<void> {
    for (let now: number = at(from); now <= at(to); now += 120_000)
      await world.tickAt(new Date(now + 8 * 3_600_000).toISOString().slice(0, 16));
  }

  test('is announced to who follows the body, and completed by a reply with apps and companies', async () => {
    await followMiit();
    await world.follow('trip-com', { leastBand: 'background' });
    world.publish('miit', page());
    await watchUntil('2021-09-20T10:05', '2021-09-20T10:30');
    expect(world.shown).toHaveLength(1);
    expect(world.shown[0]).toContain('not published yet');
    expect(world.shown[0]).not.toContain('携程旅行');
    world.upload('/file/list.docx', list);
    await watchUntil('2021-09-20T10:32', '2021-09-20T10:50');
    expect(world.shown).toHaveLength(2);
    expect(world.shown[1]).toContain('携程旅行');
    const [completing] = (await world.store.deliveries({ limit: 10 })).filter(
      (one) => one.state === 'sent' && one.signals.length > 0,
    );
    const told = await world.store.alert(completing!.alert);
    expect(told?.alert.follows).toMatch(/:announced$/);
    expect(told?.alert.alertReason).not.toBe('correction');
  });

  test('goes out at once and whole where the file comes within the ten minutes', async () => {
    await world.follow('trip-com');
    await followMiit();
    world.publish('miit', page());
    await watchUntil('2021-09-20T10:05', '2021-09-20T10:09');
    expect(world.shown).toEqual([]);
    world.upload('/file/list.docx', list);
    await watchUntil('2021-09-20T10:11', '2021-09-20T10:13');
    expect(world.shown).toHaveLength(1);
    expect(world.shown[0]).toContain('携程旅行');
  });

  test('is completed at who heard of it also where it names no known company', async () => {
    await followMiit();
    await save('2021-09-20T10:20', []);
    await world.tickAt('2021-09-20T10:20');
    const nobody = docx(wordTable([ROWS[0]!, ROWS[2]!]));
    await save('2021-09-20T10:40', [['附件.docx', nobody]], 2);
    await world.tickAt('2021-09-20T10:40');
    expect(world.shown).toHaveLength(2);
    expect(world.shown[1]).toContain('1 unknown here');
  });

  test('that comes as a picture is told as one, and asked to a person', async () => {
    await followMiit();
    const picture = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    await save('2021-09-20T10:20', [['1.png', picture]]);
    await world.tickAt('2021-09-20T10:20');
    expect(world.shown[0]).toContain('a picture that was not read');
    const reviews = await world.store.reviews({ open: true, limit: 10 });
    expect(reviews.map((one) => formatReason(one.because, 'en'))).toEqual([
      expect.stringContaining('picture'),
    ]);
  });

  test("is nobody's news a week later", async () => {
    await followMiit();
    await save('2021-09-28T10:20', []);
    await world.tickAt('2021-09-28T10:20');
    expect(world.shown).toEqual([]);
  });
});
