import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { BENCHES, type Bench } from './benches.ts';
import { documentOf, type Measured, tablesOf } from './report.ts';
import type { Row } from './row.ts';

// Every figure in one table.
//   npm run bench [-- --only load,web] [--runs 3] [--json] [--write]
// `--write` measures three times and writes docs/performance.md, with the load beside each command;
// with `--only` the figures of other benches stay there. Each run is a process of its own, so that
// memory and warm code of one do not colour the next.

const DOCUMENT = 'docs/performance.md';
const HELP = `Measures every bench and prints one table.

  npm run bench -- [--only NAME,NAME] [--runs N] [--json] [--write]

  --only   only these benches, by name or file
  --runs   runs of each bench (default 1; 3 with --write)
  --json   print JSON instead of the table
  --write  write docs/performance.md

Benches: ${BENCHES.map(({ name }) => name).join(', ')}`;
if (process.argv.includes('--help')) {
  console.log(HELP);
  process.exit(0);
}
const MINUTES = 10;
const wordAfter = (name: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? undefined : process.argv[at + 1];
};
const isWriting = process.argv.includes('--write');
const runs = Number(wordAfter('runs') ?? (isWriting ? 3 : 1));
const only = wordAfter('only')?.split(',');
const chosen = BENCHES.filter(
  ({ name, file }) => only === undefined || only.includes(name) || only.includes(file.slice(0, -3)),
);

/** Rows of one run, or why there are none. */
function rowsOf({ file, args = [], minutes = MINUTES }: Bench, folder: string | null) {
  const where = folder === null ? [] : ['--keep', folder];
  const words = ['--expose-gc', join(import.meta.dirname, file), ...args, ...where, '--json'];
  try {
    const out = execFileSync(process.execPath, words, {
      encoding: 'utf8',
      timeout: minutes * 60_000,
      maxBuffer: 64 * 2 ** 20,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return JSON.parse(out.trim().split('\n').at(-1) ?? '[]') as Row[];
  } catch (error) {
    return (error as Error).message.split('\n')[0] ?? 'it failed';
  }
}

function measure(bench: Bench): Measured {
  const folder = bench.keeps === true ? mkdtempSync(join(tmpdir(), 'bench-')) : null;
  const [ended, loads]: [Row[][], number[]] = [[], []];
  let problem: string | null = null;
  for (let run = 0; run < runs; run += 1) {
    loads.push(loadavg()[0]!);
    process.stderr.write(`${bench.name}, run ${run + 1} of ${runs}, load ${loads.at(-1)} …\n`);
    const rows = rowsOf(bench, folder);
    if (typeof rows === 'string') problem = rows;
    else ended.push(rows);
  }
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
  return { bench, runs: ended, loads, date: new Date().toISOString().slice(0, 10), problem };
}

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}-${process.arch}`;
const order = BENCHES.map(({ name }) => name);
const all: Measured[] = [];
for (const bench of chosen) {
  all.push(measure(bench));
  if (!isWriting) continue;
  // After each bench: a run of hours that is stopped leaves what it measured.
  const before = existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : '';
  writeFileSync(DOCUMENT, documentOf(machine, all, before, order));
}
if (process.argv.includes('--json')) console.log(JSON.stringify({ machine, figures: all }));
else console.log(`${machine}\n\n${tablesOf(all)}`);
process.exitCode = all.some(({ problem }) => problem !== null) ? 1 : 0;
