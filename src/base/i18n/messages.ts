import { createRequire } from 'node:module';
import type en from '../../../config/messages/en/messages.json';
import type { Language } from '../../domain/language.ts';
import { LOCALES, MESSAGES } from './languages.ts';

export type { Language } from '../../domain/language.ts';
export { MESSAGES } from './languages.ts';

export type Values = Readonly<Record<string, string | number>>;
type Format = { format(values: Values): unknown };
const formats = new Map<string, Format>();
let icu: typeof import('intl-messageformat') | null = null;

/**
 * A message with its gaps filled. The library is loaded at the first one that has a plural or a
 * choice; most have plain gaps alone.
 */
export function filled(message: string, values: Values, language: Language): string {
  if (!/\{\w+,/.test(message))
    return message.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  let format = formats.get(message);
  if (format === undefined) {
    icu ??= createRequire(import.meta.url)(
      'intl-messageformat',
    ) as typeof import('intl-messageformat');
    format = new icu.IntlMessageFormat(message, LOCALES[language].tag, undefined, {
      ignoreTag: true,
    });
    formats.set(message, format);
  }
  return String(format.format(values));
}

type Phrases = (typeof en)['phrases'];

/**
 * The phrases of one card or command in a language: `phrasesOf('mute', 'en')('again', { what })`.
 */
export function phrasesOf<Part extends keyof Phrases>(part: Part, language: Language) {
  const messages = MESSAGES[language].phrases[part] as Readonly<
    Record<keyof Phrases[Part], string>
  >;
  return (name: keyof Phrases[Part], values: Values = {}) =>
    filled(messages[name], values, language);
}

/**
 * How a score is read in a few lines for a chat; the page shows the whole legend of the catalogue
 * of messages.
 */
export function legendText(language: Language): string {
  const { title, levels, terms } = MESSAGES[language].legend;
  const { colon } = LOCALES[language].separators;
  const said = (rows: readonly (readonly string[])[]) =>
    rows.map((row) => row.join(colon)).join('\n');
  return [`**${title}**`, said(levels), said([terms[0]!, ...terms.slice(3, 5)])].join('\n');
}
