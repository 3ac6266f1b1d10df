import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compiledCatalog, compiledFilesOf } from '../src/knowledge/catalog/compile.ts';
import { checkReading } from '../src/pipeline/flows/self-check.ts';
import { createWorkers, WORKERS } from '../src/pipeline/flows/workers.ts';
import { printRows, row } from './row.ts';

// Peak memory of the process that reads pages, from its start to its first page, as the kernel
// counts it: with the catalog as it is, compiled as an installation does, and with half as many
// companies more.
//   node bench/reader-memory.ts [--json] [--starts 15]
const at = process.argv.indexOf('--starts');
const STARTS = at === -1 ? 15 : Number(process.argv[at + 1]);
const home = mkdtempSync(join(tmpdir(), 'reader-memory-'));

/** A configuration whose tables of listed companies and firms are half as long again. */
function grownConfig(): string {
  const folder = join(home, 'config');
  cpSync('config', folder, { recursive: true });
  const universe = join(folder, 'universe');
  const tables = readdirSync(universe).filter((name) => /^(?:[a-z]{2}|firms)\.tsv$/.test(name));
  for (const name of tables) {
    const path = join(universe, name);
    const [head = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n');
    const columns = head.split('\t');
    const more = rows.filter((_, index) => index % 2 === 0).map((line) => another(line, columns));
    writeFileSync(path, `${[head, ...rows, ...more].join('\n')}\n`);
  }
  return folder;
}

/** A row of another company: other names and another symbol, at no company with a file. */
function another(line: string, columns: readonly string[]): string {
  const change: Readonly<Record<string, (value: string) => string>> = {
    symbol: (value) => `Z${value}`,
    short: (value) => value && `新${value}`,
    zh: (value) => value && `新${value}`,
    name: (value) => `新${value}`,
    en: (value) => value && `Novo ${value}`,
    was: () => '',
  };
  const isFirm = columns[0] === 'name';
  return line
    .split('\t')
    .map((value, index) => {
      const column = columns[index] ?? '';
      if (column === 'company' && !isFirm) return '';
      return change[column]?.(value) ?? value;
    })
    .join('\t');
}

/** Peak of the children of this process, in MB. */
function peakOfChildren(): number {
  const peaks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
        return parent === process.pid ? Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1_024 : 0;
      } catch {
        return 0;
      }
    });
  return Math.max(0, ...peaks);
}

async function peaksWith(folder: string) {
  const cache = mkdtempSync(join(home, 'cache-'));
  const flags = ['--max-semi-space-size=2', '--heap-growing-percent=15'];
  spawnSync(process.execPath, [...flags, 'src/app/compile-apart.ts', folder, cache]);
  const { catalog, compiled } = compiledCatalog(folder, [cache]);
  if (catalog === null || compiled !== 'read') throw new Error(`${folder} was not compiled`);
  let peak = 0;
  let ended = 0;
  for (let start = 0; start < STARTS; start += 1) {
    const workers = createWorkers(WORKERS, [async () => compiledFilesOf(catalog)]);
    const fault = await checkReading(workers, catalog.regulators);
    if (fault !== null) ended += 1;
    peak = Math.max(peak, peakOfChildren());
    await workers.close();
    // It ends by itself once nobody talks to it.
    while (peakOfChildren() > 0) await new Promise((done) => setTimeout(done, 20));
  }
  return { peak, ended };
}

try {
  const own = await peaksWith(resolve('config'));
  const grown = await peaksWith(grownConfig());
  printRows([
    row('reading process, peak of a fresh installation', 'MB', own.peak, 'asked for', 200),
    row('reading process, with half as many companies more', 'MB', grown.peak, 'asked for', 240),
    row(
      `of ${2 * STARTS} of its starts, ended`,
      'starts',
      own.ended + grown.ended,
      'all',
      2 * STARTS,
    ),
  ]);
} finally {
  rmSync(home, { recursive: true, force: true });
}
