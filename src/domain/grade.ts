import { z } from 'zod';

/**
 * How sure it is that an authority did something to a company.
 * `confirmed` = the authority's own page where it is sure of itself, a second independent outlet, a
 * licensed second reader, a person, or press at its measured precision; `reported` = press below
 * that, alerted only to who follows the company by name or asks for it; `unconfirmed` = look-ups and
 * review only.
 */
export const Grade = z.enum(['confirmed', 'reported', 'unconfirmed']);
export type Grade = z.infer<typeof Grade>;
