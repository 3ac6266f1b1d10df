// Starts the program after the Node version was checked; `npm run -s tocsin -- <command>` comes in here.
import './require-node-24.mjs';
import module from 'node:module';
import { join } from 'node:path';

// Names are looked up on half of these threads: with the usual four, two names whose servers are silent would hold every other host up.
process.env.UV_THREADPOOL_SIZE ??= '32';

// Compiled code of the last run halves the time to start. Where the folder cannot be written, nothing is kept and nothing is lost.
module.enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled'));
// Also for a run that will be killed.
setTimeout(() => module.flushCompileCache(), 10_000).unref();

await import('../src/main.ts');
