import { z } from 'zod';
import { Measure } from './measures.ts';

const because = z.string().min(1);
const days = z.number().int().positive();

/** Usual courses of what ends of itself. */
const Course = z.enum(['removal', 'inquiry', 'charge', 'suit']);

/** A row of the table of measures: how grave it is against a whole company, and how it ends. */
export const GradeRow = z.strictObject({
  measure: Measure,
  /** More exact kind; a row without one holds for the others. `list` = by a list of several. */
  form: z.string().optional(),
  /** 1 routine, 2 notable, 3 serious, 4 grave; `money` = by its share of a year's revenue. */
  class: z.union([z.number().int().min(1).max(4), z.literal('money')]),
  ends: z.enum(['at-once', 'on-its-day', 'of-itself', 'by-an-act']),
  /** Stated where it ends of itself. */
  course: Course.optional(),
  because,
});
export type GradeRow = z.infer<typeof GradeRow>;

/** `config/grades.yml`: class and end of every measure, each with its reason. */
export const Grades = z
  .strictObject({
    version: z.string().min(1),
    lives: z.strictObject({
      'at-once': z.strictObject({ days, because }),
      /** Days after a deadline; after the act where none is named; the same of an order. */
      'on-its-day': z.strictObject({ grace: days, unnamed: days, order: days, because }),
      /** Days since the last news of the matter; `n` = ends on record. */
      courses: z.record(Course, z.strictObject({ days, n: z.number().int().min(0), because })),
    }),
    measures: z.array(GradeRow),
  })
  .superRefine(({ measures }, context) => {
    const seen = new Set<string>();
    for (const { measure, form = '', ends, course } of measures) {
      const key = `${measure} ${form}`.trim();
      if (seen.has(key)) context.addIssue({ code: 'custom', message: `${key} stands twice` });
      seen.add(key);
      if ((ends === 'of-itself') !== (course !== undefined))
        context.addIssue({
          code: 'custom',
          message: `${key}: a course belongs to what ends of itself, and to that alone`,
        });
    }
    for (const measure of Measure.options)
      if (!seen.has(measure))
        context.addIssue({ code: 'custom', message: `${measure} has no row of its own` });
  });
export type Grades = z.infer<typeof Grades>;

/** The row of a measure in one of its forms; that of the form comes first. */
export function gradeRowOf({ measures }: Grades, measure: Measure, form: string | null): GradeRow {
  const own = measures.filter((row) => row.measure === measure);
  return own.find((row) => row.form === form) ?? own.find((row) => row.form === undefined)!;
}
