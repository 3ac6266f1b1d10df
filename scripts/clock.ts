import { clockRun } from '../test/support/clock/clock-run.ts';

/**
 * `node scripts/clock.ts [notices]`: notices with wrong dates, to a program whose clock is wrong
 * and jumps by ten years. None may be lost without a word, or exit code 1.
 */
const notices = Number(process.argv[2] ?? 500);
const report = await clockRun(notices, (line) => console.log(line));
for (const line of report.lost.slice(0, 20)) console.log(`lost: ${line}`);
for (const [reason, n] of Object.entries(report.reasons)) console.log(`${n} suppressed, ${reason}`);
console.log(
  `${report.notices} notices: ${report.sent} alerted, ${report.suppressed} suppressed with a reason, ${report.lost.length} lost without a word`,
);
process.exitCode = report.lost.length === 0 ? 0 : 1;
