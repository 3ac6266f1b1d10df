import type { ItemId, NoticeId } from './ids.ts';
import type { Instant } from './time.ts';

/** Why a second reader gave no answer. The words of its server are never stored: they may hold the key. */
export type ReadingFailure =
  | 'refused'
  | 'invalid'
  | 'cut'
  | 'timeout'
  | 'limited'
  | 'unreachable'
  | 'over-budget'
  | 'too-long';

/** A piece of an answer that stands verbatim in the document; spans are of its text, none for what stands in the title alone. */
export interface Verbatim {
  readonly text: string;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  readonly inTitle: boolean;
}

/** A step of an answer, as far as its words stand in the document. */
export interface VerifiedStep {
  readonly type: string;
  readonly scope: 'company' | 'app' | 'product' | 'person' | 'sector';
  readonly authority: Verbatim | null;
  readonly isNew: boolean;
  readonly targets: readonly { readonly name: Verbatim; readonly quote: Verbatim }[];
}

export interface VerifiedReading {
  readonly steps: readonly VerifiedStep[];
  readonly bystanders: readonly string[];
}

/** One question to a second reader: the row stands before the question is asked. */
export interface SecondReading {
  readonly item: ItemId;
  readonly notice: NoticeId;
  readonly state: 'waiting' | 'answered' | 'settled' | 'failed';
  readonly attempts: number;
  /** Hash of model, prompt, schema, parameters, title, text and date; null until it was asked. */
  readonly key: string | null;
  readonly model: string | null;
  readonly failure: { readonly kind: ReadingFailure; readonly status: number | null } | null;
  /** The answer as it came, and what of it stands in the document. */
  readonly raw: string | null;
  readonly verified: VerifiedReading | null;
  readonly tokens: { readonly input: number; readonly output: number } | null;
  /** Millionths of a dollar. */
  readonly cost: number;
  readonly at: Instant;
}
