import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Store } from '../../domain/ports.ts';
import { reviewIdOf } from '../../domain/reported-action.ts';
import { type CalendarDate, dayIn, type Instant, plusDays } from '../../domain/time.ts';
import { mapNotice } from '../map/map-notice.ts';
import { draft } from '../read/document/mention-draft.ts';
import type { Knowledge } from '../standing/knowledge.ts';

/** Days within which a denial applies to a report. */
const DENIED_DAYS = 7;
const MOST = 50;

interface DenialDeps {
  readonly store: Store;
  readonly knowledge: Knowledge;
  /** The authority whose own page this is; null = a newspaper's, whose denial is only a report. */
  readonly speaksFor: RegulatorId | null;
}

/**
 * Rejects press reports of acts that the authority denies on its own page, as a person would: their
 * messages are corrected and their points removed. Returns how many reports were rejected.
 */
export async function rejectDenied(
  notice: Notice,
  now: Instant,
  { store, knowledge, speaksFor }: DenialDeps,
): Promise<number> {
  if (speaksFor === null || notice.verdictBecause.code !== 'page-denial') return 0;
  const day = notice.published ?? dayIn(now, 'Asia/Shanghai');
  const by = knowledge.catalog.regulators.get(speaksFor)?.name.en ?? speaksFor;
  const days = { from: plusDays(day, -DENIED_DAYS), to: plusDays(day, 1) };
  let count = 0;
  for (const company of companiesOf(notice, knowledge, day)) {
    const rows = await store.reportedActions({
      ...{ state: 'unconfirmed' as const, company, ...days, limit: MOST },
    });
    for (const { action } of rows.filter((row) => isOf(row.action.authority?.id, speaksFor))) {
      const decision = { verdict: 'rejected' as const, company: null, by, because: notice.title };
      const isFirst = await store.decideReview(reviewIdOf(action), { ...decision, at: now });
      count += Number(isFirst);
    }
  }
  return count;
}

/** Whether a report names this authority, or none. */
const isOf = (id: RegulatorId | null | undefined, speaksFor: RegulatorId): boolean =>
  id === null || id === undefined || id === speaksFor || id.endsWith('-unnamed');

/** Companies that a denial names directly or by their apps. */
function companiesOf(
  notice: Notice,
  { index }: Knowledge,
  day: CalendarDate,
): ReadonlySet<CompanyId> {
  const { names } = notice.verdictBecause.params;
  const written = Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  const mentions = written.flatMap((name, at) =>
    (['entity', 'app'] as const).map((kind) => ({
      id: `${kind}${at}`,
      ...draft(name, { start: 0, end: 0 }, 'official.denial', 'quoted', { kind }),
      confidence: 1,
    })),
  );
  const { matches } = mapNotice({ ...notice, mentions }, index, day);
  return new Set(matches.flatMap(({ company }) => company ?? []));
}
