import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

// Installs what a host installs into an empty folder, and starts the program there; then builds the
// image and starts that, or does the steps of the Dockerfile in a folder where there is no
// container engine: `npm run check:install`. Needs the package registry, so it is no part of `npm
// test`.

/** What the program and its libraries take, and what the packaged Node takes beside them. */
const MOST_MB = 90;
const MOST_NODE_MB = 110;
/** These are begun as processes with what they work on. */
const PROGRAMS = ['main.ts', 'child.ts', 'compile-apart.ts'];
const home = mkdtempSync(join(tmpdir(), 'tocsin-install-'));
const env = {
  ...process.env,
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  DATA_DIR: join(home, 'data'),
  XDG_CACHE_HOME: join(home, 'cache'),
};
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, {
    cwd: home,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });

function megabytes(folder: string): number {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths.reduce((sum, path) => sum + lstatSync(join(folder, path)).blocks / 2_048, 0);
}

/** What the install deletes must be missed by no module of the program. */
function loadEveryModule(): void {
  const modules = readdirSync(join(home, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !PROGRAMS.includes(basename(path)),
  );
  const urls = modules.map((path) => pathToFileURL(join(home, 'src', path)).href);
  const load = `for (const url of ${JSON.stringify(urls)}) await import(url); process.exit(0)`;
  run(process.execPath, '--input-type=module', '-e', load);
  console.log(`${modules.length} modules of the program load.`);
}

/**
 * Builds and starts the image; without a container engine, goes through the steps of the Dockerfile
 * in folders.
 */
function checkImage(): void {
  const engine = ['docker', 'podman'].find(
    (name) => spawnSync(name, ['info'], { stdio: 'ignore' }).status === 0,
  );
  if (engine === undefined) {
    followDockerfile();
    return;
  }
  const image = 'tocsin:check-install';
  execFileSync(engine, ['build', '-q', '-f', 'deploy/Dockerfile', '-t', image, '.'], {
    stdio: 'inherit',
  });
  for (const command of ['doctor', 'demo'])
    execFileSync(engine, ['run', '--rm', image, command], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  console.log(`The image was built and started by ${engine}.`);
}

/**
 * What the Dockerfile copies and runs, a folder a stage; paths and users of the image itself
 * (`/data`, `node`) are left out.
 */
function followDockerfile(): void {
  const sent = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('!'));
  const isSent = (path: string) => sent.some((line) => `${path}/`.startsWith(`${line.slice(1)}/`));
  const stages: Record<string, string> = {};
  const imageEnv: Record<string, string | undefined> = {
    ...env,
    npm_config_cache: join(home, 'npm'),
  };
  let stage = '';
  let entry: string[] = [];
  for (const line of readFileSync('deploy/Dockerfile', 'utf8').split('\n')) {
    const [step, ...args] = line.split(' ');
    if (step === 'FROM') {
      stage = args[2] ?? 'image';
      stages[stage] = join(home, stage);
      mkdirSync(stages[stage]!);
    } else if (step === 'ENV') {
      for (const [name, value] of args.map((one) => one.split('='))) imageEnv[name!] = value;
      imageEnv.DATA_DIR = env.DATA_DIR;
    } else if (step === 'COPY') {
      copy(args, stages[stage]!, (from, path) => {
        if (from !== undefined) return join(stages[from]!, path.replace(/^\/app\//, ''));
        if (isSent(path)) return path;
        throw new Error(`.dockerignore keeps ${path} from the image`);
      });
    } else if (step === 'RUN' && args[1] !== '/data')
      execFileSync('sh', ['-c', args.join(' ')], {
        cwd: stages[stage]!,
        env: imageEnv,
        stdio: 'inherit',
      });
    else if (step === 'ENTRYPOINT') entry = JSON.parse(args.join(' ')) as string[];
  }
  const [command, ...flags] = entry;
  for (const name of ['doctor', 'demo'])
    execFileSync(command!, [...flags, name], {
      cwd: stages[stage]!,
      env: imageEnv,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  console.log(
    `There is no container engine here: the steps of the Dockerfile were done in a folder (${megabytes(stages[stage]!).toFixed(0)} MB) and the program was started there.`,
  );
}

/** Does one COPY; `sourceOf` = where a path of a stage, or of the build context, lies here. */
function copy(
  args: readonly string[],
  stage: string,
  sourceOf: (from: string | undefined, path: string) => string,
): void {
  const from = args.find((arg) => arg.startsWith('--from='))?.slice(7);
  const paths = args.filter((arg) => !arg.startsWith('--from='));
  const target = paths.pop()!;
  const to = join(stage, target);
  for (const path of paths) {
    const place = target.endsWith('/') ? join(to, basename(path)) : to;
    cpSync(sourceOf(from, path), place, { recursive: true });
  }
}

try {
  for (const path of [
    'package.json',
    'package-lock.json',
    'LICENSE',
    'src',
    'config',
    'assets',
    'scripts',
  ])
    cpSync(path, join(home, path), { recursive: true });
  run('npm', 'ci', '--omit=dev', '--no-audit', '--no-fund');
  const packages = join(home, 'node_modules');
  // Otherwise the first command would compile for seconds.
  const compiled = readdirSync(join(packages, '.cache', 'tocsin'));
  for (const table of ['bin', 'names', 'search-names', 'search-readings', 'records-by-owner'])
    if (!compiled.some((name) => name.endsWith(`.${table}`)))
      throw new Error(`the install compiled no ${table} of the catalog`);
  const node = readdirSync(packages)
    .filter((name) => name.startsWith('node-'))
    .reduce((sum, name) => sum + megabytes(join(packages, name)), 0);
  const size = megabytes(packages) - node;
  console.log(`node_modules: ${size.toFixed(0)} MB, and Node ${node.toFixed(0)} MB`);
  loadEveryModule();
  console.log(run(process.execPath, 'scripts/run.mjs', 'doctor'));
  const played = run(process.execPath, 'scripts/run.mjs', 'demo');
  console.log(played.split('\n').slice(0, 3).join('\n'));
  if (!/Risk [\d.]+ → /.test(played)) throw new Error('The demo alerted nobody.');
  if (size > MOST_MB || node > MOST_NODE_MB)
    throw new Error(`the install takes more than ${MOST_MB} MB, or Node more than ${MOST_NODE_MB}`);
  checkImage();
} finally {
  rmSync(home, { recursive: true, force: true });
}
