import { phrasesOf } from '../../base/i18n/messages.ts';
import { formatReason, term } from '../../base/i18n/sentence.ts';
import { type Language, localeOf, moment, points, shortName } from '../../base/i18n/words.ts';
import type { Address, Delivery, Signal, Suppressed } from '../../domain/alert.ts';
import type { Card, CardLine } from '../../domain/card.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Reason } from '../../domain/reason.ts';
import { bySeverity } from '../../pipeline/alert/decide.ts';
import { line, plainCard, section } from '../../pipeline/present/plain-card.ts';
import { waitingLine } from '../../pipeline/present/waiting-section.ts';
import {
  companyMeant,
  type LookupDeps,
  type LookupResult,
  type Question,
} from './lookup-result.ts';
import { noticeFor } from './notice.ts';

const LOOK_BACK = 500;
const MOST_SUPPRESSED = 5_000;

/**
 * `whynot <reference or company>`: for each company of a notice, what happened to its signal here,
 * with stage and reason. Without an argument, what waits for the digest here.
 */
export async function lookUp(question: Question, deps: LookupDeps): Promise<LookupResult> {
  const { language } = question;
  const say = phrasesOf('whynot', language);
  if (question.words.length === 0) return { found: true, card: await waitingCard(question, deps) };
  const notice = await noticeFor(question, deps);
  if ('found' in notice) return notice;
  const lines = await fateLines(notice, question, deps);
  const fates = section(null, lines.length === 0 ? line(null, nothingOf(notice, language)) : lines);
  const url = notice.url || null;
  return { found: true, card: plainCard(language, say('title'), notice.title, [fates], { url }) };
}

/** Everything that waits for the digest at the asking address, gravest first. */
async function waitingCard(
  { language, address }: Question,
  { store, knowledge }: LookupDeps,
): Promise<Card> {
  const say = phrasesOf('whynot', language);
  const { companies } = knowledge.catalog;
  const waiting = (await store.waiting(address!)).toSorted((a, b) =>
    bySeverity(a.signal, b.signal),
  );
  const lines = waiting.map(({ signal, waiting: { because } }) =>
    waitingLine(signal, companies, language, formatReason(because, language)),
  );
  const shown = lines.length === 0 ? line(null, say('nothingWaits')) : lines;
  return plainCard(language, say('waiting'), '', [section(null, shown)]);
}

/** Why a notice led to no signal for any company. */
function nothingOf({ verdict, verdictBecause }: Notice, language: Language): string {
  const say = phrasesOf('whynot', language);
  if (verdict === 'action') return say('noSignal');
  const because = formatReason(verdictBecause, language);
  return say('notRead', { verdict: term('verdict', verdict, language), because });
}

/** A line for each company that the notice names, or for the one that was asked about. */
async function fateLines(
  notice: Notice,
  question: Question,
  deps: LookupDeps,
): Promise<CardLine[]> {
  const { language, at } = question;
  const taken = companyMeant(question.words[0] ?? '', at, deps);
  const isWanted = (company: CompanyId) => !taken.found || company === taken.company.id;
  const facts = await factsHere(notice, question, deps);
  const name = (id: CompanyId) => {
    const company = deps.knowledge.catalog.companies.get(id);
    return company === undefined ? id : shortName(company, language);
  };
  const signals = facts.signals.map((signal) => ({
    company: signal.company,
    label: `${name(signal.company)} ${points(signal.before)} → ${points(signal.after)}`,
    text: fateOf(signal, facts, language),
  }));
  const without = facts.suppressed.flatMap(({ company, stage, because }) =>
    company === undefined
      ? []
      : [{ company, label: name(company), text: stageText(stage, because, true, language) }],
  );
  return [...signals, ...without]
    .filter(({ company }) => isWanted(company))
    .map(({ label, text }) => line(label, text));
}

/** Rows about a notice at the asking address. */
interface FactsHere {
  readonly address: Address;
  readonly signals: readonly Signal[];
  /** Of this address and of everybody. */
  readonly suppressed: readonly Suppressed[];
  /** Oldest first. */
  readonly deliveries: readonly Delivery[];
  /** Why a signal waits for the digest here. */
  readonly waiting: ReadonlyMap<string, Reason>;
}

async function factsHere(
  { id: notice }: Notice,
  question: Question,
  { store }: LookupDeps,
): Promise<FactsHere> {
  const address = question.address!;
  const signals = await store.signals({ notice, limit: LOOK_BACK });
  const ids = new Set<string>(signals.map((signal) => signal.id));
  // Leaves out messages planned for a coming deadline: the question is about the first message.
  const deliveries = (await store.deliveries({ address, limit: LOOK_BACK })).filter(
    (delivery) => delivery.createdAt <= question.at && delivery.signals.some((id) => ids.has(id)),
  );
  const waiting = await store.waiting(address);
  return {
    address,
    signals,
    suppressed: await store.suppressed({ notice, address, limit: MOST_SUPPRESSED }),
    deliveries: deliveries.toReversed(),
    waiting: new Map(waiting.map((one) => [one.signal.id, one.waiting.because])),
  };
}

function fateOf({ id, alertReason }: Signal, facts: FactsHere, language: Language): string {
  const say = phrasesOf('whynot', language);
  const delivery = facts.deliveries.find((delivery) => delivery.signals.includes(id));
  if (delivery !== undefined)
    return say('alerted', {
      state: term('delivery', delivery.state, language),
      when: moment(delivery.settledAt ?? delivery.createdAt, 'Asia/Shanghai', language),
      error: delivery.lastError === null ? '' : `: ${formatReason(delivery.lastError, language)}`,
      reason: localeOf(language).alertReasons[alertReason],
    });
  const waits = facts.waiting.get(id);
  if (waits !== undefined) return say('waits', { because: formatReason(waits, language) });
  const own = facts.suppressed.filter((suppressed) => suppressed.signal === id);
  const reason = own.find((suppressed) => suppressed.address !== null) ?? own[0];
  return reason === undefined
    ? say('elsewhere')
    : stageText(reason.stage, reason.because, reason.address === null, language);
}

function stageText(stage: string, because: Reason, isForAll: boolean, language: Language): string {
  return phrasesOf('whynot', language)(isForAll ? 'stageForAll' : 'stage', {
    stage: term('filter', stage, language),
    because: formatReason(because, language),
  });
}
