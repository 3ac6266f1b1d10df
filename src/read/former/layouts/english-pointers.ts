import type { Draft } from '../../document/mention-draft.ts';
import type { Page } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { entityDrafts, isCompanyStep } from './entities.ts';
import { isHit, knownDraft } from './known-en.ts';

/** Words that point back at names of the headline or of the sentence before. */
const POINTS =
  /\b(?:the|both|all|these|those|its|their) (?:two |three |four |five |six |seven |eight |nine |ten |\d+ )?(?:compan(?:y|ies)|firms?|platforms?|apps?|operators?|executives)\b/iu;
const BACK = 2;

/** Whom a step hits by a word for them only: a headline that names A and B, and "it held talks with the two companies". */
export function pointedAt(page: Page, steps: StepReading): Draft[] {
  if (page.language !== 'en') return [];
  const told = steps.taken.find(
    ({ scene, type }) =>
      type !== 'rule-proposed' && type !== 'rule-enacted' && POINTS.test(scene.sentence.text),
  );
  if (told === undefined) return [];
  const past = new Set(
    steps.refused.filter(({ code }) => code !== 'own-account').map((one) => one.step.scene),
  );
  const at = steps.scenes.indexOf(told.scene);
  const before = steps.scenes.filter(
    (one, place) => place < at && !past.has(one) && (one.sentence.place === 'title' || place >= at - BACK),
  );
  const nearest = before.findLast((one) => one.known.length > 0);
  if (nearest === undefined) return [];
  return isCompanyStep(told.type)
    ? entityDrafts(nearest, page)
    : nearest.known
        .filter((one) => isHit(one, nearest.known, nearest.sentence, page))
        .map((one) => knownDraft(nearest.sentence, one, nearest.known));
}
