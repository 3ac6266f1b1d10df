import { spawn } from 'node:child_process';

// Everything that is checked without running a test, two checks at a time, the longest first: `npm
// run check`.
const CHECKS = ['types', 'imports', 'dead', 'patterns', 'catalog', 'words', 'lint'];
const AT_ONCE = 2;

/** Runs a script of package.json; its output comes in one piece, when it ends. */
function run(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '-s', ...name.split(' ')], {
      shell: process.platform === 'win32',
    });
    const output: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => output.push(chunk));
    child.on('error', () => resolve(false));
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(output));
      if (code !== 0) console.error(`npm run ${name} failed.`);
      resolve(code === 0);
    });
  });
}

const waiting = [...CHECKS];
const results: boolean[] = [];
async function work(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
    results.push(await run(name));
}
await Promise.all(Array.from({ length: AT_ONCE }, work));
process.exitCode = results.every((ok) => ok) ? 0 : 1;
