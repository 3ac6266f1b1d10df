import enLocale from '../../../config/messages/en/locale.json' with { type: 'json' };
import en from '../../../config/messages/en/messages.json' with { type: 'json' };
import zhLocale from '../../../config/messages/zh/locale.json' with { type: 'json' };
import zh from '../../../config/messages/zh/messages.json' with { type: 'json' };
import type { Language } from '../../domain/language.ts';
import type { Locale } from './locale.ts';

/**
 * Everything that is said to people, by language: `terms` are words for values of a kind (bands,
 * stages, relations …), `reasons` sentences by the code of a reason, `card` what cards say,
 * `phrases` what single cards and commands say, `slash` the labels of slash commands. Sentences are
 * in ICU MessageFormat. A language that is added has its two files here and its id in
 * `domain/language.ts`.
 */
export const MESSAGES: Readonly<Record<Language, typeof en>> = { en, zh };
export const LOCALES: Readonly<Record<Language, Locale>> = { en: enLocale, zh: zhLocale };
