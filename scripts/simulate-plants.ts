import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PLANTS, type Plant } from '../test/support/simulation/plants.ts';

/**
 * `node scripts/simulate-plants.ts [seeds]`: plants one fault at a time in a copy of the program and
 * prints the first seed of the simulation that finds it. Exit code 1 where more than one is missed.
 */
const seeds = Number(process.argv[2] ?? 200);
const home = mkdtempSync(join(tmpdir(), 'tocsin-plants-'));

/** The first seed that finds it, with what it says; null = none. */
function foundBy({ file, from, to }: Plant): { seed: string; says: string } | null {
  const path = join(home, file);
  const text = readFileSync(file, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} has another text than the plant`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  try {
    const args = ['scripts/simulate.ts', '--seeds', String(seeds), '--first'];
    const { stdout, status } = spawnSync(process.execPath, args, { cwd: home, encoding: 'utf8' });
    if (status === 0) return null;
    const [, seed = '?', says = stdout] = /seed (\d+):\s+(.*)/.exec(stdout) ?? [];
    return { seed, says };
  } finally {
    writeFileSync(path, text);
  }
}

try {
  for (const part of ['src', 'test', 'scripts', 'package.json'])
    cpSync(part, join(home, part), { recursive: true });
  for (const part of ['config', 'node_modules']) symlinkSync(resolve(part), join(home, part));
  let missed = 0;
  for (const plant of PLANTS) {
    const found = foundBy(plant);
    if (found === null) missed += 1;
    const by = found === null ? 'not found' : `seed ${found.seed}: ${found.says}`;
    console.log(`| ${plant.name} | \`${plant.file}\` | ${by} |`);
  }
  console.log(`${PLANTS.length - missed} of ${PLANTS.length} found within ${seeds} seeds`);
  process.exitCode = missed > 1 ? 1 : 0;
} finally {
  rmSync(home, { recursive: true, force: true });
}
