import type { Act } from './act.ts';
import type { Fine } from './notice.ts';

/** A fine as read as a sum of an act. */
export const sizeOfFine = (fine: Fine | null): Act['size'] =>
  fine === null
    ? []
    : [{ ...fine, kind: 'penalty', per: 'total', stage: 'final', joint: false, basis: null }];

/** The largest sum of an act that is not only proposed. */
export function fineOf({ size }: Pick<Act, 'size'>): Fine | null {
  const sums = size.filter(({ stage, amount }) => stage !== 'proposed' && amount > 0);
  const [first] = [...sums].sort((size, other) => other.amount - size.amount);
  if (first === undefined) return null;
  const { currency, amount, share } = first;
  return { currency, amount, share };
}
