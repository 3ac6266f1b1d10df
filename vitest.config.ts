import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/** Rooms without a clock, a socket or a file of their own: their files can share one load of the program. */
const PURE = [
  'alert',
  'ask',
  'catalog',
  'charset',
  'draw',
  'map',
  'names',
  'present',
  'read',
  'score',
  'study',
];
const pure = PURE.map((room) => `test/${room}/**/*.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Two cores in CI: more workers than cores only makes socket tests slow.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    globalSetup: './test/support/catalog.ts',
    setupFiles: ['./test/support/seed.ts'],
    reporters: ['dot', './test/support/closing-line.ts'],
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: pure } },
    ],
  },
});
