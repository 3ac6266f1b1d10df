import { crashRun } from '../test/support/crash/crash-run.ts';

/**
 * `node scripts/crash.ts <kills> [seed] [nonce window in ms]`: kills the real program again and
 * again and counts what was lost or doubled.
 */
const kills = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 1);
const nonceWindowMs = process.argv[4] === undefined ? undefined : Number(process.argv[4]);
const report = await crashRun(seed, kills, (line) => console.log(line), nonceWindowMs);
console.log(
  `${report.kills} kills, ${report.notices} notices, ${report.expected} messages expected, ${report.inFlight} kills with a delivery on its way: ${report.lost} lost, ${report.doubled} doubled`,
);
process.exitCode = report.lost === 0 && report.doubled === 0 ? 0 : 1;
