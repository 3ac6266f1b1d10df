import type { IssueId } from '../domain/ids.ts';
import type { Step } from '../domain/score.ts';
import { dayNumber } from '../domain/time.ts';
import type { Weights } from '../domain/weights.ts';
import { appKey, closes } from './acts.ts';
import { inOrder } from './ledger.ts';
import { settle } from './settle.ts';

/** How often it happened before, by body where it says so; days count from the earlier act to this one. */
export interface Recidivism {
  /** Earlier acts of any body against the company. */
  readonly company: number;
  /** Of these, by the same body. */
  readonly sameBody: number;
  readonly daysSinceSameBody: number | null;
  /** Apps of this step that were hit before by any body, latest first. */
  readonly apps: readonly { readonly name: string; readonly times: number; readonly daysSince: number }[];
  /** Accusations of this step that were raised before against the company. */
  readonly issues: readonly { readonly issue: IssueId; readonly times: number; readonly daysSince: number }[];
}

/** What was known before a step of the same company: each act once, closings left out. */
export function recidivismOf(step: Step, steps: readonly Step[], weights: Weights): Recidivism {
  const own = steps.filter((one) => one.company === step.company && one.id !== step.id && one.at < step.at);
  const acts = settle(inOrder(own), weights)
    .filter((account) => account.until > step.at)
    .map((account) => account.step)
    .filter((one) => !closes(one) && (step.notice === null || one.notice !== step.notice));
  const since = (one: Step) => dayNumber(step.date) - dayNumber(one.date);
  const counted = <Key>(keys: readonly Key[], has: (one: Step, key: Key) => boolean) =>
    keys.flatMap((key) => {
      const found = acts.filter((one) => has(one, key));
      return found.length === 0 ? [] : [{ key, times: found.length, daysSince: since(found.at(-1)!) }];
    });
  const sameBody = acts.filter((one) => one.regulator === step.regulator);
  const issues = [...new Set(step.apps.flatMap((app) => app.issues))];
  return {
    company: acts.length,
    sameBody: sameBody.length,
    daysSinceSameBody: sameBody.length === 0 ? null : since(sameBody.at(-1)!),
    apps: counted(step.apps, (one, app) => one.apps.some((each) => appKey(each) === appKey(app)))
      .map(({ key, ...rest }) => ({ name: key.name, ...rest }))
      .sort((one, other) => one.daysSince - other.daysSince),
    issues: counted(issues, (one, issue) => one.apps.some((app) => app.issues.includes(issue))).map(
      ({ key, ...rest }) => ({ issue: key, ...rest }),
    ),
  };
}
