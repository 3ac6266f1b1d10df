import type { Bench } from './benches.ts';
import type { Row } from './row.ts';

/** What the runs of one bench gave. */
export interface Measured {
  readonly bench: Pick<Bench, 'name' | 'file' | 'args'>;
  /** Rows of each run that came to its end. */
  readonly runs: readonly (readonly Row[])[];
  /** Load average of the last minute, as each run began. */
  readonly loads: readonly number[];
  readonly date: string;
  /** Why a run did not come to its end. */
  readonly problem: string | null;
}

const HEAD = {
  commands: '| bench | command | runs | on | load average as they began |\n|---|---|---|---|---|',
  figures: '| bench | figure | value | of the runs | against | ratio |\n|---|---|---|---|---|---|',
};

const commandOf = ({ file, args = [] }: Measured['bench']) =>
  `node bench/${file}${args.map((word) => ` ${word}`).join('')}`;

/** The value in the middle; of an even count the lower one. */
const middle = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;

function spanOf(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (values.length < 2) return '';
  return least === most ? 'the same' : `${least} to ${most}`;
}

/** Rows of the runs of one bench by the name of the figure, the first run's order first. */
export function figureLines({ bench, runs, problem }: Measured): string[] {
  const lines = problem === null ? [] : [`| ${bench.name} | a run failed | ${problem} | | | |`];
  const named = Map.groupBy(runs.flat(), (row) => row.name);
  for (const [name, rows] of named) {
    const values = rows.map((row) => row.value);
    const value = middle(values);
    const shown = rows.find((row) => row.value === value)!;
    const { unit, against, alternative, ratio } = shown;
    const beside = alternative === null ? against : `${against}: ${alternative} ${unit}`;
    lines.push(
      `| ${bench.name} | ${name} | ${value} ${unit} | ${spanOf(values)} | ${beside} | ${ratio} |`,
    );
  }
  return lines;
}

function commandLine(measured: Measured): string {
  const { bench, runs, loads, date } = measured;
  const load = loads.map((one) => one.toFixed(1)).join(', ');
  return `| ${bench.name} | \`${commandOf(bench)}\` | ${runs.length} | ${date} | ${load} |`;
}

const benchOf = (line: string) => line.split('|')[1]?.trim() ?? '';

/** Lines of a table of the document before, without its head. */
function linesBelow(document: string, head: string): string[] {
  const at = document.indexOf(head);
  if (at === -1) return [];
  const [table = ''] = document.slice(at + head.length + 1).split('\n\n');
  return table.split('\n').filter((line) => line.startsWith('|'));
}

/** The tables for the terminal. */
export function tablesOf(all: readonly Measured[], before = '', order: readonly string[] = []) {
  const measured = new Set(all.map(({ bench }) => bench.name));
  const rank = (line: string) => {
    const at = order.indexOf(benchOf(line));
    return at === -1 ? order.length : at;
  };
  const table = (head: string, fresh: readonly string[]) => {
    const others = linesBelow(before, head).filter((line) => !measured.has(benchOf(line)));
    return [head, ...[...others, ...fresh].sort((a, b) => rank(a) - rank(b))].join('\n');
  };
  return `${table(HEAD.commands, all.map(commandLine))}\n\n${table(HEAD.figures, all.flatMap(figureLines))}`;
}

/**
 * The document: what was measured now in place of its lines before; lines of other benches stay.
 * @param order names of the benches, as the tables have them
 */
export function documentOf(
  machine: string,
  all: readonly Measured[],
  before: string,
  order: readonly string[],
): string {
  return `# Performance

Made by \`npm run bench -- --write\` on ${machine}: the median of the runs, and the least and the most of them. A ratio is the value divided by
what it stands beside, in the same run. A unit of CPU is what 400,000 rounds of PBKDF2 take in the same run. Resident sizes count the text of Node once
for each process, the proportional size counts it once. Miniflux was measured elsewhere, on the same 1,000 feeds. Times by the clock hold for the load
that stands beside the command; CPU varies less.

${tablesOf(all, before, order)}
`;
}
