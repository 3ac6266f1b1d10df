import { lookupCommand } from '../lookup.ts';

/** `deadlines [company]`: deadlines of open cases, and those that passed within a week. */
export const deadlines = lookupCommand({
  argument: ['[company...]', 'ticker or name; every company, where it is not given'],
  ask: (lookUps, words, options) =>
    lookUps.deadlines(words.length === 0 ? 'all' : { query: words.join(' ') }, options),
});
