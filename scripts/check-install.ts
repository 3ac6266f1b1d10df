import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// Installs what a host installs into an empty folder, and starts the program there; where a container engine is, builds the image and
// starts that too: `npm run check:install`.
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

function checkImage(): void {
  const engine = ['docker', 'podman'].find(
    (name) => spawnSync(name, ['info'], { stdio: 'ignore' }).status === 0,
  );
  if (engine === undefined)
    return void console.log('The image was not built: there is no container engine here.');
  const image = 'tocsin:check-install';
  execFileSync(engine, ['build', '-q', '-f', 'deploy/Dockerfile', '-t', image, '.'], { stdio: 'inherit' });
  for (const command of ['doctor', 'demo'])
    execFileSync(engine, ['run', '--rm', image, command], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  console.log(`The image was built and started by ${engine}.`);
}

try {
  for (const path of ['package.json', 'package-lock.json', 'LICENSE', 'src', 'config', 'assets', 'scripts'])
    cpSync(path, join(home, path), { recursive: true });
  run('npm', 'ci', '--omit=dev', '--omit=optional', '--no-audit', '--no-fund');
  const size = megabytes(join(home, 'node_modules'));
  console.log(`node_modules: ${size.toFixed(0)} MB`);
  console.log(run(process.execPath, 'scripts/run.mjs', 'doctor'));
  console.log(run(process.execPath, 'scripts/run.mjs', 'demo').split('\n').slice(0, 3).join('\n'));
  if (size > MOST_MB) throw new Error(`the install takes more than ${MOST_MB} MB`);
  checkImage();
} finally {
  rmSync(home, { recursive: true, force: true });
}
