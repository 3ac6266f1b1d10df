/**
 * How many cases a test of drawn cases takes: `usual`, or `all` with TEST_ROUNDS=all, as the nightly
 * run does.
 */
export const rounds = (usual: number, all: number): number =>
  process.env.TEST_ROUNDS === 'all' ? all : usual;
