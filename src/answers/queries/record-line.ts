import type { Card } from '../../domain/card.ts';
import type { Clock } from '../../domain/ports.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { withRecordLine } from '../../pipeline/present/plain-card.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';
import { recordOver, type WatchRows, watchingOf } from '../../pipeline/standing/record.ts';

/** Adds the span of the record of a country's authorities to a card. */
export async function withRecord(
  card: Card,
  country: string,
  at: Instant,
  deps: { readonly knowledge: Knowledge; readonly store: WatchRows; readonly clock: Clock },
): Promise<Card> {
  const watching = await watchingOf(deps.store, deps.clock.now());
  return withRecordLine(card, recordOver(deps.knowledge, country, at, watching), shanghaiDay(at));
}
