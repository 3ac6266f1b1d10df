/** One figure of a bench: what was measured, beside what, in the same run. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** The named alternative or the figure that was asked for. */
  readonly against: string;
  readonly alternative: number;
  /** value / alternative. */
  readonly ratio: number;
}

export function row(
  name: string,
  unit: string,
  value: number,
  against: string,
  alternative: number,
): Row {
  return {
    name,
    unit,
    value: rounded(value),
    against,
    alternative: rounded(alternative),
    ratio: rounded(value / alternative),
  };
}

/** Three significant digits: more would be noise. */
function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(3)) : value;
}

/**
 * Prints rows as a table, or as one line of JSON with `--json`: that is how `npm run bench`
 * collects them.
 */
export function printRows(rows: readonly Row[]): void {
  if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
  else
    console.table(
      rows.map(({ name, value, unit, ratio, alternative, against }) => ({
        name,
        value: `${value} ${unit}`,
        ratio,
        against: `${against} (${alternative} ${unit})`,
      })),
    );
}

/** Median of several runs in milliseconds, after one that warms up. */
export async function medianMs(runs: number, work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!;
}
