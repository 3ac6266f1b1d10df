import type { Card } from '../domain/card.ts';
import { webAddress } from '../domain/web-address.ts';

/**
 * A card whose addresses may stand in any message: http or https, without a user name, and with nothing in them that would end a link of
 * Markdown. What is no such address is left out; the text beside it stays.
 */
export function safeCard(card: Card): Card {
  return {
    ...card,
    url: safe(card.url),
    sections: card.sections.map((section) => ({
      ...section,
      lines: section.lines.map((line) => ({ ...line, url: safe(line.url) })),
    })),
    links: card.links.flatMap(({ label, url }) => {
      const address = safe(url);
      return address === null ? [] : [{ label, url: address }];
    }),
    ...(card.buttons === undefined
      ? {}
      : { buttons: card.buttons.map((one) => ({ ...one, url: safe(one.url) })) }),
  };
}

function safe(url: string | null): string | null {
  const address = webAddress(url);
  return address === null
    ? null
    : address.replace(/[()[\]]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
