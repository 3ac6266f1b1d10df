/**
 * Splits `total` tenths over numbers by largest remainder: each gets its floor in tenths, and the tenths left over go
 * to the largest remainders, the earliest of equals first. Numbers may be negative; their sum must lie within one tenth
 * a number of `total`.
 * @param values in points
 * @param total in tenths
 * @returns tenths, summing to `total`
 */
export function tenths(values: readonly number[], total: number): number[] {
  const floors: number[] = new Array(values.length);
  let left = total;
  for (let index = 0; index < values.length; index++) {
    // A product that should be a whole tenth may fall a hair short of it.
    const floor = Math.floor(values[index]! * 10 + 1e-9);
    floors[index] = floor;
    left -= floor;
  }
  if (left === 0) return floors;
  const step = Math.sign(left);
  // What is left is less than one tenth a number, so each is changed once at most; the earliest of equals first.
  const remainders = values.map((value, index) => ({ index, by: (value * 10 - floors[index]!) * step }));
  remainders.sort((one, other) => other.by - one.by);
  for (const { index } of remainders.slice(0, Math.abs(left))) floors[index]! += step;
  return floors;
}

/** A score as shown, in tenths of a point: 0 to 999. */
export function shownTenths(score: number): number {
  return Math.max(0, Math.min(999, Math.round(score * 10)));
}

/** The parts of a leaf in their fixed order: what each factor adds or takes when it joins those before it. */
const PARTS = ['severity', 'value', 'reach', 'ownership', 'decay', 'breadth'] as const;
export type WaterfallPart = (typeof PARTS)[number];

/**
 * Waterfall of one leaf: the running product of its factors in fixed order, each factor with the difference it makes
 * (scoring.md 3). Factors that make none are left out, severity never is.
 * @param factors w, m, r, a, d, breadth: their product is the leaf's load
 * @param scale points per su
 * @param total the leaf's points, in tenths
 */
export function waterfall(
  factors: readonly number[],
  scale: number,
  total: number,
): { part: WaterfallPart; points: number }[] {
  const differences: number[] = new Array(factors.length);
  let product = 0;
  for (let index = 0; index < factors.length; index++) {
    const next = index === 0 ? factors[0]! : product * factors[index]!;
    differences[index] = (next - product) * scale;
    product = next;
  }
  const parts: { part: WaterfallPart; points: number }[] = [];
  const shown = tenths(differences, total);
  for (let index = 0; index < PARTS.length; index++) {
    if (index === 0 || shown[index] !== 0) parts.push({ part: PARTS[index]!, points: shown[index]! / 10 });
  }
  return parts;
}
