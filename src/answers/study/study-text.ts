import Table from 'cli-table3';
import { byUnmeasured } from '../../base/i18n/sentence.ts';
import type { NextTable } from '../../domain/next-table.ts';
import type { Reason } from '../../domain/reason.ts';
import type { CalibrationReport, EventReport, Studies } from '../../domain/study-report.ts';
import { cellOf, columnsOf, STUDY_TABLES } from '../../pipeline/present/study-tables.ts';
import type { MoveReport } from './move.ts';
import type { NextReport } from './next-act.ts';
import type { Probe } from './probes.ts';
import type { ReactionReport } from './reaction.ts';
import type { RobustnessReport } from './robustness.ts';

/** A band of the score, and how often an act of a whole series followed. */
const bandText = ({ band, n, hits }: NextReport['byBand'][number]): string =>
  `${band} ${percent(hits / Math.max(1, n))} (${hits} of ${n})`;

const shown = (cell: unknown): string =>
  typeof cell === 'number' && !Number.isInteger(cell)
    ? String(Number(cell.toPrecision(3)))
    : String(cell ?? 'n/a');

function tableText(columns: ReturnType<typeof columnsOf>, rows: readonly object[]): string {
  if (rows.length === 0) return '  none';
  const table = new Table({ head: columns.map(([head]) => head), style: { head: [], border: [] } });
  table.push(...rows.map((row) => columns.map((column) => shown(cellOf(row, column, 'en')))));
  return table.toString();
}

/** Tables of a study under their names; the others are on the page, in its files and in --json. */
function tablesText<K extends keyof Studies>(
  study: K,
  report: NonNullable<Studies[K]>['report'],
  names: readonly string[],
): string[] {
  return names.flatMap((name) => {
    const { columns, rows } = STUDY_TABLES[study][name]!;
    return ['', name, tableText(columns, rows(report))];
  });
}

/** Why acts were left out. */
const reasonLines = (excluded: readonly { readonly because: Reason }[]) =>
  byUnmeasured(excluded, 'en').map(([why, own]) => `  ${own.length} × ${why}`);

/**
 * The calibration for a terminal: what it is of, every way it was judged, and whether each gate is
 * met.
 */
export function calibrationText(report: CalibrationReport): string {
  const { fit, years } = report;
  return [
    `P90 is ${report.status.toUpperCase()}: ${report.because}.`,
    `${report.snapshots} month-end snapshots of ${report.issuers} listed issuers from ` +
      `${report.from}; judged ${years.judged.join(', ')} pooled, ${years.final} apart; 90 days ` +
      'purged.',
    `Fit on all: L0 ${fit.rate.toFixed(3)} a quarter, b ${fit.b.toFixed(2)} (P90 = 1 - exp(-L0 ` +
      '(1+L)^b)). An AUC above 0.85 counts as a leak until shown otherwise.',
    'Brier = miscalibration (mcb) - discrimination (dsc) + uncertainty (unc). Skill with its ' +
      '5th, 50th and 95th percentile, companies or lists drawn. Skill, reliability and gates: ' +
      'all acts, pooled.',
    ...tablesText('calibration', report, ['parts', 'skill', 'reliability', 'gates']),
  ].join('\n');
}

/**
 * The event study for a terminal: each level with its n, "too few" and "no effect found" included,
 * and who was left out.
 */
export function eventText(report: EventReport): string {
  const { marketAdjusted, excluded, files } = report;
  return [
    `${report.measured} of ${report.events} events measured; returns are fractions; events of ` +
      'one day count once ("days").',
    'Patell takes events as independent; BMP and Corrado are over days, KP over events. The ' +
      'verdict is BMP after Holm.',
    'Trends: CAR falls with the level (Jonckheere, z); slope of -CAR in percent on severity ' +
      'units, which the model takes as 1.',
    ...tablesText('events', report, ['events', 'trends']),
    '',
    ...(marketAdjusted.length === 0
      ? []
      : [
          `${marketAdjusted.length} events have fewer than 120 returns to estimate on: ` +
            'market-adjusted, in the means and in no statistic.',
        ]),
    `${excluded.length} events are excluded:`,
    ...reasonLines(excluded),
    ...files.problems.map((problem) => `${problem.file} is not used: ${problem.because}.`),
    'Exploratory: a history picked by hand holds the acts that moved prices. No weight is ' +
      'taken from it.',
  ].join('\n');
}

const RANKED = columnsOf('of events days rho low_95=low high_95=high');

/** The reaction study for a terminal. */
export function reactionText({ events, measured, excluded, own, change }: ReactionReport): string {
  return [
    `${events} company-days that add load; ${measured} with prices, ${excluded.length} left out.`,
    ...reasonLines(excluded),
    'Spearman against the size of the abnormal return of day 0 and +1; 95 % interval by ' +
      'drawing days.',
    '',
    'points of the act by itself',
    tableText(RANKED, own),
    '',
    'change in the score',
    tableText(RANKED, change),
    'Exploratory: the record was picked by hand, famous acts above all. No weight was set by ' +
      'these figures.',
  ].join('\n');
}

const MOVED = columnsOf('by key events days fell mean low_95=low high_95=high');

/** The move study for a terminal. */
export function moveText({ events, measured, excluded, table, ranks }: MoveReport): string {
  return [
    `${events} company-days that add load; ${measured} with prices, ${excluded.length} left out.`,
    ...reasonLines(excluded),
    `Signed abnormal return of day 0 and +1 (fractions), model ${table.model}, ${table.from} ` +
      `to ${table.until}; 95 % interval by drawing days; no line below 15 company-days.`,
    tableText(MOVED, table.rows),
    '',
    'Spearman of own points with the signed abnormal return',
    tableText(RANKED, ranks),
  ].join('\n');
}

const KNOBS = columnsOf('name factor other_band=otherBand above=otherBandAbove spearman largest');

/** The robustness study for a terminal: the numbers that matter most first. */
export function robustnessText({ by, companyDays, model, rows }: RobustnessReport): string {
  const round = (value: number, places: number) => Number(value.toFixed(places));
  const shown = rows.map((row) => ({
    ...row,
    otherBand: round(row.otherBand, 3),
    otherBandAbove: round(row.otherBandAbove, 3),
    spearman: row.spearman === null ? null : round(row.spearman, 3),
    largest: round(row.largest, 1),
  }));
  const worst = rows[0];
  return [
    `Each number of model ${model} ${by * 100} % smaller and larger, by itself and with all of ` +
      `its kind: ${companyDays} company-days with points.`,
    'other_band = part of them in another band, above = of those at watch or higher in either, ' +
      'spearman = with today’s scores, largest = change in points.',
    tableText(KNOBS, shown),
    ...(worst === undefined
      ? []
      : [
          `Most bands change with ${worst.name} times ${worst.factor}: ` +
            `${(worst.otherBand * 100).toFixed(1)} %.`,
        ]),
  ].join('\n');
}

/** The probes for a terminal: each with what was found, and whether it holds. */
export const probesText = (probes: readonly Probe[]): string =>
  [
    ...probes.map(
      ({ expected, found, holds }) => `${holds ? 'yes' : 'NO '}  ${expected}: ${found}`,
    ),
    `${probes.filter(({ holds }) => holds).length} of ${probes.length} hold.`,
  ].join('\n');

const COMPARED = columnsOf(
  'series n hits auc count_auc brier count_brier skill low_95=low high_95=high',
);

/** The study of the next act for a terminal. */
export function nextText(report: NextReport): string {
  const { table, gain, tried, bySeries, byBand, lagged } = report;
  const { train, test, model, decayedCount, skill, low, high, count, quiet } = table;
  const judged = (name: string, { auc, brier, mean }: NextTable['model']) =>
    `${name.padEnd(26)} AUC ${auc?.toFixed(3) ?? 'n/a'}  Brier ${brier.toFixed(6)}  mean ` +
    `${percent(mean)}`;
  const rate = percent(test.hits / Math.max(1, test.n));
  const shown =
    skill > 0 ? 'above the decayed count' : 'not above the decayed count: not shown to people';
  return [
    `An authority acts on a listed company within ${table.horizonDays} days, at month-ends, of ` +
      `whole series (config/series): ${table.series.join(', ')}.`,
    `Fitted on n = ${train.n} (${train.hits} hits) over by ${table.until}; tested on n = ` +
      `${test.n} (${test.hits} hits, ${rate}) after it, on the same series.`,
    judged('model', model),
    judged('decayed count', decayedCount),
    `Brier skill over the decayed count ${skill.toFixed(4)} (95 % over companies ` +
      `${low.toFixed(4)} to ${high.toFixed(4)}): ${shown}. AUC higher by ` +
      `${gain.value.toFixed(3)} (${gain.low.toFixed(3)} to ${gain.high.toFixed(3)}).`,
    `Chosen on forecasts of the three years before ${table.until}, log score: ` +
      `${tried.map(triedText).join('; ')}.`,
    `Acted on lately: intercept ${count.intercept.toFixed(3)}, slope ${count.slope.toFixed(3)}.`,
    quiet === null
      ? 'Not acted on lately: the same.'
      : `Not acted on lately (decayed count below ${quiet.below}): intercept ` +
        `${quiet.intercept.toFixed(3)}, ${Object.entries(quiet.coefficients)
          .map(([name, value]) => `${name} ${value.toFixed(3)}`)
          .join(', ')}.`,
    tableText(COMPARED, bySeries.map(seriesRow)),
    'Followed by an act of a whole series, by the band of the score: ' +
      `${byBand.map(bandText).join(', ')}. ` +
      'Bands describe what stands; they forecast nothing.',
    ...lagged.map(
      (own) =>
        `Known only to ${own.days} days before: AUC ${own.auc?.toFixed(3) ?? 'n/a'}, skill ` +
        `${own.skill.toFixed(4)}.`,
    ),
  ].join('\n');
}

const triedText = ({ features, logScore, brier, auc }: NextReport['tried'][number]) =>
  `${['count', ...features].join('+')} ${logScore.toFixed(6)}, Brier ${brier.toFixed(6)}, AUC ` +
  `${auc?.toFixed(3) ?? 'n/a'}`;

const seriesRow = (own: NextReport['bySeries'][number]) => ({
  ...own,
  auc: own.model.auc?.toFixed(3) ?? null,
  count_auc: own.decayedCount.auc?.toFixed(3) ?? null,
  brier: own.model.brier.toFixed(6),
  count_brier: own.decayedCount.brier.toFixed(6),
  ...(own.hits === 0
    ? { skill: null, low: null, high: null }
    : { skill: own.skill.toFixed(4), low: own.low.toFixed(4), high: own.high.toFixed(4) }),
});

const percent = (part: number): string => `${(part * 100).toFixed(3)} %`;
