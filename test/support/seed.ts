import fc from 'fast-check';

/**
 * The suite draws the same odd inputs every time, so that a red run is red for everybody; FC_SEED
 * draws others, and
 * `node scripts/fuzz.ts` runs for as long as one likes.
 */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_210_818) });
