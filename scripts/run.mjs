// Starts the program after the Node version was checked; `npm run -s tocsin -- <command>` comes in here.
import './require-node-24.mjs';

await import('../src/main.ts');
