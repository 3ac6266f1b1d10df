import { AhoCorasick as Monyone } from '@monyone/aho-corasick';
import { AhoCorasick as MonyoneFast } from '@monyone/aho-corasick/fast';
import Ahocorasick from 'ahocorasick';
import ModernAhocorasick from 'modern-ahocorasick';
import { nameTable, openNames } from '../src/knowledge/names/finder.ts';
import { matcherTables, openMatcher } from '../src/knowledge/names/matcher.ts';
import { namesAndText } from './finder-text.ts';
import { printRows, type Row, row } from './row.ts';

// Throughput of the name matcher beside the Aho-Corasick packages of npm, over the same text and
// with the same hits.
//   node bench/finder.ts [--names 100000] [--units 2000000] [--json]

/** `hits` and `sum` are equal for equal lists of (start, end), in whatever order they come. */
interface Tally {
  hits: number;
  sum: number;
}
interface Figure extends Tally {
  readonly name: string;
  readonly buildMs: number;
  readonly megabytes: number;
  readonly perSecond: number;
}
type Scan = (text: string) => Tally;

const ROUNDS = 7;

function add(tally: Tally, start: number, end: number): void {
  tally.hits += 1;
  tally.sum = (tally.sum + Math.imul(start, 31) + Math.imul(end, 1_000_003)) | 0;
}

/** All contestants find every occurrence, overlapping ones too, and each hit is looked at once. */
const CONTESTANTS: readonly (readonly [name: string, build: (names: string[]) => Scan])[] = [
  [
    'names/matcher',
    (names) => {
      const matcher = openMatcher(matcherTables(names));
      return (text) => {
        const tally = { hits: 0, sum: 0 };
        const units = new Uint16Array(text.length);
        for (let at = 0; at < text.length; at += 1) units[at] = text.charCodeAt(at);
        matcher.scan(units, units.length, (start, end) => add(tally, start, end));
        return tally;
      };
    },
  ],
  [
    '@monyone/aho-corasick/fast',
    (names) => {
      const matcher = new MonyoneFast(names);
      return (text) => {
        const tally = { hits: 0, sum: 0 };
        for (const { begin, end } of matcher.matchInText(text)) add(tally, begin, end);
        return tally;
      };
    },
  ],
  [
    '@monyone/aho-corasick',
    (names) => {
      const matcher = new Monyone(names);
      return (text) => {
        const tally = { hits: 0, sum: 0 };
        for (const { begin, end } of matcher.matchInText(text)) add(tally, begin, end);
        return tally;
      };
    },
  ],
  [
    'ahocorasick',
    (names) => {
      const matcher = new Ahocorasick(names);
      return (text) => {
        const tally = { hits: 0, sum: 0 };
        for (const [last, found] of matcher.search(text))
          for (const name of found) add(tally, last + 1 - name.length, last + 1);
        return tally;
      };
    },
  ],
  [
    'modern-ahocorasick',
    (names) => {
      const matcher = new ModernAhocorasick(names);
      return (text) => {
        const tally = { hits: 0, sum: 0 };
        for (const { start, end } of matcher.search(text)) add(tally, start, end);
        return tally;
      };
    },
  ],
];

/** Folded, with word edges, and of names that overlap the longest: it has fewer hits. */
const FINDER: (typeof CONTESTANTS)[number] = [
  'names/finder',
  (names) => {
    const things = names.map((name) => ({ name, kind: 'authority', key: name }) as const);
    const find = openNames(nameTable(things))('authority');
    return (text) => {
      const tally = { hits: 0, sum: 0 };
      for (const { start, end } of find(text)) add(tally, start, end);
      return tally;
    };
  },
];

const heldBytes = (): number => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/**
 * Builds all, then lets them take turns, so that a machine that others use is equally slow for
 * each; a contestant's figure is its best round.
 */
export function measureAll(names: string[], text: string): Figure[] {
  const megabytes = Buffer.byteLength(text) / 1e6;
  const built = [...CONTESTANTS, FINDER].map(([name, build]) => {
    const before = heldBytes();
    const begun = performance.now();
    const scan = build(names);
    const buildMs = performance.now() - begun;
    return {
      name,
      scan,
      buildMs,
      megabytes: (heldBytes() - before) / 1e6,
      best: Infinity,
      tally: scan(text),
    };
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of built) {
      const from = performance.now();
      one.tally = one.scan(text);
      one.best = Math.min(one.best, performance.now() - from);
    }
  }
  return built.map(({ scan: _, best, tally, ...rest }) => ({
    ...rest,
    ...tally,
    perSecond: (megabytes / best) * 1000,
  }));
}

/**
 * Rows for the bench: the matcher's MB/s (UTF-8) against the fastest package's; a ratio of 2 and
 * more is asked for.
 */
export async function benchFinder(count = 100_000, units = 2_000_000): Promise<Row[]> {
  const { names, text } = namesAndText(count, units);
  const all = measureAll(names, text);
  const own = all[0];
  const finder = all.at(-1)!;
  const packages = all.slice(1, -1);
  const differing = packages.filter(({ hits, sum }) => hits !== own!.hits || sum !== own!.sum);
  if (differing.length > 0) {
    throw new Error(`other hits than the matcher: ${differing.map(({ name }) => name).join(', ')}`);
  }
  const best = packages.toSorted((a, b) => b.perSecond - a.perSecond)[0]!;
  console.error(`${names.length} names, ${text.length} units, ${own!.hits} hits, the same for all`);
  for (const figure of all) {
    console.error(
      `  ${figure.name.padEnd(28)} ${figure.perSecond.toFixed(1).padStart(6)} MB/s   built in ${figure.buildMs.toFixed(0).padStart(6)} ms   holds ${figure.megabytes.toFixed(1).padStart(6)} MB`,
    );
  }
  return [
    row(`names found among ${count}`, 'MB/s', own!.perSecond, best.name, best.perSecond),
    row(`the same, folded, with word edges`, 'MB/s', finder.perSecond, best.name, best.perSecond),
    row('memory that it holds', 'MB', own!.megabytes, best.name, best.megabytes),
    row('time to build', 'ms', own!.buildMs, best.name, best.buildMs),
  ];
}

if (import.meta.main) {
  const option = (name: string, otherwise: number): number => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? otherwise : Number(process.argv[at + 1]);
  };
  printRows(await benchFinder(option('names', 100_000), option('units', 2_000_000)));
}
