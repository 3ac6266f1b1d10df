import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Two cores in CI: more workers than cores only makes socket tests slow.
    maxWorkers: 2,
    setupFiles: ['./test/support/seed.ts'],
    reporters: ['dot', './test/support/closing-line.ts'],
  },
});
