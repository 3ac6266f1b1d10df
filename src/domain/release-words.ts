import { z } from 'zod';
import { text } from './file-values.ts';
import { Measure, Posture } from './measures.ts';

/** One way in which a release says what is done to whom. */
const releaseRow = z.strictObject({
  measure: Measure,
  form: text.optional(),
  posture: Posture,
  english: text,
  before: z.array(text).default([]),
  after: z.array(text).default([]),
});
const releases = z.strictObject({
  /** Words in front of a name or behind it by which somebody else is meant. */
  others: z.array(text),
  /** Phrases that leave open what is done: a sentence that says more comes first. */
  vague: z.array(text),
  /** Words in front of a phrase by which it is only proposed. */
  proposes: z.array(text),
  /** Words that do so behind a name alone. */
  behind: z.array(text),
  /** Words that may follow a name with a capital without making a longer name of it. */
  follow: z.array(text),
  /** First words of persons or firms beside a company: "and three executives". */
  beside: z.strictObject({ begins: z.array(text), persons: z.array(text) }),
  rows: z.array(releaseRow),
});

/** A paper of an official journal: "X and Y; Analysis of Proposed Consent Order". */
const paperRow = z.strictObject({
  measure: Measure,
  form: text.optional(),
  posture: Posture,
  english: text,
  says: z.array(text).min(1),
});

/** How authorities' own releases name whom they act against (`config/words/releases.yml`). */
export const ReleaseWords = z.strictObject({
  en: releases,
  zh: releases,
  /** Papers of the Federal Register, by what their title calls them. */
  papers: z.array(paperRow),
});
export type ReleaseWords = z.infer<typeof ReleaseWords>;
