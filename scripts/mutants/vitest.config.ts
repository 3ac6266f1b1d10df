import { defineConfig } from 'vitest/config';
import usual from '../../vitest.config.ts';

/** As `npm test`, with the test files of one room alone. A thread takes no flags for its memory. */
export default defineConfig({
  test: {
    ...usual.test,
    include: (process.env.MUTANT_TESTS ?? '').split(','),
    execArgv: [],
    reporters: ['tap'],
    runner: './scripts/mutants/warm-tests.ts',
    maxWorkers: 1,
    pool: 'threads',
  },
});
