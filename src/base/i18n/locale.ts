import type { Bilingual, Language } from '../../domain/language.ts';
import { LOCALES } from './languages.ts';

export { LOCALES } from './languages.ts';

/**
 * How a language writes what is not a sentence: separators, brackets, dates, and which of several
 * names it prefers. One file a language: `config/messages/<language>/locale.json`.
 */
export interface Locale {
  /** BCP 47 tag for HTML, numbers and sorting: `zh-CN`. */
  readonly tag: string;
  /** The language's own name: `中文`. */
  readonly name: string;
  /** Which stored name is shown, the first one that is there. */
  readonly names: readonly string[];
  /** Whether a regulator is called by its short or by its full name. */
  readonly regulatorName: string;
  readonly separators: Readonly<
    Record<'comma' | 'list' | 'semicolon' | 'colon' | 'sentence', string>
  >;
  /** The full stop. */
  readonly stop: string;
  readonly brackets: readonly string[];
  readonly quotes: readonly string[];
  /** True where ASCII punctuation beside the language's own letters is written full width. */
  readonly fullWidth: boolean;
  /** Patterns of `{day}`, `{month}` (by its name in `months`), `{year}` and `{iso}`. */
  readonly dates: {
    readonly full: string;
    readonly short: string;
    readonly inSentence: string;
    readonly months: readonly string[];
  };
  /** Names of time zones that differ from the zone's own abbreviation. */
  readonly zones: Readonly<Record<string, string>>;
}

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
