// Compiles the catalog once after an install, with the tables of search and of the reader, so that
// no command and no reading process does: they take up to 100 MB more while they are made. Where it
// cannot be done, the program does it at its first start.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const home = join(import.meta.dirname, '..');
const LONGEST_MS = 120_000;
const OWN = join(home, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const isNew = Number(process.versions.node.split('.')[0]) >= 24;
const node = isNew || !existsSync(OWN) ? process.execPath : OWN;
const compiler = join(home, 'src', 'app', 'compile-apart.ts');
const cache = join(home, 'node_modules', '.cache', 'tocsin');

/** Runs a file of the program without the settings and the database of who installs. */
const run = (...words) =>
  spawnSync(node, ['--max-semi-space-size=2', ...words], {
    stdio: 'ignore',
    timeout: LONGEST_MS,
    shell: process.platform === 'win32',
    cwd: cache,
    env: {
      ...process.env,
      XDG_CACHE_HOME: join(home, 'node_modules', '.cache'),
      DATA_DIR: join(cache, 'no-data'),
      DATABASE_URL: '',
      CONFIG_DIR: join(home, 'config'),
    },
  });

if (existsSync(compiler) && existsSync(join(home, 'config'))) {
  mkdirSync(cache, { recursive: true });
  run(compiler, join(home, 'config'), cache);
  // One look-up makes the tables that a look-up takes, and the compiled code of its modules.
  const program = join(home, 'scripts', 'run.mjs');
  if (existsSync(program)) run(program, 'risk', 'TCOM');
}
