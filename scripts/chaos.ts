import { chaosRun } from '../test/support/chaos/chaos-run.ts';

/**
 * `[OLDER=<folder>] node scripts/chaos.ts [notices] [channels] [seed]`: three real programs on a
 * real PostgreSQL, killed, paused, cut off and left without a database at random, while notices ×
 * channels messages go out. 0 lost and 0 doubled, or exit code 1. With `OLDER` one of them is the
 * version in that folder (`git worktree add`, `npm ci`), as in the middle of a rolling upgrade.
 */
const [notices = 30, channels = 100, seed = Date.now() % 1_000_000] = process.argv
  .slice(2)
  .map(Number);
console.log(`seed ${seed}: ${notices} notices to ${channels} channels`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const report = await chaosRun({
  seed,
  notices,
  channels,
  shards: 4,
  publishMs: 4_000,
  disturbMs: 6_000,
  say: (line) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`),
  keepLogs: process.env.KEEP_LOGS !== undefined,
  ...(process.env.OLDER === undefined ? {} : { older: process.env.OLDER }),
});
const { lateness, takeoverMs, disturbances } = report;
const s = (ms: number | undefined) => (ms === undefined ? '–' : `${(ms / 1_000).toFixed(1)} s`);
console.log(`
seed                 ${seed}
run                  ${report.seconds} s
disturbances         ${Object.entries(disturbances)
  .map(([kind, count]) => `${count} × ${kind}`)
  .join(', ')}
messages             ${report.expected} expected, ${report.arrived} stand there
lost                 ${report.lost}
doubled              ${report.doubled}
late (over 60 s)     ${report.late}
publication→message  p50 ${s(lateness.p50)}, p95 ${s(lateness.p95)}, p99 ${s(lateness.p99)}, slowest ${s(lateness.max)}
takeover after kill  ${takeoverMs.length} measured, median ${s(takeoverMs[Math.floor(takeoverMs.length / 2)])}, slowest ${s(takeoverMs.at(-1))}
requests a second    at most ${report.busiestSecond}, ${report.tooFast} refused as too fast
commands registered  ${report.registrations} times
shards connected     ${report.shardsConnected}
ended by themselves  ${report.endedByThemselves}
deliveries           ${JSON.stringify(report.states)}`);
// A run that disturbed nobody proves nothing.
const disturbed = Object.values(disturbances).some((count) => count > 0);
const sound =
  disturbed && report.lost === 0 && report.doubled === 0 && report.endedByThemselves === 0;
process.exit(sound && (takeoverMs.at(-1) ?? 0) < 60_000 ? 0 : 1);
