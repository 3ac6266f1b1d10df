/** One process of the bench: a file with its arguments. */
export interface Bench {
  /** What the table calls it. */
  readonly name: string;
  readonly file: string;
  readonly args?: readonly string[];
  readonly minutes?: number;
  /** Takes a database that is laid in once for all runs. */
  readonly keeps?: boolean;
}

/**
 * Everything that `npm run bench` measures, in its order. `load-moments.ts` and `load-watch.ts`
 * take half an hour each, for `docs/scale.md`: run alone. `flood.ts` counts messages.
 */
export const BENCHES: readonly Bench[] = [
  { name: 'decode', file: 'decode.ts' },
  { name: 'deliver', file: 'deliver.ts' },
  { name: 'discord', file: 'discord.ts' },
  { name: 'finder', file: 'finder.ts' },
  { name: 'first message', file: 'first-message.ts' },
  { name: 'hostile', file: 'hostile.ts', args: ['--seconds', '60'] },
  { name: 'importers', file: 'importers.ts' },
  { name: 'list', file: 'list.ts' },
  { name: 'load', file: 'load.ts', args: ['--postgres'], minutes: 20 },
  {
    name: 'load, a million',
    file: 'load.ts',
    args: ['--looks', '--sizes', '1000000'],
    minutes: 40,
    keeps: true,
  },
  { name: 'outbox', file: 'outbox.ts' },
  { name: 'press', file: 'press.ts' },
  { name: 'programs', file: 'programs.ts', minutes: 20 },
  { name: 'reader memory', file: 'reader-memory.ts' },
  { name: 'replay', file: 'replay.ts', minutes: 20 },
  { name: 'rest', file: 'rest.ts', minutes: 20 },
  { name: 'score', file: 'score.ts' },
  { name: 'search', file: 'search.ts' },
  { name: 'store', file: 'store.ts' },
  { name: 'watch', file: 'watch.ts' },
  { name: 'web', file: 'web.ts', minutes: 20 },
];
