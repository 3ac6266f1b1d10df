import type { Company } from '../../domain/company.ts';
import type { SectorRule } from '../../domain/history.ts';
import type { CaseId, RegulatorId } from '../../domain/ids.ts';
import type { Reason } from '../../domain/reason.ts';
import type { Factor, RegulatoryEvent, Score } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { caseAt } from './cases.ts';
import { because, flagsOf, plainWording, type Wording } from './explain.ts';
import { bandOf, ownPoints, scoreOfLoad, shownTenths, tenths, waterfall } from './formula.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { hitsOf, type Leaf, type LoadParts, leavesAt, loadAt, ownLoad } from './load.ts';
import { matterStateAt } from './matter-state.ts';

/**
 * Version of the formulas and ledger rules in this room; together with the weights' version it
 * names the model.
 */
export const RULES_VERSION = 'ledger-4';

/** Names the model: the version of the weights and that of the rules. */
export const modelOf = ({ version }: Pick<Weights, 'version'>): string =>
  `${version}+${RULES_VERSION}`;

export interface ScoreInput {
  readonly company: Pick<Company, 'id' | 'sector'>;
  /**
   * Acts of any companies, in any order, with duplicates and with the future: what does not belong
   * is left out.
   */
  readonly events: readonly RegulatoryEvent[];
  readonly rules: readonly SectorRule[];
  readonly weights: Weights;
  readonly at: Instant;
  /** IANA zone of a body: its rules' dates are days there. */
  readonly zoneOf: (regulator: RegulatorId) => string;
  /** Names of bodies and apps for the sentences; ids and names as written without. */
  readonly wording?: Wording;
}

/** Everything of a company that does not hang on the instant: build once, ask for many days. */
export type Standing = ReturnType<typeof standingOf>;

/** Opens the ledger and finds the rules of a company. */
export function standingOf(input: Omit<ScoreInput, 'at'>) {
  const { company, events, rules, weights, zoneOf, wording = plainWording } = input;
  const own = events.filter((event) => event.company === company.id);
  return {
    company,
    ledger: openLedger(own, weights),
    hits: hitsOf(rules, company, zoneOf),
    weights,
    wording,
  };
}

/**
 * L, S (unrounded) of a company at an instant without its parts; the fast way for series and
 * replays.
 */
export function quickScore(standing: LoadParts, at: Instant): { load: number; score: number } {
  const load = loadAt(standing, at);
  return { load, score: scoreOfLoad(load, standing.weights) };
}

/**
 * Points of some acts by themselves at an instant: of their own load, or of what they add to the
 * load before them where that is more.
 */
export function ownPointsOf(
  standing: Standing,
  isOwn: (step: { readonly id: string }) => boolean,
  at: Instant,
  loadBefore: number,
): number {
  const added = loadAt(standing, at) - loadBefore;
  return ownPoints(Math.max(added, ownLoad(standing, isOwn, at)), standing.weights);
}

/**
 * Score of one company at an instant with its factors in points, cases and flags. Only acts and
 * rule stages known by then count. Points have one decimal and sum to the score (docs/scoring.md).
 */
export function scoreAt(standing: Standing, at: Instant): Score {
  const { company, ledger, weights, wording } = standing;
  const leaves = leavesAt(standing, at);
  const { load, score } = quickScore(standing, at);
  const shown = shownTenths(score);
  const factors = factorsOf(leaves, load, shown, standing, at);
  const sure = leaves.reduce((su, leaf) => (isAttested(leaf) ? su + leaf.su : su), 0);
  const attested = shownTenths(scoreOfLoad(Math.min(sure, load), weights)) / 10;
  const pointsOf = (counts: (factor: Factor) => boolean) =>
    Math.round(
      factors.reduce((sum, factor) => (counts(factor) ? sum + factor.points : sum), 0) * 10,
    ) / 10;
  return {
    company: company.id,
    at,
    model: modelOf(weights),
    score: shown / 10,
    band: bandOf(shown / 10, weights),
    load,
    parts: {
      business: pointsOf((factor) => factor.part === 'business'),
      investability: pointsOf((factor) => factor.part === 'investability'),
    },
    attested: {
      points: pointsOf((factor) => factor.attested),
      score: attested,
      band: bandOf(attested, weights),
    },
    factors,
    cases: statedCases(ledger, at, weights),
    flags: flagsOf(leaves, wording),
  };
}

/** The cases of a ledger, each with where it stands. */
const statedCases = (ledger: Ledger, at: Instant, { grades }: Weights) =>
  ledger.matters.flatMap((matter) => {
    const found = caseAt(matter, at);
    const state = found === null ? null : matterStateAt(matter, at, grades);
    return found === null ? [] : [{ ...found, ...(state === null ? {} : { state }) }];
  });

function factorsOf(
  leaves: readonly Leaf[],
  load: number,
  shown: number,
  { wording, weights }: Standing,
  at: Instant,
): Factor[] {
  const scale = load > 0 ? shown / 10 / load : 0;
  const points = tenths(
    leaves.map(({ su }) => su * scale),
    shown,
  );
  return leaves.map((leaf, index) => {
    const { w, m, r, a } = leaf.term;
    let said: Reason | null = null;
    let parts: Factor['waterfall'] | null = null;
    return {
      id: idOf(leaf),
      points: points[index]! / 10,
      case: (leaf.entry?.matter.id ?? null) as CaseId | null,
      step: leaf.entry?.event.id ?? null,
      part: leaf.entry?.part ?? 'business',
      attested: isAttested(leaf),
      /** Made when it is read: a sentence costs more than all numbers of the score. */
      get because() {
        said ??= because(leaf, at, wording, weights);
        return said;
      },
      /** Made when it is read: a card shows few of thousands. */
      get waterfall() {
        parts ??= waterfall([w, m, r, a, leaf.d, leaf.breadth], scale, points[index]!);
        return parts;
      },
    };
  });
}

/** Whether it rests on something that somebody else can check. */
const isAttested = ({ entry, rule }: Leaf): boolean => (entry?.event ?? rule!.hit.rule).attested;

/** `<act>#<app>`, `<act>#rest`, `<act>#company` or `rule:<id>`: unique within a score. */
function idOf({ rule, entry, term }: Leaf): string {
  if (rule !== null) return `rule:${rule.hit.rule.id}`;
  return `${entry!.event.id}#${term.kind === 'app' ? term.name : term.kind}`;
}
