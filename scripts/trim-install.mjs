// Deletes from node_modules what the program never loads: bundles for browsers, maps, declarations,
// documents. Runs after every install, and does something after `npm ci --omit=dev` only; `npm ci`
// brings all of it back.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const packages = join(import.meta.dirname, '..', 'node_modules');
// A development install: its checks need the declarations.
if (existsSync(join(packages, 'vitest'))) process.exit(0);
const FOLDERS = [
  'echarts/dist',
  'echarts/types',
  'zrender/dist',
  'zrender/src',
  'pdfjs-dist/build',
  'pdfjs-dist/web',
  'ai/docs',
  'ai/src',
];
for (const folder of FOLDERS) rmSync(join(packages, folder), { recursive: true, force: true });
for (const path of readdirSync(packages, { recursive: true, encoding: 'utf8' }))
  if (/\.(?:map|d\.[cm]?ts|md|markdown)$/.test(path))
    rmSync(join(packages, path), { recursive: true, force: true });
