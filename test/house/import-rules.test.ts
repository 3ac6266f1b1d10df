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
  ['room-domain', 'domain/a.ts', '../knowledge/names/planted.ts'],
  ['room-i18n', 'base/i18n/a.ts', '../store/planted.ts'],
  ['pure-i18n', 'base/i18n/b.ts', 'node:fs'],
  ['room-exchanges', 'knowledge/exchanges/a.ts', '../names/planted.ts'],
  ['pure-exchanges', 'knowledge/exchanges/b.ts', 'node:fs'],
  ['room-names', 'knowledge/names/a.ts', '../../pipeline/read/planted.ts'],
  ['room-read', 'pipeline/read/a.ts', '../map/planted.ts'],
  ['room-map', 'pipeline/map/a.ts', '../score/planted.ts'],
  ['room-second-reader', 'pipeline/second-reader/a.ts', '../../base/store/planted.ts'],
  ['pure-second-reader', 'pipeline/second-reader/b.ts', 'node:fs'],
  ['door-language-models', 'pipeline/flows/c.ts', 'ai'],
  ['room-flows', 'pipeline/flows/a.ts', '../../app/planted.ts'],
  ['room-replay', 'answers/replay/a.ts', '../../interfaces/cli/planted.ts'],
  ['room-score', 'pipeline/score/a.ts', '../map/planted.ts'],
  ['room-standing', 'pipeline/standing/a.ts', '../alert/planted.ts'],
  ['room-alert', 'pipeline/alert/a.ts', '../score/planted.ts'],
  ['room-present', 'pipeline/present/a.ts', '../deliver/planted.ts'],
  ['room-catalog', 'knowledge/catalog/a.ts', '../../base/store/planted.ts'],
  ['room-charset', 'base/charset/a.ts', '../../pipeline/decode/planted.ts'],
  ['room-markup', 'base/markup/a.ts', '../../pipeline/decode/planted.ts'],
  ['room-worker', 'base/worker/a.ts', '../../pipeline/decode/planted.ts'],
  ['room-watch', 'pipeline/watch/a.ts', '../decode/planted.ts'],
  ['room-decode', 'pipeline/decode/a.ts', '../watch/planted.ts'],
  ['room-draw', 'base/draw/a.ts', '../../pipeline/deliver/planted.ts'],
  ['room-deliver', 'pipeline/deliver/a.ts', '../../base/store/planted.ts'],
  ['room-store', 'base/store/a.ts', '../../pipeline/deliver/planted.ts'],
  ['room-queries', 'answers/queries/a.ts', '../../base/store/planted.ts'],
  ['room-discord', 'interfaces/discord/a.ts', '../../pipeline/deliver/planted.ts'],
  ['room-mcp', 'interfaces/mcp/a.ts', '../web/planted.ts'],
  ['room-web', 'interfaces/web/a.ts', '../discord/planted.ts'],
  ['api-and-feeds-not-pages', 'interfaces/web/api/p.ts', '../pages/planted.ts'],
  ['room-study', 'answers/study/a.ts', '../../base/store/planted.ts'],
  ['wing-base', 'base/store/w.ts', '../../knowledge/names/planted.ts'],
  ['wing-knowledge', 'knowledge/names/w.ts', '../../pipeline/read/planted.ts'],
  ['wing-pipeline', 'pipeline/read/w.ts', '../../interfaces/web/planted.ts'],
  ['wing-answers', 'answers/queries/w.ts', '../../interfaces/web/planted.ts'],
  ['room-importers', 'knowledge/importers/a.ts', '../../base/store/planted.ts'],
  ['only-main-reaches-app', 'answers/queries/b.ts', '../../app/planted.ts'],
  ['pure-domain', 'domain/b.ts', 'node:fs'],
  ['pure-names', 'knowledge/names/b.ts', 'node:fs'],
  ['pure-read', 'pipeline/read/b.ts', 'cheerio'],
  ['pure-map', 'pipeline/map/b.ts', 'node:crypto'],
  ['pure-score', 'pipeline/score/b.ts', 'node:fs'],
  ['pure-alert', 'pipeline/alert/b.ts', 'undici'],
  ['pure-present', 'pipeline/present/b.ts', 'node:fs'],
  ['door-discord.js', 'interfaces/web/c.ts', 'discord.js'],
  ['door-rss-parser', 'pipeline/decode/c.ts', 'rss-parser'],
  ['door-html-parser', 'interfaces/web/e.ts', 'parse5'],
  ['door-node-cron', 'pipeline/deliver/c.ts', 'node-cron'],
  ['door-sqlite', 'answers/queries/c.ts', 'node:sqlite'],
  ['door-postgres', 'answers/queries/d.ts', 'pg'],
  ['no-cycles', 'pipeline/read/x.ts', './y.ts'],
  ['no-orphans', 'pipeline/read/alone.ts', ''],
  ['not-to-tests', 'pipeline/read/t.ts', '../../../test/planted.ts'],
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
    put('src/pipeline/read/y.ts', "import * as back from './x.ts';\nexport const used = back;\n");
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
