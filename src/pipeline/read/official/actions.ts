import { actOfType } from '../../../domain/act-types.ts';
import { type Action, ActionType, type Mention, type Stated } from '../../../domain/notice.ts';
import type { CalendarDate } from '../../../domain/time.ts';
import { spanIn } from '../document/page.ts';
import type { ActionCandidate, DocumentContext } from './document-context.ts';
import { listStepsAt, stepsAt } from './step-scope.ts';

/** One order for the acts of a notice, whatever order its sentences have. */
const ORDER = ActionType.options;

/**
 * The acts of a list notice as Actions, one a type, in one order. A deadline for apps that are
 * named is an order, and an order to several apps (`isMany`) names them.
 */
export function actionsOf(
  candidates: readonly ActionCandidate[],
  deadline: Stated<CalendarDate> | null,
  isMany: boolean,
): Action[] {
  const first = new Map<ActionType, Action>();
  for (const actionCandidate of candidates)
    if (!first.has(actionCandidate.type))
      first.set(actionCandidate.type, actionOf(actionCandidate));
  const [any, ...more] = first.values();
  const order = first.get('rectification-ordered');
  const actions = [...first.values()];
  if (deadline !== null && first.has('named') && order === undefined) {
    const { span, rule } = deadline;
    const as = {
      type: 'rectification-ordered',
      act: actOfType('rectification-ordered', { deadline: deadline.value }),
      phrase: 'deadline',
      english: 'ordered to rectify',
    } as const;
    actions.push({ ...any!, ...as, span, rule });
  }
  if (order !== undefined && more.length === 0 && isMany)
    actions.push({
      ...order,
      type: 'named',
      act: actOfType('named'),
      english: 'publicly named',
      rule: 'official.named-by-list',
    });
  return actions.sort((action, other) => ORDER.indexOf(action.type) - ORDER.indexOf(other.type));
}

function actionOf({ type, id, english, sentence, start, end: stem }: ActionCandidate): Action {
  // A phrase may end with a stem ("ordered them to rectif"): its quotation goes to the end of the
  // word.
  const end =
    stem + (/^[a-z]+/iu.exec(sentence.raw.slice(stem - 1, stem + 20))?.[0].length ?? 1) - 1;
  return {
    type,
    act: actOfType(type),
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
const REMOVALS: ReadonlySet<ActionType> = new Set([
  'removed-from-stores',
  'banned',
  'registration-suspended',
]);
const isRemoval = ({ type }: Pick<Action, 'type'>) => REMOVALS.has(type);

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
    const types = places.flatMap(({ start }) => stepsAt(start, context));
    const removed = types.some((type) => REMOVALS.has(type));
    return { id, removed, named: types.some((type) => !REMOVALS.has(type)) };
  });
  if (hits.every((one) => one.removed) || !hits.some((one) => one.removed)) return all;
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
  const known = new Set(actions.map(({ type }) => type));
  const found = subjects.flatMap(({ span }) =>
    (span.end > 0 ? listStepsAt(span.start, context) : []).map((type) => ({ type, span })),
  );
  const first = new Map(found.toReversed().map((one) => [one.type, one] as const));
  return [...first.values()]
    .filter(({ type }) => !known.has(type))
    .map(({ type, span }) => ({
      type,
      act: actOfType(type),
      object: null,
      grade: 'confirmed',
      phrase: context.page.document.text.slice(span.start, span.end),
      english: type.replaceAll('-', ' '),
      span,
      rule: 'official.row',
      mentions: [],
      companyWide: false,
      fine: null,
    }));
}
