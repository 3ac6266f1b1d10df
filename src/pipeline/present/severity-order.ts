import { type ActKind, kindOf, partsOf } from '../../domain/act-kind.ts';
import type { Action } from '../../domain/notice.ts';

/**
 * From the gravest act to the mildest: the first is the headline. A form goes before its measure.
 */
const ORDER: readonly string[] = [
  'licence/revoked',
  'licence/shut',
  'listing/delisted',
  'listing/stopped',
  'inputs-cut/denial-order',
  'licence',
  'block',
  'delist-app',
  'no-new-clients',
  'pause/business',
  'review',
  'invest-ban',
  'sale-ban',
  'inputs-cut',
  'sales-cut',
  'listing/suspended',
  'sue',
  'finding',
  'probe',
  'data-stop',
  'order/control',
  'deal/prohibited',
  'deal/undone',
  'fine',
  'pay',
  'missed-deadline',
  'pause',
  'charge',
  'order',
  'deal',
  'military-list',
  'duty',
  'purchase-ban',
  'status',
  'summon',
  'rectify',
  'commit',
  'rule',
  'listing',
  'ask',
  'warn',
  'name',
];

function placeOf(kind: ActKind): number {
  const own = ORDER.indexOf(kind);
  const place = own >= 0 ? own : ORDER.indexOf(partsOf(kind).measure ?? '');
  return place < 0 ? ORDER.length : place;
}

/** Acts of a notice, the gravest first, each kind once. */
export function bySeverityOrder(actions: readonly Action[]): Action[] {
  const kinds = actions.map(({ act }) => kindOf(act));
  const once = actions.filter((_, index) => kinds.indexOf(kinds[index]!) === index);
  return once.toSorted((a, b) => placeOf(kindOf(a.act)) - placeOf(kindOf(b.act)));
}
