/** How fast the hosts of one owner may be asked. */
export interface HostRate {
  /** Hosts that share one queue; `*.miit.gov.cn` stands for every host below it. */
  readonly hosts: readonly string[];
  readonly perSecond: number;
  /** Requests under way at the same time. */
  readonly atOnce: number;
}

export const DEFAULT_RATE = { perSecond: 1, atOnce: 1 } as const;

export interface Pace {
  /** Runs a request when the queue of its host lets it; one request at a time unless the rate says otherwise. */
  run<T>(host: string, request: () => Promise<T>): Promise<T>;
  /** The whole queue of a host rests until then (Retry-After). */
  rest(host: string, ms: number): void;
  /** Milliseconds for which the host of a request still rests; 0 = none. */
  resting(host: string): number;
  /** Name of the queue that a host belongs to. */
  queueOf(host: string): string;
}

interface Queue {
  readonly gapMs: number;
  readonly atOnce: number;
  readonly waiting: (() => void)[];
  underWay: number;
  nextAt: number;
  restUntil: number;
  timer: NodeJS.Timeout | null;
}

/** No queue at all: for one-shot commands, tests and the demonstration's own server. */
export const UNPACED: Pace = {
  run: (_, request) => request(),
  rest: () => {},
  resting: () => 0,
  queueOf: (host) => host,
};

/**
 * One queue per host, or per group of hosts that one rate names together. Starts are spread evenly, so that ten requests a
 * second are one each 100 ms and never ten at once. `now` is monotonic, in milliseconds.
 */
export function createPace(rates: readonly HostRate[], now: () => number = () => performance.now()): Pace {
  const queues = new Map<string, Queue>();
  const rateOf = (host: string) => rates.find((rate) => rate.hosts.some((name) => covers(name, host)));
  const queueOf = (host: string) => {
    const rate = rateOf(host);
    return rate === undefined || rate.hosts.some((name) => name.startsWith('*')) ? host : rate.hosts[0]!;
  };
  const queueFor = (host: string): Queue => {
    const name = queueOf(host);
    const known = queues.get(name);
    if (known !== undefined) return known;
    const { perSecond, atOnce } = rateOf(host) ?? DEFAULT_RATE;
    const fresh = {
      gapMs: 1_000 / perSecond,
      atOnce,
      waiting: [],
      underWay: 0,
      nextAt: 0,
      restUntil: 0,
      timer: null,
    };
    queues.set(name, fresh);
    return fresh;
  };
  const advance = (queue: Queue): void => {
    while (queue.waiting.length > 0 && queue.underWay < queue.atOnce) {
      const wait = queue.nextAt - now();
      if (wait > 0) {
        queue.timer ??= setTimeout(() => {
          queue.timer = null;
          advance(queue);
        }, wait);
        return;
      }
      queue.nextAt = now() + queue.gapMs;
      queue.underWay += 1;
      queue.waiting.shift()!();
    }
  };
  return {
    queueOf,
    async run(host, request) {
      const queue = queueFor(host);
      await new Promise<void>((resolve) => {
        queue.waiting.push(resolve);
        advance(queue);
      });
      try {
        return await request();
      } finally {
        queue.underWay -= 1;
        advance(queue);
      }
    },
    rest(host, ms) {
      const queue = queueFor(host);
      queue.restUntil = Math.max(queue.restUntil, now() + ms);
    },
    resting: (host) => Math.max(0, queueFor(host).restUntil - now()),
  };
}

function covers(name: string, host: string): boolean {
  return name.startsWith('*.') ? host.endsWith(name.slice(1)) : name === host;
}
