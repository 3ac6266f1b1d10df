import { LOCALES } from '../../base/i18n/locale.ts';
import type { Card } from '../../domain/card.ts';
import type { Language } from '../../domain/language.ts';
import { inTraditional } from '../../knowledge/names/traditional.ts';
import { withTexts } from './safe-card.ts';

/** True for a language of which a traditional script exists. */
export const writesChinese = (language: Language): boolean =>
  LOCALES[language].tag.startsWith('zh');

/** Locales whose readers write traditional Chinese. */
const TRADITIONAL = ['zh-TW', 'zh-HK', 'zh-Hant'];

export function isTraditional(locale: string): boolean {
  return TRADITIONAL.includes(locale);
}

/** Converts Chinese text to the script of a locale; other text stays. */
export function inScript(text: string, locale: string): string {
  return isTraditional(locale) ? inTraditional(text) : text;
}

/** The same for all texts of a card. Addresses, references and button actions stay. */
export function cardInScript(card: Card, locale: string): Card {
  return writesChinese(card.language) && isTraditional(locale) ? traditionalCard(card) : card;
}

/** A Chinese card in traditional script. */
export const traditionalCard = (card: Card): Card => withTexts(card, inTraditional);
