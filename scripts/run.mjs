#!/usr/bin/env node
// Starts the program after the Node version was checked; `npm run -s tocsin -- <command>` comes in
// here.
import './require-node-24.mjs';
import module from 'node:module';
import { join } from 'node:path';

// Names are looked up on half of these threads: with the usual four, two names whose servers are
// silent would hold every other host up.
process.env.UV_THREADPOOL_SIZE ??= '32';

// Bodies of a megabyte come and go: with glibc's own settings what they took is kept in the heap of
// the allocator, some 100 MB after an hour. The settings are read when a process begins, so that it
// begins once more as itself. Elsewhere they mean nothing.
if (
  process.argv[2] === 'start' &&
  process.platform === 'linux' &&
  process.env.MALLOC_ARENA_MAX === undefined
)
  process.execve?.(
    process.execPath,
    [process.execPath, ...process.execArgv, ...process.argv.slice(1)],
    {
      ...process.env,
      MALLOC_ARENA_MAX: '2',
      MALLOC_MMAP_THRESHOLD_: '131072',
      MALLOC_TRIM_THRESHOLD_: '131072',
    },
  );

// Compiled code of the last run halves the time to start. Where the folder cannot be written,
// nothing is kept and nothing is lost.
module.enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled'));
// Also for a run that will be killed.
setTimeout(() => module.flushCompileCache(), 10_000).unref();

await import('../src/main.ts');
