/** What stands in the channels at the end, and how it came there. */
export interface MessageCount {
  readonly arrived: number;
  readonly lost: number;
  readonly doubled: number;
  /** Milliseconds from publication to message: median, 95th and 99th of a hundred, slowest. */
  readonly lateness: {
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
    readonly max: number;
  };
  /** Messages that came more than a minute after publication. */
  readonly late: number;
  /** Most counted requests in any second, and how many Discord refused as too fast. */
  readonly busiestSecond: number;
  readonly tooFast: number;
  readonly registrations: number;
}

interface Message {
  readonly timestamp: string;
  readonly embeds: readonly { readonly url?: string }[];
}
interface Request {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

const LATE_MS = 60_000;

/** Counts messages by channel and notice. */
export async function countMessages(
  ask: <T>(name: string, body?: object) => Promise<T>,
  published: ReadonlyMap<number, number>,
  channels: number,
): Promise<MessageCount> {
  const all = await ask<Record<string, Message[]>>('allMessages');
  const seen = new Map<string, number>();
  const times: number[] = [];
  for (const [channel, messages] of Object.entries(all))
    for (const { embeds, timestamp } of messages) {
      const n = Number(/\/n(\d+)\.html/.exec(embeds[0]?.url ?? '')?.[1] ?? 0);
      const key = `${channel} ${n}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
      if (published.has(n)) times.push(Date.parse(timestamp) - published.get(n)!);
    }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const requests = await ask<Request[]>('requests');
  return {
    arrived: times.length,
    lost: published.size * channels - seen.size,
    doubled: [...seen.values()].reduce((sum, count) => sum + count - 1, 0),
    lateness: { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: times.at(-1) ?? 0 },
    late: times.filter((ms) => ms > LATE_MS).length,
    busiestSecond: busiest(
      requests.filter(({ path }) => !/^\/(?:interactions|webhooks)\//.test(path)),
    ),
    tooFast: requests.filter(({ status }) => status === 429).length,
    registrations: requests.filter(
      ({ method, path }) => method === 'PUT' && path.endsWith('/commands'),
    ).length,
  };
}

function busiest(requests: readonly Request[]): number {
  const at = requests.map((one) => one.at).sort((a, b) => a - b);
  let most = 0;
  for (let first = 0, last = 0; last < at.length; last += 1) {
    while (at[last]! - at[first]! >= 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
