import type { Channel } from '../domain/channel.ts';
import { clockFormat, type Instant } from '../domain/time.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 1_440;

/** Minutes since midnight in a zone. */
function minutesIn(at: Instant, zone: string): number {
  const text = clockFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  return minutesOf(text);
}

function minutesOf(text: string): number {
  const [hour = '0', minute = '0'] = text.split(':');
  return Number(hour) * 60 + Number(minute);
}

/** When an alert may be sent at an address: now, or the end of its quiet hours. A span may run over midnight. */
export function afterQuiet(now: Instant, channel: Channel | undefined): Instant {
  if (channel === undefined || channel.quiet === null) return now;
  const at = minutesIn(now, channel.zone);
  const from = minutesOf(channel.quiet.from);
  const to = minutesOf(channel.quiet.to);
  const quiet = from < to ? at >= from && at < to : at >= from || at < to;
  if (!quiet) return now;
  const wait = (to - at + DAY_MINUTES) % DAY_MINUTES;
  return (Math.floor(now / MINUTE) * MINUTE + wait * MINUTE) as Instant;
}
