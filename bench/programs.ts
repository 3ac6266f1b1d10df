import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compiledCatalog } from '../src/catalog/compile.ts';
import { printRows, type Row, row } from './row.ts';

// CPU time and resident size of whole runs of the program. A unit is what the same runtime needs, in the same run, for 400,000
// rounds of PBKDF2: a loaded machine slows both alike.

const home = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
const env = { ...process.env, DATA_DIR: join(home, 'data'), XDG_CACHE_HOME: join(home, 'cache') };
/** Prints CPU seconds and the largest resident size in megabytes as the last line of stderr. */
const METER = `data:text/javascript,process.on('exit',()=>{const{userCPUTime:u,systemCPUTime:s,maxRSS:r}=process.resourceUsage();console.error((u+s)/1e6+' '+r/1024)})`;
const UNIT = "require('node:crypto').pbkdf2Sync('a','b',400000,64,'sha512')";

function measured(...args: string[]): { readonly cpu: number; readonly mb: number } {
  const flags = ['--max-semi-space-size=2', '--import', METER];
  const { stderr } = spawnSync(process.execPath, [...flags, ...args], { env, encoding: 'utf8' });
  const [cpu = Number.NaN, mb = Number.NaN] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { cpu, mb };
}

/** The cheapest of several runs, after one that fills the caches. */
function best(...args: string[]) {
  measured(...args);
  const runs = Array.from({ length: 3 }, () => measured(...args));
  return { cpu: Math.min(...runs.map((one) => one.cpu)), mb: Math.min(...runs.map((one) => one.mb)) };
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

try {
  const unit = best('-e', UNIT).cpu;
  const rows: Row[] = ASKED.flatMap(([args, units, mb]) => {
    const run = best('scripts/run.mjs', ...args);
    const name = args.join(' ');
    return [
      row(`${name}: CPU`, 'units', run.cpu / unit, units === null ? 'a unit' : 'asked', units ?? 1),
      row(`${name}: largest resident size`, 'MB', run.mb, 'asked', mb),
    ];
  });
  const compiled = catalogCpu();
  rows.push(
    row('catalog: compiled, CPU', 'units', compiled / unit, 'read once compiled', catalogCpu() / unit),
  );
  printRows(rows);
} finally {
  rmSync(home, { recursive: true, force: true });
}
