import { z } from 'zod';
import { preferred } from '../../base/i18n/locale.ts';
import type { Language } from '../../base/i18n/words.ts';
import { Evidence } from '../../domain/evidence.ts';
import { Grade } from '../../domain/grade.ts';
import type { HistoryRecord } from '../../domain/history.ts';
import type { Store } from '../../domain/ports.ts';
import { isWithdrawn, type RegulatoryEvent } from '../../domain/score.ts';
import { WHOLE_ACT } from '../../pipeline/score/explain.ts';
import type { CompanyState } from '../../pipeline/standing/company-state.ts';

/** An act with everything that a third party needs to check it. */
export const Citation = z.object({
  /** Id of the act, the same in `factors[].step` and in `history`. */
  id: z.string(),
  date: z.string(),
  regulator: z.string(),
  regulatorName: z.string(),
  sentence: z.string(),
  grade: Grade,
  attested: z.boolean(),
  /** `notice` = read by this program; `history` = from the record that came with it. */
  origin: z.enum(['notice', 'history', 'facts']),
  /** Words of the page, verbatim. Null where the text itself is not held. */
  quote: z.string().nullable(),
  /** Title of the page as published, or of the record. */
  title: z.string(),
  evidence: z.array(Evidence.extend({ day: z.string().nullable() })),
});
export type Citation = z.infer<typeof Citation>;

/** Newest acts that are cited; a company with more says so by `more`. */
export const MOST_CITED = 40;

/**
 * The newest known acts of a company at the instant of its state, each with its evidence. `more` =
 * number of acts not listed.
 */
export async function citationsOf(
  { events, at, knowledge }: CompanyState,
  store: Pick<Store, 'notice'>,
  language: Language,
): Promise<{ readonly cited: Citation[]; readonly more: number }> {
  const known = events
    .filter((event) => event.at <= at && !isWithdrawn(event))
    .toSorted((a, b) => b.at - a.at);
  const records = new Map(knowledge.catalog.history.map((record) => [record.id, record]));
  const cited: Citation[] = [];
  for (const event of known.slice(0, MOST_CITED)) {
    const title = preferred(knowledge.wording.title(event.title), language) ?? event.title;
    cited.push({
      id: event.id,
      date: event.date,
      regulator: event.regulator,
      regulatorName:
        preferred(knowledge.wording.regulator(event.regulator), language) ?? event.regulator,
      sentence: preferred(knowledge.wording.act(event, WHOLE_ACT), language) ?? title,
      grade: event.grade,
      attested: event.attested,
      origin: event.origin,
      quote: await quoteOf(event, store),
      title,
      evidence: evidenceOf(event, records.get(recordOf(event))),
    });
  }
  return { cited, more: Math.max(0, known.length - MOST_CITED) };
}

/** `cn-miit-2021-08-18-batch-17/trip-com` is an act of the record before the stroke. */
const recordOf = ({ id }: Pick<RegulatoryEvent, 'id'>): string => id.split('/')[0]!;

/** The words of a stored notice that state the act. */
async function quoteOf(
  { notice: id, act }: RegulatoryEvent,
  store: Pick<Store, 'notice'>,
): Promise<string | null> {
  const notice = id === null ? null : await store.notice(id);
  if (notice === null) return null;
  const stated = notice.actions.find(
    (action) => action.act.measure === act.measure && action.act.effect === act.effect,
  );
  return (stated ?? notice.actions[0])?.phrase ?? null;
}

function evidenceOf(
  event: RegulatoryEvent,
  record: HistoryRecord | undefined,
): Citation['evidence'] {
  if (record !== undefined) return [...record.evidence];
  if (event.url === null) return [];
  const kind = event.evidence < 1 ? 'press' : 'notice';
  return [{ kind, source: new URL(event.url).hostname, day: event.date, url: event.url }];
}
