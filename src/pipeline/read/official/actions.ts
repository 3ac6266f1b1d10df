import { actOfType } from '../../../domain/act-types.ts';
import { type Action, ActionType, type Mention, type Stated } from '../../../domain/notice.ts';
import type { CalendarDate } from '../../../domain/time.ts';
import { spanIn } from '../document/page.ts';
import type { ActionCandidate, DocumentContext } from './document-context.ts';

/** One order for the steps of a notice, whatever order its sentences have. */
const ORDER = ActionType.options;

/**
 * The steps of a list notice as Actions, one a type, in one order. A deadline for apps that are
 * named is an order, and an order to several apps (`isMany`) names them.
 */
export function actionsOf(
  candidates: readonly ActionCandidate[],
  deadline: Stated<CalendarDate> | null,
  isMany: boolean,
): Action[] {
  const first = new Map<ActionType, Action>();
  for (const one of candidates) if (!first.has(one.type)) first.set(one.type, actionOf(one));
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
  return actions.sort((one, other) => ORDER.indexOf(one.type) - ORDER.indexOf(other.type));
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
 * Steps that lift an app above those that are only named: each hits its own list where a page holds
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
  const removals = actions.filter(isRemoval).length;
  if (removals === 0 || removals === actions.length) return [...actions];
  const hits = subjects.map(({ id, span, rows }) => {
    const places = [span, ...rows.map((row) => row.span)].filter((one) => one.end > 0);
    const steps = places.flatMap(({ start }) => stepsAt(start, context));
    return { id, removed: steps.some(isRemoval), named: steps.some((one) => !isRemoval(one)) };
  });
  if (hits.every((one) => one.removed) || !hits.some((one) => one.removed)) return [...actions];
  return actions.map((one) => {
    const hit = hits.filter(({ removed, named }) =>
      isRemoval(one) ? removed || !named : named || !removed,
    );
    return { ...one, mentions: hit.length === subjects.length ? [] : hit.map(({ id }) => id) };
  });
}

const ANNEX = /^\W*(附件)\s?([一二三四五六七八九\d])/u;

/**
 * The steps of the sentences that cite the annex a place stands in, else of the last sentence with
 * a step before it.
 */
function stepsAt(at: number, { actions, page }: DocumentContext): readonly ActionCandidate[] {
  const annex = page.lines.findLast(({ start, text }) => start <= at && ANNEX.test(text));
  const name = annex === undefined ? null : ANNEX.exec(annex.text)!.slice(1).join('');
  const before = (end: number) =>
    actions.filter(({ sentence: { start } }) => start >= 0 && start < end);
  const citing = before(annex?.start ?? 0).filter(({ sentence }) =>
    sentence.text.replaceAll(' ', '').includes(name!),
  );
  if (citing.length > 0) return citing;
  const last = Math.max(...before(at + 1).map((one) => one.sentence.start));
  return actions.filter((one) => one.sentence.start === last);
}
