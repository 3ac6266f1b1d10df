import type { Card } from '../../domain/card.ts';
import type { MessageLinks } from '../../domain/message-links.ts';

/**
 * A card with the actions of its buttons as links, for receivers without our buttons; an action
 * without an address is left out.
 */
export function withLinks(card: Card, links: MessageLinks): Card {
  const own = (card.buttons ?? []).flatMap(({ label, act }) => {
    const url = links[act.slice(0, act.indexOf(':')) as keyof MessageLinks];
    return url === undefined ? [] : [{ label, url }];
  });
  return own.length === 0 ? card : { ...card, links: [...own, ...card.links] };
}
