/** One line of the table: what was checked, and how it came out. */
export interface SuiteRow {
  readonly what: string;
  readonly checks: number;
  readonly result: string;
}

/** A public suite's outcome: its lines, and each difference from what the suite expects. */
export interface SuiteResult {
  readonly rows: readonly SuiteRow[];
  readonly differences: readonly string[];
}

export const equalRow = (what: string, checks: number, equal: number): SuiteRow => ({
  what,
  checks,
  result: `${equal} equal`,
});

/** Precision, recall and their harmonic mean in three digits. */
export function scored(what: string, checks: number, precision: number, recall: number): SuiteRow {
  const f1 = (2 * precision * recall) / (precision + recall);
  const digits = (value: number) => value.toFixed(3).replace(/^0/, '');
  return {
    what,
    checks,
    result: `F1 ${digits(f1)}, precision ${digits(precision)}, recall ${digits(recall)}`,
  };
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
