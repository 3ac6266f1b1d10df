import { type ActKind, actOfKind, kindOf, partsOf } from '../../../domain/act-kind.ts';
import { Measure } from '../../../domain/measures.ts';
import type { Action, Mention, Stated } from '../../../domain/notice.ts';
import type { CalendarDate } from '../../../domain/time.ts';
import { spanIn } from '../document/page.ts';
import type { ActionCandidate, DocumentContext } from './document-context.ts';
import { listStepsAt, stepsAt } from './step-scope.ts';

const NAME = 'name';
const RECTIFY = 'rectify';

/** One order for the acts of a notice, whatever order its sentences have. */
const ORDER: readonly (Measure | null)[] = Measure.options;
const placeOf = ({ act }: Action): number => ORDER.indexOf(act.measure);

/**
 * The acts of a list notice as Actions, one a kind, in one order. A deadline for apps that are
 * named is an order, and an order to several apps (`isMany`) names them.
 */
export function actionsOf(
  candidates: readonly ActionCandidate[],
  deadline: Stated<CalendarDate> | null,
  isMany: boolean,
): Action[] {
  const first = new Map<ActKind, Action>();
  for (const actionCandidate of candidates)
    if (!first.has(actionCandidate.done))
      first.set(actionCandidate.done, actionOf(actionCandidate));
  const [any, ...more] = first.values();
  const order = first.get(RECTIFY);
  const actions = [...first.values()];
  if (deadline !== null && first.has(NAME) && order === undefined) {
    const { span, rule } = deadline;
    const as = {
      act: actOfKind(RECTIFY, { deadline: deadline.value }),
      phrase: 'deadline',
      english: 'ordered to rectify',
    } as const;
    actions.push({ ...any!, ...as, span, rule });
  }
  if (order !== undefined && more.length === 0 && isMany)
    actions.push({
      ...order,
      act: actOfKind(NAME),
      english: 'publicly named',
      rule: 'official.named-by-list',
    });
  return actions.sort((action, other) => placeOf(action) - placeOf(other));
}

function actionOf({ done, id, english, sentence, start, end: stem }: ActionCandidate): Action {
  // A phrase may end with a stem ("ordered them to rectif"): its quotation goes to the end of the
  // word.
  const end =
    stem + (/^[a-z]+/iu.exec(sentence.raw.slice(stem - 1, stem + 20))?.[0].length ?? 1) - 1;
  return {
    act: actOfKind(done),
    object: null,
    grade: 'confirmed',
    phrase: sentence.raw.slice(start, end),
    english,
    span: spanIn(sentence, start, end),
    rule: id,
    mentions: [],
    companyWide: false,
    fine: null,
  };
}

/**
 * Acts that lift an app above those that are only named: each hits its own list where a page holds
 * two.
 */
const REMOVALS: readonly (Measure | null)[] = ['delist-app', 'block', 'no-new-clients'];
const removes = (done: ActKind): boolean => REMOVALS.includes(partsOf(done).measure);
const isRemoval = ({ act }: Pick<Action, 'act'>) => REMOVALS.includes(act.measure);

/**
 * Gives each Action the Mentions that it hits on a page with two lists ("named: annex 1; removed:
 * annex 2", two tables under two headings). Where one list is all there is, or a mention's place
 * does not tell, the Actions hit all subjects.
 */
export function assignMentions(
  actions: readonly Action[],
  subjects: readonly Mention[],
  context: DocumentContext,
): Action[] {
  const all = [...actions, ...stepsOfRows(actions, subjects, context)];
  const removals = all.filter(isRemoval).length;
  if (removals === 0 || removals === all.length) return all;
  const hits = subjects.map(({ id, span, rows }) => {
    const places = [span, ...rows.map((row) => row.span)].filter((span) => span.end > 0);
    const kinds = places.flatMap(({ start }) => stepsAt(start, context));
    const removed = kinds.some(removes);
    return { id, removed, named: kinds.some((done) => !removes(done)) };
  });
  if (hits.every((hit) => hit.removed) || !hits.some((hit) => hit.removed)) return all;
  return all.map((action) => {
    const hit = hits.filter(({ removed, named }) =>
      isRemoval(action) ? removed || !named : named || !removed,
    );
    return { ...action, mentions: hit.length === subjects.length ? [] : hit.map(({ id }) => id) };
  });
}

/** Acts that only a row or the heading of a list states: each hits what stands there. */
function stepsOfRows(
  actions: readonly Action[],
  subjects: readonly Mention[],
  context: DocumentContext,
): Action[] {
  const known = new Set(actions.map(({ act }) => kindOf(act)));
  const found = subjects.flatMap(({ span }) =>
    (span.end > 0 ? listStepsAt(span.start, context) : []).map((done) => ({ done, span })),
  );
  const first = new Map(found.toReversed().map((one) => [one.done, one] as const));
  return [...first.values()]
    .filter(({ done }) => !known.has(done))
    .map(({ done, span }) => ({
      act: actOfKind(done),
      object: null,
      grade: 'confirmed',
      phrase: context.page.document.text.slice(span.start, span.end),
      english: done.replaceAll(/[-/]/g, ' '),
      span,
      rule: 'official.row',
      mentions: [],
      companyWide: false,
      fine: null,
    }));
}
