import type { Card, CardLine, CardSection } from '../domain/card.ts';
import { phrasesOf } from './messages.ts';
import { type Language, localeOf } from './words.ts';

/** One line of a card; `more` = its weight, or whatever else is not plain about it. */
export function line(
  label: string | null,
  text: string,
  more: CardLine['weight'] | Partial<CardLine> = {},
): CardLine {
  const rest = typeof more === 'string' ? { weight: more } : more;
  return { label, text, weight: 'normal', url: null, ...rest };
}

/** A section of the lines that are there. */
export const section = (
  title: string | null,
  ...lines: readonly (CardLine | null | readonly CardLine[])[]
): CardSection => ({ title, lines: lines.flatMap((one) => one ?? []) });

/** What a reader may do with a message. The acts carry its reference, so that they work after any restart. */
export function buttonsOf(
  reference: string,
  acts: readonly ('details' | 'why' | 'mute' | 'wrong')[],
  language: Language,
): NonNullable<Card['buttons']> {
  const { buttons } = localeOf(language);
  return acts.map((act) => ({ label: buttons[act], act: `${act}:${reference}` }));
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

/** What an alert looks like, with a company that does not exist: nobody real is named without evidence. */
export function previewCard(language: Language): Card {
  const say = phrasesOf('preview', language);
  const { apps, accused } = localeOf(language);
  const text = section(
    null,
    line(null, say('text'), 'strong'),
    line(apps, say('app')),
    line(accused, say('accused')),
  );
  return plainCard(language, say('title'), '', [text], { tone: 'watch' });
}
