import type { Card } from '../domain/card.ts';
import { localeOf } from '../present/words.ts';

/** A card whose sections have at most `most` lines; what is cut is counted in a last line ("and 31 more"). */
export function cutLists(card: Card, most: number): Card {
  const words = localeOf(card.language);
  const sections = card.sections.map((section) => {
    if (section.lines.length <= most) return section;
    const rest = section.lines.length - most;
    const last = { label: null, text: words.more(rest), weight: 'quiet', url: null } as const;
    return { ...section, lines: [...section.lines.slice(0, most), last] };
  });
  return { ...card, sections };
}
