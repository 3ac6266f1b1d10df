import { z } from 'zod';
import { Citation } from '../../answers/queries/citations.ts';

/** The span of knowledge at the requested instant. */
export const Horizon = z.object({
  /** First and last day of the record over the authorities that were asked about. */
  from: z.string().nullable(),
  until: z.string().nullable(),
  /** Day since which their pages are watched here; null = nothing is watched. */
  watchedSince: z.string().nullable(),
  /** Why the span does not include the instant; null = it does. */
  because: z.enum(['no-record', 'before-record', 'after-record', 'future']).nullable(),
});
export type Horizon = z.infer<typeof Horizon>;

/** Result of every tool: the answer, its instant, the span of the record, and evidence. */
export const answerShape = <Answer extends z.ZodType>(answer: Answer) =>
  z.object({
    /** False where nothing, or too much, was found: `because` says why. */
    found: z.boolean(),
    because: z.string().nullable(),
    candidates: z.array(z.object({ id: z.string(), name: z.string() })),
    asOf: z.string().describe('ISO instant; nothing that became known later is used'),
    horizon: Horizon.nullable().describe('null = the question is about no country'),
    answer: answer.nullable(),
    evidence: z
      .array(Citation)
      .describe('Acts of authorities behind the answer, newest first, each with where to check it'),
    moreEvidence: z.number().int().describe('Acts that are not listed in `evidence`'),
  });

/** An answer as it is made, before it becomes a message of the protocol. */
export interface ToolAnswer {
  /** For people: the card that the other interfaces show, as plain text. */
  readonly text: string;
  readonly data: z.infer<ReturnType<typeof answerShape>>;
}

/** An invalid request; its message is returned to the client. */
export class WrongQuestion extends Error {}
