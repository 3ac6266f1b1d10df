import { createRequire } from 'node:module';
import type en from '../../../config/messages/en/messages.json';
import type { Language } from '../../domain/language.ts';
import type { Weights } from '../../domain/weights.ts';
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

/** The legend of scores, with the edges of the bands where it names them. */
export function legendOf(language: Language, { bands }: Pick<Weights, 'bands'>) {
  const { terms, ...legend } = MESSAGES[language].legend;
  const { watch, elevated, high, severe } = bands;
  const edges = { watch, elevated, high, severe };
  return { ...legend, terms: terms.map((row) => row.map((text) => filled(text, edges, language))) };
}

/**
 * How a score is read in a few lines for a chat; the page shows the whole legend of the catalogue
 * of messages. The bands are left out where nobody knows their edges.
 */
export function legendText(language: Language, weights: Pick<Weights, 'bands'> | null): string {
  const { title, levels } = MESSAGES[language].legend;
  const terms = weights === null ? [] : legendOf(language, weights).terms;
  const { terms: all } = MESSAGES[language].legend;
  const { colon } = LOCALES[language].separators;
  const said = (rows: readonly (readonly string[])[]) =>
    rows.map((row) => row.join(colon)).join('\n');
  return [`**${title}**`, said(levels), said([...terms.slice(0, 1), ...all.slice(3, 5)])].join(
    '\n',
  );
}
