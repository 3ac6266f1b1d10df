import type { z } from 'zod';
import { openClaims } from '../../ask/unconfirmed.ts';
import type { CompanyId, NoticeId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import { said } from '../../present/sentence.ts';
import type { Language } from '../../present/words.ts';
import { matchesOf, noticeView } from '../notice-parts.ts';
import type { RequestContext } from '../request-context.ts';
import type { SourceRow } from '../source-rows.ts';
import type { NoticeAnswer, NoticeLine, SourceLine } from './shapes.ts';

export const iso = (at: number): string => new Date(at).toISOString();

/** A notice as a line of a list. */
export function noticeLine(notice: Notice): z.infer<typeof NoticeLine> {
  return {
    ...{ id: notice.id, title: notice.title, language: notice.language, published: notice.published },
    ...{ regulator: notice.regulator?.value ?? null, verdict: notice.verdict },
    actions: notice.actions.map(({ type, phrase, english }) => ({ type, phrase, english })),
    ...{ apps: notice.counts.apps?.value ?? null, deadline: notice.deadline?.value ?? null, url: notice.url },
  };
}

/** A notice whole; null where there is none, or none was known on the requested day. */
export async function noticeAnswer(
  id: NoticeId,
  context: RequestContext,
): Promise<z.infer<typeof NoticeAnswer> | null> {
  const view = await noticeView(id, context);
  if (view === null || view === 'later') return null;
  const { notice, signals, versions } = view;
  const by = matchesOf(view);
  return {
    ...noticeLine(notice),
    verdictBecause: said(notice.verdictBecause, context.language),
    mentions: notice.mentions.map((mention) => {
      const match = by.get(mention.id);
      return {
        ...{ name: mention.name, kind: mention.kind, role: mention.role, developer: mention.developer },
        rows: mention.rows.map((row) => ({
          ...{
            version: row.version,
            store: row.store,
            accusations: row.accusations.map((one) => one.phrase),
          },
        })),
        match:
          match === undefined
            ? null
            : {
                kind: match.kind,
                confidence: match.confidence,
                company: match.company,
                app: match.app,
                reason: said(match.reason, context.language),
              },
      };
    }),
    signals: signals.map((one) => ({
      ...{ company: one.company, before: one.before, after: one.after, stage: one.stage },
      ...{ toldBecause: one.alertReason, detectedAt: iso(one.detectedAt) },
    })),
    versions: versions.map((one) => ({
      version: one.item.version,
      fetchedAt: iso(one.item.fetchedAt),
      notice: one.notice,
    })),
  };
}

/** Steps that nobody confirmed yet, one more than the page holds where there are more. */
export async function unconfirmedLines(
  query: { readonly from: number; readonly limit: number; readonly company?: string | undefined },
  context: RequestContext,
) {
  const of = query.company === undefined ? {} : { company: query.company as CompanyId };
  const page = { limit: query.limit + 1, offset: query.from };
  return (await openClaims(context.deps.store, { ...of, ...context.asThen, ...page })).map((claim) => ({
    ...{ notice: claim.notice, company: claim.company, name: claim.name, type: claim.type },
    ...{ day: claim.day, authority: claim.authority?.name ?? null, outlet: claim.outlet },
    ...{ probability: claim.probability, quote: claim.quote, title: claim.title, url: claim.url },
  }));
}

export function sourceLine({ owner: _, ...row }: SourceRow, language: Language): z.infer<typeof SourceLine> {
  const time = (at: number | null) => (at === null ? null : iso(at));
  return {
    ...row,
    lastSuccessAt: time(row.lastSuccessAt),
    lastChangeAt: time(row.lastChangeAt),
    finding: row.finding === null ? null : { ...row.finding, since: iso(row.finding.since) },
    gaps: row.gaps.map(({ from, to, because }) => ({
      ...{ from: iso(from), to: time(to) },
      because: said(because, language),
    })),
  };
}
