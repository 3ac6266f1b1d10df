import type { Step } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import { closes, isFine } from './acts.ts';
import { scoreOfLoad } from './formula.ts';
import { openLedger } from './ledger.ts';
import { loadAt } from './load.ts';
import { shownTenths, tenths } from './points.ts';
import { type RuleEvent, ruleLoadsAt } from './rules.ts';
import type { ScoreInput } from './score.ts';
import { quickScore, standingOf } from './score.ts';

/** How a score came from `from` to `to`: three parts in points that sum to the difference. */
export interface ScoreChange {
  readonly from: number;
  readonly to: number;
  /** What time alone did; never above 0. */
  readonly decay: number;
  readonly closings: number;
  readonly actions: number;
  /** Ids of the steps and rules told in between. */
  readonly news: readonly string[];
}

/**
 * Change of a company's score since an earlier instant, split in this order: decay, then closings, then new actions
 * (scoring.md 3). A fine that ends an open case is a closing; one out of the blue is an action.
 */
export function changeSince(input: ScoreInput, since: Instant): ScoreChange {
  const { at, weights } = input;
  const standing = standingOf(input);
  const fresh = (moment: number) => moment > since && moment <= at;
  const own = input.steps.filter((step) => step.company === input.company.id);
  const ending = new Set(closingIds(standing.ledger.matters, fresh));
  const endsOnly = (step: Step) => closes(step) || ending.has(step.id);

  const scoreWith = (step: (one: Step) => boolean, rule: (one: RuleEvent) => boolean) => {
    const ledger = openLedger(own.filter(step), weights);
    return scoreOfLoad(loadAt(ledger, ruleLoadsAt(standing.hits, weights, at, rule), weights, at), weights);
  };
  const before = quickScore(standing, since).score;
  const decayed = scoreWith(
    (step) => step.at <= since,
    (event) => event.at <= since,
  );
  const closed = scoreWith(
    (step) => step.at <= since || (fresh(step.at) && endsOnly(step)),
    (event) => event.at <= since || event.stage === 'dropped',
  );
  const now = quickScore(standing, at).score;
  const total = shownTenths(now) - shownTenths(before);
  const [decay, closings, actions] = tenths([decayed - before, closed - decayed, now - closed], total);
  return {
    from: shownTenths(before) / 10,
    to: shownTenths(now) / 10,
    decay: decay! / 10,
    closings: closings! / 10,
    actions: actions! / 10,
    news: [
      ...own.filter((step) => fresh(step.at)).map((step) => step.id),
      ...standing.hits
        .filter((hit) => hit.events.some((one) => fresh(one.at)))
        .map((hit) => `rule:${hit.rule.id}`),
    ],
  };
}

/** Fines told in between that ended acts told before them. */
function closingIds(
  matters: ReturnType<typeof openLedger>['matters'],
  fresh: (moment: number) => boolean,
): string[] {
  return matters.flatMap((matter) =>
    matter.entries
      .filter(({ step }) => isFine(step) && fresh(step.at))
      .filter(({ step }) => matter.entries.some((one) => one.closedBy === step && one.step !== step))
      .map(({ step }) => step.id),
  );
}
