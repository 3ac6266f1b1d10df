import type { z } from 'zod';
import type { SourceRow } from '../../ask/source-rows.ts';
import type { NoticeId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import { said } from '../../present/sentence.ts';
import type { Language } from '../../present/words.ts';
import { matchesOf, noticeView } from '../notice-parts.ts';
import type { RequestContext } from '../request-context.ts';
import type { NoticeAnswer, NoticeLine, SourceLine } from './shapes.ts';

// What a shape does not name is left out of the answer (routes.ts).

export const iso = (at: number): string => new Date(at).toISOString();
export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

/** A notice as a line of a list. */
export const noticeLine = (notice: Notice): z.infer<typeof NoticeLine> => ({
  ...{ ...notice, actions: [...notice.actions], regulator: notice.regulator?.value ?? null },
  ...{ apps: notice.counts.apps?.value ?? null, deadline: notice.deadline?.value ?? null },
});

/** A notice whole; null where there is none, or none was known on the requested day. */
export async function noticeAnswer(
  id: NoticeId,
  context: RequestContext,
): Promise<z.infer<typeof NoticeAnswer> | null> {
  const view = await noticeView(id, context);
  if (view === null || view === 'later') return null;
  const { notice, signals, versions } = view;
  const { language } = context;
  const by = matchesOf(view);
  return {
    ...noticeLine(notice),
    verdictBecause: said(notice.verdictBecause, language),
    mentions: notice.mentions.map((mention) => {
      const match = by.get(mention.id);
      return {
        ...mention,
        rows: mention.rows.map((row) => ({ ...row, accusations: row.accusations.map((one) => one.phrase) })),
        match: match === undefined ? null : { ...match, reason: said(match.reason, language) },
      };
    }),
    signals: signals.map((one) => ({
      ...{ ...one, toldBecause: one.alertReason, detectedAt: iso(one.detectedAt) },
    })),
    versions: versions.map(({ item, notice: of }) => ({
      ...{ version: item.version, fetchedAt: iso(item.fetchedAt), notice: of },
    })),
  };
}

export const sourceLine = (row: SourceRow, language: Language): z.infer<typeof SourceLine> => ({
  ...row,
  ...{ lastSuccessAt: isoOrNull(row.lastSuccessAt), lastChangeAt: isoOrNull(row.lastChangeAt) },
  finding: row.finding === null ? null : { ...row.finding, since: iso(row.finding.since) },
  gaps: row.gaps.map(({ from, to, because }) => ({
    ...{ from: iso(from), to: isoOrNull(to), because: said(because, language) },
  })),
});
