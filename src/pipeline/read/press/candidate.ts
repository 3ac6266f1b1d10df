import type { PageShape } from '../../../domain/words.ts';
import type { PressSentence } from './annotate.ts';

/**
 * One place where a name stands in a sentence with an act, with what speaks for and against it
 * there.
 */
export interface Candidate {
  readonly sentence: PressSentence;
  /** Index of the name in the sentence's tokens. */
  readonly at: number;
  /** Index of the act nearest to it. */
  readonly step: number;
  readonly features: readonly string[];
}

/** A name of the document with all its candidates; one decision is made about it. */
export interface Target {
  readonly key: string;
  readonly kind: 'company' | 'app' | 'unknown';
  /** What the page has in which it stands. */
  readonly shape: PageShape;
  readonly candidates: readonly Candidate[];
  /** Features of the name in the whole document. */
  readonly features: readonly string[];
}
