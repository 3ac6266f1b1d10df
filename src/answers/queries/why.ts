import { bracketed, preferred } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { dayInSentence, type Language } from '../../base/i18n/words.ts';
import type { Card, CardLine } from '../../domain/card.ts';
import type { Store } from '../../domain/ports.ts';
import type { Reason } from '../../domain/reason.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { readingLines } from '../../pipeline/present/plain-card.ts';
import { whyCard } from '../../pipeline/present/why-card.ts';
import { changeSince, type SectorRank } from '../../pipeline/score/change.ts';
import { type CompanyState, stateOf } from '../../pipeline/standing/company-state.ts';
import { createStandings } from '../../pipeline/standing/daily.ts';
import { actSentences } from './act-sentences.ts';
import type { WhyAnswer } from './answers.ts';
import { boardRowOf } from './board.ts';
import type { LookupDeps, LookupResult, Meant, Question } from './lookup-result.ts';
import { peersOf } from './peers.ts';
import { factorAnswer, scoreAnswer } from './risk.ts';

type WhyDeps = Pick<LookupDeps, 'store' | 'clock' | 'standings' | 'documentOf'>;

/** `why <company>`: the parts of the score; `since` is a day before by default. */
export async function lookUp(
  { at, language, since = (at - DAY_MS) as Instant }: Question,
  deps: LookupDeps,
  [{ company, because: taken }]: readonly [Meant],
): Promise<LookupResult> {
  const state = await stateOf(deps, company, at);
  return { found: true, ...(await whyOf(state, deps, { since, language, taken })) };
}

/**
 * Everything behind one score: each factor in points with its waterfall, the change since an
 * instant split in decay, closings and new actions, what would change it, and where it stands over
 * time and in its sector.
 * @param options.since start of the change that is split
 */
export async function whyOf(
  state: CompanyState,
  deps: WhyDeps,
  { since, language, taken }: { since: Instant; language: Language; taken: Reason | null },
): Promise<{ card: Card; answer: WhyAnswer }> {
  const { knowledge, company, listings, events, score, trend, outlook, record } = state;
  const { catalog, wording } = knowledge;
  const { news: ids, ...change } = changeSince(state.input, since, state.standing);
  const place = await sectorRankOf(state, deps);
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
    readings: await readingsOf(events, deps.store, language),
    sentences: await actSentences(events, { ...deps, wording }, language),
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

/** For the newest acts that the reader was unsure of: its reading, and the confirmation. */
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

/** Where a company stands in its sector at an instant. */
async function sectorRankOf(
  { knowledge, company, at, day, watching }: CompanyState,
  { store, clock, standings }: WhyDeps,
): Promise<SectorRank | null> {
  const peers = [...knowledge.catalog.companies.values()].filter(
    ({ id, sector }) => id === company.id || sector === company.sector,
  );
  const daily = standings ?? createStandings({ knowledge, store, clock });
  const timelines = await daily.timelines(
    at,
    peers.map(({ id }) => id),
  );
  const rows = peers.map((peer) =>
    boardRowOf(peer, timelines.get(peer.id)!, { knowledge, at, watching }),
  );
  const found = peersOf(rows, company.id, day);
  return found && { median: found.median, rank: found.rank, of: found.of };
}
