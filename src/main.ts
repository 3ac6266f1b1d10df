import { existsSync } from 'node:fs';
import process from 'node:process';
import type { Instant } from './domain/time.ts';
import { runCommandLine } from './interfaces/cli/command-line.ts';

// The command line's door: environment, arguments, exit code. Everything else is in app.
if (existsSync('.env')) process.loadEnvFile('.env');

// `tocsin export … | head` closes the pipe early: nobody reads on, so the command ends. The
// long-lived program goes on without it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  if (process.argv[2] !== 'start') process.exit(0);
});

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
}

process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  env: process.env,
  now: Date.now as () => Instant,
  terminal: {
    out: process.stdout.isTTY === true,
    err: process.stderr.isTTY === true,
    columns: process.stdout.columns ?? 80,
  },
  ...(process.stdin.isTTY === true ? { ask } : {}),
  stopped: new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => resolve(signal));
  }),
});
