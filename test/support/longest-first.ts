import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take longest, the longest first: begun last, one of them would keep a single worker
 * busy when all others are done.
 */
const LONG = [
  'test/crash/',
  'test/interfaces/web/browser',
  'test/base/store/kill',
  'test/base/store/postgres.test',
  'test/base/worker/workers',
  'test/interfaces/web/company-length',
  'test/acceptance/',
  'test/house/third-language',
  'test/house/fuzz',
  'test/base/store/parts',
  'test/interfaces/cli/commands/sources',
  'test/answers/queries/time-travel',
  'test/pipeline/deliver/repeats',
];

/** The order of the test files: the long ones, then as vitest would have it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => rank(a.moduleId) - rank(b.moduleId));
  }
}

function rank(file: string): number {
  const at = LONG.findIndex((part) => file.replaceAll('\\', '/').includes(part));
  return at === -1 ? LONG.length : at;
}
