import { createRequire } from 'node:module';
import en from '../../config/messages/en.json' with { type: 'json' };
import zh from '../../config/messages/zh.json' with { type: 'json' };
import type { Param, Reason, SaidReason } from '../domain/reason.ts';
import { day, type Language, moment, shortName } from './words.ts';

interface Messages {
  /** Words for values of a kind: bands, stages, relations … */
  readonly terms: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Sentences of reasons, in ICU MessageFormat. */
  readonly reasons: Readonly<Record<string, string>>;
}

const MESSAGES: Readonly<Record<Language, Messages>> = { en, zh };
/** Parameters whose values are terms of a kind of another name. */
const KINDS: Readonly<Record<string, string>> = { wanted: 'band' };
const SEPARATORS = { en: { parts: '; ', other: ', ' }, zh: { parts: '；', other: '，' } } as const;

/** What a reason says in a language; the code alone where a newer version of the program stored it. */
export function sentence(reason: Reason, language: Language): string {
  // A process of an older version may store sentences while a fleet is replaced.
  if (typeof reason === 'string') return reason;
  const message = MESSAGES[language].reasons[reason.code];
  if (message === undefined) return reason.code;
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(reason.params)) values[name] = shown(name, value, language);
  return filled(message, values, language);
}

/** A reason as `--json` and the API give it: code and parameters, and the sentence beside them. */
export function said(reason: Reason, language: Language): SaidReason {
  return { ...reason, text: sentence(reason, language) };
}

/** The word for a value of a kind (`band`, `stage`, `match` …); the value itself where there is none. */
export function term(kind: string, value: string, language: Language): string {
  return MESSAGES[language].terms[kind]?.[value] ?? value;
}

function shown(name: string, value: Param, language: Language): string | number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return shownText(name, value, language);
  if (Array.isArray(value)) return shownList(name, value, language);
  if ('code' in value) return sentence(value as Reason, language);
  const names = value as { id?: string; en: string; zh: string };
  return names.id === undefined ? names[language] : shortName({ name: { ...names, zhHant: null } }, language);
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function shownText(name: string, value: string, language: Language): string {
  if (MOMENT.test(value)) return moment(Date.parse(value) as never, 'UTC', language);
  if (DAY.test(value)) return language === 'zh' ? day(value as never, language) : value;
  return term(KINDS[name] ?? name, value, language);
}

/** Names are joined as a sentence joins them, reasons by a comma or a semicolon. */
function shownList(name: string, values: readonly Param[], language: Language): string {
  const texts = values.map((one) => String(shown(name, one, language)));
  if (values.some((one) => typeof one === 'object' && 'code' in one))
    return texts.join(SEPARATORS[language][name === 'parts' ? 'parts' : 'other']);
  const type = name === 'choices' ? 'disjunction' : 'conjunction';
  return new Intl.ListFormat(language, { type }).format(texts);
}

type Format = { format(values: Record<string, string | number>): unknown };
const formats = new Map<string, Format>();
let icu: typeof import('intl-messageformat') | null = null;

/** The library is loaded at the first message that has a plural or a choice; most have plain gaps alone. */
function filled(message: string, values: Record<string, string | number>, language: Language): string {
  if (!/\{\w+,/.test(message))
    return message.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  let format = formats.get(message);
  if (format === undefined) {
    icu ??= createRequire(import.meta.url)('intl-messageformat') as typeof import('intl-messageformat');
    format = new icu.IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    formats.set(message, format);
  }
  return String(format.format(values));
}
