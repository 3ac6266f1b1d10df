import PQueue from 'p-queue';

/** Request rate of the hosts of one owner. */
export interface HostRate {
  /** Hosts that share one queue; `*.miit.gov.cn` stands for every host below it. */
  readonly hosts: readonly string[];
  readonly perSecond: number;
  /** Parallel requests. */
  readonly atOnce: number;
}

const DEFAULT_RATE = { perSecond: 1, atOnce: 1 } as const;

export type Pace = ReturnType<typeof createPace>;

/**
 * One queue per host, or per group of hosts that one rate names together. Starts are spread evenly,
 * so that ten requests a second are one each 100 ms and never ten at once. `now` is monotonic, in
 * milliseconds: it counts rests.
 */
export function createPace(
  rates: readonly HostRate[],
  now: () => number = () => performance.now(),
) {
  const queues = new Map<string, { readonly requests: PQueue; restUntil: number }>();
  const covers = (name: string, host: string) =>
    name.startsWith('*.') ? host.endsWith(name.slice(1)) : name === host;
  const rateOf = (host: string) =>
    rates.find((rate) => rate.hosts.some((name) => covers(name, host)));
  const queueOf = (host: string) => {
    const rate = rateOf(host);
    return rate === undefined || rate.hosts.some((name) => name.startsWith('*'))
      ? host
      : rate.hosts[0]!;
  };
  const queueFor = (host: string) => {
    const name = queueOf(host);
    const { perSecond, atOnce } = rateOf(host) ?? DEFAULT_RATE;
    const spread = { concurrency: atOnce, interval: 1_000 / perSecond, intervalCap: 1 };
    const queue = queues.get(name) ?? { requests: new PQueue(spread), restUntil: 0 };
    queues.set(name, queue);
    return queue;
  };
  return {
    /** Name of the queue that a host belongs to. */
    queueOf,
    /**
     * Runs a request when the queue of its host permits; one at a time unless the rate says
     * otherwise.
     */
    run: <T>(host: string, request: () => Promise<T>): Promise<T> =>
      queueFor(host).requests.add(request),
    /** Pauses the queue of a host for some milliseconds (Retry-After). */
    rest(host: string, ms: number): void {
      const queue = queueFor(host);
      queue.restUntil = Math.max(queue.restUntil, now() + ms);
    },
    /** Milliseconds until the pause of a host ends; 0 = none. */
    resting: (host: string): number => Math.max(0, queueFor(host).restUntil - now()),
  };
}
