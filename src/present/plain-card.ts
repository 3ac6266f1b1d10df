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

/** What a reader may do with a message. The acts carry its reference, so that they work after any restart. */
export function buttonsOf(
  reference: string,
  acts: readonly ('details' | 'why' | 'mute' | 'wrong')[],
  language: Language,
): NonNullable<Card['buttons']> {
  const { buttons } = localeOf(language);
  return acts.map((act) => ({ label: buttons[act], act: `${act}:${reference}`, url: null }));
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
