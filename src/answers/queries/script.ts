import type { Card } from '../../domain/card.ts';
import { inTraditional } from '../../knowledge/names/traditional.ts';
import { withTexts } from '../../pipeline/present/safe-card.ts';

/** Locales whose readers write traditional Chinese. */
const TRADITIONAL = ['zh-TW', 'zh-HK', 'zh-Hant'];

export function isTraditional(locale: string): boolean {
  return TRADITIONAL.includes(locale);
}

/** A Chinese text in the script of the reader's locale; any other text as it is. */
export function inScript(text: string, locale: string): string {
  return isTraditional(locale) ? inTraditional(text) : text;
}

/** The same for everything that a card says. Addresses, references and acts of buttons stay. */
export function cardInScript(card: Card, locale: string): Card {
  return card.language === 'zh' && isTraditional(locale) ? traditionalCard(card) : card;
}

/** A Chinese card in traditional script. */
export const traditionalCard = (card: Card): Card => withTexts(card, inTraditional);
