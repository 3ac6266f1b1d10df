import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { hasDatabase } from '../../app/database.ts';
import { CommandProblem, type ExitCode, type Io } from '../../app/io.ts';
import { allStandings } from '../../ask/knowledge.ts';
import type { AlertId } from '../../domain/ids.ts';
import { reason } from '../../domain/reason.ts';
import { type CalendarDate, dayIn, type Instant } from '../../domain/time.ts';
import { drawPaths } from '../../draw/figures.ts';
import { PICTURE } from '../../draw/theme.ts';
import { aftermathSubject } from '../../flows/aftermath-tick.ts';
import { aftermathCard } from '../../present/aftermath-card.ts';
import { eventsOf } from '../../study/acts.ts';
import { aftermathOf } from '../../study/aftermath.ts';
import { calibrate } from '../../study/calibration.ts';
import { eventRow, studyEvents } from '../../study/event-study.ts';
import { readPrices } from '../../study/prices.ts';
import { reactionRow, studyReaction } from '../../study/reaction.ts';
import { saveStudy } from '../../study/saved-study.ts';
import { monthEnds, snapshotsOf } from '../../study/snapshots.ts';
import { calibrationText, eventText, reactionText } from '../../study/study-text.ts';
import type { CliCommand } from '../command.ts';
import { type CliContext, withCliContext } from '../context.ts';
import { JSON_OPTION, languageOption } from '../option-values.ts';
import { notFound, printCard } from '../print.ts';

/** First month-end: lists of apps begin in 2019, and a year of acts before it fills the loads. */
const FIRST_DAY = '2019-01-01' as CalendarDate;

const PRICES = [
  '--prices <folder>',
  'CSV files of daily closes, one a ticker, and index/ for benchmarks',
] as const;

function pricesIn(folder: string): ReturnType<typeof readPrices> {
  if (!existsSync(folder))
    throw new CommandProblem(`--prices ${folder}: there is no such folder of CSV files.`);
  return readPrices(folder);
}

/** Opens the catalog and the database, calibrates over all that is known, and keeps the result for the page. */
async function runCalibration(io: Io, seed: number, json: boolean): Promise<ExitCode> {
  return withCliContext(io, async (cli) => {
    const standings = await allStandings(cli);
    // What is observed ends with the last known act: silence after it may be ours.
    const until = Math.max(
      ...standings.flatMap(({ standing }) =>
        standing.ledger.matters.flatMap((matter) => matter.entries.map((entry) => entry.step.at)),
      ),
    ) as Instant;
    const instants = monthEnds(FIRST_DAY, dayIn(until, 'Asia/Shanghai'));
    const report = calibrate(snapshotsOf(standings, instants, until), { seed, handPicked: true });
    if (hasDatabase(cli.env)) {
      const command = `study calibration --seed ${seed}`;
      await saveStudy(cli.store, 'calibration', { at: io.now(), command, report });
    }
    io.out(json ? JSON.stringify(report, null, 2) : calibrationText(report));
    return 0;
  });
}

/** `study …`: what the model is worth, measured: calibration, event study, what followed an alert. */
export const study: CliCommand = {
  define: (command, run, io) => {
    command
      .command('calibration')
      .description('the 90-day probability against three baselines, and whether each gate is met')
      .option('--seed <number>', 'seed of the bootstrap', '1')
      .option(...JSON_OPTION)
      .action((options: { seed: string; json?: boolean }) =>
        run(async () => runCalibration(io, seedOf(options.seed), options.json === true)),
      );
    command
      .command('events')
      .description('do prices move around acts of authorities? abnormal returns by level')
      .requiredOption(...PRICES)
      .option('--csv <file>', 'write one row an event')
      .option('--chart <file>', 'write an SVG of the mean paths by level')
      .option('--benchmark <MIC=INDEX...>', 'index of a venue, for example XHKG=HSI')
      .option(...JSON_OPTION)
      .action((options: EventOptions) => run(() => runEvents(options, io)));
    command
      .command('reaction')
      .description('do prices move where the model adds points? rank correlation of each act and its price')
      .requiredOption(...PRICES)
      .option('--only <file>', 'take the events of this table alone: columns company and date')
      .option('--out <file>', 'write the table behind it as CSV, one row an event')
      .option('--seed <number>', 'seed of the bootstrap', '1')
      .option(...JSON_OPTION)
      .action(({ seed, ...options }: Omit<ReactionOptions, 'seed'> & { seed: string }) =>
        run(() => runReaction({ ...options, seed: seedOf(seed) }, io)),
      );
    command
      .command('aftermath')
      .description('what followed an alert: abnormal returns beside comparable acts, and rivals named before')
      .argument('<alert>', 'id of an alert; any other lists the newest')
      .requiredOption(...PRICES)
      .addOption(languageOption())
      .option(...JSON_OPTION)
      .action((alert: string, options: AftermathOptions) => run(() => runAftermath(alert, options, io)));
  },
};

function seedOf(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new CommandProblem(`--seed "${text}" is not a whole number: write --seed 1.`);
  return Number(text);
}

interface AftermathOptions {
  readonly prices: string;
  readonly language?: 'en' | 'zh';
  readonly json?: boolean;
}

/** `study aftermath <alert>`: what followed an alert that was told. */
async function runAftermath(id: string, options: AftermathOptions, io: Io): Promise<ExitCode> {
  const prices = pricesIn(options.prices);
  return withCliContext(io, async (cli) => {
    const sent = await cli.store.alert(id as AlertId);
    const about = sent?.alert.notice ?? null;
    const notice = about === null ? null : await cli.store.notice(about);
    if (sent === null || notice === null) return await missing(id, cli, io, options.json === true);
    const subject = aftermathSubject(sent.alert, sent.signals, notice, cli.knowledge);
    const aftermath = aftermathOf(subject, await allStandings(cli), prices);
    if (options.json === true) io.out(JSON.stringify(aftermath, null, 2));
    else printCard(aftermathCard(aftermath, options.language ?? cli.env.LANGUAGE, cli.knowledge.catalog), io);
    return 0;
  });
}

/** With the ids of the newest alerts. */
async function missing(id: string, cli: CliContext, io: Io, json: boolean): Promise<1> {
  const newest: { id: string; name: string }[] = [];
  for await (const { alert } of cli.store.archive.alerts({ from: null, to: null })) {
    newest.push({ id: alert.id, name: new Date(alert.createdAt).toISOString() });
    if (newest.length > 10) newest.shift();
  }
  return notFound({ found: false, because: reason('no-alert', { alert: id }), candidates: newest }, io, json);
}

interface ReactionOptions {
  readonly prices: string;
  readonly out?: string;
  readonly only?: string;
  readonly seed: number;
  readonly json?: boolean;
}

/** `study reaction`: the points of each act beside what its price did. A file of prices with a gap is named, and the rest counts. */
async function runReaction(options: ReactionOptions, io: Io): Promise<ExitCode> {
  const prices = pricesIn(options.prices);
  const only = options.only === undefined ? null : eventsIn(options.only);
  for (const { file, because } of prices.problems) io.err(`${file}: ${because}`);
  return withCliContext(io, async (cli) => {
    const { report, rows } = studyReaction(await allStandings(cli), prices, { only, seed: options.seed });
    if (options.out !== undefined)
      writeFileSync(
        options.out,
        stringify(rows.map(reactionRow), { header: true, cast: { boolean: String } }),
      );
    io.out(options.json === true ? JSON.stringify(report, null, 2) : reactionText(report));
    return report.measured === 0 ? 1 : 0;
  });
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

interface EventOptions {
  readonly prices: string;
  readonly csv?: string;
  readonly chart?: string;
  readonly benchmark?: readonly string[];
  readonly json?: boolean;
}

/** `study events`: reads the prices, measures every act that is known, prints both tables, and keeps them for the page. */
async function runEvents(options: EventOptions, io: Io): Promise<ExitCode> {
  const benchmarks = benchmarksOf(options.benchmark ?? []);
  const prices = pricesIn(options.prices);
  return withCliContext(io, async (cli) => {
    const events = eventsOf(await allStandings(cli));
    const ratio = cli.knowledge.catalog.weights.severityRatio.value;
    const { report, measured } = studyEvents(events, prices, benchmarks, ratio);
    if (options.csv !== undefined)
      writeFileSync(options.csv, stringify(measured.map(eventRow), { header: true }));
    if (options.chart !== undefined) {
      const lines = report.paths.map(({ level, points }) => ({
        name: level === 'closing' ? 'closing' : `level ${level}`,
        points: points.map(({ day, car }) => ({ x: day, y: car * 100 })),
      }));
      const title = 'Mean cumulative abnormal return around acts of authorities, percent';
      writeFileSync(options.chart, await drawPaths({ title, lines }, false, PICTURE));
    }
    if (hasDatabase(cli.env)) {
      const named = (options.benchmark ?? []).map((one) => ` --benchmark ${one}`).join('');
      const command = `study events --prices ${basename(resolve(options.prices))}${named}`;
      await saveStudy(cli.store, 'events', { at: io.now(), command, report });
    }
    io.out(options.json === true ? JSON.stringify(report, null, 2) : eventText(report));
    return report.measured === 0 ? 1 : 0;
  });
}

/** `XHKG=HSI` → the index of that venue. */
function benchmarksOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const match = /^([A-Z0-9]{4})=(\S+)$/.exec(pair);
      if (match === null)
        throw new CommandProblem(`--benchmark "${pair}" is not MIC=INDEX: write --benchmark XHKG=HSI.`);
      return [match[1]!, match[2]!];
    }),
  );
}
