import type { Reason } from '../../domain/reason.ts';
import { sentence } from '../sentence.ts';
import type { Language } from '../words.ts';
import { ALERT_WORDS } from './alerts.ts';
import { DELIVERIES } from './deliveries.ts';
import { MATCH_WORDS, MATCHES } from './matches.ts';
import type { Phrase } from './phrase.ts';
import { RECORD_WORDS, SEARCHES } from './scores.ts';
import { STEP_WORDS, STEPS } from './steps.ts';

/** Every sentence that a reason can be, first match wins; those that say something particular before those that join others. */
export const PHRASES: readonly Phrase[] = [...SEARCHES, ...STEPS, ...MATCHES, ...DELIVERIES];

interface Rule {
  readonly pattern: RegExp;
  readonly zh: string;
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ...ALERT_WORDS,
  ...STEP_WORDS,
  ...MATCH_WORDS,
  ...RECORD_WORDS,
]);
const RULES: readonly Rule[] = PHRASES.map(([en, zh]) => ({ pattern: patternOf(en), zh }));

/**
 * A stored reason in the reader's language. Reasons are kept as English sentences, so that a row reads the same for ever; Chinese is
 * made when it is shown. Names and quotations stay as they are, and so does a sentence that nobody translated.
 */
export function reasonIn(text: string | Reason, language: Language): string {
  if (typeof text !== 'string') return sentence(text, language);
  return language === 'zh' ? (translated(text) ?? text) : text;
}

function translated(text: string): string | null {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const parts = text.split('; ');
  if (parts.length > 1) {
    const whole = byRule(text, (pattern) => pattern.source.includes('; '));
    if (whole !== null) return whole;
    const each = parts.map((part) => byRule(part, () => true));
    return each.every((one) => one === null)
      ? null
      : each.map((one, index) => one ?? parts[index]).join('；');
  }
  return byRule(text, () => true);
}

function byRule(text: string, fits: (pattern: RegExp) => boolean): string | null {
  for (const { pattern, zh } of RULES) {
    const found = fits(pattern) ? pattern.exec(text) : null;
    if (found === null) continue;
    return zh.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = found.groups?.[name] ?? '';
      return translated(value) ?? (LIST.test(value) ? joined(value) : value);
    });
  }
  return null;
}

/** Several names in a row. */
const LIST = /^\S+(?: (?:and|or) \S+)+$/u;
const joined = (list: string): string => list.replaceAll(' and ', ' 和 ').replaceAll(' or ', ' 或 ');

function patternOf(en: string): RegExp {
  const source = en
    .split(/\{(\w+)\}/)
    .map((piece, index) =>
      index % 2 === 1 ? `(?<${piece}>.+?)` : piece.replace(/[.*+?^$()|[\]\\]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}$`, 'su');
}
