import type { Alert, Delivery, Signal } from '../../domain/alert.ts';
import type { AlertId, NoticeId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Store } from '../../domain/ports.ts';
import { exposureOf, type SentNotice } from '../alert/corrections.ts';
import { movedBy } from '../alert/signals.ts';
import { ownPointsOf, scoreAt, standingOf } from '../score/score.ts';
import { inputOver, type Knowledge, scoreOver, stepsKnown } from '../standing/knowledge.ts';

/** An edit of a message, with the rows that it is made of. */
interface Edited {
  readonly delivery: Delivery;
  /** The edited page, and the newest report on each company. */
  readonly notice: Notice;
  readonly signals: readonly Signal[];
  readonly store: Store;
  readonly knowledge: Knowledge;
}

/** A first message after the edit of its page. */
interface CorrectedAlert {
  readonly original: Alert;
  readonly signals: readonly Signal[];
  readonly was: SentNotice;
  readonly is: SentNotice;
}

/** The content of an edited message; null where its rows are not stored. */
export async function correctedAlert(
  edited: Edited,
  edits: AlertId,
): Promise<CorrectedAlert | null> {
  const { delivery, notice, store } = edited;
  const original = await store.alert(edits);
  const [sent] = await store.deliveries({ alert: edits, address: delivery.address, limit: 1 });
  const was = await sentNotice(original?.alert.notice ?? null, store);
  const is = await sentNotice(notice.id, store);
  if (original === null || sent === undefined || was === null || is === null) return null;
  const versions = await store.versions(notice.item);
  const page = new Set(versions.flatMap((version) => version.notice ?? []));
  const signals: Signal[] = [];
  for (const signal of original.signals.filter(({ id }) => sent.signals.includes(id)))
    signals.push(await correctedSignal(signal, is, page, edited));
  return { original: original.alert, signals, was, is };
}

/**
 * The newest signal of a company in place of the first. A company that was removed shows the change
 * from the erroneous score; all others show the score that the correct page would have given.
 */
async function correctedSignal(
  original: Signal,
  is: SentNotice,
  page: ReadonlySet<NoticeId>,
  edited: Edited,
): Promise<Signal> {
  const { company, earlier, detectedAt, alertReason, late } = original;
  const latest = edited.signals.find((signal) => signal.company === company) ?? original;
  const asFirst = { ...latest, earlier, detectedAt, alertReason, late };
  const exposure = exposureOf(company, is.mapping);
  if (exposure === null) return asFirst;
  return { ...asFirst, exposure, ...(await scoresThen(original, page, edited)) };
}

/**
 * Scores before and after the first report, by what the page says now. Later notices are in
 * neither.
 */
async function scoresThen(
  { company, detectedAt }: Signal,
  page: ReadonlySet<NoticeId>,
  { store, knowledge }: Edited,
): Promise<Partial<Signal>> {
  const known = await stepsKnown(knowledge, store, company, detectedAt);
  const rest = known.filter((event) => event.notice === null || !page.has(event.notice));
  const before = scoreOver(knowledge, company, rest, detectedAt);
  const standing = standingOf(inputOver(knowledge, company, known));
  const after = scoreAt(standing, detectedAt);
  const shown = new Set(
    known.flatMap((event) => (event.notice !== null && page.has(event.notice) ? event.id : [])),
  );
  const isOwn = ({ id }: { readonly id: string }) => shown.has(id);
  return movedBy(before, after, ownPointsOf(standing, isOwn, detectedAt, before.load));
}

async function sentNotice(id: NoticeId | null, store: Store): Promise<SentNotice | null> {
  if (id === null) return null;
  const [notice, mapping] = [await store.notice(id), await store.mapping(id)];
  return notice === null || mapping === null ? null : { notice, mapping };
}
