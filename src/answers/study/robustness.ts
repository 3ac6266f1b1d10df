import type { Band } from '../../domain/score.ts';
import type { Weights } from '../../domain/weights.ts';
import { spearman } from './statistics.ts';

/** Score and band by company and day. */
export type ScoresByDay = ReadonlyMap<string, { readonly score: number; readonly band: Band }>;

type Steps = readonly string[];

/** Numbers of the model by what they are about; bands name scores and are not moved. */
const NUMBERS: Readonly<Record<string, readonly Steps[]>> = {
  'severity ratio': [['severityRatio', 'value']],
  'half point': [['halfPoint', 'value']],
  'half-life': [['halfLifeDays', 'value']],
  breadth: [
    ['breadth', 'value'],
    ['breadth', 'cap'],
  ],
  'closing factor': [['closedFactor', 'value']],
  grace: [['graceDays', 'value']],
  'lapse of rules': [['lapseDays', 'value']],
  'second naming': [['repeatDays', 'value']],
  'joining of cases': [['reopenDays', 'value']],
  values: ['core', 'major', 'minor', 'trivial', 'unknown'].map((tier) => ['value', 'tiers', tier]),
  reach: ['super', 'large', 'other', 'unknown'].map((tier) => ['reach', 'tiers', tier]),
  ownership: [
    ['assumedShare', 'value'],
    ['holderShare', 'value'],
  ],
  'days in force': ['standing', 'inquiry', 'freeze', 'order', 'talk', 'list'].map((kind) => [
    'force',
    'kinds',
    kind,
    'days',
  ]),
  'years without news': ['standing', 'inquiry'].map((kind) => ['force', 'kinds', kind, 'years']),
  floors: ['standing', 'inquiry'].map((kind) => ['force', 'kinds', kind, 'floor']),
  fines: ['base', 'perCent', 'most', 'unknownAmount', 'unknownRevenue'].map((name) => [
    'fineUnits',
    name,
  ]),
  'assumed revenue': ['listed', 'private'].map((name) => ['fineUnits', 'assumedRevenue', name]),
  'foreign markets': ['ofProduct', 'most'].map((name) => ['foreignMarket', name]),
  'whom it binds': [
    'state-devices',
    'own-staff',
    'public-buyers',
    'subsidised-networks',
    'critical-infrastructure',
  ].map((who) => ['who', 'factors', who]),
  postures: ['proposed', 'not-yet-effective'].map((posture) => ['postures', 'factors', posture]),
  'forgetting of proposals': [['postures', 'proposedYears']],
};
/** Where a name ends: these are counted in whole days. */
const DAYS = /[dD]ays$|^(?:grace|lapse|repeat|reopen)Days$/;

export type RobustnessReport = Awaited<ReturnType<typeof studyRobustness>>;

/**
 * What changes where a number of the model is a part larger or smaller: each number by itself, and
 * all of a kind together. Of company-days with points: how many are in another band, the rank
 * correlation with today's scores, and the largest change.
 */
export async function studyRobustness(
  weights: Weights,
  scoresUnder: (changed: Weights) => Promise<ScoresByDay>,
  by: number,
) {
  const base = await scoresUnder(weights);
  const variants = Object.entries(NUMBERS).flatMap(([kind, paths]) => {
    const single = paths.map((path) => ({ name: path.join('.'), paths: [path] }));
    const together = paths.length === 1 ? [] : [{ name: `all ${kind}`, paths }];
    return [...single, ...together].flatMap((moved) =>
      [1 - by, 1 + by].map((factor) => ({ kind, factor, ...moved })),
    );
  });
  const rows: (Omit<(typeof variants)[number], 'paths'> & ReturnType<typeof compared>)[] = [];
  // One after the other: each holds the acts of all companies.
  for (const { kind, name, paths, factor } of variants) {
    const changed = paths.reduce((own, path) => scaled(own, path, factor), weights);
    rows.push({ kind, name, factor, ...compared(base, await scoresUnder(changed)) });
  }
  const sorted = rows.toSorted((row, other) => other.otherBand - row.otherBand);
  return { by, companyDays: base.size, model: weights.version, rows: sorted };
}

/** The weights with one number scaled; days stay whole. */
function scaled(weights: Weights, path: Steps, factor: number): Weights {
  const copy = structuredClone(weights);
  const [last, ...parents] = path.toReversed();
  const holder = parents
    .toReversed()
    .reduce((own, key) => own[key] as Record<string, unknown>, copy as Record<string, unknown>);
  const value = (holder[last!] as number) * factor;
  const isDays = DAYS.test(last!) || path.some((key) => DAYS.test(key));
  holder[last!] = isDays ? Math.max(1, Math.round(value)) : value;
  return copy;
}

function compared(base: ScoresByDay, other: ScoresByDay) {
  const keys = [...new Set([...base.keys(), ...other.keys()])];
  const none = { score: 0, band: 'background' as Band };
  const pairs = keys.map((key) => ({ was: base.get(key) ?? none, is: other.get(key) ?? none }));
  const partOf = (some: typeof pairs) =>
    some.filter(({ was, is }) => was.band !== is.band).length / Math.max(1, some.length);
  const banded = pairs.filter(({ was, is }) => [was, is].some(({ band }) => band !== 'background'));
  return {
    /** Part of the company-days that are in another band. */
    otherBand: partOf(pairs),
    /** Of those that are at watch or higher in either. */
    otherBandAbove: partOf(banded),
    /** Rank correlation with today's scores. */
    spearman: spearman(
      pairs.map(({ was }) => was.score),
      pairs.map(({ is }) => is.score),
    ),
    largest: Math.max(0, ...pairs.map(({ was, is }) => Math.abs(is.score - was.score))),
  };
}
