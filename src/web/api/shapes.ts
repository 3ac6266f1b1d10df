import { z } from 'zod';
import { Delivery, Signal } from '../../domain/alert.ts';
import { Claim } from '../../domain/claim.ts';
import { Match } from '../../domain/exposure.ts';
import { Action, Mention, MentionRow, Notice } from '../../domain/notice.ts';
import { SaidReason } from '../../domain/reason.ts';
import { Band, CaseStage } from '../../domain/score.ts';
import { instant, of } from './endpoint.ts';

/** Lines of the API's answers. Fields may be added, never renamed. */

export const CompanyLine = z.object({
  ...{ id: z.string(), name: z.string(), nameZh: z.string().nullable() },
  ...{ tickers: z.array(z.string()), sector: z.string() },
  /** Null, without a band, where no act is on record. */
  ...{ score: z.number().nullable(), band: Band.nullable() },
  ...{ change30: z.number(), peak: z.number().describe('Highest score of two years') },
  ...{ openCases: z.number().int(), nextDeadline: z.string().nullable() },
});
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
    of(Signal, ['company', 'before', 'after', 'stage'], { toldBecause: z.string(), detectedAt: instant }),
  ),
  versions: z.array(
    z.object({ version: z.number().int(), fetchedAt: instant, notice: z.string().nullable() }),
  ),
});

export const DeadlineLine = z.object({
  ...{ date: z.string(), company: z.string(), regulator: z.string() },
  ...{ stage: CaseStage, case: z.string(), title: z.string() },
});

export const SourceLine = z.object({
  ...{ id: z.string(), title: z.string(), official: z.boolean(), enabled: z.boolean(), url: z.string() },
  lastSuccessAt: instant.nullable(),
  /** It answered after the day that is asked for; when before is not kept. */
  answeredSince: z.boolean(),
  lastChangeAt: instant.nullable(),
  /** Who last asked its address with `tocsin sources check`; null = nobody. */
  checked: z.object({ on: z.string(), by: z.string(), works: z.boolean() }).nullable(),
  /** Day on which a page of its layout was last seen. */
  layoutSeen: z.string().nullable(),
  lagMs: z.number().nullable(),
  finding: z.object({ code: z.string(), message: z.string(), since: instant }).nullable(),
  gaps: z.array(z.object({ from: instant, to: instant.nullable(), because: SaidReason })),
});

export const DeliveryLine = of(Delivery, ['id', 'alert', 'state', 'level', 'attempts'], {
  /** Null where the alert tells of the watch itself. */
  notice: z.string().nullable(),
  sink: z.string(),
  to: z.string().describe('Without path and query where it is a web address'),
  ...{ createdAt: instant, settledAt: instant.nullable(), lastError: SaidReason.nullable() },
});

export const ClaimLine = of(
  Claim,
  ['notice', 'company', 'name', 'type', 'day', 'outlet', 'probability', 'quote', 'title', 'url'],
  { authority: z.string().nullable().describe('As the text names it') },
);
