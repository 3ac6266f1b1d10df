import type { Language } from '../../base/i18n/words.ts';
import type { Alert, Delivery, Signal, Subscription } from '../../domain/alert.ts';
import type { Card } from '../../domain/card.ts';
import { baseRateOn } from '../../domain/history.ts';
import type { AlertId, CompanyId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Store } from '../../domain/ports.ts';
import { reason } from '../../domain/reason.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { reportedActionSubject, wantsReportedAction } from '../alert/amend.ts';
import { isSignalWithdrawn } from '../alert/corrections.ts';
import { bySeverity } from '../alert/decide.ts';
import { mutesAt } from '../alert/delivery.ts';
import { concerns } from '../alert/incidents.ts';
import { covers, subjectOf } from '../alert/stages.ts';
import type { NoLongerDue } from '../deliver/attempt.ts';
import { aftermathCard } from '../present/aftermath-card.ts';
import { alertCard } from '../present/alert-card.ts';
import type { ChangedAct } from '../present/alert-headline.ts';
import { correctedOn, correctionLines } from '../present/corrections.ts';
import { digestCard, unconfirmedCard } from '../present/digest-card.ts';
import { type FollowUpState, followUpCard } from '../present/follow-up-card.ts';
import { incidentCard } from '../present/incident-card.ts';
import { scoreChart } from '../present/score-chart.ts';
import { traditionalCard, writesChinese } from '../present/script.ts';
import { waitingSection } from '../present/waiting-section.ts';
import { isOfAct } from '../score/cases.ts';
import { WHOLE_ACT } from '../score/explain.ts';
import { movesUnder } from '../score/latest.ts';
import { isList } from '../score/severity.ts';
import { companyState } from '../standing/company-state.ts';
import { type Knowledge, scoreOver, stepsKnown } from '../standing/knowledge.ts';
import { namedAct } from '../standing/named-acts.ts';
import { NOT_WATCHING } from '../standing/record.ts';
import { correctedAlert } from './corrected-alert.ts';

const MINUTE_MS = 60_000;

type CardAnswer = Card | NoLongerDue | null;

/** A delivery with its subscriptions, and the dependencies of its card. */
/** The card of a list's morning note at an instant; null where it would be empty. */
export type NoteCards = (note: NonNullable<Alert['note']>, at: Instant) => Promise<Card | null>;

interface Addressed {
  readonly delivery: Delivery;
  readonly subscriptions: readonly Subscription[];
  readonly language: Language;
  /** Language of messages to operators. */
  readonly operators: Language;
  readonly now: Instant;
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly noteOf: NoteCards;
}

/** The part of a notice's alert that an address receives. */
interface AlertedNotice extends Addressed {
  readonly alert: Alert;
  readonly signals: readonly Signal[];
  readonly notice: Notice;
}

/**
 * The card of a delivery, from stored rows alone, so that every attempt and a later look-up show
 * the same, in the script of its subscription. Null where its alert or notice was deleted; a reason
 * where a planned message has become pointless.
 */
export function alertCards(
  store: Store,
  knowledge: Knowledge,
  operators: Language = 'en',
  noteOf: NoteCards = async () => null,
) {
  return async (delivery: Delivery, now: Instant): Promise<CardAnswer> => {
    const here = await store.subscriptions({ address: delivery.address, active: false });
    const subscriptions = here.filter((subscription) =>
      delivery.subscriptions.includes(subscription.id),
    );
    const language = subscriptions[0]?.language ?? 'en';
    const card = await cardOf({
      delivery,
      subscriptions,
      language,
      operators,
      now,
      store,
      knowledge,
      noteOf,
    });
    const isChinese = card !== null && 'language' in card && writesChinese(card.language);
    return isChinese && subscriptions[0]?.traditional === true ? traditionalCard(card) : card;
  };
}

async function cardOf(addressed: Addressed): Promise<CardAnswer> {
  const { delivery, language, store, knowledge } = addressed;
  const sent = await store.alert(delivery.alert);
  if (sent === null) return null;
  const { alert } = sent;
  if (alert.watch !== undefined) return ofWatch(addressed, alert.watch);
  if (alert.note !== undefined)
    return (
      (await addressed.noteOf(alert.note, addressed.now)) ?? { noLongerDue: reason('no-such-list') }
    );
  const notice = alert.notice === null ? null : await store.notice(alert.notice);
  if (notice === null) return null;
  const wanted = new Map(sent.signals.map((signal) => [signal.id, signal]));
  const signals = delivery.signals.flatMap((id) => wanted.get(id) ?? []);
  const alerted: AlertedNotice = { ...addressed, alert, signals, notice };
  if (alert.aftermath !== undefined) {
    const allMuted = signals.length > 0 && signals.every(await mutedAt(addressed));
    return allMuted ? MUTED : aftermathCard(alert.aftermath.facts, language, knowledge.catalog);
  }
  if (alert.unconfirmed !== undefined) return ofUnconfirmed(addressed, alert);
  if (alert.urgency === 'digest') return digest(alerted);
  if (alert.alertReason === 'deadline') return followUp(alerted);
  return alert.edits === undefined ? first(alerted) : corrected(alerted, alert.edits);
}

/** The card of the unconfirmed acts that this address follows. */
function ofUnconfirmed(addressed: Addressed, { id, unconfirmed }: Alert): Card | null {
  const { subscriptions, language, knowledge } = addressed;
  const { companies, regulators, outlets, grades } = knowledge.catalog;
  const actions = (unconfirmed ?? []).filter((action) => {
    const sector = action.company === null ? null : (companies.get(action.company)?.sector ?? null);
    return subscriptions.some(
      (subscription) =>
        wantsReportedAction(subscription, action) &&
        covers(subscription.scope, reportedActionSubject(action, sector)),
    );
  });
  if (actions.length === 0) return null;
  const shown = { actions, companies, regulators, outlets, grades, language };
  return unconfirmedCard({ ...shown, reference: id });
}

/** The card of the incidents that this address follows, among those of one alert. */
async function ofWatch(
  addressed: Addressed,
  watch: NonNullable<Alert['watch']>,
): Promise<Card | null> {
  const { delivery, subscriptions, operators, store, knowledge } = addressed;
  const reader = delivery.subscriptions.length === 0 ? 'operator' : 'subscribers';
  const incidents = (
    await store.incidents({ ids: watch.troubles, limit: watch.troubles.length })
  ).filter(
    (incident) =>
      reader === 'operator' ||
      subscriptions.some((subscription) => concerns(subscription, incident)),
  );
  if (incidents.length === 0) return null;
  const language = subscriptions[0]?.language ?? operators;
  const { regulators } = knowledge.catalog;
  return incidentCard({
    incidents,
    of: watch.of,
    language,
    regulators,
    reader,
    reference: delivery.alert,
  });
}

async function first(alerted: AlertedNotice): Promise<Card | null> {
  const { notice, signals, language, now, store, knowledge } = alerted;
  const mapping = await store.mapping(notice.id);
  if (mapping === null) return null;
  const plain = alertCard({
    ...alerted,
    ...namesIn(alerted),
    mapping,
    moves: movesUnder(knowledge.catalog),
    changed: await changedBy(alerted),
  });
  const waiting = waitingSection(await waitingHere(alerted), knowledge.catalog.companies, language);
  const card = waiting === null ? plain : { ...plain, sections: [...plain.sections, waiting] };
  const company = signals[0] && knowledge.catalog.companies.get(signals[0].company);
  if (company === undefined) return card;
  // Rounded to the minute, so that one picture serves every channel alerted within it.
  const at = (Math.ceil(now / MINUTE_MS) * MINUTE_MS) as Instant;
  const events = await stepsKnown(knowledge, store, company.id, now);
  const state = companyState(knowledge, company, events, at, NOT_WATCHING(at));
  return { ...card, chart: scoreChart(state, language) };
}

/** The earlier acts that a notice ends or changes, by company. */
async function changedBy({ notice, signals, now, store, knowledge }: AlertedNotice) {
  const found = new Map<CompanyId, readonly ChangedAct[]>();
  if (notice.actions.every(({ act }) => act.effect === null)) return found;
  const { companies } = knowledge.catalog;
  for (const { company } of signals) {
    const events = await stepsKnown(knowledge, store, company, now);
    const names = { companies, wording: knowledge.wording, stepsOn: () => events };
    const on = events.filter((event) => event.notice === notice.id).flatMap(({ act }) => act.on);
    const earlier = events.filter((event) => on.some((id) => isOfAct(event, id)));
    const isOwn = (event: RegulatoryEvent) => event.regulator === notice.regulator?.value;
    found.set(
      company,
      earlier.map((event) => ({ act: namedAct(event, WHOLE_ACT, names), isOwn: isOwn(event) })),
    );
  }
  return found;
}

/** Signals that the budget of an address left to its digest before a push, gravest first. */
async function waitingHere(alerted: AlertedNotice): Promise<Signal[]> {
  const { alert, delivery, subscriptions, store } = alerted;
  const isWide = subscriptions.some(({ scope }) => scope.kind !== 'company');
  if (alert.urgency !== 'push' || !isWide) return [];
  const waiting = await store.waiting(delivery.address);
  return waiting
    .filter(
      ({ waiting: { since, because } }) =>
        since < alert.createdAt && because.code === 'budget-used',
    )
    .map(({ signal }) => signal)
    .sort(bySeverity);
}

/** Names of companies and regulators for cards. */
function namesIn({ notice, knowledge: { catalog } }: Pick<AlertedNotice, 'notice' | 'knowledge'>) {
  const { companies, regulators, words } = catalog;
  const regulator =
    notice.regulator === null ? null : (regulators.get(notice.regulator.value) ?? null);
  return { companies, regulator, issues: new Map(words.issues.map((issue) => [issue.id, issue])) };
}

/**
 * The card of a first message after its page was edited: the new page, the scores since the first
 * report, and at the top what was corrected and when. It keeps the reference of the first alert, so
 * that buttons and look-ups still work.
 */
async function corrected(alerted: AlertedNotice, edits: AlertId): Promise<Card | null> {
  const { notice, alert, language } = alerted;
  const found = await correctedAlert(alerted, edits);
  if (found === null) return null;
  const { original, signals, was, is } = found;
  const card = await first({ ...alerted, alert: original, signals });
  if (card === null) return null;
  const about = signals.map((signal) => signal.company);
  const lines = correctionLines({ was, is, about, ...namesIn(alerted), language });
  return correctedOn(card, lines, alert.createdAt, notice.revised);
}

async function followUp(alerted: AlertedNotice): Promise<CardAnswer> {
  const { notice, alert, now, store, knowledge } = alerted;
  const events = await store.events({ notice: notice.id });
  const mapping = await store.mapping(notice.id);
  const stands = (signal: Signal) => {
    if (mapping !== null && isSignalWithdrawn(signal, mapping)) return false;
    const own = events.filter((event) => event.company === signal.company);
    return own.length === 0 || own.some((event) => !event.withdrawnAt || event.withdrawnAt > now);
  };
  const standing = alerted.signals.filter(stands);
  if (standing.length === 0) return { noLongerDue: reason('notice-corrected') };
  const deadline = standing.flatMap((signal) => signal.deadline ?? []).toSorted()[0];
  if (deadline === undefined) return { noLongerDue: reason('no-deadline') };
  const muted = await mutedAt(alerted);
  const heard = standing.filter((signal) => !muted(signal));
  if (heard.length === 0) return MUTED;
  const standings: FollowUpState[] = [];
  for (const signal of heard) standings.push(await standingOf(signal, alerted));
  const ahead = now <= alert.createdAt + DAY_MS && alert.id.endsWith(':deadline');
  const still = standings.filter(
    (followUpState) =>
      followUpState.case?.open === true && followUpState.case.deadline === deadline,
  );
  if (ahead && still.length === 0) return { noLongerDue: reason('case-over') };
  // A base rate applies to lists of its own authority only.
  const issuer = notice.regulator?.value;
  const isNaming = issuer !== undefined && events.some(isList);
  const baseRate = isNaming
    ? baseRateOn(knowledge.catalog.baseRates, issuer, events[0]!.date)
    : null;
  const facts = { ...alerted, ...namesIn(alerted), deadline, baseRate };
  return followUpCard({ ...facts, standings: ahead ? still : standings });
}

const MUTED: NoLongerDue = { noLongerDue: reason('muted-here') };

/** The signals that are muted at an address now. */
async function mutedAt({
  delivery,
  now,
  store,
  knowledge,
}: Addressed): Promise<(signal: Signal) => boolean> {
  const here = mutesAt(delivery.address, { silences: await store.silences(now), now });
  const { companies } = knowledge.catalog;
  const sectorOf = ({ company }: Pick<Signal, 'company'>) => companies.get(company)?.sector ?? null;
  return (signal) => here.some((silence) => covers(silence.scope, subjectOf(signal, { sectorOf })));
}

async function standingOf(
  signal: Signal,
  { now, store, knowledge }: Addressed,
): Promise<FollowUpState> {
  const events = await stepsKnown(knowledge, store, signal.company, now);
  const { cases, score } = scoreOver(knowledge, signal.company, events, now);
  // The signal stores the score of its day; under a newer model the two would differ without any
  // act.
  const then = scoreOver(knowledge, signal.company, events, signal.detectedAt);
  const since = then.cases.some((one) => one.id === signal.case) ? then.score : signal.after;
  return { signal, case: cases.find((one) => one.id === signal.case) ?? null, since, score };
}

async function digest(alerted: AlertedNotice): Promise<Card> {
  const notices = new Map<Notice['id'], Notice>();
  for (const id of new Set(alerted.signals.map((signal) => signal.notice))) {
    const notice = await alerted.store.notice(id);
    if (notice !== null) notices.set(id, notice);
  }
  const { companies, regulators } = alerted.knowledge.catalog;
  const reference = alerted.alert.id;
  const isFlood = reference.startsWith('flood:');
  return digestCard({ ...alerted, notices, companies, regulators, reference, isFlood });
}
