import Table from 'cli-table3';
import type { CalibrationReport } from '../../domain/study-report.ts';

const three = (value: number) => value.toFixed(3);
const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
const spread = ({ low, median, high }: { low: number; median: number; high: number }) =>
  `${three(low)} / ${three(median)} / ${three(high)}`;
const LEAK = 0.85;

/** The calibration in words and tables: every number with what it has to beat, and whether each gate is met. */
export function calibrationText(report: CalibrationReport): string {
  const { fit, years } = report;
  return [
    `P90 is ${report.status.toUpperCase()}: ${report.because}.`,
    `${report.snapshots} month-end snapshots of ${report.issuers} listed issuers from ${report.from}; judged ${years.judged.join(', ')} pooled, ${years.final} apart; 90 days purged.`,
    `Fit on all: L0 ${three(fit.rate)} a quarter, b ${fit.b.toFixed(2)} (P90 = 1 - exp(-L0 (1+L)^b)).`,
    ...report.parts.flatMap((part) => ['', ...partText(part)]),
    '',
    'Gates (all acts, pooled):',
    ...report.gates.map(
      (gate) =>
        `  ${gate.met ? 'met    ' : 'not met'}  ${gate.value === null ? 'n/a' : three(gate.value)}  ${gate.asks}`,
    ),
  ].join('\n');
}

const LABELS = { all: 'All acts of level 2 and more', fresh: 'Without further acts in a case' };
const PERIODS = { pooled: 'rolling origin, pooled', 'final-year': 'final year, untouched' };

function partText({ label, period, n, hits, judged }: CalibrationReport['parts'][number]): string[] {
  const title = `${LABELS[label]}, ${PERIODS[period]}: ${hits} hits in ${n}`;
  if (judged === null) return [`${title}. Too few to judge.`];
  const table = plain([
    'skill against',
    'Brier skill',
    'by issuer 5/50/95 %',
    'by batch 5/50/95 %',
    'its own skill',
  ]);
  for (const [index, skill] of judged.skill.entries())
    table.push([
      skill.against,
      three(skill.value),
      spread(skill.byIssuer),
      spread(skill.byBatch),
      three(judged.baselineSkill[index]!.value),
    ]);
  const bins = plain(['P90', 'n', 'said', 'happened']);
  for (const bin of judged.reliability)
    bins.push([`${percent(bin.from)} to ${percent(bin.to)}`, bin.n, percent(bin.meanP), percent(bin.rate)]);
  const leak = (judged.auc ?? 0) > LEAK ? ' (so high that it counts as a leak until shown otherwise)' : '';
  return [
    `${title} (${percent(judged.baseRate)})`,
    `Brier ${judged.brier.toFixed(4)} = ${judged.mcb.toFixed(4)} miscalibration - ${judged.dsc.toFixed(4)} discrimination + ${judged.unc.toFixed(4)} uncertainty; log score ${judged.logScore.toFixed(4)}`,
    `AUC ${judged.auc === null ? 'n/a' : three(judged.auc)}${leak}; intercept ${judged.intercept.toFixed(2)}, slope ${judged.slope.toFixed(2)}; lift of the ten highest ${judged.lift10.toFixed(1)}`,
    table.toString(),
    bins.toString(),
  ];
}

function plain(head: string[]): Table.Table {
  return new Table({ head, style: { head: [], border: [] } });
}
