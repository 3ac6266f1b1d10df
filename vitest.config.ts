import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/** Rooms whose files leave nothing behind (no changed clock, environment or global): they share one load of the program a worker. */
const SHARED = [
  'alert',
  'ask',
  'catalog',
  'charset',
  'cli',
  'decode',
  'deliver',
  'draw',
  'flows',
  'map',
  'markup',
  'names',
  'present',
  'read',
  'replay',
  'score',
  'study',
  'watch',
  'web',
];
const shared = SHARED.map((room) => `test/${room}/**/*.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Two cores in CI: more workers than cores only makes socket tests slow.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    globalSetup: './test/support/catalog.ts',
    setupFiles: ['./test/support/seed.ts'],
    // Programs that tests start find the code that others compiled.
    env: { NODE_COMPILE_CACHE: resolve('node_modules/.cache/compiled') },
    reporters: ['dot', './test/support/closing-line.ts'],
    projects: [
      { extends: true, test: { name: 'shared', include: shared, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: shared } },
    ],
  },
});
