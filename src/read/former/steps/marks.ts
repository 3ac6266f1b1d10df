import type { ActionType } from '../../../domain/notice.ts';
import type { Phrase } from '../../../domain/words.ts';
import type { Page, Sentence } from '../page.ts';
import type { CompiledPhrase } from '../vocabulary.ts';

/** A phrase of the vocabulary in a sentence. */
export interface Mark {
  readonly role: Phrase['role'];
  readonly type: ActionType | null;
  readonly id: string;
  readonly english: string;
  readonly start: number;
  readonly end: number;
}

/** Every phrase that stands in a sentence, in the order of the text. */
export function marksIn(sentence: Sentence, page: Page): Mark[] {
  const { zh, en } = page.vocabulary.phrases;
  const marks: Mark[] = [];
  if (/[\u4e00-\u9fff]{2}/.test(sentence.text)) collect(sentence.text, zh, marks);
  if (/[A-Za-z]{3}\W+[A-Za-z]{2}/.test(sentence.text) && page.language === 'en')
    collect(sentence.text, en, marks);
  return marks.sort((one, other) => one.start - other.start || other.end - one.end);
}

function collect(text: string, phrases: readonly CompiledPhrase[], marks: Mark[]): void {
  for (const { role, type, id, english, expression } of phrases) {
    if (role === 'chrome' || role === 'ending') continue;
    for (const match of text.matchAll(expression)) {
      marks.push({ role, type, id, english, start: match.index, end: match.index + match[0].length });
    }
  }
}
