import type { Card, CardLine } from '../domain/card.ts';
import { type Company, listingsOn } from '../domain/company.ts';
import type { Store } from '../domain/ports.ts';
import type { Reason } from '../domain/reason.ts';
import type { Step } from '../domain/score.ts';
import { type CalendarDate, DAY_MS, type Instant } from '../domain/time.ts';
import { phrasesOf } from '../present/messages.ts';
import { readingLines } from '../present/record-lines.ts';
import { whyCard } from '../present/why-card.ts';
import { day as dayText, type Language } from '../present/words.ts';
import { changeSince } from '../score/change.ts';
import { standingOf } from '../score/score.ts';
import { rankInSector, type SectorRank } from '../score/sector.ts';
import { seriesOf } from '../score/trend.ts';
import { dayOf, type NotFound, type WhyAnswer } from './answers.ts';
import { inputOver, type Knowledge, scoredAt, stepsKnown } from './knowledge.ts';
import { companyMeant, type Found, type LookupDeps, type Question } from './lookup-result.ts';
import { reachOf, type Watching, watchingOf } from './record.ts';
import { factorAnswer, scoreAnswer } from './risk.ts';

export interface WhyOptions {
  readonly at: Instant;
  /** Start of the change that is split; a day before `at` where nobody says. */
  readonly since: Instant;
  readonly language: Language;
  readonly taken: Reason | null;
  readonly watching: Watching;
}

/** `why <company>`: the score taken apart. */
export async function lookUp(question: Question, deps: LookupDeps): Promise<Found<WhyAnswer> | NotFound> {
  const taken = companyMeant(question, deps);
  if (!taken.found) return taken;
  const { at, language, since = (at - DAY_MS) as Instant } = question;
  const watching = await watchingOf(deps.store, deps.clock.now());
  const options = { at, since, language, taken: taken.because, watching };
  return { found: true, ...(await whyOf(deps.knowledge, deps.store, taken.company, options)) };
}

/**
 * Everything behind one score: each factor in points with its waterfall, the change since an instant split in decay,
 * closings and new actions, what would change it, and where it stands over time and in its sector.
 */
export async function whyOf(
  knowledge: Knowledge,
  store: Pick<Store, 'steps' | 'notice'>,
  company: Company,
  options: WhyOptions,
): Promise<{ card: Card; answer: WhyAnswer }> {
  const { at, since, language } = options;
  const day = dayOf(at);
  const steps = await stepsKnown(knowledge, store, company.id, at);
  const { input, standing, score, ...ahead } = scoredAt(knowledge, company.id, steps, at);
  const change = changeSince(input, since);
  const place = await sectorRankOf(knowledge, store, company, at, day, options.watching);
  const titles = new Map<string, string>([
    ...steps.map(({ id, title, date }) => {
      const { [language]: name } = knowledge.wording.title(title);
      return [id, language === 'zh' ? `${name}（${dayText(date, 'zh')}）` : `${name} (${date})`] as const;
    }),
    ...knowledge.catalog.rules.map(
      (rule) =>
        [`rule:${rule.id}`, (language === 'zh' ? rule.title.zh : rule.title.en) ?? rule.title.en] as const,
    ),
  ]);
  const news = change.news.map((id) => titles.get(id) ?? id);
  const sector = knowledge.catalog.sectors.get(company.sector);
  const record = reachOf(knowledge, company, standing, at, options.watching);
  const card = whyCard({
    record,
    company,
    listings: listingsOn(company, day),
    score,
    ...ahead,
    change: { ...change, since, news },
    sector: { name: sector?.[language] ?? company.sector, place },
    readings: await readingsOf(steps, store, language),
    language,
    taken: options.taken,
  });
  const { from, to, decay, closings, actions } = change;
  const noProbability = phrasesOf('why', language)('noProbability');
  const answer: WhyAnswer = {
    ...scoreAnswer(company, score, record, ahead, options),
    factors: score.factors.map((factor) => ({
      ...factorAnswer(factor, language),
      step: factor.step,
      waterfall: factor.waterfall.map(({ part, points }) => ({ part, points })),
    })),
    change: {
      since: new Date(since).toISOString(),
      ...{ from, to, decay, closings, actions },
      news: change.news.map((id, index) => ({ id, title: news[index]! })),
    },
    sector: { id: company.sector, place },
    p90: { status: 'uncalibrated', value: null, because: noProbability },
  };
  return { card, answer };
}

const MOST_READINGS = 8;

/** Of the newest acts that the reader alone was not sure of: what it made of them, and what confirmed them. */
async function readingsOf(
  steps: readonly Step[],
  store: Pick<Store, 'notice'>,
  language: Language,
): Promise<CardLine[]> {
  const stored = steps.filter((step) => step.origin === 'notice' && step.evidence < 1 && !step.withdrawnAt);
  const ids = [...new Set(stored.toSorted((a, b) => b.at - a.at).flatMap((step) => step.notice ?? []))];
  const lines: CardLine[] = [];
  for (const id of ids.slice(0, MOST_READINGS)) {
    const notice = await store.notice(id);
    if (notice !== null) lines.push(...readingLines(notice, language));
  }
  return lines;
}

/**
 * Median and rank of a company in its sector at an instant: among all companies of the sector that are listed on that day,
 * acts known against them or not, and the company itself; those of which nobody knows are left out.
 */
async function sectorRankOf(
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
