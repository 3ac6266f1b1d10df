import { phrasesOf } from '../../base/i18n/messages.ts';
import { term } from '../../base/i18n/sentence.ts';
import { type Language, localeOf, moment } from '../../base/i18n/words.ts';
import type { CardLine } from '../../domain/card.ts';
import type { Listing } from '../../domain/company.ts';
import type { Instant } from '../../domain/time.ts';
import { marketsOf } from '../../knowledge/exchanges/hours.ts';
import { line } from './plain-card.ts';

/** The open markets, and when the others open next; null where no market is known. */
export function marketLine(
  listings: readonly Listing[],
  at: Instant,
  language: Language,
): CardLine | null {
  const say = phrasesOf('card', language);
  const markets = marketsOf(listings, at);
  if (markets.length === 0) return null;
  const nameOf = (one: (typeof markets)[number]) => term('exchange', one.name, language);
  const texts = markets.map((market) => {
    const when = market.opens === null ? '' : moment(market.opens, 'Asia/Shanghai', language);
    return say(when === '' ? 'marketOpen' : 'marketOpens', { name: nameOf(market), when });
  });
  const unknown = markets.filter((market) => !market.holidays).map(nameOf);
  const said =
    unknown.length === 0 ? '' : ` (${say('regularHours', { names: unknown.join(', ') })})`;
  return line(localeOf(language).markets, `${texts.join(' · ')}${said}`, 'quiet');
}
