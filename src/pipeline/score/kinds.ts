import { type ActKind, partsOf } from '../../domain/act-kind.ts';
import { MEASURES, type Measure, type MeasureGroup, type Posture } from '../../domain/measures.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';

const is = (event: RegulatoryEvent, measures: readonly Measure[]): boolean =>
  event.act.measure !== null && measures.includes(event.act.measure);

/** Acts that only change another act. They lower a score and never add to it. */
export const closes = (event: RegulatoryEvent): boolean => event.act.effect !== null;
/** Whether a kind of act names or orders, as lists do. */
export const isListing = (kind: ActKind): boolean => LISTING.includes(partsOf(kind).measure);
const LISTING: readonly (Measure | null)[] = ['name', 'warn', 'ask', 'rectify'];

/** Measures that two accounts of one act may tell it by. */
const ALIKE: readonly (readonly Measure[])[] = [
  ['fine', 'pay'],
  ['name', 'status'],
  ['warn', 'ask', 'charge'],
  ['rectify', 'order', 'commit', 'finding'],
  ['probe', 'sue'],
  ['pause', 'no-new-clients'],
  ['block', 'licence'],
  ['sale-ban', 'data-stop'],
  ['duty', 'purchase-ban', 'sales-cut'],
];

/** Whether two kinds of act may be one act in two accounts: reports state forms with less care. */
export function isAlike(kind: ActKind, other: ActKind): boolean {
  const parts = partsOf(kind);
  const two = partsOf(other);
  if (parts.measure === null || two.measure === null) return parts.measure === two.measure;
  const [first, second] = [parts.measure, two.measure];
  return first === second || ALIKE.some((row) => row.includes(first) && row.includes(second));
}

/** Acts that are against the company as a whole, whatever app stands beside them. */
export const hitsCompany = (kinds: readonly ActKind[]): boolean =>
  kinds.some((kind) => {
    const { measure, form } = partsOf(kind);
    return (measure === 'licence' && form !== 'revoked' && form !== 'shut') || stopsListing(kind);
  });

/** A listing that is stopped or suspended: it touches who holds a quarter of the company, too. */
export function stopsListing(kind: ActKind): boolean {
  const { measure, form } = partsOf(kind);
  return measure === 'listing' && form !== 'delisted' && form !== 'risk';
}
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
/**
 * Decides its matter: what was asked, named or opened in the same matter ends with it. What is only
 * proposed, charged or ordered for the time being does not.
 */
export const decides = (event: RegulatoryEvent): boolean =>
  event.act.measure !== null &&
  MEASURES[event.act.measure].decides &&
  event.act.form !== 'review' &&
  !UNDECIDED.includes(event.act.posture);
/** Ends with a decision of its matter: what asks, names or inquires, never what stands. */
export const endsWithDecision = (event: RegulatoryEvent): boolean =>
  is(event, ['rectify', 'missed-deadline']) ||
  (event.act.measure === 'deal' && event.act.form === 'review') ||
  (event.act.measure !== null && ['say', 'case'].includes(MEASURES[event.act.measure].group));
const UNDECIDED: readonly Posture[] = ['proposed', 'charged', 'interim'];
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
