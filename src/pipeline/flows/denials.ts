import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Store } from '../../domain/ports.ts';
import { reviewIdOf } from '../../domain/reported-action.ts';
import { type CalendarDate, dayIn, type Instant, plusDays } from '../../domain/time.ts';
import { mapNotice } from '../map/map-notice.ts';
import { draft } from '../read/document/mention-draft.ts';
import type { Knowledge } from '../standing/knowledge.ts';

/** Days in which a report is denied. */
const DENIED_DAYS = 7;
const MOST = 50;

interface DenialDeps {
  readonly store: Store;
  readonly knowledge: Knowledge;
  /** The authority whose own page it is; null = a newspaper's, whose denial is a report itself. */
  readonly speaksFor: RegulatorId | null;
}

/**
 * Rejects what press reported that an authority did to a company and that this authority denies on
 * its own page, as when a person rejects it: its messages are put right, its points go. Answers how
 * many reports were rejected.
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

/** Whether a report is about an authority, or names none. */
const isOf = (id: RegulatorId | null | undefined, speaksFor: RegulatorId): boolean =>
  id === null || id === undefined || id === speaksFor || id.endsWith('-unnamed');

/** The companies that a denial names, as companies or by their apps. */
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
