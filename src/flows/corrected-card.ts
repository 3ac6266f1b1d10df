import type { Knowledge } from '../ask/knowledge.ts';
import type { Alert, Delivery, Signal } from '../domain/alert.ts';
import type { Card } from '../domain/card.ts';
import type { AlertId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { correctedOn, correctionsOf, exposureOf, type SentNotice } from '../present/corrections.ts';
import type { Language } from '../present/words.ts';

/** What every kind of message begins with. */
export interface AlertedNotice {
  readonly alert: Alert;
  readonly signals: readonly Signal[];
  readonly notice: Notice;
  readonly language: Language;
  readonly now: Instant;
}

/**
 * The card of a first message after its page was edited: the new page, the scores from before the first telling on, and above all
 * else what was corrected and when. It keeps the first alert's reference, so that its buttons and its look-up stay what they were.
 * `cardOf` makes the card of a telling.
 */
export async function correctedCard(
  { delivery, store, knowledge }: { delivery: Delivery; store: Store; knowledge: Knowledge },
  edits: AlertId,
  alerted: AlertedNotice,
  cardOf: (alerted: AlertedNotice) => Promise<Card | null>,
): Promise<Card | null> {
  const { catalog } = knowledge;
  const first = await store.alert(edits);
  const [sent] = await store.deliveries({ alert: edits, address: delivery.address, limit: 1 });
  const corrected = first?.alert.notice ?? null;
  const was = corrected === null ? null : await sentSignals(corrected, store);
  const is = await sentSignals(alerted.notice.id, store);
  if (first === null || sent === undefined || was === null || is === null) return null;
  const firstSent = first.signals.filter((signal) => sent.signals.includes(signal.id));
  const signals = firstSent.map((signal) => sinceThen(signal, alerted.signals, is));
  const card = await cardOf({ ...alerted, alert: first.alert, signals });
  if (card === null) return null;
  const { language } = alerted;
  const about = firstSent.map((signal) => signal.company);
  const issues = new Map(catalog.words.issues.map((issue) => [issue.id, issue]));
  const lines = correctionsOf({ was, is, about, companies: catalog.companies, issues, language });
  return correctedOn(card, lines, alerted.alert.createdAt, alerted.notice.revised);
}

/** The newest telling of a company, told from where it stood before the first. */
function sinceThen(first: Signal, newest: readonly Signal[], is: SentNotice): Signal {
  const latest = newest.find((one) => one.company === first.company) ?? first;
  const exposure = exposureOf(first.company, is);
  const { earlier, detectedAt, alertReason, late } = first;
  // Whose name was taken off reads from where the error had brought its score.
  if (exposure === null) return { ...latest, earlier, detectedAt, alertReason, late };
  const { before, bandBefore } = first;
  return { ...latest, exposure, before, bandBefore, earlier, detectedAt, alertReason, late };
}

async function sentSignals(id: Signal['notice'], store: Store): Promise<SentNotice | null> {
  const [notice, mapping] = [await store.notice(id), await store.mapping(id)];
  return notice === null || mapping === null ? null : { notice, mapping };
}
