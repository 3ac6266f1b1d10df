import { type Company, listingsOn } from '../domain/company.ts';
import type { Store } from '../domain/ports.ts';
import type { CalendarDate, Instant } from '../domain/time.ts';
import { standingOf } from '../score/score.ts';
import { rankInSector, type SectorRank } from '../score/sector.ts';
import { seriesOf } from '../score/trend.ts';
import { inputOver, type Knowledge } from './knowledge.ts';
import { reachOf, type Watching } from './record.ts';

/**
 * Median and rank of a company in its sector at an instant: among all companies of the sector that are listed on that day,
 * acts known against them or not, and the company itself; those of which nobody knows are left out.
 */
export async function sectorRankOf(
  knowledge: Knowledge,
  store: Pick<Store, 'steps'>,
  company: Company,
  at: Instant,
  day: CalendarDate,
  watching: Watching,
): Promise<SectorRank | null> {
  const stored = Map.groupBy(await store.steps({ until: at }), (step) => step.company);
  const peers = [...knowledge.catalog.companies.values()].filter(
    (one) => one.sector === company.sector && (one.id === company.id || listingsOn(one, day).length > 0),
  );
  const scores = peers.flatMap((peer) => {
    const score = scoreNow(peer);
    return score === null ? [] : [{ company: peer.id, score }];
  });
  return rankInSector(company.id, scores);

  function scoreNow(peer: Company): number | null {
    const { id } = peer;
    const history = knowledge.history.get(id).filter((step) => step.at <= at);
    const standing = standingOf(inputOver(knowledge, id, [...history, ...(stored.get(id) ?? [])]));
    if (reachOf(knowledge, peer, standing, at, watching).state === 'no-data') return null;
    return seriesOf(standing, [at])[0]!.score;
  }
}
