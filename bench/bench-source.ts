import type { SourceId } from '../src/domain/ids.ts';
import type { Source } from '../src/domain/regulator.ts';

/** The feed number `n` of a bench, asked every so many minutes. */
export function benchSource(n: number, url: string, minutes: number): Source {
  return {
    id: `bench-${n}` as SourceId,
    title: `Bench ${n}`,
    kind: 'rss',
    url,
    mirrors: [],
    official: true,
    select: {},
    fetchPage: false,
    every: { busyMinutes: minutes, quietMinutes: minutes },
    windows: [],
    expectedPer30Days: null,
    address: 'verified',
    instance: null,
    enabled: true,
    note: null,
  };
}
