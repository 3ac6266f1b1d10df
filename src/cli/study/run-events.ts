import { existsSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { hasDatabase } from '../../app/database.ts';
import { CommandProblem, type Io } from '../../app/io.ts';
import { allStandings } from '../../ask/knowledge.ts';
import { drawPaths } from '../../draw/figures.ts';
import { PICTURE } from '../../draw/theme.ts';
import { eventsOf } from '../../study/company-days.ts';
import { studyEvents } from '../../study/events/event-study.ts';
import { eventRow, eventText } from '../../study/events/event-text.ts';
import { readPrices } from '../../study/events/prices.ts';
import { saveStudy } from '../../study/saved-study.ts';
import { withCliContext } from '../context.ts';

export interface EventOptions {
  readonly prices: string;
  readonly csv?: string;
  readonly chart?: string;
  readonly benchmark?: readonly string[];
  readonly json?: boolean;
}

/** `study events`: reads the prices, measures every act that is known, prints both tables, and keeps them for the page. */
export async function runEvents(options: EventOptions, io: Io): Promise<0 | 1> {
  if (!existsSync(options.prices))
    throw new CommandProblem(`--prices ${options.prices}: there is no such folder of CSV files.`);
  const prices = readPrices(options.prices);
  return withCliContext(io, async (cli) => {
    const events = eventsOf(await allStandings(cli));
    const { report, measured } = studyEvents(
      events,
      prices,
      benchmarksOf(options.benchmark ?? []),
      cli.knowledge.catalog.weights.severityRatio.value,
    );
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
