import { z } from 'zod';
import { HistoryAnswer, RiskAnswer } from '../../ask/answers.ts';
import type { SourceRow } from '../../ask/source-rows.ts';
import { Delivery, DeliveryState, Signal } from '../../domain/alert.ts';
import { Claim } from '../../domain/claim.ts';
import { Match } from '../../domain/exposure.ts';
import type { NoticeId } from '../../domain/ids.ts';
import { Action, Mention, MentionRow, Notice } from '../../domain/notice.ts';
import { SaidReason } from '../../domain/reason.ts';
import { Band, CaseStage } from '../../domain/score.ts';
import { said } from '../../present/sentence.ts';
import type { Language } from '../../present/words.ts';
import { matchesOf, noticeView } from '../pages/notices.ts';
import type { RequestContext } from '../request-context.ts';

/** Shapes of the JSON API, the source of both its answers' check and its description. Fields may be added, never renamed. */

const paged = {
  from: z.number().int(),
  limit: z.number().int(),
  next: z.string().nullable().describe('Path of the next page; null = the last one'),
};

export const CompanyLine = z.object({
  id: z.string(),
  name: z.string(),
  nameZh: z.string().nullable(),
  tickers: z.array(z.string()),
  sector: z.string(),
  /** Null, without a band, where no act is on record. */
  score: z.number().nullable(),
  band: Band.nullable(),
  change30: z.number(),
  peak: z.number().describe('Highest score of two years'),
  openCases: z.number().int(),
  nextDeadline: z.string().nullable(),
});

/** Some fields of a noun of the domain, and what the API says of them in its own way. */
const of = <T extends z.ZodRawShape, K extends keyof T, More extends z.ZodRawShape>(
  { shape }: z.ZodObject<T>,
  names: readonly K[],
  more: More,
) => {
  const own = Object.fromEntries(names.map((name) => [name, shape[name]])) as Pick<T, K>;
  return z.object({ ...own, ...more });
};

export const NoticeLine = of(Notice, ['id', 'title', 'language', 'published', 'verdict', 'url'], {
  regulator: z.string().nullable(),
  actions: z.array(of(Action, ['type', 'phrase', 'english'], {})),
  apps: z.number().nullable().describe('Headline number of apps'),
  deadline: z.string().nullable(),
});

export const NoticeAnswer = NoticeLine.extend({
  verdictBecause: SaidReason,
  mentions: z.array(
    of(Mention, ['name', 'kind', 'role', 'developer'], {
      rows: z.array(of(MentionRow, ['version', 'store'], { accusations: z.array(z.string()) })),
      match: of(Match, ['kind', 'confidence', 'company', 'app'], { reason: SaidReason }).nullable(),
    }),
  ),
  signals: z.array(
    of(Signal, ['company', 'before', 'after', 'stage'], { toldBecause: z.string(), detectedAt: z.string() }),
  ),
  versions: z.array(
    z.object({ version: z.number().int(), fetchedAt: z.string(), notice: z.string().nullable() }),
  ),
});

export const DeadlineLine = z.object({
  date: z.string(),
  company: z.string(),
  regulator: z.string(),
  stage: CaseStage,
  case: z.string(),
  title: z.string(),
});

export const SourceLine = z.object({
  id: z.string(),
  title: z.string(),
  official: z.boolean(),
  enabled: z.boolean(),
  url: z.string(),
  lastSuccessAt: z.string().nullable(),
  /** It answered after the day that is asked for; when before is not kept. */
  answeredSince: z.boolean(),
  lastChangeAt: z.string().nullable(),
  /** Who last asked its address with `tocsin sources check`; null = nobody. */
  checked: z.object({ on: z.string(), by: z.string(), works: z.boolean() }).nullable(),
  /** Day on which a page of its layout was last seen. */
  layoutSeen: z.string().nullable(),
  lagMs: z.number().nullable(),
  finding: z.object({ code: z.string(), message: z.string(), since: z.string() }).nullable(),
  gaps: z.array(z.object({ from: z.string(), to: z.string().nullable(), because: SaidReason })),
});

export const DeliveryLine = of(Delivery, ['id', 'alert', 'state', 'level', 'attempts'], {
  /** Null where the alert tells of the watch itself. */
  notice: z.string().nullable(),
  sink: z.string(),
  to: z.string().describe('Without path and query where it is a web address'),
  createdAt: z.string(),
  settledAt: z.string().nullable(),
  lastError: SaidReason.nullable(),
});

export const Companies = z.object({
  at: z.string(),
  total: z.number().int(),
  ...paged,
  companies: z.array(CompanyLine),
});
export const Notices = z.object({ ...paged, notices: z.array(NoticeLine) });
export const Unconfirmed = z.object({
  ...paged,
  unconfirmed: z.array(
    of(
      Claim,
      ['notice', 'company', 'name', 'type', 'day', 'outlet', 'probability', 'quote', 'title', 'url'],
      {
        authority: z.string().nullable().describe('As the text names it'),
      },
    ),
  ),
});
export const Deadlines = z.object({ at: z.string(), deadlines: z.array(DeadlineLine) });
export const Sources = z.object({ sources: z.array(SourceLine) });
export const Deliveries = z.object({ ...paged, deliveries: z.array(DeliveryLine) });
export const Found = z.object({
  companies: z.array(z.object({ id: z.string(), label: z.string(), because: SaidReason })),
});
export const Series = z.object({
  company: z.string(),
  points: z.array(z.object({ at: z.string(), score: z.number() })),
  marks: z.array(z.object({ at: z.string(), label: z.string(), kind: z.string() })),
});
export const Problem = z.object({ error: z.string() });
export { HistoryAnswer, RiskAnswer };

const at = z.string().optional().describe('Day (its end in Beijing) or instant with offset; absent = now');
const lang = z.enum(['en', 'zh']).optional().describe('Language of sentences');
const from = z.coerce.number().int().min(0).max(10_000_000).default(0).describe('How many to leave out');
const limit = z.coerce.number().int().min(1).max(500).default(100);

export const AtQuery = z.object({ at, lang });
export const PageQuery = z.object({ at, lang, from, limit });
export const CompaniesQuery = PageQuery.extend({
  band: Band.optional().describe('Only this band and above'),
  q: z.string().max(200).optional().describe('Only what the search finds'),
});
export const NoticesQuery = PageQuery.extend({
  company: z.string().optional(),
  regulator: z.string().optional(),
  actions: z.enum(['1']).optional().describe('Only censures'),
});
export const UnconfirmedQuery = PageQuery.extend({ company: z.string().optional() });
export const DeliveriesQuery = PageQuery.extend({ state: DeliveryState.optional() });
export const SearchQuery = z.object({ q: z.string().min(1).max(200), limit: limit.optional() });

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
