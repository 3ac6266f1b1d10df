import type { Page } from '../page.ts';
import type { RefusedStep } from './reasons.ts';
import type { Step } from './step.ts';

/** Words that point at apps named before: the order tells of them without their names. */
const POINTS =
  /\b(?:those|these|the(?: two| three| four)?|both|such) (?:\w+ )?apps?\b|\b(?:their|its|the) (?:removal|delisting)\b/iu;

const BODY =
  "(?:the |local |state |central |national |country's |nation's |Chinese |Indian |Russian |Turkish |Vietnamese |internet |cyber |media )*(?:authorit\\w+|regulators?|governments?|officials|watchdogs?|ministry|censors|police|administration|agency|CAC|MIIT|Cyberspace Administration|Roskomnadzor|Beijing|New Delhi|Moscow|China|India|Russia)";

/** A sentence that says why a store removed an app: "the removal was in response to a request from the authorities". */
const OBEYS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:in response to|following|after|because of|due to|on the basis of|as a result of|on|at|upon|under|to comply with|in line with) (?:an? |the )?(?:legal |formal |official |written |government |direct )*(?:requests?|orders?|demands?|instructions?|directives?|notices?|complaints?|behest|notification) (?:from|by|of) ${BODY}\\b`,
    'u',
  ),
  new RegExp(
    `\\b(?:was|were|been|being) (?:told|ordered|asked|instructed|required|forced|requested|directed|notified) by ${BODY}\\b(?=[^.;]{0,60}\\b(?:remove|pull|delist|take|drop|apps?|removal)\\b)`,
    'u',
  ),
  new RegExp(
    `^\\W*(?:[A-Z][a-z]+ )?${BODY} (?:\\w+ )?(?:ordered|asked|told|demanded|requested|required|instructed|forced)\\b[^.;]{0,40}\\b(?:removal|remove|pull|delist|take)\\b`,
    'u',
  ),
];
const IS_REMOVAL =
  /\b(?:remov\w+|pull(?:ed|ing)?|delist\w*|tak(?:e|en|ing) (?:it |them |the apps? )?(?:down|off|offline)|took|apps?|decision|move)\b/iu;
/** What is told of another time or another app is no ground of this removal. */
const OF_OLD =
  /\b(?:[Ii]n|[Ss]ince) (?:\w+ )?20\d\d\b|\b(?:[Ee]arlier|[Pp]reviously|[Ll]ast (?:year|month)|in the past|other apps|similar apps|a year ago)\b|\b(?:not|n't|never|denied|without)\b/u;
const NEAR = 8;

/** A headline in which a store removes apps ("Apple pulls A and B") tells the order that a sentence below says it obeys. */
export function ordersObeyed(taken: readonly Step[], refused: readonly RefusedStep[], page: Page): Step[] {
  if (page.language !== 'en') return [];
  const pointed = taken.some(
    ({ type, scene }) =>
      type === 'removed-from-stores' && scene.sentence.place !== 'title' && POINTS.test(scene.sentence.text),
  );
  const isGround =
    pointed ||
    page.sentences
      .filter((one) => one.place !== 'title')
      .slice(0, NEAR)
      .some(obeys);
  if (!isGround) return [];
  return refused
    .filter(
      ({ step, code }) =>
        code === 'own-account' &&
        step.type === 'removed-from-stores' &&
        step.scene.sentence.place === 'title' &&
        (page.vocabulary.stores(step.scene.sentence.text).length > 0 ||
          /\bstores?\b/iu.test(step.scene.sentence.text)),
    )
    .map(({ step }) => step);
}

function obeys({ text }: { text: string }): boolean {
  return IS_REMOVAL.test(text) && !OF_OLD.test(text) && OBEYS.some((one) => one.test(text));
}
