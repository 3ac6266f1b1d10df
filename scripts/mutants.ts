// npm run mutants -- ROOM [--files PART,PART] [--share 0.3] [--seed 1] [--slowest 250]
// [--budget 2000] [--without PART,PART] [--force]: changes the room's code in small ways, one at a
// time, and counts the changes that make a test of the room fail. Tests slower than --slowest
// milliseconds are left out, and so are the test files named by --without. Of the tests that reach
// a change, the fastest are run, as many as take --budget milliseconds together.
import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { MutantResult } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { MUTATED_ROOMS } from './mutants/rooms.ts';
import { mutationRanges } from './mutants/sample.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: 'string', default: '' },
    share: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    without: { type: 'string', default: '' },
    slowest: { type: 'string', default: 'Infinity' },
    budget: { type: 'string', default: 'Infinity' },
    force: { type: 'boolean', default: false },
  },
});
const name = positionals[0] ?? '';
const room = MUTATED_ROOMS[name];
if (room === undefined) {
  console.error(`Which room? ${Object.keys(MUTATED_ROOMS).join(', ')}`);
  process.exit(2);
}
const files = globSync(`${room.sources}/**/*.ts`)
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => values.files.split(',').some((part) => file.includes(part)))
  .toSorted();
const results = 'out/mutants';
mkdirSync(results, { recursive: true });
const without = values.without.split(',').filter((part) => part !== '');
process.env.MUTANT_TESTS = globSync([...room.tests])
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !without.some((part) => file.includes(part)))
  .join(',');
process.env.MUTANT_TEST_MS = values.slowest;
process.env.MUTANT_BUDGET_MS = values.budget;

const mutants = await new Stryker({
  testRunner: 'warm-vitest',
  plugins: ['./scripts/mutants/test-runner.ts'],
  timeoutMS: 40_000,
  mutate: mutationRanges(files, Number(values.share), Number(values.seed)),
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 1,
  incremental: true,
  incrementalFile: `${results}/${name}.json`,
  force: values.force,
  // Not below node_modules: Node reads no TypeScript there.
  tempDirName: `${results}/sandbox`,
  ignorePatterns: ['/out', '/docs', '/bench', '/training'],
  reporters: ['progress-append-only'],
  allowConsoleColors: false,
  disableTypeChecks: false,
}).runMutationTest();

writeFileSync(`${results}/${name}-survivors.txt`, survivors(mutants).join('\n'));
console.log(['file', 'mutants', 'killed', 'survived', 'not covered', 'of covered'].join('\t'));
for (const file of files) {
  const own = mutants.filter((mutant) => mutant.fileName.endsWith(file));
  if (own.length > 0) console.log(row(basename(file), own));
}
console.log(row(name, mutants));
console.log(`Survivors: ${results}/${name}-survivors.txt`);

/** A line of the table. A mutant that ends in an endless loop is caught as well. */
function row(title: string, all: readonly MutantResult[]): string {
  const count = (...statuses: string[]) =>
    all.filter((mutant) => statuses.includes(mutant.status)).length;
  const killed = count('Killed', 'Timeout');
  const survived = count('Survived');
  const uncovered = count('NoCoverage');
  const share = killed + survived === 0 ? '–' : ((100 * killed) / (killed + survived)).toFixed(1);
  return [title, killed + survived + uncovered, killed, survived, uncovered, share].join('\t');
}

/** Each change that no test noticed, with its place. */
function survivors(all: readonly MutantResult[]): string[] {
  return all
    .filter((mutant) => mutant.status === 'Survived' || mutant.status === 'NoCoverage')
    .map(({ fileName, location, mutatorName, replacement, status }) => {
      const place = `${relative('.', fileName)}:${location.start.line}:${location.start.column}`;
      return `${place} ${status} ${mutatorName}: ${replacement}`;
    });
}
