import type { Language } from '../../present/words.ts';
import { en, type Words } from './en.ts';
import { zh } from './zh.ts';

export type { Words } from './en.ts';

/** The sentences of the pages in a language. */
export function wordsOf(language: Language): Words {
  return language === 'zh' ? zh : en;
}
