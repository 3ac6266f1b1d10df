import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { compiledCatalog } from '../src/knowledge/catalog/compile.ts';
import { printRows, type Row, row } from './row.ts';

// CPU time and resident size of whole runs of the program. A unit is what the same runtime needs,
// in the same run, for 400,000 rounds of PBKDF2: a loaded machine slows both alike.

const home = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
const env = { ...process.env, DATA_DIR: join(home, 'data'), XDG_CACHE_HOME: join(home, 'cache') };
/** Prints CPU seconds and the largest resident size in megabytes as the last line of stderr. */
const METER = `data:text/javascript,process.on('exit',()=>{const{userCPUTime:u,systemCPUTime:s,maxRSS:r}=process.resourceUsage();console.error((u+s)/1e6+' '+r/1024)})`;
const UNIT = "require('node:crypto').pbkdf2Sync('a','b',400000,64,'sha512')";

function measured(...args: string[]): { readonly cpu: number; readonly mb: number } {
  const flags = ['--max-semi-space-size=2', '--import', METER];
  const { stderr } = spawnSync(process.execPath, [...flags, ...args], { env, encoding: 'utf8' });
  const [cpu = Number.NaN, mb = Number.NaN] = (stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { cpu, mb };
}

/** The cheapest of several runs, after one that fills the caches. */
function best(...args: string[]) {
  measured(...args);
  const runs = Array.from({ length: 3 }, () => measured(...args));
  return {
    cpu: Math.min(...runs.map((one) => one.cpu)),
    mb: Math.min(...runs.map((one) => one.mb)),
  };
}

const ASKED: readonly (readonly [args: readonly string[], units: number | null, mb: number])[] = [
  [['--help'], 1, 80],
  [['risk', 'TCOM'], 3, 120],
  [['demo'], null, 250],
];

/** CPU seconds of one compilation or reading of the catalog. */
function catalogCpu(): number {
  const before = process.cpuUsage();
  compiledCatalog(resolve('config'), [join(home, 'catalog')]);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Modules of packages and of our own that a run of the program loads. */
function loadedModules(...args: string[]): number {
  const hook = `data:text/javascript,import{registerHooks as r}from'node:module';let n=0;r({load(u,c,f){n+=u.startsWith('node:')?0:1;return f(u,c)}});process.on('exit',()=>console.error(n))`;
  const { stderr } = spawnSync(process.execPath, ['--import', hook, ...args], {
    env,
    encoding: 'utf8',
  });
  return Number(stderr.trim().split('\n').at(-1));
}

/** As `npm start` has them. */
const START_FLAGS = ['--max-semi-space-size=2', '--heap-growing-percent=15'];
const restAt = process.argv.indexOf('--rest');
const REST_MINUTES = restAt === -1 ? 5 : Number(process.argv[restAt + 1]);
/** What people look at, with feeds and the API. */
const PAGES = [
  '/',
  '/notices',
  '/regulators',
  '/regulator/cn-miit',
  '/company/trip-com',
  '/company/tencent',
  '/deadlines',
  '/coverage',
  '/reviews',
  '/search?q=group',
];

/**
 * The program with its page and the configured sources: resident size after some minutes, after 150
 * page views and after 1,000. Linux only.
 */
async function idleRows(): Promise<Row[]> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  mkdirSync(env.DATA_DIR, { recursive: true });
  const program = spawn(process.execPath, [...START_FLAGS, 'scripts/run.mjs', 'start'], {
    env: { ...env, WEB_PORT: String(port), LOG_LEVEL: 'error' },
    stdio: 'ignore',
  });
  const resident = () =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${program.pid}/status`, 'utf8'))?.[1]) / 1_024;
  const view = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      const answer = await fetch(`http://127.0.0.1:${port}${PAGES[n % PAGES.length]}`);
      await answer.arrayBuffer();
      // One visitor may ask so often and no more: the page is asked again.
      if (answer.status !== 429) continue;
      await wait(1_000);
      n -= 1;
    }
    await wait(2_000);
    return resident();
  };
  await wait(REST_MINUTES * 60_000);
  const rest = resident();
  const rows = [
    row(`start, after ${REST_MINUTES} minutes of rest: resident size`, 'MB', rest, 'asked', 150),
    row('start, after 150 page views: resident size', 'MB', await view(150), 'asked', 220),
    row('start, after 1,000 page views: resident size', 'MB', await view(850), 'at rest', rest),
  ];
  program.kill('SIGTERM');
  await once(program, 'exit');
  return rows;
}

try {
  const unit = best('-e', UNIT).cpu;
  const helpModules = loadedModules('scripts/run.mjs', '--help');
  const rows: Row[] = ASKED.flatMap(([args, units, mb]) => {
    const run = best('scripts/run.mjs', ...args);
    const name = args.join(' ');
    return [
      row(`${name}: CPU`, 'units', run.cpu / unit, units === null ? 'a unit' : 'asked', units ?? 1),
      row(`${name}: largest resident size`, 'MB', run.mb, 'asked', mb),
      row(
        `${name}: modules loaded`,
        '',
        loadedModules('scripts/run.mjs', ...args),
        'of --help',
        helpModules,
      ),
    ];
  });
  const compiled = catalogCpu();
  rows.push(
    row(
      'catalog: compiled, CPU',
      'units',
      compiled / unit,
      'read once compiled',
      catalogCpu() / unit,
    ),
  );
  if (process.platform === 'linux') rows.push(...(await idleRows()));
  printRows(rows);
} finally {
  rmSync(home, { recursive: true, force: true });
}
