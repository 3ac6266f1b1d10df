import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Said } from '../support/command.ts';

/**
 * A third language with other separators, brackets and dates, added to a copy of the program in
 * four files: what has to be touched for a language is what this test touches.
 */
const TOUCHED = [
  'config/messages/qx/messages.json',
  'config/messages/qx/acts.json',
  'src/domain/language.ts',
  'src/base/i18n/languages.ts',
];

const LOCALE = {
  tag: 'fr-CH',
  name: 'Qx',
  names: ['zh', 'en'],
  regulatorName: 'full',
  separators: { comma: ' ¦ ', list: ' + ', semicolon: ' ‖ ', colon: ' → ', sentence: ' ~ ' },
  stop: '!',
  brackets: [' ‹', '›'],
  quotes: ['«', '»'],
  fullWidth: false,
  dates: {
    full: '{year}/{month}/{day}',
    short: '{month}/{day}',
    inSentence: '{year}/{month}/{day}',
    months: Array.from({ length: 12 }, (_, index) => `M${index + 1}`),
  },
  zones: { 'Asia/Shanghai': 'QX+8' },
};

/** Every message in marks; labels of slash commands stay, since Discord has rules for them. */
function marked(value: unknown, key = ''): unknown {
  if (key === 'slash') return value;
  if (typeof value === 'string') return `⟦${value}⟧`;
  if (Array.isArray(value)) return value.map((entry) => marked(entry));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, marked(entry, name)]),
  );
}

/** In one process, since each would read the program and its configuration anew. */
const SCRIPT = `
import { writeFileSync } from 'node:fs';
import { command } from './test/support/command.ts';
import { startSite } from './test/support/site.ts';
const demo = await command(['demo', '--language', 'qx']);
const risk = await command(['risk', 'TCOM', '--at', '2021-08-18', '--language', 'qx']);
const site = await startSite({ historyUntil: '2021-09-19' });
const pages = {};
for (const path of process.argv.slice(2)) pages[path] = await site.text(path);
writeFileSync('said.json', JSON.stringify({ demo, risk, pages }));
await site.close();
process.exit(0);
`;

const PATHS = [
  '/?lang=qx',
  '/company/trip-com?lang=qx',
  '/notices?lang=qx',
  '/deadlines?lang=qx',
  '/coverage?lang=qx',
  '/regulator/cn-miit?lang=qx',
  '/legend?lang=qx',
  '/unconfirmed?lang=qx',
  '/study?lang=qx',
];

describe('a third language is four files', () => {
  const copy = mkdtempSync(join(tmpdir(), 'tocsin-language-'));
  const edit = (file: string, from: string | RegExp, to: string) => {
    const text = readFileSync(join(copy, file), 'utf8');
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`${file} has no ${from}`);
    writeFileSync(join(copy, file), edited);
  };
  let said: { demo: Said; risk: Said; pages: Record<string, string> };
  const run = (...args: string[]) =>
    spawnSync(process.execPath, args, {
      cwd: copy,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      timeout: 120_000,
      env: { ...process.env, CONFIG_DIR: undefined, NO_COLOR: '1' },
    });

  beforeAll(() => {
    for (const folder of ['src', 'test/support', 'assets', 'config/messages'])
      cpSync(folder, join(copy, folder), { recursive: true });
    cpSync('package.json', join(copy, 'package.json'));
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'), 'junction');
    // Without the universe: its 30,000 firms say nothing about languages and take seconds to compile.
    for (const name of readdirSync('config'))
      if (name !== 'messages' && name !== 'universe')
        symlinkSync(resolve('config', name), join(copy, 'config', name), 'junction');
    mkdirSync(join(copy, 'config/messages/qx'));
    const english = JSON.parse(readFileSync('config/messages/en/messages.json', 'utf8'));
    const messages = { ...(marked(english) as object), locale: LOCALE };
    writeFileSync(join(copy, TOUCHED[0]!), JSON.stringify(messages));
    const acts = JSON.parse(readFileSync('config/messages/en/acts.json', 'utf8'));
    writeFileSync(join(copy, TOUCHED[1]!), JSON.stringify(acts));
    edit('src/domain/language.ts', "['en', 'zh']", "['en', 'zh', 'qx']");
    const languages = 'src/base/i18n/languages.ts';
    edit(
      languages,
      /^/,
      `import qxActs from '../../../config/messages/qx/acts.json' with { type: 'json' };
import qx from '../../../config/messages/qx/messages.json' with { type: 'json' };
`,
    );
    edit(languages, '{ en, zh }', '{ en, zh, qx }');
    edit(languages, 'zh: zhActs', 'zh: zhActs, qx: qxActs');
    writeFileSync(join(copy, 'speak.mjs'), SCRIPT);
    const { status, stderr } = run('speak.mjs', ...PATHS);
    expect([status, stderr]).toEqual([0, '']);
    said = JSON.parse(readFileSync(join(copy, 'said.json'), 'utf8')) as typeof said;
  }, 120_000);
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test('cards of the seed day and look-ups speak it', () => {
    const { demo, risk } = said;
    expect([demo.code, risk.code, risk.err]).toEqual([0, 0, '']);
    for (const text of [demo.out, risk.out]) {
      expect(text).toContain('⟦');
      expect(text).toMatch(/2021\/M8\/\d/);
      expect(text).not.toMatch(/\b\d{1,2} Aug 2021/);
      // Chinese names come first in this language.
      expect(text).toContain('携程');
    }
  });

  test('pages speak it', () => {
    const { pages } = said;
    expect(Object.keys(pages)).toEqual(PATHS);
    for (const [path, page] of Object.entries(pages)) {
      expect([path, page.slice(0, 40)]).toEqual([path, expect.stringContaining('lang="fr-CH"')]);
      expect([path, page.split('⟦').length > 15]).toEqual([path, true]);
      expect([path, /\b\d{1,2} (?:Aug|Sep) 2021/.exec(page)?.[0]]).toEqual([path, undefined]);
    }
    expect(pages['/company/trip-com?lang=qx']).toMatch(/2021\/M\d+\/\d/);
  });
});
