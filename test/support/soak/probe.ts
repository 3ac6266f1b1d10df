import { linearRegression } from 'simple-statistics';

/** One look at `/metrics` of the running program. */
export interface Sample {
  /** Milliseconds since the start of the run. */
  readonly at: number;
  readonly rssMb: number;
  readonly heapMb: number;
  /** Open file handles; null where the system does not tell. */
  readonly handles: number | null;
  readonly loopLagP99Ms: number;
}

export interface Drift {
  readonly first: number;
  readonly last: number;
  /** By least squares over the second half of the run, per hour. */
  readonly perHour: number;
}

const MB = 1e6;

/** Reads the figures that a soak follows; null while nobody answers. */
export async function sampleOf(address: string, at: number): Promise<Sample | null> {
  try {
    const text = await (await fetch(`${address}/metrics`)).text();
    const value = (name: string) => {
      const found = new RegExp(`^tocsin_${name} (\\S+)$`, 'm').exec(text);
      return found === null ? null : Number(found[1]);
    };
    const rss = value('process_resident_memory_bytes');
    if (rss === null) return null;
    return {
      at,
      rssMb: rss / MB,
      heapMb: (value('nodejs_heap_size_used_bytes') ?? 0) / MB,
      handles: value('process_open_fds'),
      loopLagP99Ms: (value('nodejs_eventloop_lag_p99_seconds') ?? 0) * 1_000,
    };
  } catch {
    return null;
  }
}

/** How a figure drifts: what leaks goes on in the second half, what only warms up does not. */
export function driftOf(
  samples: readonly Sample[],
  of: (sample: Sample) => number | null,
): Drift | null {
  const points = samples.flatMap((sample) => {
    const y = of(sample);
    return y === null ? [] : [[sample.at / 3_600_000, y] as [number, number]];
  });
  if (points.length < 4) return null;
  const half = points.slice(Math.floor(points.length / 2));
  return { first: points[0]![1], last: points.at(-1)![1], perHour: linearRegression(half).m };
}
