import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { eventsOf, monthEnds, snapshotsOf } from '../../../answers/study/acts.ts';
import { aftermathOf } from '../../../answers/study/aftermath.ts';
import { calibrate } from '../../../answers/study/calibration.ts';
import { eventRow, studyEvents } from '../../../answers/study/event-study.ts';
import { moveRow, studyMove } from '../../../answers/study/move.ts';
import { studyNext } from '../../../answers/study/next-act.ts';
import { readPrices } from '../../../answers/study/prices.ts';
import { reactionRow, studyReaction } from '../../../answers/study/reaction.ts';
import { saveStudy } from '../../../answers/study/saved-study.ts';
import { aftermathSubject } from '../../../answers/study/send-aftermath.ts';
import {
  calibrationText,
  eventText,
  moveText,
  nextText,
  reactionText,
} from '../../../answers/study/study-text.ts';
import { hasDatabase } from '../../../app/database.ts';
import { CommandProblem } from '../../../app/io.ts';
import { drawPaths } from '../../../base/draw/figures.ts';
import { PICTURE } from '../../../base/draw/theme.ts';
import type { AlertId } from '../../../domain/ids.ts';
import { reason } from '../../../domain/reason.ts';
import { CalendarDate, dayIn, endOfDay, type Instant } from '../../../domain/time.ts';
import { aftermathCard } from '../../../pipeline/present/aftermath-card.ts';
import { bandOf, scoreOfLoad } from '../../../pipeline/score/formula.ts';
import { quickScore } from '../../../pipeline/score/score.ts';
import { allStandings } from '../../../pipeline/standing/knowledge.ts';
import type { CliCommand } from '../command.ts';
import { JSON_OPTION, languageOption } from '../option-values.ts';
import { notFound, printCard } from '../print.ts';
import { isQuiet, probes, robustness } from '../study-model.ts';

/** First month-end of whole series: the first years of three of them are left to their counts. */
const FIRST_MONTH = '2008-01-01' as CalendarDate;
/** First month-end: lists of apps begin in 2019, and a year of acts before it fills the loads. */
const FIRST_DAY = '2019-01-01' as CalendarDate;

const PRICES = [
  '--prices <folder>',
  'CSV files of daily closes, one a ticker, and index/ for benchmarks',
  (folder: string): ReturnType<typeof readPrices> & { readonly folder: string } => {
    if (!existsSync(folder))
      throw new CommandProblem(`--prices ${folder}: there is no such folder of CSV files.`);
    return { ...readPrices(folder), folder };
  },
] as const;

const SEED = ['--seed <number>', 'seed of the bootstrap', '1'] as const;

function seedOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new CommandProblem(`--seed "${text}" is not a whole number: write --seed 1.`);
}

/** `study …`: measures the model: calibration, event study, aftermath of alerts. */
export const study: CliCommand = (command, cli) => {
  calibration(command.command('calibration') as never, cli);
  events(command.command('events') as never, cli);
  reaction(command.command('reaction') as never, cli);
  move(command.command('move') as never, cli);
  next(command.command('next') as never, cli);
  robustness(command.command('robustness') as never, cli);
  probes(command.command('probes') as never, cli);
  aftermath(command.command('aftermath') as never, cli);
};

/** Calibrates over all that is known, and keeps the result for the page. */
const calibration: CliCommand = (command, { io, over }) =>
  command
    .description('the 90-day probability against three baselines, and whether each gate is met')
    .option(...SEED)
    .option(...JSON_OPTION)
    .action(
      over(async (context, { seed: typed, json }) => {
        const seed = seedOf(typed);
        const standings = await allStandings(context);
        // What is observed ends with the last known act: silence after it may be ours.
        const acts = standings.flatMap(({ standing }) =>
          standing.ledger.matters.flatMap((matter) =>
            matter.entries.map((entry) => entry.event.at),
          ),
        );
        const until = Math.max(...acts) as Instant;
        const instants = monthEnds(FIRST_DAY, dayIn(until, 'Asia/Shanghai'));
        const report = calibrate(snapshotsOf(standings, instants, until), {
          seed,
          handPicked: true,
        });
        const found = { at: io.now(), command: `study calibration --seed ${seed}`, report };
        if (hasDatabase(context.env)) await saveStudy(context.store, 'calibration', found);
        io.out(json ? JSON.stringify(report, null, 2) : calibrationText(report));
      }),
    );

/** Measures every act that is known, prints both tables, and keeps them for the page. */
const events: CliCommand = (command, { io, over }) =>
  command
    .description('do prices move around acts of authorities? abnormal returns by level')
    .requiredOption(...PRICES)
    .option('--csv <file>', 'write one row an event')
    .option('--chart <file>', 'write an SVG of the mean paths by level')
    .option('--benchmark <MIC=INDEX...>', 'index of a venue, for example XHKG=HSI', benchmark)
    .option(...JSON_OPTION)
    .action(
      over(async (context, { prices, csv, chart, benchmark: benchmarks = {}, json }) => {
        const acts = eventsOf(await allStandings(context));
        const ratio = context.knowledge.catalog.weights.severityRatio.value;
        const { report, measured } = studyEvents(acts, prices, benchmarks, ratio);
        if (csv !== undefined)
          writeFileSync(csv, stringify(measured.map(eventRow), { header: true }));
        if (chart !== undefined) {
          const paths = report.paths.map(({ level, points }) => ({
            name: level === 'closing' ? 'closing' : `level ${level}`,
            points,
          }));
          const title = 'Mean cumulative abnormal return around acts of authorities, percent';
          writeFileSync(chart, await drawPaths({ title, paths }, false, PICTURE));
        }
        const named = Object.entries(benchmarks).map(
          ([mic, index]) => ` --benchmark ${mic}=${index}`,
        );
        const made = `study events --prices ${basename(resolve(prices.folder))}${named.join('')}`;
        const found = { at: io.now(), command: made, report };
        if (hasDatabase(context.env)) await saveStudy(context.store, 'events', found);
        io.out(json ? JSON.stringify(report, null, 2) : eventText(report));
        return report.measured === 0 ? 1 : 0;
      }),
    );

/** `XHKG=HSI` beside those that were given before. */
function benchmark(
  pair: string,
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const match = /^([A-Z0-9]{4})=(\S+)$/.exec(pair);
  if (match === null)
    throw new CommandProblem(`--benchmark "${pair}" is not MIC=INDEX: write --benchmark XHKG=HSI.`);
  return { ...before, [match[1]!]: match[2]! };
}

/**
 * The points of each act beside what its price did. A file of prices with a gap is named, and the
 * rest counts.
 */
const reaction: CliCommand = (command, { io, over }) =>
  command
    .description(
      'do prices move where the model adds points? rank correlation of each act and its price',
    )
    .requiredOption(...PRICES)
    .option(
      '--only <file>',
      'take the events of this table alone: columns company and date',
      eventsIn,
    )
    .option('--out <file>', 'write the table behind it as CSV, one row an event')
    .option(...SEED)
    .option(...JSON_OPTION)
    .action(
      over(async (context, { prices, only = null, out, seed: typed, json }) => {
        const seed = seedOf(typed);
        for (const { file, because } of prices.problems) io.err(`${file}: ${because}`);
        const { report, rows } = studyReaction(await allStandings(context), prices, { only, seed });
        const written = { header: true, cast: { boolean: String } };
        if (out !== undefined) writeFileSync(out, stringify(rows.map(reactionRow), written));
        io.out(json ? JSON.stringify(report, null, 2) : reactionText(report));
        return report.measured === 0 ? 1 : 0;
      }),
    );

/** How far shares moved with acts of each size; `--freeze` writes the table that answers quote. */
const move: CliCommand = (command, { io, over }) =>
  command
    .description(
      'how far shares moved with acts of each size, by own points and by kind of measure',
    )
    .requiredOption(...PRICES)
    .option(
      '--only <file>',
      'take the events of this table alone: columns company and date',
      eventsIn,
    )
    .option('--out <file>', 'write the table behind it as CSV, one row a company-day')
    .option('--freeze <file>', 'write the table that answers quote: config/facts/moves.json')
    .option(...SEED)
    .option(...JSON_OPTION)
    .action(
      over(async (context, { prices, only = null, out, freeze, seed: typed, json }) => {
        const seed = seedOf(typed);
        for (const { file, because } of prices.problems) io.err(`${file}: ${because}`);
        const version = dayIn(io.now() as Instant, 'UTC');
        const standings = await allStandings(context);
        const { report, moves } = studyMove(standings, prices, { only, seed, version });
        if (out !== undefined) writeFileSync(out, stringify(moves.map(moveRow), { header: true }));
        if (freeze !== undefined)
          writeFileSync(freeze, `${JSON.stringify(report.table, null, 2)}\n`);
        io.out(json ? JSON.stringify(report, null, 2) : moveText(report));
        return report.measured === 0 ? 1 : 0;
      }),
    );

/** Another act within 90 days; `--freeze` writes the table that answers quote. */
const next: CliCommand = (command, { io, over }) =>
  command
    .description('another act within 90 days, of whole series: fitted up to a day, tested after it')
    .requiredOption(
      '--until <day>',
      'last day of what is fitted, for example 2022-12-31',
      dayOption,
    )
    .option('--freeze <file>', 'write the table that answers quote: config/facts/next.json')
    .option(...JSON_OPTION)
    .action(
      over(async (context, { until, freeze, json }) => {
        const { series, catalog } = context.knowledge;
        const { weights } = catalog;
        const end = Math.max(...series.map((whole) => whole.until)) as Instant;
        const report = studyNext({
          series,
          companies: (await allStandings(context)).map(({ company, standing }) => ({
            company,
            loadAt: (at: Instant) => (isQuiet(standing) ? 0 : quickScore(standing, at).load),
          })),
          instants: monthEnds(FIRST_MONTH, dayIn(end, 'Asia/Shanghai')),
          until: endOfDay(until, 0, 'Asia/Shanghai'),
          version: dayIn(io.now() as Instant, 'UTC'),
          bandOf: (load) => bandOf(scoreOfLoad(load, weights), weights),
        });
        const { table } = report;
        if (freeze !== undefined) writeFileSync(freeze, `${JSON.stringify(table, null, 2)}\n`);
        io.out(json ? JSON.stringify(report, null, 2) : nextText(report));
        return table.test.hits === 0 ? 1 : 0;
      }),
    );

function dayOption(text: string): CalendarDate {
  const day = CalendarDate.safeParse(text).data;
  if (day === undefined)
    throw new CommandProblem(`--until "${text}" is not a date: write --until 2022-12-31.`);
  return day;
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

/** The aftermath of an alert; for an unknown id the newest alerts. */
const aftermath: CliCommand = (command, { io, over }) =>
  command
    .description(
      'what followed an alert: abnormal returns beside comparable acts, and rivals named before',
    )
    .argument('<alert>', 'id of an alert; any other lists the newest')
    .requiredOption(...PRICES)
    .addOption(languageOption())
    .option(...JSON_OPTION)
    .action(
      over(async (context, id, { prices, language = context.env.LANGUAGE, json }) => {
        const { store, knowledge } = context;
        const sent = await store.alert(id as AlertId);
        const about = sent?.alert.notice ?? null;
        const notice = about === null ? null : await store.notice(about);
        if (sent === null || notice === null) {
          const candidates: { id: string; name: string }[] = [];
          for await (const { alert } of store.archive.alerts({ from: null, to: null }))
            candidates.push({ id: alert.id, name: new Date(alert.createdAt).toISOString() });
          const because = reason('no-alert', { alert: id });
          return notFound(
            { found: false, because, candidates: candidates.slice(-10) },
            io,
            json === true,
          );
        }
        const subject = aftermathSubject(sent.alert, sent.signals, notice, knowledge);
        const found = aftermathOf(subject, await allStandings(context), prices);
        if (json) io.out(JSON.stringify(found, null, 2));
        else printCard(aftermathCard(found, language, knowledge.catalog), io);
        return 0;
      }),
    );
