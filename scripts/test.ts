import { spawn } from 'node:child_process';

// `npm test`: the checks beside the tests, since tests that start or kill programs leave a core idle.
// Arguments go to vitest. A check that fails ends the tests: no run with one ends in `0 failed`.
const vitest = spawn(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
const checks = spawn(process.execPath, ['scripts/check.ts', '1']);
const output: Buffer[] = [];
for (const stream of [checks.stdout, checks.stderr])
  stream.on('data', (chunk) => output.push(chunk));

const ended = (child: typeof vitest | typeof checks) =>
  new Promise<number>((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
const checked = ended(checks).then((code) => {
  process.stdout.write(`\n${Buffer.concat(output)}`);
  if (code !== 0) vitest.kill();
  return code;
});
const [test, check] = await Promise.all([ended(vitest), checked]);
if (check !== 0) console.error('\nnpm run check failed.');
process.exitCode = check === 0 ? test : check;
