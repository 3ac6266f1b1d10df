import { phrasesOf } from '../../base/i18n/messages.ts';
import { renderReason, term } from '../../base/i18n/sentence.ts';
import { type Language, localeOf, shortName, tickers } from '../../base/i18n/words.ts';
import type { Card } from '../../domain/card.ts';
import { type Company, listingsOn } from '../../domain/company.ts';
import { isEdgeAttested, type Match } from '../../domain/exposure.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { bothNames, type Reason, reason } from '../../domain/reason.ts';
import { type CalendarDate, type Instant, shanghaiDay } from '../../domain/time.ts';
import { CELL, matchMention } from '../../pipeline/map/match-mention.ts';
import { ownershipChain, reachOn, valueOn } from '../../pipeline/map/ownership-chain.ts';
import { edgeRestsText, line, plainCard, section } from '../../pipeline/present/plain-card.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';
import {
  type AppAnswer,
  companyAnswer,
  labelOf,
  listingsAnswer,
  type NotFound,
} from './answers.ts';
import { withDecisions } from './decisions.ts';
import {
  companyMeant,
  type LookupDeps,
  type LookupResult,
  type Question,
} from './lookup-result.ts';
import { withRecord } from './record-line.ts';

/** `app <name>`: the owner of an app, with the decisions of people and the span of the record. */
export async function lookUp(question: Question, deps: LookupDeps): Promise<LookupResult> {
  const { knowledge, store } = deps;
  const query = question.words.join(' ');
  const options = {
    at: question.at,
    language: question.language,
    developer: question.developer ?? null,
  };
  const found = appAnswer(await withDecisions(knowledge, store), query, options);
  if (!found.found) {
    // A ticker, or the name of a registered firm.
    const taken = companyMeant(query, question.at, deps);
    if (!taken.found) return found;
    const { name, id } = taken.company;
    const because = reason('no-app', { why: taken.because, company: bothNames(name, id) });
    return { found: false, because, candidates: [] };
  }
  if (found.answer.company === null) return found;
  const { country } = knowledge.catalog.companies.get(found.answer.company.id as CompanyId)!;
  return { ...found, card: await withRecord(found.card, country, question.at, deps) };
}

/**
 * Which company an app belongs to on a day, with the chain and its evidence: the same matching as
 * for a notice's cell.
 */
export function appAnswer(
  knowledge: Knowledge,
  query: string,
  { at, language, developer }: { at: Instant; language: Language; developer: string | null },
): { found: true; card: Card; answer: AppAnswer } | NotFound {
  const day = shanghaiDay(at);
  const mention = {
    ...CELL,
    kind: 'app' as const,
    name: query,
    developer,
    icp: null,
    version: null,
  };
  const match = matchMention(mention, knowledge.index, day);
  const { companies } = knowledge.catalog;
  if (match.company === null && match.candidates.length === 0)
    return notKnown(match.reason, query, knowledge, day);
  const of = (id: CompanyId | null) => (id === null ? null : (companies.get(id) ?? null));
  const company = of(match.company);
  const app = of(match.owner)?.apps.find((app) => app.id === match.app) ?? null;
  const above = company === null ? [] : ownershipChain(company.id, day, companies).via;
  const via = above.flatMap((via) => companies.get(via.company) ?? []);
  const answer: AppAnswer = {
    query,
    at: new Date(at).toISOString(),
    match: match.kind,
    confidence: match.confidence,
    reason: renderReason(match.reason, language),
    app: app && {
      id: app.id,
      name: app.name.zh ?? app.name.en ?? app.id,
      nameEn: app.name.en,
      value: valueOn(app, day),
      reach: reachOn(app, day),
    },
    company: company && companyAnswer(company, day),
    listings: company === null ? [] : listingsAnswer(company, day),
    via: via.map((company) => ({
      company: companyAnswer(company, day),
      listings: listingsAnswer(company, day),
    })),
    chain: match.chain.map(({ from, to, edge, evidence }) => ({
      from,
      to,
      edge,
      attested: isEdgeAttested({ edge, evidence }),
      evidence,
    })),
    candidates: match.candidates.map((candidate) => ({
      company: candidate.company,
      because: renderReason(candidate.because, language),
    })),
  };
  return { found: true, answer, card: cardOf(match, answer, company, knowledge, day, language) };
}

/** Names that one question offers. */
const OFFERED = 3;

/** An unknown app, with apps of nearly the same spelling or sound. */
function notKnown(why: Reason, query: string, { catalog }: Knowledge, day: CalendarDate): NotFound {
  const found = catalog.search(query, 4 * OFFERED).filter((hit) => hit.kind === 'app');
  const apps = found.slice(0, OFFERED);
  if (apps.length === 0) return { found: false, because: why, candidates: [] };
  const candidates = apps.map(({ id, matched }) => ({
    id,
    name: `${matched}, ${labelOf(catalog.companies.get(id)!, day)}`,
  }));
  const choices = [...new Set(apps.map((hit) => hit.matched))];
  return { found: false, because: reason('did-you-mean', { why, choices }), candidates };
}

function cardOf(
  match: Match,
  answer: AppAnswer,
  company: Company | null,
  { catalog }: Knowledge,
  day: CalendarDate,
  language: Language,
): Card {
  // Replaces ids of companies in chains and candidates by names.
  const named = (name: string) => {
    const known = catalog.companies.get(name as CompanyId);
    return known === undefined ? name : shortName(known, language);
  };
  const words = localeOf(language);
  const say = phrasesOf('app', language);
  const where =
    company === null
      ? '?'
      : `${shortName(company, language)} (${tickers(listingsOn(company, day)) || words.notListed})`;
  const chain = match.chain.map(({ from, to, edge, evidence }) => {
    const rests = edgeRestsText({ edge, evidence }, language);
    return line(null, `${named(from)} → ${named(to)}: ${term('edge', edge, language)} (${rests})`);
  });
  const { app, via, candidates, reason: why, confidence } = answer;
  const tiers = app && {
    value: term('tier', app.value, language),
    reach: term('reach', app.reach, language),
  };
  const lines = section(
    null,
    line(
      say('why'),
      `${term('match', answer.match, language)} ${confidence.toFixed(2)}: ${why.text}`,
    ),
    tiers === null ? null : line(say('value'), say('tiers', tiers)),
    via.map((owner) =>
      line(
        say('via'),
        `${owner.company.name} (${owner.listings.map((listing) => listing.ticker).join(', ')})`,
      ),
    ),
    candidates.map((candidate) =>
      line(say('candidates'), `${named(candidate.company)}: ${candidate.because.text}`),
    ),
  );
  const sections = [lines, section(say('chain'), chain)];
  return plainCard(language, `${answer.query} → ${where}`, `${words.asOf} ${day}`, sections);
}
