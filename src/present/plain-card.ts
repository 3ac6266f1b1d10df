import type { Card, CardLine, CardSection } from '../domain/card.ts';
import { type Language, localeOf } from './words.ts';

/** One line of a card. */
export function line(label: string | null, text: string, weight: CardLine['weight'] = 'normal'): CardLine {
  return { label, text, weight, url: null };
}

/** A line without emphasis. */
export function plainLine(label: string | null, text: string, more: Partial<CardLine> = {}): CardLine {
  return { label, text, weight: 'normal', url: null, ...more };
}

/** An answer that is no alert: title, lead and sections; empty sections are left out. */
export function plainCard(
  language: Language,
  title: string,
  lead: string,
  sections: readonly CardSection[],
  more: Partial<Card> = {},
): Card {
  return {
    title,
    url: null,
    tone: 'neutral',
    lead,
    sections: sections.filter((section) => section.lines.length > 0),
    links: [],
    chart: null,
    footer: localeOf(language).notAdvice,
    reference: null,
    language,
    ...more,
  };
}
