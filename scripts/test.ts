import { endGroup, spawnGroup } from './process-group.ts';

// `npm test`: the checks beside the tests, since tests that start or kill programs leave a core idle.
// Arguments go to vitest. A check that fails ends the tests: no run with one ends in `0 failed`.
const vitest = spawnGroup(['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
const checks = spawnGroup(['scripts/check.ts', '1'], { stdio: ['ignore', 'pipe', 'pipe'] });
const output: Buffer[] = [];
for (const stream of [checks.stdout!, checks.stderr!])
  stream.on('data', (chunk) => output.push(chunk));

// Ctrl-C ends the tests with their workers and the programs that they started.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await Promise.all([endGroup(vitest), endGroup(checks)]);
    process.exit(130);
  });

const ended = (child: typeof vitest | typeof checks) =>
  new Promise<number>((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
const checked = ended(checks).then(async (code) => {
  process.stdout.write(`\n${Buffer.concat(output)}`);
  if (code !== 0) await endGroup(vitest);
  return code;
});
const [test, check] = await Promise.all([ended(vitest), checked]);
if (check !== 0) console.error('\nnpm run check failed.');
process.exitCode = check === 0 ? test : check;
