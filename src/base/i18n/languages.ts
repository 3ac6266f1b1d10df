import enActs from '../../../config/messages/en/acts.json' with { type: 'json' };
import en from '../../../config/messages/en/messages.json' with { type: 'json' };
import zhActs from '../../../config/messages/zh/acts.json' with { type: 'json' };
import zh from '../../../config/messages/zh/messages.json' with { type: 'json' };
import { LANGUAGES, type Language } from '../../domain/language.ts';
import type { ActTable } from './act-tables.ts';

/**
 * How a language writes what is not a sentence: separators, brackets, dates, and which of several
 * names it prefers: `locale` in `config/messages/<language>/messages.json`.
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
    readonly inSentence: string;
    readonly months: readonly string[];
  };
  /** Names of time zones that differ from the zone's own abbreviation. */
  readonly zones: Readonly<Record<string, string>>;
}

/**
 * Everything that is said to people, by language: `terms` are words for values of a kind (bands,
 * stages, relations …), `reasons` sentences by the code of a reason, `card` what cards say,
 * `phrases` what single cards and commands say, `slash` the labels of slash commands. Sentences are
 * in ICU MessageFormat. A language that is added has its two files here and its id in
 * `domain/language.ts`.
 */
export const MESSAGES: Readonly<Record<Language, typeof en>> = { en, zh };
/** How a language says acts. */
export const ACT_TABLES: Readonly<Record<Language, ActTable>> = { en: enActs, zh: zhActs };

export const LOCALES = Object.fromEntries(
  LANGUAGES.map((language) => [language, MESSAGES[language].locale]),
) as unknown as Readonly<Record<Language, Locale>>;
