import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** `from './x.js'`, `import('./x.js')`, `import './x.js'`, `require('./x')`. */
const NAMED = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["']([^"'\n]+)["']/g;
const CODE = /\.[cm]?js$/;

/**
 * Deletes from packages the code that no import leads to, from the files by which each is entered.
 * Only packages whose imports are written out belong here; one that is not installed is passed
 * over.
 * @param {string} home the folder node_modules
 * @param {Readonly<Record<string, readonly string[]>>} entries files by the name of their package
 */
export function removeUnreached(home, entries) {
  const packages = Object.keys(entries).filter((name) => existsSync(join(home, name)));
  const reached = new Set(
    packages.flatMap((name) =>
      entries[name].flatMap((file) => fileAt(home, `${name}/${file}`) ?? []),
    ),
  );
  for (const path of reached)
    for (const found of importsOf(home, path, packages)) reached.add(found);
  for (const path of packages.flatMap((name) => codeOf(home, name)))
    if (!reached.has(path)) rmSync(join(home, path), { force: true });
}

/**
 * Files of the packages that a file imports. A package that names itself does so in a message.
 * @param {string} home
 * @param {string} path
 * @param {readonly string[]} packages
 */
function importsOf(home, path, packages) {
  const text = readFileSync(join(home, path), 'utf8');
  return Array.from(text.matchAll(NAMED), ([, named]) => named).flatMap((named) => {
    if (named.startsWith('.')) return fileAt(home, posix.join(posix.dirname(path), named)) ?? [];
    const of = packages.find((name) => named.startsWith(`${name}/`));
    return of === undefined || path.startsWith(`${of}/`) ? [] : (fileAt(home, named) ?? []);
  });
}

/**
 * Files of code of a package, without the packages in it.
 * @param {string} home
 * @param {string} name
 */
const codeOf = (home, name) =>
  readdirSync(join(home, name), { recursive: true, encoding: 'utf8' })
    .map((inside) => `${name}/${inside.replaceAll('\\', '/')}`)
    .filter((path) => CODE.test(path) && !path.includes('/node_modules/'));

/**
 * The file that a path means, with its ending left out or of a folder; null where there is none.
 * @param {string} home
 * @param {string} path
 */
function fileAt(home, path) {
  const all = [path, `${path}.js`, `${path}/index.js`];
  const isFile = (/** @type {string} */ one) =>
    statSync(join(home, one), { throwIfNoEntry: false })?.isFile();
  return all.find(isFile) ?? null;
}
