import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import type { Row } from './row.ts';

// Every figure in one table: `npm run bench`, `npm run bench -- --json`, `npm run bench -- --write`
// for docs/performance.md. Each file of this folder runs in a process of its own, so that memory
// and warm code of one do not colour the next.

const HERE = import.meta.dirname;
const NOT_BENCHES = new Set([
  'run.ts',
  'row.ts',
  'bench-source.ts',
  'pages.ts',
  'big-rows.ts',
  'big-store.ts',
  'big-subscriptions.ts',
  'finder-text.ts',
  'watch-server.ts',
]);
/** Half an hour each, for `docs/scale.md`: run alone. */
const BY_HAND = new Set(['load-moments.ts', 'load-watch.ts']);
const PATIENCE_MS = 10 * 60_000;

interface Figures {
  readonly file: string;
  readonly rows: readonly Row[];
  /** Why there are none. */
  readonly problem: string | null;
}

function measure(file: string): Figures {
  process.stderr.write(`${file} …\n`);
  try {
    const out = execFileSync(process.execPath, ['--expose-gc', join(HERE, file), '--json'], {
      encoding: 'utf8',
      timeout: PATIENCE_MS,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const last = out.trim().split('\n').at(-1) ?? '[]';
    return { file, rows: JSON.parse(last) as Row[], problem: null };
  } catch (error) {
    return { file, rows: [], problem: (error as Error).message.split('\n')[0] ?? 'it failed' };
  }
}

function tableOf(all: readonly Figures[]): string {
  const lines = ['| bench | figure | value | against | ratio |', '|---|---|---|---|---|'];
  for (const { file, rows, problem } of all) {
    const name = basename(file, '.ts');
    if (problem !== null) lines.push(`| ${name} | could not be measured | ${problem} | | |`);
    for (const row of rows)
      lines.push(
        `| ${name} | ${row.name} | ${row.value} ${row.unit} | ${row.against}${row.alternative === undefined ? '' : `: ${row.alternative} ${row.unit}`} | ${row.ratio} |`,
      );
  }
  return lines.join('\n');
}

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}-${process.arch}`;
const files = readdirSync(HERE).filter(
  (name) => /(?<!\.d)\.ts$/.test(name) && !NOT_BENCHES.has(name) && !BY_HAND.has(name),
);
const all = files.map(measure);
if (process.argv.includes('--json')) console.log(JSON.stringify({ machine, figures: all }));
else console.log(`${machine}\n\n${tableOf(all)}`);
if (process.argv.includes('--write'))
  writeFileSync(
    'docs/performance.md',
    `# Performance\n\nMade by \`npm run bench -- --write\` on ${machine}. A ratio is the value divided by what it stands beside, in the same run.\n\n${tableOf(all)}\n`,
  );
process.exitCode = all.some((one) => one.problem !== null) ? 1 : 0;
