import { companyLookup } from '../company-lookup.ts';

/** `/history company:DIDI`: acts of authorities, each once, with what they rest on, and notes that carry no points. */
export const history = companyLookup(
  ['history', '历史', '歷史'],
  [
    'Everything on record about a company: acts of authorities and notes',
    '一家公司的全部记录：监管行动与备注',
    '一家公司的全部記錄：監管行動與備註',
  ],
  ({ ask }, query, options) => ask.history(query, options),
);
