import type { Measure, Posture } from '../../../domain/measures.ts';
import type { Fine } from '../../../domain/notice.ts';
import type { Sentence } from '../document/page.ts';

/** A name that stands where a release says whom it acts against. */
export interface ReleaseTarget {
  readonly sentence: Sentence;
  readonly start: number;
  readonly end: number;
  readonly kind: 'company' | 'app';
  readonly key: string;
  /** As written, with its legal form where the page gives it. */
  readonly name: string;
  readonly measure: Measure;
  readonly form: string | null;
  readonly posture: Posture;
  readonly english: string;
  readonly phrase: string;
  readonly fine: Fine | null;
}
