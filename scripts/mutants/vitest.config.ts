import { defineConfig } from 'vitest/config';
import usual from '../../vitest.config.ts';

/**
 * As `npm test`, with the test files of one room alone. A thread takes no flags for its memory. A
 * change that lets a test wait for ever fails it before Stryker ends the process, which is to load
 * everything again.
 */
export default defineConfig({
  test: {
    ...usual.test,
    include: (process.env.MUTANT_TESTS ?? '').split(','),
    execArgv: [],
    testTimeout: 8_000,
    hookTimeout: 8_000,
    reporters: ['tap'],
    runner: './scripts/mutants/warm-tests.ts',
    maxWorkers: 1,
    pool: 'threads',
  },
});
