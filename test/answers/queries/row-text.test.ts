import { expect, test } from 'vitest';
import { readText } from '../../../src/answers/queries/row-input.ts';

async function read(bytes: Uint8Array, size = bytes.length || 1) {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const { text, ...rest } = await readText(chunks());
  let all = '';
  for await (const piece of text) all += piece;
  return { ...rest, all };
}
/** A list as a program in Hong Kong or Taiwan may write it. */
const BIG5 = 'wLOlzqZXutkstn21b6rMCrdMq0gsxMuwVKzsp96hXbJgpmChXqazra2kvaVx';
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

test.each([
  [
    'app,date\n微信,x',
    Buffer.from('app,date\n微信,x'),
    { charset: 'utf-8', mark: false, delimiter: ',' },
  ],
  ['app\tdate', Buffer.from('\ufeffapp\tdate'), { charset: 'utf-8', mark: true, delimiter: '\t' }],
  ['app;date', utf16('app;date'), { charset: 'utf-16le', mark: true, delimiter: ';' }],
  ['微信', Uint8Array.of(0xce, 0xa2, 0xd0, 0xc5), { charset: 'gb18030', mark: false }],
  [
    '應用名稱,開發者\n微信,騰訊科技（深圳）有限公司',
    Buffer.from(BIG5, 'base64'),
    { charset: 'big5', mark: false, delimiter: ',' },
  ],
  ['"a,b,c"\tx', Buffer.from('"a,b,c"\tx'), { delimiter: '\t' }],
  ['', new Uint8Array(0), { charset: 'utf-8' }],
])('%j is read by what stands in it', async (text, bytes, how) => {
  expect(await read(bytes)).toMatchObject({ all: text, ...how });
});

test('a character cut by the end of a chunk stays whole, also behind the first 64 KiB', async () => {
  const text = `app\n${'微信\n'.repeat(20_000)}`;
  expect((await read(Buffer.from(text), 997)).all).toBe(text);
});
