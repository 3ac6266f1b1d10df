import { type Company, listingsOn } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { Store } from '../domain/ports.ts';
import type { CalendarDate, Instant } from '../domain/time.ts';
import { standingOf } from '../score/score.ts';
import { placeInSector, type SectorPlace } from '../score/sector.ts';
import { seriesOf } from '../score/trend.ts';
import { inputOver, type Knowledge } from './knowledge.ts';

/**
 * Median and rank of a company in its sector at an instant: among all companies of the sector that are listed on that day,
 * acts known against them or not, and the company itself.
 */
export async function placeOfCompany(
  knowledge: Knowledge,
  store: Pick<Store, 'steps'>,
  company: Company,
  at: Instant,
  day: CalendarDate,
): Promise<SectorPlace | null> {
  const stored = Map.groupBy(await store.steps({ until: at }), (step) => step.company);
  const peers = [...knowledge.catalog.companies.values()].filter(
    (one) => one.sector === company.sector && (one.id === company.id || listingsOn(one, day).length > 0),
  );
  const scores = peers.map((peer) => ({ company: peer.id, score: scoreNow(peer.id) }));
  return placeInSector(company.id, scores);

  function scoreNow(id: CompanyId): number {
    const history = (knowledge.history.get(id) ?? []).filter((step) => step.at <= at);
    const standing = standingOf(inputOver(knowledge, id, [...history, ...(stored.get(id) ?? [])]));
    return seriesOf(standing, [at])[0]!.score;
  }
}
