import { parseArgs } from 'node:util';
import type { Drift } from '../test/support/soak/probe.ts';
import { soakRun } from '../test/support/soak/soak-run.ts';

/**
 * `npm run soak -- [--minutes 20] [--channels 10] [--every 2000] [--seed 1]`: the real program for
 * a while on a loopback authority and Discord that both err. Exit code 1 where anything was lost,
 * doubled or told falsely, or the program ended.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    channels: { type: 'string', default: '10' },
    every: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
  },
});
const report = await soakRun({
  minutes: Number(values.minutes),
  channels: Number(values.channels),
  publishMs: Number(values.every),
  seed: Number(values.seed),
  say: (line) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`),
});
const s = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
const drift = (change: Drift | null, unit: string) =>
  change === null
    ? 'not told by this system'
    : `${change.first.toFixed(0)} → ${change.last.toFixed(0)} ${unit}, ${change.perHour >= 0 ? '+' : ''}${change.perHour.toFixed(1)} ${unit} an hour in the second half`;
const { lagMs } = report;
console.log(`
notices              ${report.notices}, ${report.edited} edited in place
faults of the page ${Object.entries(report.faults)
  .map(([name, count]) => `${count} × ${name}`)
  .join(', ')}
messages             ${report.expected} expected, ${report.arrived} stand there
lost                 ${report.lost}
doubled              ${report.doubled}
false alarms         ${report.falseAlarms}
publication→message  p50 ${s(lagMs.p50)}, p95 ${s(lagMs.p95)}, p99 ${s(lagMs.p99)}, slowest ${s(lagMs.max)}
memory (RSS)         ${drift(report.rss, 'MB')}
heap                 ${drift(report.heap, 'MB')}
file handles         ${drift(report.handles, 'handles')}
event loop p99       ${report.loopLagP99Ms.toFixed(0)} ms at worst
ended by itself      ${report.endedByItself ? `yes: ${report.log}` : 'no'}`);
const sound =
  report.lost === 0 && report.doubled === 0 && report.falseAlarms === 0 && !report.endedByItself;
process.exit(sound ? 0 : 1);
