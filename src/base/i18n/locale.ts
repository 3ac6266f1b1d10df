import type { Bilingual, Language } from '../../domain/language.ts';
import { LOCALES } from './languages.ts';

export { LOCALES } from './languages.ts';

/** The name of a stored pair that this language prefers; null where none is stored. */
export function preferred(name: Bilingual | null | undefined, language: Language): string | null {
  const names = (name ?? {}) as Readonly<Record<string, string | null | undefined>>;
  for (const key of LOCALES[language].names) if (names[key]) return names[key];
  return null;
}

/** Text in the brackets of the language, with what stands before them: ` (text)`, `（text）`. */
export function bracketed(text: string, language: Language): string {
  const [open, close] = LOCALES[language].brackets;
  return `${open}${text}${close}`;
}

/** True where the language prefers the stored Chinese name. */
export const prefersChinese = (language: Language): boolean => LOCALES[language].names[0] === 'zh';
