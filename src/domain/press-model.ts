import { z } from 'zod';

/** Weights of one decision: a sum over the features that a name has, turned into a probability by two numbers. */
export const LinearModel = z.strictObject({
  bias: z.number(),
  /** Feature as the reader writes it → its weight in the sum. */
  weights: z.record(z.string().min(1), z.number()),
  /** Probability = 1 / (1 + e^-(slope · sum + intercept)), fitted on predictions of stories that the weights had not seen. */
  calibration: z.strictObject({ slope: z.number().positive(), intercept: z.number() }),
  /** Probabilities from which on a name is told, and from which on it waits for a second source. */
  told: z.number().min(0).max(1),
  unconfirmed: z.number().min(0).max(1),
});
export type LinearModel = z.infer<typeof LinearModel>;

/** What `npm run train` writes for a language. `step` = a new step aimed at the name; `person` = at a person of the named company. */
export const PressModel = z.strictObject({
  language: z.enum(['en', 'zh']),
  /** Documents and names that it was trained on, and a hash of both. */
  trained: z.strictObject({ documents: z.number().int(), names: z.number().int(), hash: z.string() }),
  step: LinearModel,
  person: LinearModel,
});
export type PressModel = z.infer<typeof PressModel>;
