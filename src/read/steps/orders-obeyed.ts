import type { Page } from '../page.ts';
import type { RefusedStep } from './reasons.ts';
import type { Step } from './step.ts';

/** Words that point at apps named before: the order tells of them without their names. */
const POINTS =
  /\b(?:those|these|the(?: two| three| four)?|both|such) (?:\w+ )?apps?\b|\b(?:their|its|the) (?:removal|delisting)\b/iu;

/** A headline in which a store removes apps ("Apple pulls A and B") tells the order that a sentence below says it obeys. */
export function ordersObeyed(taken: readonly Step[], refused: readonly RefusedStep[], page: Page): Step[] {
  if (page.language !== 'en') return [];
  const orders = taken.filter(
    ({ type, scene }) =>
      type === 'removed-from-stores' && scene.sentence.place !== 'title' && POINTS.test(scene.sentence.text),
  );
  if (orders.length === 0) return [];
  return refused
    .filter(
      ({ step, code }) =>
        code === 'own-account' &&
        step.type === 'removed-from-stores' &&
        step.scene.sentence.place === 'title' &&
        page.vocabulary.stores(step.scene.sentence.text).length > 0,
    )
    .map(({ step }) => step);
}
