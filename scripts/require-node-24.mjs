// Plain JavaScript on purpose: it must run on the Node that is too old. Imported by a program, it
// begins that program again on the packaged Node 24; where there is none, it says so in one line.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  const isImported = process.argv[1] !== fileURLToPath(import.meta.url);
  const packaged = isImported ? packagedNode() : null;
  const code = packaged === null ? null : await runOn(packaged);
  if (code === null)
    console.error(
      `Tocsin needs Node 24, this is ${process.versions.node} (${process.platform}-${process.arch}): run "npm ci" without --omit=optional on Linux or Windows, or install Node 24 from https://nodejs.org.`,
    );
  process.exit(code ?? 1);
}

/** Path of the Node 24 that came with the install; null = none for this machine. */
function packagedNode() {
  const isWindows = process.platform === 'win32';
  const name = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), 'bin', isWindows ? 'node.exe' : 'node');
  } catch {
    return null;
  }
}

/**
 * Runs this program with the same words on another Node and passes signals on. Returns its exit
 * code; null = it could not be started.
 */
function runOn(node) {
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code, signal) => resolve(signal === null ? code : 1));
  });
}
