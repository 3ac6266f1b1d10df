import Table from 'cli-table3';
import type { EventReport, EventRow, SeverityTrend } from '../../domain/study-report.ts';
import { unmeasuredText } from '../../present/unmeasured.ts';
import { carOver } from './market-model.ts';
import type { MeasuredEvent } from './measure.ts';

const percent = (value: number | null) => (value === null ? 'n/a' : `${(value * 100).toFixed(2)}`);
const statistic = (one: EventRow['bmp']) => (one === null ? 'n/a' : `${one.value.toFixed(2)}`);
const pValue = (p: number | null) => (p === null ? 'n/a' : p < 0.001 ? '<0.001' : p.toFixed(3));
const MOST_LINES = 30;

const TITLES = {
  'attested-official': 'Acts with evidence that somebody else can check',
  everything: 'Everything, unverified acts and press included',
} as const;

/** The study in words and tables: each level with its n, "too few" and "no effect found" included, and who was left out. */
export function eventText(report: EventReport): string {
  const { marketAdjusted, excluded, files } = report;
  return [
    `${report.measured} of ${report.events} events measured; returns in percent; events of one day count once ("days").`,
    'Mean CAR over days with its 95 % interval; Patell takes events as independent; BMP and Corrado are over days, KP over events.',
    ...report.tables.flatMap(({ of, rows, trends }) => [
      '',
      `${TITLES[of]}:`,
      tableText(rows),
      ...trends.map(trendText),
    ]),
    '',
    ...(marketAdjusted.length === 0
      ? []
      : [
          `${marketAdjusted.length} events have fewer than 120 returns to estimate on: market-adjusted, in the means and in no statistic:`,
          ...cut(marketAdjusted, (one) => `  ${one.date} ${one.company} (${one.ticker})`),
        ]),
    `${excluded.length} events are excluded:`,
    ...reasons(excluded),
    ...files.problems.map((one) => `${one.file} is not used: ${one.because}.`),
    'Exploratory: a history picked by hand holds the acts that moved prices. No weight is taken from it.',
  ].join('\n');
}

const COLUMNS: readonly (readonly [head: string, cell: (row: EventRow) => string | number])[] = [
  ['level', (row) => row.level],
  ['window', (row) => row.window],
  ['events', (row) => row.events],
  ['days', (row) => row.days],
  ['mean', (row) => percent(row.meanCar)],
  ['95 %', (row) => (row.low === null ? 'n/a' : `${percent(row.low)} to ${percent(row.high)}`)],
  ['Patell', (row) => statistic(row.patell)],
  ['BMP', (row) => statistic(row.bmp)],
  ['KP', (row) => statistic(row.kolariPynnonen)],
  ['Corrado', (row) => statistic(row.corrado)],
  ['Holm p', (row) => pValue(row.holm)],
  ['', (row) => row.verdict],
];

function tableText(rows: readonly EventRow[]): string {
  if (rows.length === 0) return '  no event';
  const table = new Table({ head: COLUMNS.map(([head]) => head), style: { head: [], border: [] } });
  table.push(...rows.map((row) => COLUMNS.map(([, cell]) => cell(row))));
  return table.toString();
}

/** "[-1,+1], levels 1, 2, 4 over 57 days: falls with the level z = 1.20, p 0.115 (one-sided); ..." */
function trendText({ window, levels, days, jonckheere, slope }: SeverityTrend): string {
  if (levels.length < 2) return `${window}: too few levels with four days for a trend.`;
  const order =
    jonckheere === null
      ? ''
      : `falls with the level: z = ${jonckheere.value.toFixed(2)}, p ${pValue(jonckheere.p)} (Jonckheere, one-sided)`;
  const line =
    slope === null
      ? ''
      : `; -CAR on severity units: ${slope.value.toFixed(2)} (${slope.low.toFixed(2)} to ${slope.high.toFixed(2)}), the model takes 1`;
  return `${window}, levels ${levels.join(', ')} over ${days} days: ${order}${line}.`;
}

/** By reason, the most frequent first, with some names. */
function reasons(excluded: EventReport['excluded']): string[] {
  const groups = [...Map.groupBy(excluded, (one) => unmeasuredText(one.because, 'en'))].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  return groups.map(([because, own]) => {
    const names = [...new Set(own.map((one) => one.company))];
    const some = names.slice(0, 8).join(', ');
    return `  ${own.length} × ${because}: ${some}${names.length > 8 ? `, and ${names.length - 8} more` : ''}`;
  });
}

function cut<T>(rows: readonly T[], line: (row: T) => string): string[] {
  const lines = rows.slice(0, MOST_LINES).map(line);
  return rows.length > MOST_LINES ? [...lines, `  and ${rows.length - MOST_LINES} more (--json)`] : lines;
}

/** One row an event, for a spreadsheet; returns are fractions. */
export function eventRow({ event, ticker, benchmark, abnormal }: MeasuredEvent) {
  const { model } = abnormal;
  return {
    ...{ id: event.id, company: event.company.id, ticker, date: event.date },
    published: new Date(event.at).toISOString(),
    ...{ level: event.level, attested: String(event.attested && event.official) },
    ...{ day0: abnormal.days.get(0)?.date, model: abnormal.kind },
    ...{
      alpha: model?.alpha,
      beta: model?.beta,
      sigma: model?.sigma,
      estimation_returns: model?.m,
      benchmark,
    },
    car_m1_p1: carOver(abnormal, { from: -1, to: 1 }),
    car_0_p5: carOver(abnormal, { from: 0, to: 5 }),
    title: event.title,
  };
}
