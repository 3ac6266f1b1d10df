import type { MutantCoverage } from '@stryker-mutator/api/core';

/** The channel between Stryker's process and the thread in which the tests are loaded. */
export const CHANNEL = 'mutants';

/** Stands for the code of a test file outside its tests, in the coverage. */
export const idOfLoading = (file: string): string => `${file}#`;

/** Which tests to run, and with which change. */
export interface RunRequest {
  /** Test files, as paths from the root. */
  readonly files: readonly string[];
  /** Ids of the tests that are wanted; null = every test of these files. */
  readonly tests: readonly string[] | null;
  /** The change that is on; null = the code as it is. */
  readonly mutant: string | null;
  /** How often a changed place may be passed before the run counts as endless. */
  readonly hitLimit: number | null;
}

export interface RanTest {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly milliseconds: number;
  /** Why it failed; null = it passed. */
  readonly failure: string | null;
}

export interface RunAnswer {
  readonly tests: readonly RanTest[];
  /** Errors of a whole file: it could not be loaded, or a hook failed. */
  readonly fileErrors: readonly string[];
  readonly hits: number;
  readonly coverage: MutantCoverage;
  /**
   * True where the test that failed fails without the change as well: something that the process
   * remembers is wrong since an earlier change.
   */
  readonly isSpoilt: boolean;
}
