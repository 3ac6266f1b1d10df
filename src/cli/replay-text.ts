import type { ReplayReport } from '../replay/replay-compare.ts';

const MOST_LINES = 40;

/** A replay in words: counts, versions, and every difference up to a screen of each kind. */
export function replayText(report: ReplayReport): string {
  const { scores, alerts, models } = report;
  const shown = (score: number | null) => (score === null ? 'none' : score.toFixed(1));
  return [
    `${report.items} documents replayed, held against ${report.against}.`,
    `Scores: ${scores.here} here, ${scores.there} there; ${scores.equal} equal byte for byte, ${scores.sameNumber} the same number told otherwise, ${scores.changed.length} changed.`,
    ...cut(scores.changed, (one) => `  ${one.at}  ${one.company}: ${shown(one.there)} → ${shown(one.here)}`),
    `Alerts on companies: ${alerts.here} here, ${alerts.there} there; ${alerts.gained.length} gained, ${alerts.lost.length} lost.`,
    ...cut(alerts.gained, (one) => `  + ${alertLine(one)}`),
    ...cut(alerts.lost, (one) => `  - ${alertLine(one)}`),
    ...(report.failed.length === 0 ? [] : [`${report.failed.length} documents could not be read:`]),
    ...cut(report.failed, (one) => `  ${one.item}: ${one.because}`),
    `Model here: ${models.here.join(', ') || 'none'}; there: ${models.there.join(', ') || 'none'}.`,
    `Fingerprint: ${report.fingerprint}`,
  ].join('\n');
}

function alertLine(one: ReplayReport['alerts']['gained'][number]): string {
  return `${one.at}  ${one.company}, level ${one.level}: ${one.title} (told: ${one.told}; otherwise: ${one.otherwise})`;
}

function cut<T>(rows: readonly T[], line: (row: T) => string): string[] {
  const lines = rows.slice(0, MOST_LINES).map(line);
  return rows.length > MOST_LINES ? [...lines, `  and ${rows.length - MOST_LINES} more (--json)`] : lines;
}
