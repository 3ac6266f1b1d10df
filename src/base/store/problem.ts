/** What keeps a database from being opened or used; each has its own sentence and remedy. */
export type StoreProblemCode =
  | 'not-a-database'
  | 'damaged'
  | 'locked'
  | 'not-writable'
  | 'disk-full'
  | 'in-use'
  | 'newer-version'
  | 'unreachable'
  | 'lease-lost'
  | 'not-here'
  | 'migration-failed'
  | 'move-refused';

/**
 * Why a database cannot be used, in one sentence with its place and the remedy; shown to the
 * operator as it is.
 */
export class StoreProblem extends Error {
  readonly code: StoreProblemCode;

  constructor(code: StoreProblemCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreProblem';
    this.code = code;
  }
}

/** Codes of errors that an operator can do something about, and what; `{}` is the place. */
export type Remedies = readonly (readonly [
  codes: RegExp,
  problem: StoreProblemCode,
  sentence: string,
])[];

/** The StoreProblem that an error of this code stands for; anything else is a bug and passes. */
export function explainedBy(
  remedies: Remedies,
  code: string,
  place: string,
  error: unknown,
): unknown {
  const [, problem, sentence] = remedies.find(([codes]) => codes.test(code)) ?? [];
  return problem === undefined
    ? error
    : new StoreProblem(
        problem,
        sentence!.replace('{}', () => place),
        error,
      );
}
