import fc from 'fast-check';

// A day as plain data: what is published, and what goes wrong. Minutes count from the first round.

/** Companies of the simulated registry, by the syllables of their invented names. */
export const COMPANIES = ['港湾', '柳林', '雪松', '白鹭', '金桥', '云岭'] as const;

/** Hosts of the simulated lists. */
export const HOSTS = ['one', 'two'] as const;
export const SINKS = ['discord', 'webhook', 'mail'] as const;

export interface PlannedPage {
  readonly at: number;
  readonly host: number;
  /** What it is: a list of apps to correct, apps to remove from stores, or no act. */
  readonly kind: 'list' | 'removal' | 'training';
  /** Companies whose apps it names. */
  readonly companies: readonly number[];
  /** Minutes after which the page is edited in place, and the company that is added; null = never. */
  readonly edit: { readonly after: number; readonly company: number } | null;
}

const NETWORK = [
  'refused',
  'too-slow',
  'status-503',
  'status-404',
  'asked-to-wait',
  'stale',
  'empty',
  'cut',
  'reversed',
  'twice',
  'slow',
] as const;
const CHANNEL = ['lost', 'acted', 'busy', 'down', 'slow', 'unreadable', 'throws'] as const;
const READER = ['cannot-start', 'memory', 'ends', 'slow', 'wrong'] as const;

type Lasting = { readonly at: number; readonly lasts: number };
export type Fault =
  | { readonly kind: 'kill'; readonly at: number; readonly call: number; readonly acted: boolean }
  | (Lasting & { readonly kind: 'network'; readonly host: number; readonly how: NetworkFault })
  | (Lasting & { readonly kind: 'channel'; readonly sink: number; readonly how: ChannelFault })
  | (Lasting & { readonly kind: 'reader'; readonly how: (typeof READER)[number] })
  | (Lasting & { readonly kind: 'disk' })
  | (Lasting & { readonly kind: 'clock'; readonly minutes: number });
export type NetworkFault = (typeof NETWORK)[number];
export type ChannelFault = (typeof CHANNEL)[number];

export interface Day {
  readonly pages: readonly PlannedPage[];
  readonly faults: readonly Fault[];
}

const minute = (from: number, to: number) => fc.integer({ min: from, max: to });
const lasting = { at: minute(3, 80), lasts: minute(1, 35) };

const page: fc.Arbitrary<PlannedPage> = fc.record({
  at: minute(5, 70),
  host: fc.nat(HOSTS.length - 1),
  kind: fc.constantFrom('list', 'list', 'removal', 'training'),
  companies: fc.uniqueArray(fc.nat(COMPANIES.length - 1), { minLength: 1, maxLength: 3 }),
  edit: fc.option(fc.record({ after: minute(1, 40), company: fc.nat(COMPANIES.length - 1) }), {
    freq: 3,
  }),
});

const fault: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('kill' as const),
      at: minute(3, 110),
      call: fc.nat(24),
      acted: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('network' as const),
      ...lasting,
      host: fc.nat(HOSTS.length - 1),
      how: fc.constantFrom(...NETWORK),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('channel' as const),
      ...lasting,
      sink: fc.nat(SINKS.length - 1),
      how: fc.constantFrom(...CHANNEL),
    }),
  },
  fc.record({
    kind: fc.constant('reader' as const),
    ...lasting,
    how: fc.constantFrom(...READER),
  }),
  fc.record({ kind: fc.constant('disk' as const), ...lasting, lasts: minute(1, 15) }),
  fc.record({
    kind: fc.constant('clock' as const),
    ...lasting,
    minutes: fc.constantFrom(-600, -45, -6, 6, 45, 600, 3_000),
  }),
);

export const day: fc.Arbitrary<Day> = fc.record({
  pages: fc.array(page, { minLength: 1, maxLength: 4 }),
  faults: fc.array(fault, { maxLength: 8 }),
});

/** The day of a seed, always the same. */
export const dayOf = (seed: number): Day => fc.sample(day, { seed, numRuns: 1 })[0]!;
