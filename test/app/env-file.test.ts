import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { saveEnv, withValues } from '../../src/app/env-file.ts';

test.each([
  ['plain', 'TCOM,0700.HK'],
  ['with a mark that begins a comment', 'https://hooks.example.org/x#secret=a b'],
  ['with quotes', `Tocsin "alerts" <a@b.example>`],
  ['Chinese', '提醒 <a@b.example>'],
  ['with a dollar and a backslash', 'smtp://a:p$1\\x@mail.example:587'],
])('a value %s is read back by Node as it was written', (_, value) => {
  expect(parseEnv(withValues('# a comment\nWATCH=\n', { SMTP_URL: value })).SMTP_URL).toBe(value);
});

test('comments and other lines stay, the last line of a variable counts, null empties', () => {
  const before = '# Language\nLANGUAGE=en\nexport WATCH=TCOM\nWATCH=BABA\nLOG_LEVEL=info\n';
  expect(
    withValues(before, { WATCH: null, LANGUAGE: 'zh', TIME_ZONE: 'Asia/Tokyo', MAIL_FROM: null }),
  ).toBe(
    '# Language\nLANGUAGE=zh\nexport WATCH=TCOM\nWATCH=\nLOG_LEVEL=info\nTIME_ZONE=Asia/Tokyo\n',
  );
});

test('the file is written whole, by the template where there is none, and only its owner reads it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'env-'));
  const file = join(folder, '.env');
  writeFileSync(join(folder, 'template'), '# Tokens\nDISCORD_TOKEN=\n');
  saveEnv(file, { DISCORD_TOKEN: 'a.b.c' }, join(folder, 'template'));
  expect(readFileSync(file, 'utf8')).toBe('# Tokens\nDISCORD_TOKEN=a.b.c\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).toSorted()).toEqual(['.env', 'template']);
});
