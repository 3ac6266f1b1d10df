import { type Action, ActionType, type Mention } from '../../domain/notice.ts';
import type { DeadlineReading } from '../dates/deadline.ts';
import { spanIn } from '../document/page.ts';
import type { ActionCandidate, DocumentContext } from './document-context.ts';

/** One order for the steps of a notice, whatever order its sentences have. */
const ORDER = ActionType.options;

/**
 * The steps of a list notice as Actions, one a type, in one order. A deadline for apps that are named is an order, and
 * an order to several apps names them.
 */
export function actionsOf(
  { actions: candidates }: Pick<DocumentContext, 'actions'>,
  subjects: readonly Mention[],
  deadline: DeadlineReading | null,
  counted: boolean,
): Action[] {
  const first = new Map<ActionType, ActionCandidate>();
  for (const one of candidates) if (!first.has(one.type)) first.set(one.type, one);
  const actions = [...first.values()].map(actionOf);
  const has = (type: ActionType) => actions.some((one) => one.type === type);
  if (deadline?.kind === 'day' && has('named') && !has('rectification-ordered')) {
    const { span, rule } = deadline.stated;
    actions.push({
      ...actions[0]!,
      type: 'rectification-ordered',
      phrase: 'deadline',
      english: 'ordered to rectify',
      span,
      rule,
    });
  }
  const order = actions.find((one) => one.type === 'rectification-ordered');
  if (order !== undefined && actions.length === 1 && (counted || subjects.length > 1))
    actions.push({ ...order, type: 'named', english: 'publicly named', rule: 'official.named-by-list' });
  return actions.sort((one, other) => ORDER.indexOf(one.type) - ORDER.indexOf(other.type));
}

function actionOf({ type, id, english, sentence, start, end }: ActionCandidate): Action {
  return {
    type,
    phrase: sentence.raw.slice(start, end),
    english,
    span: spanIn(sentence, start, end),
    rule: id,
    mentions: [],
    companyWide: false,
    fine: null,
  };
}
