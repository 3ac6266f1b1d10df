import { announcesList } from '../alert/announcement.ts';
import type { Decision } from '../alert/decide.ts';
import { type Correction, correctInPlace, type Original } from '../alert/in-place.ts';
import { EDITING_SINKS } from '../deliver/limits.ts';
import type { Signal } from '../domain/alert.ts';
import type { Mapping } from '../domain/exposure.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import { EVERY_ADDRESS, type Store } from '../domain/ports.ts';
import { correctionsOf, namesNoMore, type SentNotice } from '../present/corrections.ts';
import type { Settling } from './alert-context.ts';
import { versionsBefore } from './duplicate-notices.ts';

/** Signals of one notice. */
const SIGNALS = 500;

/** Adds to a decision the edits of the messages that told earlier versions of the page. A list that was only announced is no correction. */
export async function withCorrections(
  decision: Decision,
  { item, notice, now, store, knowledge }: Settling,
  mapping: Mapping,
  signals: readonly Signal[],
): Promise<Decision> {
  const earlier = await versionsBefore(item, store);
  const [before] = earlier;
  if (before === undefined || announcesList(before)) return decision;
  const mappingBefore = await store.mapping(before.id);
  if (mappingBefore === null) return decision;
  const was: SentNotice = { notice: before, mapping: mappingBefore };
  const is: SentNotice = { notice, mapping };
  const { originals, newest } = await alertedSignals(earlier, signals, store);
  const { companies } = knowledge.catalog;
  const issues = new Map(knowledge.catalog.words.issues.map((issue) => [issue.id, issue]));
  const correction: Correction = {
    notice: notice.id,
    now,
    originals,
    newest,
    details: new Set(signals.filter((one) => isDetail(one, originals, was, is)).map((signal) => signal.id)),
    changes: (about) => correctionsOf({ was, is, about, companies, issues, language: 'en' }).length > 0,
    canEdit: (address) => EDITING_SINKS.includes(address.sink),
  };
  return correctInPlace(decision, correction);
}

/** Still named, with no app that was not, and no graver than it was told: nothing that anybody must be woken for. */
function isDetail(signal: Signal, originals: readonly Original[], was: SentNotice, is: SentNotice): boolean {
  const alerted = originals.flatMap((one) => one.signals).filter((one) => one.company === signal.company);
  return alerted.some((one) => signal.level <= one.level) && namesNoMore(signal.company, was, is);
}

/** The alerts that first told the earlier versions, with their messages, and where each company stands by the newest of them. */
async function alertedSignals(
  earlier: readonly Notice[],
  signals: readonly Signal[],
  store: Store,
): Promise<{ originals: Original[]; newest: Map<CompanyId, Signal> }> {
  const found: Signal[] = [];
  for (const notice of earlier) found.push(...(await store.signals({ notice: notice.id, limit: SIGNALS })));
  const newest = new Map<CompanyId, Signal>();
  for (const signal of [...signals, ...found])
    if (!newest.has(signal.company)) newest.set(signal.company, signal);
  const first = await store.firstAlerts(found.map((signal) => signal.id));
  const originals: Original[] = [];
  for (const id of new Set(first.values())) {
    const alerted = await store.alert(id);
    if (alerted === null || alerted.alert.edits !== undefined || alerted.alert.urgency === 'digest') continue;
    originals.push({ ...alerted, deliveries: await store.deliveries({ alert: id, limit: EVERY_ADDRESS }) });
  }
  return { originals, newest };
}
