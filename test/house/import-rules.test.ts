import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: { name: string }[];
  options: object;
};

/**
 * One planted violation a rule: the file that breaks it, what it imports, and the rule that must
 * say so.
 */
const PLANTED: readonly [rule: string, from: string, imports: string][] = [
  ['room-domain', 'domain/a.ts', '../names/planted.ts'],
  ['room-names', 'names/a.ts', '../read/planted.ts'],
  ['room-read', 'read/a.ts', '../map/planted.ts'],
  ['room-map', 'map/a.ts', '../score/planted.ts'],
  ['room-second-reader', 'second-reader/a.ts', '../store/planted.ts'],
  ['pure-second-reader', 'second-reader/b.ts', 'node:fs'],
  ['door-language-models', 'flows/c.ts', 'ai'],
  ['room-flows', 'flows/a.ts', '../app/planted.ts'],
  ['room-replay', 'replay/a.ts', '../cli/planted.ts'],
  ['room-score', 'score/a.ts', '../map/planted.ts'],
  ['room-alert', 'alert/a.ts', '../score/planted.ts'],
  ['room-present', 'present/a.ts', '../alert/planted.ts'],
  ['room-catalog', 'catalog/a.ts', '../store/planted.ts'],
  ['room-charset', 'charset/a.ts', '../decode/planted.ts'],
  ['room-markup', 'markup/a.ts', '../decode/planted.ts'],
  ['room-worker', 'worker/a.ts', '../decode/planted.ts'],
  ['room-watch', 'watch/a.ts', '../decode/planted.ts'],
  ['room-decode', 'decode/a.ts', '../watch/planted.ts'],
  ['room-draw', 'draw/a.ts', '../deliver/planted.ts'],
  ['room-deliver', 'deliver/a.ts', '../store/planted.ts'],
  ['room-store', 'store/a.ts', '../deliver/planted.ts'],
  ['room-ask', 'ask/a.ts', '../store/planted.ts'],
  ['room-discord', 'discord/a.ts', '../deliver/planted.ts'],
  ['room-web', 'web/a.ts', '../discord/planted.ts'],
  ['room-study', 'study/a.ts', '../store/planted.ts'],
  ['only-main-reaches-app', 'ask/b.ts', '../app/planted.ts'],
  ['pure-domain', 'domain/b.ts', 'node:fs'],
  ['pure-names', 'names/b.ts', 'node:fs'],
  ['pure-read', 'read/b.ts', 'cheerio'],
  ['pure-map', 'map/b.ts', 'node:crypto'],
  ['pure-score', 'score/b.ts', 'node:fs'],
  ['pure-alert', 'alert/b.ts', 'undici'],
  ['pure-present', 'present/b.ts', 'node:fs'],
  ['door-discord.js', 'web/c.ts', 'discord.js'],
  ['door-rss-parser', 'decode/c.ts', 'rss-parser'],
  ['door-html-parser', 'web/e.ts', 'parse5'],
  ['door-node-cron', 'deliver/c.ts', 'node-cron'],
  ['door-sqlite', 'ask/c.ts', 'node:sqlite'],
  ['door-postgres', 'ask/d.ts', 'pg'],
  ['no-cycles', 'read/x.ts', './y.ts'],
  ['no-orphans', 'read/alone.ts', ''],
  ['not-to-tests', 'read/t.ts', '../../test/planted.ts'],
];

describe('each import rule of the house catches a planted violation', () => {
  const root = mkdtempSync(join(tmpdir(), 'planted-'));
  const broken = new Set<string>();

  const put = (path: string, text: string) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };

  beforeAll(async () => {
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction');
    for (const [, from, imports] of PLANTED) {
      if (imports.startsWith('..'))
        put(join('src', dirname(from), imports), 'export const planted = 1;\n');
      put(
        join('src', from),
        imports === ''
          ? 'export const alone = 1;\n'
          : `import * as planted from '${imports}';\nexport const used = planted;\n`,
      );
    }
    put('src/read/y.ts', "import * as back from './x.ts';\nexport const used = back;\n");
    const result = await cruise(['src', 'test'], {
      ...config.options,
      tsConfig: undefined,
      ruleSet: { forbidden: config.forbidden as never },
      validate: true,
      baseDir: root,
    } as never);
    if (typeof result.output === 'string') throw new Error('expected a result');
    for (const one of result.output.summary.violations) broken.add(`${one.rule.name} ${one.from}`);
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test.each(PLANTED)('%s: src/%s must not import %s', (rule, from) => {
    expect([...broken]).toContain(`${rule} src/${from}`);
  });

  test('every rule of the configuration is in this table', () => {
    const tried = new Set(PLANTED.map(([rule]) => rule));
    expect(
      config.forbidden
        .map((rule: { name: string }) => rule.name)
        .filter((name: string) => !tried.has(name)),
    ).toEqual([]);
  });
});
