import { MEASURES, type Measure, type MeasureGroup } from '../../domain/measures.ts';
import type { ActionType } from '../../domain/notice.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';

const is = (event: RegulatoryEvent, measures: readonly Measure[]): boolean =>
  event.act.measure !== null && measures.includes(event.act.measure);

/** Acts that only change another act. They lower a score and never add to it. */
export const closes = (event: RegulatoryEvent): boolean =>
  event.act.effect !== null ||
  event.types.every((type) => type === 'reinstated' || type === 'closed');
/** Whether a type names or orders, as lists do. */
export const isListing = (type: ActionType): boolean =>
  ['named', 'criticised', 'warned', 'rectification-ordered'].includes(type);
/** Acts that name or order, as rectification lists do. */
export const names = (event: RegulatoryEvent): boolean => is(event, ['name', 'warn', 'rectify']);
/** Acts that open a case which later acts of the same body join. */
export const opens = (event: RegulatoryEvent): boolean =>
  event.act.measure === 'summon' ||
  (event.act.measure !== null && MEASURES[event.act.measure].isInquiry);
/** A fine, or a sum that was agreed or ordered. */
export const isFine = (event: RegulatoryEvent): boolean => is(event, ['fine', 'pay']);
/** Acts that are over as they are stated: commitments, and decisions on a deal. */
export const isBornClosed = (event: RegulatoryEvent): boolean =>
  is(event, ['commit']) ||
  (event.act.measure === 'deal' && event.act.form !== 'review') ||
  (isFine(event) && event.object.kind === 'deal');
/** Decides its matter: what was asked, named or opened in the same matter ends with it. */
export const decides = (event: RegulatoryEvent): boolean =>
  event.act.measure !== null &&
  MEASURES[event.act.measure].decides &&
  event.act.form !== 'review' &&
  event.act.posture !== 'proposed';
/** Ends with a decision of its matter: what asks, names or inquires, never what stands. */
export const endsWithDecision = (event: RegulatoryEvent): boolean =>
  is(event, ['rectify', 'missed-deadline']) ||
  (event.act.measure === 'deal' && event.act.form === 'review') ||
  (event.act.measure !== null && ['say', 'case'].includes(MEASURES[event.act.measure].group));
export const followsAnApp = (event: RegulatoryEvent): boolean =>
  is(event, ['delist-app', 'missed-deadline']);

/** Programmes whose entries stand for the whole firm: a fresh list repeats the earlier one. */
const LISTED: readonly MeasureGroup[] = ['trade', 'capital'];

/**
 * What joins acts into one case whoever took them: the matter, or the programme of a list that
 * names firms. Null = the act states none and opens a case of its own.
 */
export function matterOf(event: RegulatoryEvent): string | null {
  const { matter, programme, measure } = event.act;
  const named = matter ?? event.matter;
  if (named !== null || programme === null || measure === null) return named;
  return LISTED.includes(MEASURES[measure].group) ? programme : null;
}
