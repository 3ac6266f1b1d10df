import { lookUpCommand } from '../look-up.ts';

/** `coverage`: what is watched, and how each source is doing. */
export const coverage = lookUpCommand({
  ask: (lookUps, _words, options) => lookUps.coverage(options),
});
