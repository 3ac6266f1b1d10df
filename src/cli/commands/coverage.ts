import { lookupCommand } from '../lookup.ts';

/** `coverage`: what is watched, and how each source is doing. */
export const coverage = lookupCommand({
  ask: (lookUps, _words, options) => lookUps.coverage(options),
});
