import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { removeUnreached } from '../../scripts/unreached.mjs';

const FILES: Readonly<Record<string, string>> = {
  'charts/core.js': "export * from './lib/used';\nimport '../paper/draw.js';",
  'charts/lib/used.js': "const late = () => import('./late.mjs');\nexport { late };",
  'charts/lib/late.mjs': "throw new Error(`import it from 'charts/lib/message.js'`);",
  'charts/lib/message.js': '',
  'charts/lib/unused.js': '',
  'charts/lib/words.json': '',
  'charts/node_modules/inner/index.js': '',
  'paper/draw.js': "const { pen } = require('./pens');",
  'paper/pens/index.js': '',
  'paper/pens/other.cjs': '',
  'other/index.js': '',
};

it('deletes the code of a package that no import leads to', () => {
  const home = mkdtempSync(join(tmpdir(), 'unreached-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  removeUnreached(home, { charts: ['core.js'], paper: [], absent: ['index.js'] });
  const left = Object.keys(FILES).filter((path) =>
    readdirSync(home, { recursive: true, encoding: 'utf8' }).includes(path),
  );
  const gone = ['charts/lib/message.js', 'charts/lib/unused.js', 'paper/pens/other.cjs'];
  expect(left).toEqual(Object.keys(FILES).filter((path) => !gone.includes(path)));
});
