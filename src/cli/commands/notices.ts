import { lookupCommand } from '../lookup.ts';

/** `notices [of]`: the newest notices, or one as it was read. */
export const notices = lookupCommand({
  argument: ['[of...]', 'a company (its newest notice), or the reference at the foot of an alert'],
  ask: (lookUps, words, options) =>
    words.length === 0 ? lookUps.notices(options) : lookUps.notice(words.join(' '), options),
});
