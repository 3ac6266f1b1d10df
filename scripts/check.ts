import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

// Everything that is checked without running a test, the longest first: `npm run check`. Two checks
// run at a time, or as many as the argument says.
const CHECKS = ['types', 'imports', 'dead', 'patterns', 'catalog', 'words', 'lint'];
const AT_ONCE = Number(process.argv[2] ?? 2);

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
};

/**
 * Runs a script of package.json without an npm of its own, which would take a third of a second;
 * its output comes in one piece, when it ends.
 */
function run(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(scripts[name]!, { shell: true });
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
