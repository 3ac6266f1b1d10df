import { companyLookup } from '../company-lookup.ts';

/** `/risk company:TCOM`: score, band, factors that add up, cases and deadlines, and two years of score as a chart. */
export const risk = companyLookup(
  ['risk', '风险', '風險'],
  ['How risky is a company today, and why?', '一家公司今天的监管风险及原因', '一家公司今天的監管風險及原因'],
  ({ lookUps }, query, options) => lookUps.risk(query, options),
);
