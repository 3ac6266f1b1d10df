import type { CompanyId } from '../../domain/ids.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { DAY_MS, dayNumber, type Instant } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { bandOf, scoreOfLoad, shownTenths, tenths } from './formula.ts';
import { closes } from './kinds.ts';
import { inOrder, openLedger } from './ledger.ts';
import { type LoadParts, loadsAt, onlyStages, type RuleEvent } from './load.ts';
import { mergeAccounts } from './merge-accounts.ts';
import { quickScore, type ScoreInput, type Standing, standingOf } from './score.ts';
import { appKey } from './severity.ts';

/** How a score came from `from` to `to`: three parts in points that sum to the difference. */
export type ScoreChange = ReturnType<typeof changeSince>;

/**
 * Change of a company's score since an earlier instant, split in this order: decay, then closings,
 * then new actions (docs/scoring.md). A fine that ends an open case is a closing; one out of the
 * blue is an action. /
 */
export function changeSince(input: ScoreInput, since: Instant, standing = standingOf(input)) {
  const { at, weights } = input;
  const fresh = (moment: number) => moment > since && moment <= at;
  const own = input.events.filter((event) => event.company === input.company.id);
  // A fine that ended acts known before it ends a case.
  const ending = new Set(
    standing.ledger.matters
      .flatMap(({ entries }) => entries)
      .flatMap(({ event, closedBy }) =>
        closedBy === null || closedBy === event ? [] : closedBy.id,
      ),
  );
  const endsOnly = (event: RegulatoryEvent) => closes(event) || ending.has(event.id);

  const scoreWith = (
    step: (event: RegulatoryEvent) => boolean,
    rule: (ruleEvent: RuleEvent) => boolean,
  ) => {
    const ledger = openLedger(own.filter(step), weights);
    return quickScore({ ledger, hits: onlyStages(standing.hits, rule), weights }, at).score;
  };
  const before = quickScore(standing, since).score;
  const decayed = scoreWith(
    (event) => event.at <= since,
    (event) => event.at <= since,
  );
  const closed = scoreWith(
    (event) => event.at <= since || (fresh(event.at) && endsOnly(event)),
    (event) => event.at <= since || event.stage === 'dropped',
  );
  const now = quickScore(standing, at).score;
  const total = shownTenths(now) - shownTenths(before);
  const [decay, closings, actions] = tenths(
    [decayed - before, closed - decayed, now - closed],
    total,
  );
  return {
    from: shownTenths(before) / 10,
    to: shownTenths(now) / 10,
    /** What time alone did; never above 0. */
    decay: decay! / 10,
    closings: closings! / 10,
    actions: actions! / 10,
    /** Ids of the acts and rules known in between. */
    news: [
      ...own.filter((event) => fresh(event.at)).map((event) => event.id),
      ...standing.hits
        .filter((hit) => hit.events.some((ruleEvent) => fresh(ruleEvent.at)))
        .map((hit) => `rule:${hit.rule.id}`),
    ],
  };
}

export type Trend = ReturnType<typeof trendOf>;

/**
 * Peak over two years and the change in 30 days. Between acts a score only falls, so the peak
 * stands at an act, at the beginning of the window or now.
 */
export function trendOf(standing: Standing, at: Instant) {
  const since = at - 730 * DAY_MS;
  const acts = [
    ...standing.ledger.matters.flatMap(({ entries }) =>
      entries.map(({ event }): number => event.at),
    ),
    ...standing.hits.flatMap(({ events }) => events.map((event) => event.at)),
  ].filter((moment) => moment > since && moment < at);
  const moments = [since, ...new Set(acts.sort((act, other) => act - other)), at] as Instant[];
  const scores = seriesOf(standing, moments);
  const peak = scores.reduce((best, score) => (score.score > best.score ? score : best));
  const [ago] = seriesOf(standing, [(at - 30 * DAY_MS) as Instant]);
  return {
    /** Highest score of the last two years, with one decimal, and when it stood. */
    peak: { ...peak, band: bandOf(peak.score, standing.weights) },
    /** Points since 30 days ago. */
    change30: Math.round((scores.at(-1)!.score - ago!.score) * 10) / 10,
  };
}

/** Scores with one decimal at each instant, in order of time, for charts and exports. */
export function seriesOf(standing: LoadParts, instants: readonly Instant[]) {
  const loads = loadsAt(standing, instants);
  const shown = (load: number) => shownTenths(scoreOfLoad(load, standing.weights)) / 10;
  return instants.map((at, index) => ({ at, score: shown(loads[index]!) }));
}

/** Where a company stands among the companies of its sector. */
export type SectorRank = NonNullable<ReturnType<typeof rankInSector>>;

/** Median and rank of a company among scores of one instant; null where the company has none. */
export function rankInSector(
  company: CompanyId,
  scores: readonly { readonly company: CompanyId; readonly score: number }[],
) {
  const own = scores.find((score) => score.company === company);
  if (own === undefined) return null;
  const sorted = scores.map((score) => score.score).sort((one, other) => one - other);
  const { length } = sorted;
  const median = (sorted[(length - 1) >> 1]! + sorted[length >> 1]!) / 2;
  return {
    median: Math.round(median * 10) / 10,
    /** 1 = highest score; equal scores share a rank. */
    rank: 1 + scores.filter((score) => score.score > own.score).length,
    of: scores.length,
  };
}

/**
 * What was known before an act of the same company: each act once, closings left out. Days count
 * from the earlier act to this one.
 */
export function recidivismOf(
  event: RegulatoryEvent,
  events: readonly RegulatoryEvent[],
  weights: Weights,
) {
  const own = events.filter(
    (regulatoryEvent) =>
      regulatoryEvent.company === event.company &&
      regulatoryEvent.id !== event.id &&
      regulatoryEvent.at < event.at,
  );
  const acts = mergeAccounts(inOrder(own), weights)
    .filter((account) => account.until > event.at)
    .map((account) => account.event)
    .filter(
      (regulatoryEvent) =>
        !closes(regulatoryEvent) &&
        (event.notice === null || regulatoryEvent.notice !== event.notice),
    );
  const since = (regulatoryEvent: RegulatoryEvent) =>
    dayNumber(event.date) - dayNumber(regulatoryEvent.date);
  const before = (name: string, has: (event: RegulatoryEvent) => boolean) => {
    const found = acts.filter(has);
    return found.length === 0
      ? []
      : [{ name, times: found.length, daysSince: since(found.at(-1)!) }];
  };
  const sameBody = acts.filter((regulatoryEvent) => regulatoryEvent.regulator === event.regulator);
  const issues = [...new Set(event.apps.flatMap((app) => app.issues))];
  return {
    /** Earlier acts of any body against the company. */
    company: acts.length,
    /** Of these, by the same body. */
    sameBody: sameBody.length,
    daysSinceSameBody: sameBody.length === 0 ? null : since(sameBody.at(-1)!),
    /** Apps of this act that were hit before by any body, latest first. */
    apps: event.apps
      .flatMap((app) =>
        before(app.name, ({ apps }) => apps.some((eventApp) => appKey(eventApp) === appKey(app))),
      )
      .sort((one, other) => one.daysSince - other.daysSince),
    /** Accusations of this act that were raised before against the company, by their ids. */
    issues: issues.flatMap((issue) =>
      before(issue, ({ apps }) => apps.some((app) => app.issues.includes(issue))),
    ),
  };
}
