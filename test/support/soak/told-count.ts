/** What stands in the channels at the end, and how long it took. */
export interface ToldCount {
  readonly expected: number;
  readonly arrived: number;
  readonly lost: number;
  /** Notices that some channel did not hear of. */
  readonly lostNotices: readonly number[];
  readonly doubled: number;
  /** Messages on pages that are no censure. */
  readonly falseAlarms: number;
  /** Milliseconds from publication to message. */
  readonly lagMs: {
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
    readonly max: number;
  };
}

interface Message {
  readonly timestamp: string;
  readonly message_reference?: unknown;
  readonly embeds: readonly { readonly url?: string }[];
}

/** Counts first messages (a reply follows up) by channel and notice. */
export async function countTold(
  ask: <T>(name: string, body?: object) => Promise<T>,
  told: ReadonlyMap<number, number>,
  channels: number,
): Promise<ToldCount> {
  const seen = new Map<string, number>();
  const lags: number[] = [];
  let falseAlarms = 0;
  const byChannel = await ask<Record<string, Message[]>>('allMessages');
  const all = Object.entries(byChannel).flatMap(([channel, messages]) =>
    messages.map((message) => ({ channel, ...message })),
  );
  for (const { channel, embeds, timestamp, message_reference: reply } of all) {
    const n = Number(/\/n(\d+)\.html/.exec(embeds[0]?.url ?? '')?.[1] ?? 0);
    const publishedAt = told.get(n);
    if (publishedAt === undefined) {
      if (n > 0) falseAlarms += 1;
      continue;
    }
    const before = seen.get(`${channel} ${n}`) ?? 0;
    if (reply !== undefined && before > 0) continue;
    seen.set(`${channel} ${n}`, before + 1);
    lags.push(Date.parse(timestamp) - publishedAt);
  }
  lags.sort((a, b) => a - b);
  const at = (share: number) =>
    lags[Math.min(lags.length - 1, Math.floor(lags.length * share))] ?? 0;
  const heard = Map.groupBy(seen.keys(), (key) => Number(key.split(' ')[1]));
  return {
    lostNotices: [...told.keys()].filter((n) => (heard.get(n)?.length ?? 0) < channels),
    expected: told.size * channels,
    arrived: seen.size,
    lost: told.size * channels - seen.size,
    doubled: [...seen.values()].reduce((sum, count) => sum + count - 1, 0),
    falseAlarms,
    lagMs: { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: lags.at(-1) ?? 0 },
  };
}
