import type { Card, CardLine } from '../domain/card.ts';
import type { Notice } from '../domain/notice.ts';
import type { Instant } from '../domain/time.ts';
import { localeOf, moment } from './words.ts';

/** A card that says of itself that it was corrected: in its title, and before anything else what and when. */
export function correctedOn(
  card: Card,
  lines: readonly CardLine[],
  at: Instant,
  revised: Notice['revised'],
): Card {
  const words = localeOf(card.language).alert;
  const when = moment(at, 'Asia/Shanghai', card.language);
  const says = {
    page: words.correctedByRegulator,
    review: words.correctedByReview,
    confirmed: words.moreConfirmed,
    'second-reader': words.moreConfirmed,
  };
  const title = says[revised ?? 'page'](when);
  return {
    ...card,
    title: `${card.title} · ${words.corrected}`,
    sections: [{ title, lines: [...lines] }, ...card.sections],
  };
}
