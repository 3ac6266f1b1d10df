import { bracketed, preferred } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { dayInSentence, type Language } from '../../base/i18n/words.ts';
import type { Card, CardLine } from '../../domain/card.ts';
import { listingsOn } from '../../domain/company.ts';
import type { Store } from '../../domain/ports.ts';
import type { Reason } from '../../domain/reason.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { readingLines } from '../../pipeline/present/plain-card.ts';
import { whyCard } from '../../pipeline/present/why-card.ts';
import {
  changeSince,
  rankInSector,
  type SectorRank,
  seriesOf,
} from '../../pipeline/score/change.ts';
import { standingOf } from '../../pipeline/score/score.ts';
import { type CompanyState, stateOf } from '../../pipeline/standing/company-state.ts';
import { inputOver } from '../../pipeline/standing/knowledge.ts';
import { reachOf } from '../../pipeline/standing/record.ts';
import type { WhyAnswer } from './answers.ts';
import type { LookupDeps, LookupResult, Meant, Question } from './lookup-result.ts';
import { factorAnswer, scoreAnswer } from './risk.ts';

/** `why <company>`: the score taken apart; `since` is a day before, where it is not given. */
export async function lookUp(
  { at, language, since = (at - DAY_MS) as Instant }: Question,
  deps: LookupDeps,
  [{ company, because: taken }]: readonly [Meant],
): Promise<LookupResult> {
  const state = await stateOf(deps, company, at);
  return { found: true, ...(await whyOf(state, deps.store, { since, language, taken })) };
}

/**
 * Everything behind one score: each factor in points with its waterfall, the change since an
 * instant split in decay, closings and new actions, what would change it, and where it stands over
 * time and in its sector.
 * @param options.since start of the change that is split
 */
export async function whyOf(
  state: CompanyState,
  store: Pick<Store, 'events' | 'notice'>,
  { since, language, taken }: { since: Instant; language: Language; taken: Reason | null },
): Promise<{ card: Card; answer: WhyAnswer }> {
  const { knowledge, company, listings, events, score, trend, outlook, record } = state;
  const { catalog, wording } = knowledge;
  const { news: ids, ...change } = changeSince(state.input, since, state.standing);
  const place = await sectorRankOf(state, store);
  const titleOf = (id: string) => {
    const event = events.findLast((event) => event.id === id);
    if (event !== undefined) {
      const name = preferred(wording.title(event.title), language);
      return `${name}${bracketed(dayInSentence(event.date, language), language)}`;
    }
    const rule = catalog.rules.findLast((sectorRule) => `rule:${sectorRule.id}` === id);
    return preferred(rule?.title, language) ?? id;
  };
  const news = ids.map((id) => ({ id, title: titleOf(id) }));
  const card = whyCard({
    company,
    listings,
    score,
    trend,
    outlook,
    record,
    language,
    taken,
    readings: await readingsOf(events, store, language),
    change: { ...change, since, news: news.map(({ title }) => title) },
    sector: {
      name: preferred(catalog.sectors.get(company.sector), language) ?? company.sector,
      place,
    },
  });
  const answer: WhyAnswer = {
    ...scoreAnswer(state, language, taken),
    factors: score.factors.map((factor) => {
      const { step, waterfall } = factor;
      return { ...factorAnswer(factor, language), step, waterfall };
    }),
    change: { since: new Date(since).toISOString(), ...change, news },
    sector: { id: company.sector, place },
    p90: {
      status: 'uncalibrated',
      value: null,
      because: phrasesOf('why', language)('noProbability'),
    },
  };
  return { card, answer };
}

const MOST_READINGS = 8;

/**
 * Of the newest acts that the reader alone was not sure of: what it made of them, and what
 * confirmed them.
 */
async function readingsOf(
  events: readonly RegulatoryEvent[],
  store: Pick<Store, 'notice'>,
  language: Language,
): Promise<CardLine[]> {
  const stored = events.filter(
    (event) => event.origin === 'notice' && event.evidence < 1 && !event.withdrawnAt,
  );
  const ids = [
    ...new Set(stored.toSorted((a, b) => b.at - a.at).flatMap((event) => event.notice ?? [])),
  ];
  const lines: CardLine[] = [];
  for (const id of ids.slice(0, MOST_READINGS)) {
    const notice = await store.notice(id);
    if (notice !== null) lines.push(...readingLines(notice, language));
  }
  return lines;
}

/**
 * Median and rank of a company in its sector at an instant: among all companies of the sector that
 * are listed on that day, acts known against them or not, and the company itself; those of which
 * nobody knows are left out.
 */
async function sectorRankOf(
  { knowledge, company, at, day, watching }: CompanyState,
  store: Pick<Store, 'events'>,
): Promise<SectorRank | null> {
  const stored = Map.groupBy(await store.events({ until: at }), (event) => event.company);
  const scores = [...knowledge.catalog.companies.values()].flatMap((peer) => {
    const { id, sector } = peer;
    if (sector !== company.sector || (id !== company.id && listingsOn(peer, day).length === 0))
      return [];
    const history = knowledge.history.get(id).filter((event) => event.at <= at);
    const standing = standingOf(inputOver(knowledge, id, [...history, ...(stored.get(id) ?? [])]));
    if (reachOf(knowledge, peer, standing, at, watching).state === 'no-data') return [];
    return [{ company: id, score: seriesOf(standing, [at])[0]!.score }];
  });
  return rankInSector(company.id, scores);
}
