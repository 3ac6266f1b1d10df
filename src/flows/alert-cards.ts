import { claimSubject } from '../alert/announcement.ts';
import { mutesAt } from '../alert/delivery.ts';
import { concerns } from '../alert/incidents.ts';
import { covers, subjectOf } from '../alert/stage.ts';
import { companyState } from '../ask/company-state.ts';
import { type Knowledge, scoreOver, stepsKnown } from '../ask/knowledge.ts';
import { NOT_WATCHING } from '../ask/record.ts';
import { scoreChart } from '../ask/score-chart.ts';
import { traditionalCard } from '../ask/script.ts';
import type { NoLongerDue } from '../deliver/attempt.ts';
import type { Alert, Delivery, Signal, Subscription } from '../domain/alert.ts';
import type { Card } from '../domain/card.ts';
import type { Notice } from '../domain/notice.ts';
import type { Store } from '../domain/ports.ts';
import { reason } from '../domain/reason.ts';
import type { Instant } from '../domain/time.ts';
import { aftermathCard } from '../present/aftermath-card.ts';
import { alertCard } from '../present/alert-card.ts';
import { isTakenBack } from '../present/alert-headline.ts';
import { digestCard } from '../present/digest-card.ts';
import { type FollowUpState, followUpCard } from '../present/follow-up-card.ts';
import { incidentCard } from '../present/incident-card.ts';
import { unconfirmedCard } from '../present/unconfirmed-card.ts';
import type { Language } from '../present/words.ts';
import { type AlertedNotice, correctedCard } from './corrected-card.ts';

const MINUTE_MS = 60_000;

type CardAnswer = Card | NoLongerDue | null;

/** A delivery with the subscriptions that it answers, and what its card is made of. */
interface Addressed {
  readonly delivery: Delivery;
  readonly subscriptions: readonly Subscription[];
  readonly language: Language;
  /** Language of what operators read. */
  readonly operators: Language;
  readonly now: Instant;
  readonly store: Store;
  readonly knowledge: Knowledge;
}

/**
 * The card of a delivery, made of rows alone, so that every attempt and a later look-up show the same, in the script that its
 * subscription asks for. `null` when its alert or notice is not stored any more; a reason where a planned message has nothing to say
 * any more.
 */
export function alertCards(store: Store, knowledge: Knowledge, operators: Language = 'en') {
  return async (delivery: Delivery, now: Instant): Promise<CardAnswer> => {
    const here = await store.subscriptions({ address: delivery.address, active: false });
    const subscriptions = here.filter((one) => delivery.subscriptions.includes(one.id));
    const language = subscriptions[0]?.language ?? 'en';
    const card = await cardOf({ delivery, subscriptions, language, operators, now, store, knowledge });
    const isChinese = card !== null && 'language' in card && card.language === 'zh';
    return isChinese && subscriptions[0]?.traditional === true ? traditionalCard(card) : card;
  };
}

async function cardOf(addressed: Addressed): Promise<CardAnswer> {
  const { delivery, language, now, store, knowledge } = addressed;
  const sent = await store.alert(delivery.alert);
  if (sent?.alert.watch !== undefined) return ofWatch(addressed, sent.alert.watch);
  const about = sent?.alert.notice ?? null;
  const notice = about === null ? null : await store.notice(about);
  if (sent === null || notice === null) return null;
  const wanted = new Map(sent.signals.map((signal) => [signal.id, signal]));
  const signals = delivery.signals.map((id) => wanted.get(id)).filter((signal) => signal !== undefined);
  const alerted: AlertedNotice = { alert: sent.alert, signals, notice, language, now };
  const { aftermath, edits } = sent.alert;
  if (aftermath !== undefined) {
    const muted = await mutedAt(addressed);
    const allMuted = signals.length > 0 && signals.every(muted);
    return allMuted ? MUTED : aftermathCard(aftermath.facts, language, knowledge.catalog);
  }
  if (sent.alert.unconfirmed !== undefined) return ofUnconfirmed(addressed, sent.alert);
  if (sent.alert.urgency === 'digest') return digest(alerted, store, knowledge);
  if (sent.alert.alertReason === 'deadline') return followUp(addressed, alerted);
  const cardOfFirst = (one: AlertedNotice) => first(one, addressed);
  return edits === undefined ? cardOfFirst(alerted) : correctedCard(addressed, edits, alerted, cardOfFirst);
}

/** Unconfirmed steps: of those that were read together, the ones that this address follows. */
function ofUnconfirmed(addressed: Addressed, { id, unconfirmed }: Alert): Card | null {
  const { subscriptions, language, knowledge } = addressed;
  const { companies, regulators, outlets } = knowledge.catalog;
  const claims = (unconfirmed ?? []).filter((claim) => {
    const sector = claim.company === null ? null : (companies.get(claim.company)?.sector ?? null);
    return subscriptions.some((one) => covers(one.scope, claimSubject(claim, sector)));
  });
  if (claims.length === 0) return null;
  return unconfirmedCard({ claims, companies, regulators, outlets, language, reference: id });
}

/** A word about the watch: of the incidents that it tells together, those that this address follows. */
async function ofWatch(addressed: Addressed, watch: NonNullable<Alert['watch']>): Promise<Card | null> {
  const { delivery, subscriptions, operators, store, knowledge } = addressed;
  const reader = delivery.subscriptions.length === 0 ? 'operator' : 'subscribers';
  const incidents = (await store.incidents({ ids: watch.troubles, limit: watch.troubles.length })).filter(
    (incident) => reader === 'operator' || subscriptions.some((one) => concerns(one, incident)),
  );
  if (incidents.length === 0) return null;
  const language = subscriptions[0]?.language ?? operators;
  const { regulators } = knowledge.catalog;
  return incidentCard({ incidents, of: watch.of, language, regulators, reader, reference: delivery.alert });
}

async function first(alerted: AlertedNotice, { store, knowledge }: Addressed): Promise<Card | null> {
  const { catalog } = knowledge;
  const mapping = await store.mapping(alerted.notice.id);
  if (mapping === null) return null;
  const card = alertCard({
    ...alerted,
    mapping,
    regulator: regulatorOf(alerted.notice, knowledge),
    companies: catalog.companies,
    issues: new Map(catalog.words.issues.map((issue) => [issue.id, issue])),
  });
  const top = alerted.signals[0];
  const company = top === undefined ? undefined : catalog.companies.get(top.company);
  if (top === undefined || company === undefined) return card;
  // To the minute, so that one picture serves every channel that is told within it.
  const at = (Math.ceil(alerted.now / MINUTE_MS) * MINUTE_MS) as Instant;
  const steps = await stepsKnown(knowledge, store, company.id, alerted.now);
  const state = companyState(knowledge, company, steps, at, NOT_WATCHING(at));
  return { ...card, chart: scoreChart(state, alerted.language) };
}

async function followUp(addressed: Addressed, alerted: AlertedNotice): Promise<CardAnswer> {
  const { now, store, knowledge } = addressed;
  const { notice } = alerted;
  const steps = await store.steps({ notice: notice.id });
  const mapping = await store.mapping(notice.id);
  const stands = (signal: Signal) => {
    if (mapping !== null && isTakenBack(signal, { mapping })) return false;
    const own = steps.filter((step) => step.company === signal.company);
    return own.length === 0 || own.some((step) => !step.withdrawnAt || step.withdrawnAt > now);
  };
  const muted = await mutedAt(addressed);
  const standing = alerted.signals.filter(stands);
  if (standing.length === 0) return { noLongerDue: reason('notice-corrected') };
  const deadline = standing.flatMap((signal) => signal.deadline ?? []).toSorted()[0];
  if (deadline === undefined) return { noLongerDue: reason('no-deadline') };
  const heard = standing.filter((signal) => !muted(signal));
  if (heard.length === 0) return MUTED;
  const standings: FollowUpState[] = [];
  for (const signal of heard) standings.push(await standingOf(signal, addressed));
  const ahead = now <= alerted.alert.createdAt + 86_400_000 && alerted.alert.id.endsWith(':deadline');
  const still = standings.filter((one) => one.case?.open === true && one.case.deadline === deadline);
  if (ahead && still.length === 0) return { noLongerDue: reason('case-over') };
  return followUpCard({
    alert: alerted.alert,
    notice,
    language: alerted.language,
    now,
    deadline,
    regulator: regulatorOf(notice, knowledge),
    companies: knowledge.catalog.companies,
    issues: new Map(),
    standings: ahead ? still : standings,
    baseRate: notice.regulator?.value === 'cn-miit' ? (knowledge.catalog.baseRates[0] ?? null) : null,
  });
}

const MUTED: NoLongerDue = { noLongerDue: reason('muted-here') };

/** Which signals an address does not want to hear of now. */
async function mutedAt({ delivery, now, store, knowledge }: Addressed): Promise<(signal: Signal) => boolean> {
  const here = mutesAt(delivery.address, { silences: await store.silences(now), now });
  const { companies } = knowledge.catalog;
  const sectorOf = ({ company }: Pick<Signal, 'company'>) => companies.get(company)?.sector ?? null;
  return (signal) => here.some((one) => covers(one.scope, subjectOf(signal, { sectorOf })));
}

async function standingOf(signal: Signal, { now, store, knowledge }: Addressed): Promise<FollowUpState> {
  const steps = await stepsKnown(knowledge, store, signal.company, now);
  const score = scoreOver(knowledge, signal.company, steps, now);
  // The signal keeps the score of its day: under a newer model the two would differ without any act.
  const then = scoreOver(knowledge, signal.company, steps, signal.detectedAt);
  return {
    signal,
    case: score.cases.find((one) => one.id === signal.case) ?? null,
    since: then.cases.some((one) => one.id === signal.case) ? then.score : signal.after,
    score: score.score,
  };
}

async function digest(alerted: AlertedNotice, store: Store, { catalog }: Knowledge): Promise<Card> {
  const notices = new Map<Notice['id'], Notice>();
  for (const id of new Set(alerted.signals.map((signal) => signal.notice))) {
    const notice = await store.notice(id);
    if (notice !== null) notices.set(id, notice);
  }
  const { companies, regulators } = catalog;
  return digestCard({ ...alerted, notices, companies, regulators, reference: alerted.alert.id });
}

function regulatorOf(notice: Notice, { catalog }: Knowledge) {
  return notice.regulator === null ? null : (catalog.regulators.get(notice.regulator.value) ?? null);
}
