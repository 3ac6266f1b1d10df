import { companyLookup } from '../company-lookup.ts';

/** `/why company:TCOM`: every point with what made it, the change since yesterday, and what would change it. */
export const why = companyLookup(
  ['why', '原因', '原因'],
  [
    'The score taken apart: points that add up, and what would change it',
    '分数拆解：逐项相加，以及哪些事会改变它',
    '分數拆解：逐項相加，以及哪些事會改變它',
  ],
  ({ ask }, query, options) => ask.why(query, options),
);
