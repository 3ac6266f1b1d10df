import type { Language } from '../../domain/language.ts';
import { listFormat } from './formats.ts';
import { LOCALES } from './locale.ts';

/** "A, B and C" in a language. */
export const nameList = (names: readonly string[], language: Language): string =>
  listFormat(LOCALES[language].tag, { type: 'conjunction' }).format(names);
