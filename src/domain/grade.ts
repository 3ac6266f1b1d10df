import { z } from 'zod';
import { whole } from './file-values.ts';

/**
 * How sure it is that an authority did something to a company.
 * `confirmed` = the authority's own page where it is sure of itself, a second independent outlet, a
 * licensed second reader, a person, or press at its measured precision; `reported` = press below
 * that, or two unsure outlets, alerted only to who follows the company by name or asks for it;
 * `unconfirmed` = look-ups and review only.
 */
export const Grade = z.enum(['confirmed', 'reported', 'unconfirmed']);
export type Grade = z.infer<typeof Grade>;

const counted = z.strictObject({ right: whole, of: whole });
const byLanguage = z.strictObject({ zh: counted, en: counted });

/** How often names of press were right, by grade: `config/facts/grades.yml`. */
export const GradeRecord = z.strictObject({ confirmed: byLanguage, reported: byLanguage });
export type GradeRecord = z.infer<typeof GradeRecord>;

/** Names of a grade that were read by hand, and those of them that were right, in all languages. */
export function precisionOf(
  record: GradeRecord,
  grade: keyof GradeRecord,
): { readonly right: number; readonly of: number } {
  const counts = Object.values(record[grade]);
  const sum = (key: 'right' | 'of') => counts.reduce((total, count) => total + count[key], 0);
  return { right: sum('right'), of: sum('of') };
}
