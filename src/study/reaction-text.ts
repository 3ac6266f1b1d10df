import { unmeasuredText } from '../present/unmeasured.ts';
import type { Ranked, ReactionReport, ReactionRow } from './reaction.ts';

const percent = (part: number | null) => (part === null ? '' : (part * 100).toFixed(2));

/** One row of the table behind the figures. */
export function reactionRow({ own, change, abnormal, placebo, ticker, ...row }: ReactionRow) {
  return {
    ...{ ...row, own_points: own.toFixed(1), change: change.toFixed(1), ticker },
    ...{ abnormal_0_1_pct: percent(abnormal), placebo_0_1_pct: percent(placebo) },
  };
}

/** The report for people. */
export function reactionText(report: ReactionReport): string {
  const { events, measured, excluded } = report;
  const reasons = [...Map.groupBy(excluded, (one) => unmeasuredText(one.because, 'en'))].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  return [
    `${events} company-days that add load; ${measured} with prices, ${excluded.length} left out.`,
    ...reasons.map(([why, own]) => `  ${own.length} × ${why}`),
    'Spearman against the size of the abnormal return of day 0 and +1; 95 % interval by drawing days.',
    '',
    ...table('points of the act by itself', report.own),
    '',
    ...table('change in the score', report.change),
    '',
    'Exploratory: the record was picked by hand, famous acts above all. No weight was set by these figures.',
  ].join('\n');
}

function table(title: string, rows: readonly Ranked[]): string[] {
  const figure = (value: number | null) => (value === null ? 'too few' : value.toFixed(2)).padStart(8);
  return [
    `${title.padEnd(40)}${'events'.padStart(8)}${'days'.padStart(6)}${'rho'.padStart(8)}${'from'.padStart(8)}${'to'.padStart(8)}`,
    ...rows.map(
      ({ of, events, days, rho, low, high }) =>
        `${of.padEnd(40)}${String(events).padStart(8)}${String(days).padStart(6)}${figure(rho)}${rho === null ? '' : figure(low) + figure(high)}`,
    ),
  ];
}
