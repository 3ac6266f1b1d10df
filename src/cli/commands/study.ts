import { CommandProblem } from '../../app/io.ts';
import { calibrationText } from '../../study/calibration/calibration-text.ts';
import type { CliCommand } from '../command.ts';
import { type AftermathOptions, runAftermath } from '../study/run-aftermath.ts';
import { runCalibration } from '../study/run-calibration.ts';
import { type EventOptions, runEvents } from '../study/run-events.ts';
import { type ReactionOptions, runReaction } from '../study/run-reaction.ts';

/** `study …`: what the model is worth, measured: calibration, event study, what followed an alert. */
export const study: CliCommand = {
  define: (command, run, io) => {
    command
      .command('calibration')
      .description('the 90-day probability against three baselines, and whether each gate is met')
      .option('--seed <number>', 'seed of the bootstrap', '1')
      .option('--json', 'for machines; the shape is stable')
      .action((options: { seed: string; json?: boolean }) =>
        run(async () => {
          const report = await runCalibration(io, seedOf(options.seed));
          io.out(options.json === true ? JSON.stringify(report, null, 2) : calibrationText(report));
          return 0;
        }),
      );
    command
      .command('events')
      .description('do prices move around acts of authorities? abnormal returns by level')
      .requiredOption(
        '--prices <folder>',
        'CSV files of daily closes, one a ticker, and index/ for benchmarks',
      )
      .option('--csv <file>', 'write one row an event')
      .option('--chart <file>', 'write a PNG of the mean paths by level')
      .option('--benchmark <MIC=INDEX...>', 'index of a venue, for example XHKG=HSI')
      .option('--json', 'for machines; the shape is stable')
      .action((options: EventOptions) => run(() => runEvents(options, io)));
    command
      .command('reaction')
      .description('do prices move where the model adds points? rank correlation of each act and its price')
      .requiredOption(
        '--prices <folder>',
        'CSV files of daily closes, one a ticker, and index/ for benchmarks',
      )
      .option('--only <file>', 'take the events of this table alone: columns company and date')
      .option('--out <file>', 'write the table behind it as CSV, one row an event')
      .option('--seed <number>', 'seed of the bootstrap', '1')
      .option('--json', 'for machines; the shape is stable')
      .action(({ seed, ...options }: Omit<ReactionOptions, 'seed'> & { seed: string }) =>
        run(() => runReaction({ ...options, seed: seedOf(seed) }, io)),
      );
    command
      .command('aftermath')
      .description('what followed an alert: abnormal returns beside comparable acts, and rivals named before')
      .argument('<alert>', 'id at the foot of its message')
      .requiredOption(
        '--prices <folder>',
        'CSV files of daily closes, one a ticker, and index/ for benchmarks',
      )
      .option('--language <en|zh>', 'language of the answer')
      .option('--json', 'for machines; the shape is stable')
      .action((alert: string, options: AftermathOptions) => run(() => runAftermath(alert, options, io)));
  },
};

function seedOf(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new CommandProblem(`--seed "${text}" is not a whole number: write --seed 1.`);
  return Number(text);
}
