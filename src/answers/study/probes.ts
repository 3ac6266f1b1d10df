import { kindOf } from '../../domain/act-kind.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { endOfDay, type Instant } from '../../domain/time.ts';
import { caseAt, isOfAct } from '../../pipeline/score/cases.ts';
import { ownPoints } from '../../pipeline/score/formula.ts';
import { latestOf } from '../../pipeline/score/latest.ts';
import { ownLoad } from '../../pipeline/score/load.ts';
import { scoreAt, standingOf } from '../../pipeline/score/score.ts';
import { inputOver, type Knowledge } from '../../pipeline/standing/knowledge.ts';

/** One thing that the scores of the record have to show. */
export interface Probe {
  readonly id: string;
  /** What has to hold. */
  readonly expected: string;
  /** What was found. */
  readonly found: string;
  readonly holds: boolean;
}

/**
 * Checks of the scoring model on well-known acts, computed from the record alone as of an instant:
 * sizes of fines, shares, cases, closings and standing measures.
 */
export function probesOf(knowledge: Knowledge, now: Instant): Probe[] {
  const record = recordOf(knowledge, now);
  return [
    smallFine(record),
    denialOrder(record),
    suits(record),
    openSuit(record),
    noStandingBlock(record),
    oldListings(record),
    monopolist(record),
    oneAircraft(record),
    leadingFine(record),
  ];
}

type Record = ReturnType<typeof recordOf>;

/** What the probes ask of the record. */
function recordOf(knowledge: Knowledge, now: Instant) {
  const { weights } = knowledge.catalog;
  const standing = (company: string) =>
    standingOf(
      inputOver(knowledge, company as CompanyId, knowledge.history.get(company as CompanyId)),
    );
  const entryOf = (company: string, act: string) => {
    const { ledger } = standing(company);
    const found = ledger.matters
      .flatMap(({ entries }) => entries)
      .find(({ event }) => isOfAct(event, act));
    if (found === undefined) throw new Error(`the record has no act ${act} on ${company}`);
    return { ledger, entry: found };
  };
  return {
    now,
    standing,
    entryOf,
    country: (event: RegulatoryEvent) =>
      knowledge.catalog.regulators.get(event.regulator)?.country ?? null,
    score: (company: string, at: Instant) => scoreAt(standing(company), at),
    /** Points of an act by itself on its own day. */
    own(company: string, act: string): number {
      const { ledger, entry } = entryOf(company, act);
      const isOwn = ({ id }: { readonly id: string }) => id === entry.event.id;
      return ownPoints(ownLoad({ ledger, weights }, isOwn, entry.event.at), weights);
    },
  };
}

const lateOn = (day: string): Instant => endOfDay(day as never, 0, 'UTC');
const tenth = (value: number): string => value.toFixed(1);

function smallFine({ own }: Record): Probe {
  const points = own('yunda', 'cn-spb-2025-06-17-yunda');
  return {
    id: 'small-fine',
    expected: 'a fine of CNY 40,000 on Yunda adds less than 0.5 points',
    found: tenth(points),
    holds: points < 0.5,
  };
}

function denialOrder({ score }: Record): Probe {
  const points = score('zte', lateOn('2018-04-17')).score;
  return {
    id: 'denial-order',
    expected: 'ZTE stands above 60 under the denial order of April 2018',
    found: tenth(points),
    holds: points > 60,
  };
}

const SUITS = [
  ['apple', 'us-doj-2024-03-21-apple-smartphones'],
  ['alphabet', 'us-doj-2020-10-20-google-search'],
  ['alphabet', 'us-doj-2023-01-24-google-adtech'],
  ['amazon', 'us-ftc-2023-09-26-amazon'],
] as const;

/** Everything of a load but the part of revenue that object and market are. */
function suits({ entryOf }: Record): Probe {
  const rows = SUITS.map(([company, act]) => {
    const { event, severity, terms, matter } = entryOf(company, act).entry;
    const [term] = terms;
    const { m, w, r, a } = term!;
    const hasShare = event.share !== null && event.market?.share != null;
    const rest = JSON.stringify([severity.rule, terms.length, w, r, a]);
    return { name: matter.name ?? company, share: hasShare ? m : null, rest };
  });
  return {
    id: 'suits-by-share',
    expected: 'suits against Apple, Google (search, advertising) and Amazon differ by share alone',
    found: rows
      .map(({ name, share }) => `${name} ${share === null ? 'no share' : share.toFixed(3)}`)
      .join(', '),
    holds:
      new Set(rows.map(({ rest }) => rest)).size === 1 && rows.every((row) => row.share !== null),
  };
}

function openSuit({ entryOf }: Record): Probe {
  const { entry } = entryOf('amazon', 'us-ftc-2023-09-26-amazon');
  const prime = entryOf('amazon', 'us-ftc-2025-09-25-amazon-prime').entry;
  const open = caseAt(entry.matter, (prime.event.at + 1) as Instant)?.open ?? false;
  return {
    id: 'suit-beside-settlement',
    expected: 'FTC v. Amazon stays open after the Prime settlement',
    found: open ? 'open' : 'closed',
    holds: open && entry.matter !== prime.matter,
  };
}

const BLOCKS = ['block', 'delist-app', 'rule'];

function noStandingBlock({ standing, score, country, now }: Record): Probe {
  const { ledger } = standing('tencent');
  const counted = new Set(
    score('tencent', now)
      .factors.filter(({ points }) => points > 0)
      .map(({ step }) => step),
  );
  const standingBlocks = ledger.matters
    .flatMap(({ entries }) => entries)
    .filter(
      ({ event }) =>
        counted.has(event.id) &&
        country(event) === 'US' &&
        BLOCKS.includes(event.act.measure ?? ''),
    )
    .map(({ event }) => `${event.id} ${kindOf(event.act)}`);
  return {
    id: 'no-standing-block',
    expected: 'Tencent holds no American block today',
    found: standingBlocks.join('; ') || 'none',
    holds: standingBlocks.length === 0,
  };
}

function oldListings({ score, now }: Record): Probe {
  const [mobile, ...others] = (['china-mobile', 'tencent', 'nvidia', 'meta'] as const).map(
    (company) => ({ company, points: score(company, now).score }),
  );
  return {
    id: 'old-listings',
    expected: 'China Mobile stands below Tencent, Nvidia and Meta today',
    found: [mobile!, ...others]
      .map(({ company, points }) => `${company} ${tenth(points)}`)
      .join(', '),
    holds: others.every(({ points }) => mobile!.points < points),
  };
}

function monopolist({ own }: Record): Probe {
  const points = own('alphabet', 'us-doj-2024-08-05-google-search');
  return {
    id: 'monopoly-finding',
    expected: 'the ruling of August 2024 that Google is a monopolist adds more than 15 points',
    found: tenth(points),
    holds: points > 15,
  };
}

function oneAircraft({ own }: Record): Probe {
  const probe = own('boeing', 'us-dot-2024-01-12-boeing-faa');
  const grounding = own('boeing', 'us-faa-2019-03-13-737-max');
  return {
    id: 'probe-below-grounding',
    expected: 'the probe of 2024 into Boeing weighs less than the grounding of 2019',
    found: `${tenth(probe)} and ${tenth(grounding)}`,
    holds: probe < grounding,
  };
}

function leadingFine({ standing }: Record): Probe {
  const alibaba = standing('alibaba');
  const at = lateOn('2021-04-10');
  const event = latestOf(alibaba, scoreAt(alibaba, at), at, null)?.event ?? 'nothing';
  return {
    id: 'leading-fine',
    expected: 'the day of Alibaba’s fine of CNY 18.2 bn leads with the fine',
    found: event,
    holds: event.startsWith('cn-samr-2021-04-10-exclusivity'),
  };
}
