import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';
import { FOLDER } from './test/support/memory-folder.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Ends a test that hangs. No test is to fail because a machine is busy.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One more than the two cores of CI: tests that start or kill programs mostly wait for them.
    maxWorkers: 3,
    // A worker collects its garbage before it takes the memory of a small machine. Room for new
    // objects saves a fifth of its CPU: with less, most of them are copied before they are garbage.
    execArgv: ['--max-old-space-size=1024', '--max-semi-space-size=64'],
    // Files leave no clock, environment or global changed: those of one worker share a load of the
    // program, its catalog and its reader.
    isolate: false,
    // Node strips the types itself, as when the program runs.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    sequence: { sequencer: LongestFirst },
    globalSetup: ['./test/support/memory-folder.ts', './test/support/catalog.ts'],
    setupFiles: ['./test/support/seed.ts'],
    // Programs that tests start find the code that others compiled.
    env: { NODE_COMPILE_CACHE: resolve('node_modules/.cache/compiled'), TMPDIR: FOLDER },
    reporters: ['dot', './test/support/closing-line.ts'],
  },
});
