import { parseArgs } from 'node:util';
import { checkSeed } from '../test/support/simulation/check.ts';

/**
 * `node scripts/simulate.ts [--seeds 1000] [--from 1] [--seed N] [--first]`: plays days of the real
 * flows under faults. A seed that breaks a promise prints itself with the smallest day that still
 * does, and the exit code is 1; `--first` ends with it and looks for no smaller one.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    first: { type: 'boolean', default: false },
  },
});
const from = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const started = performance.now();
let failures = 0;
for (let seed = from; seed < from + count; seed += 1) {
  const failure = await checkSeed(seed, values.first ? 0 : undefined);
  if (failure === null) continue;
  failures += 1;
  console.log(`seed ${seed}:\n  ${failure.broken.join('\n  ')}`);
  console.log(`  smallest: ${JSON.stringify(failure.smallest)}`);
  if (values.first) break;
}
const seconds = ((performance.now() - started) / 1_000).toFixed(0);
console.log(`${count} days in ${seconds} s, ${failures} broke a promise`);
// Killed processes of the simulation still wait for answers.
process.exit(failures === 0 ? 0 : 1);
