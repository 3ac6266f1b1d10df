import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { docx, drawn, pdf, wordTable, written } from '../../../pipeline/decode/files.ts';
import { command } from '../../../support/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-with-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, bytes: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const BODY = put(
  'notice.html',
  '<html><body><h1>关于侵害用户权益行为的APP通报（2021年第9批，总第18批）</h1><p>工业和信息化部检查发现1款APP存在问题（详见附件），应在9月28日前完成整改。</p></body></html>',
);
const ANNEX = put(
  'list.docx',
  docx(
    wordTable([
      ['序号', '应用名称', '应用开发者', '应用版本', '所涉问题'],
      ['1', '携程旅行', '上海携程商务有限公司', '8.40.0', '违规收集个人信息'],
    ]),
  ),
);
const asked = ['read', BODY, '--published', '2021-09-20', '--json'];

describe('read <file> --with <attachment>', () => {
  it('reads the list of an annex as part of the notice', async () => {
    const { code, out } = await command([...asked, '--with', ANNEX]);
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect(answer.mentions.map((one: { name: string }) => one.name)).toEqual(['携程旅行']);
    expect(answer.exposures.map((one: { company: string }) => one.company)).toEqual(['trip-com']);
  });

  it('reads a list that is a PDF, by itself and as an annex', async () => {
    const xs = [50, 100, 220, 420, 520];
    const row = (cells: readonly string[], y: number) =>
      cells.map((text, column) => written(text, xs[column]! + 4, y));
    const page = [
      written('关于侵害用户权益行为的APP通报（2021年第9批，总第18批）', 120, 760),
      written('检查发现1款APP存在问题，应在9月28日前完成整改。', 60, 735),
      ...[720, 700, 680].flatMap((y) =>
        xs.slice(1).map((x, column) => drawn(xs[column]!, y, x, y)),
      ),
      ...xs.map((x) => drawn(x, 720, x, 680)),
      ...row(['序号', '应用名称', '应用开发者', '版本'], 706),
      ...row(['1', '携程旅行', '上海携程商务有限公司', '8.40.0'], 686),
    ].join('\n');
    const file = put('list.pdf', pdf([page]));
    for (const args of [
      ['read', file, '--published', '2021-09-20', '--json'],
      [...asked, '--with', file],
    ]) {
      const { code, out } = await command(args);
      const answer = JSON.parse(out);
      expect([code, answer.verdict]).toEqual([0, 'action']);
      expect(answer.exposures.map((one: { company: string }) => one.company)).toEqual(['trip-com']);
    }
  });

  it('says that the list is missing without it', async () => {
    const answer = JSON.parse((await command(asked)).out);
    expect([answer.mentions, answer.verdict]).toEqual([[], 'action']);
  });

  it('names a picture that it could not read', async () => {
    const picture = put(
      '1.png',
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    );
    const answer = JSON.parse((await command([...asked, '--with', picture])).out);
    expect(answer.doubts.map((one: { code: string }) => one.code)).toContain('list-is-a-picture');
  });

  it('refuses a file that is not there, and one annex for several notices', async () => {
    expect((await command([...asked, '--with', join(folder, 'no.docx')])).err).toContain(
      'there is no such file',
    );
    expect((await command(['read', BODY, BODY, '--with', ANNEX])).err).toContain(
      'belongs to one document',
    );
  });
});
