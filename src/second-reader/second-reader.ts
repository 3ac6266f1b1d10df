import type { ReadingFailure } from '../domain/claim.ts';
import type { ReaderAnswer } from './answer.ts';

export interface Article {
  readonly title: string;
  readonly text: string;
  /** `2021-08-18`. */
  readonly date: string;
}

export interface ReaderReading {
  readonly ok: true;
  readonly answer: ReaderAnswer;
  readonly raw: string;
  /** Null where the server does not say. */
  readonly tokens: { readonly input: number; readonly output: number } | null;
}

/** An expected failure. `afterMs` = when the server may be asked again, where it says so. */
export interface ReaderFailure {
  readonly ok: false;
  readonly kind: ReadingFailure;
  readonly status: number | null;
  readonly afterMs: number | null;
}

/** Reads one article. Never throws for anything that the other side does. */
export interface SecondReader {
  read(article: Article): Promise<ReaderReading | ReaderFailure>;
}
