import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { CommandProblem, type Io } from '../../app/io.ts';
import { allStandings } from '../../ask/knowledge.ts';
import { readPrices } from '../../study/events/prices.ts';
import { studyReaction } from '../../study/reaction/reaction.ts';
import { REACTION_COLUMNS, reactionRow, reactionText } from '../../study/reaction/reaction-text.ts';
import { openCliContext } from '../context.ts';

export interface ReactionOptions {
  readonly prices: string;
  readonly out?: string;
  readonly only?: string;
  readonly seed: number;
  readonly json?: boolean;
}

/** `study reaction`: the points of each act beside what its price did. A file of prices with a gap is named, and the rest counts. */
export async function runReaction(options: ReactionOptions, io: Io): Promise<0 | 1> {
  if (!existsSync(options.prices))
    throw new CommandProblem(`--prices ${options.prices}: there is no such folder of CSV files.`);
  const only = options.only === undefined ? null : eventsIn(options.only);
  const prices = readPrices(options.prices);
  for (const { file, because } of prices.problems) io.err(`${file}: ${because}`);
  const cli = await openCliContext(io);
  try {
    const { report, rows } = studyReaction(await allStandings(cli), prices, { only, seed: options.seed });
    if (options.out !== undefined)
      writeFileSync(options.out, stringify([[...REACTION_COLUMNS], ...rows.map(reactionRow)]));
    io.out(options.json === true ? JSON.stringify(report, null, 2) : reactionText(report));
    return report.measured === 0 ? 1 : 0;
  } finally {
    await cli.close();
  }
}

/** `company date` of a table with these two columns, commas or tabs. */
function eventsIn(path: string): Set<string> {
  if (!existsSync(path)) throw new CommandProblem(`--only ${path}: there is no such file.`);
  const rows: Record<string, string>[] = parse(readFileSync(path, 'utf8'), {
    columns: true,
    delimiter: [',', '\t'],
    skip_empty_lines: true,
    quote: null,
    relax_column_count: true,
  });
  if (rows[0]?.company === undefined || rows[0].date === undefined)
    throw new CommandProblem(`--only ${path}: it has no columns company and date.`);
  return new Set(rows.map((row) => `${row.company} ${row.date}`));
}
