import { execFileSync } from 'node:child_process';
import { cpSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// Installs what a host installs into an empty folder, as deploy/Dockerfile does, and starts the program there: `npm run check:install`.
// Needs the package registry, so it is no part of `npm test`.

const MOST_MB = 150;
const home = mkdtempSync(join(tmpdir(), 'tocsin-install-'));
const env = {
  ...process.env,
  PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
  DATA_DIR: join(home, 'data'),
  XDG_CACHE_HOME: join(home, 'cache'),
};
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd: home, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

function megabytes(folder: string): number {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths.reduce((sum, path) => sum + lstatSync(join(folder, path)).blocks / 2_048, 0);
}

try {
  for (const path of ['package.json', 'package-lock.json', 'LICENSE', 'src', 'config', 'assets', 'scripts'])
    cpSync(path, join(home, path), { recursive: true });
  run('npm', 'ci', '--omit=dev', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund');
  const whole = megabytes(join(home, 'node_modules'));
  run(process.execPath, 'scripts/trim-install.mjs');
  const trimmed = megabytes(join(home, 'node_modules'));
  console.log(`node_modules: ${whole.toFixed(0)} MB, ${trimmed.toFixed(0)} MB trimmed`);
  console.log(run(process.execPath, 'scripts/run.mjs', 'doctor'));
  console.log(run(process.execPath, 'scripts/run.mjs', 'demo').split('\n').slice(0, 3).join('\n'));
  if (trimmed > MOST_MB) throw new Error(`the trimmed install takes more than ${MOST_MB} MB`);
} finally {
  rmSync(home, { recursive: true, force: true });
}
