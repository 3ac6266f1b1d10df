import { z } from 'zod';
import { ActKind } from '../../../domain/act-kind.ts';
import { DeliveryState, Timing } from '../../../domain/alert.ts';
import { Match } from '../../../domain/exposure.ts';
import { Grade } from '../../../domain/grade.ts';
import { AlertId, CompanyId } from '../../../domain/ids.ts';
import { Language } from '../../../domain/language.ts';
import { Action, Mention, MentionRow, Notice } from '../../../domain/notice.ts';
import { SaidReason } from '../../../domain/reason.ts';
import { ReportedAction } from '../../../domain/reported-action.ts';
import { Band, CaseStage, Level } from '../../../domain/score.ts';
import type { RequestContext } from '../request-context.ts';

/** One address of the API. `answer` null = there is no such thing. */
export interface Endpoint {
  readonly path: string;
  readonly summary: string;
  readonly query: z.ZodObject;
  /**
   * Of the answer, as `z.encode` checks it; fields may be added, never renamed. What it does not
   * name is left out.
   */
  readonly shape: z.ZodType;
  readonly answer: (query: never, context: RequestContext) => Promise<unknown>;
}

/** An instant in milliseconds, which answers as ISO 8601. */
export const instant = z.codec(z.number(), z.string(), {
  decode: (at) => new Date(at).toISOString(),
  encode: Date.parse,
});

const at = z
  .string()
  .optional()
  .describe('Day (its end in Beijing) or instant with offset; absent = now');
const lang = Language.optional().describe('Language of sentences');
const from = z.coerce
  .number()
  .int()
  .min(0)
  .max(10_000_000)
  .default(0)
  .describe('How many to leave out');
export const limit = z.coerce.number().int().min(1).max(500).default(100);
export const AtQuery = z.object({ at, lang });
export const PageQuery = AtQuery.extend({ from, limit });

/** An id that may be given; one that nobody has finds nothing. */
export const idOf = <Id extends string>() =>
  z.string().exactOptional() as unknown as z.ZodExactOptional<z.ZodType<Id>>;

/** Fields of an answer that comes in pages. */
export const pageShape = {
  from: z.number().int(),
  limit: z.number().int(),
  next: z.string().nullable().describe('Path of the next page; null = the last one'),
};

/** Some fields of a noun of the domain, and what the API says of them in its own way. */
export const of = <T extends z.ZodRawShape, K extends keyof T, More extends z.ZodRawShape>(
  { shape }: z.ZodObject<T>,
  names: readonly K[],
  more: More,
) => {
  const own = Object.fromEntries(names.map((name) => [name, shape[name]])) as Pick<T, K>;
  return z.object({ ...own, ...more });
};

/** Ties the query's and the answer's type to the function that answers. */
export function endpoint<Q extends z.ZodObject, A extends z.ZodType>(
  path: string,
  summary: string,
  query: Q,
  shape: A,
  answer: (query: z.infer<Q>, context: RequestContext) => Promise<z.input<A> | null>,
): Endpoint {
  return { path, summary, query, shape, answer };
}

/**
 * A page of a list and the path of the next one; `found` holds one more than the page where there
 * is one.
 */
export function paged<T>(
  found: readonly T[],
  { from, limit }: { readonly from: number; readonly limit: number },
  { href, path, requested }: RequestContext,
) {
  const next =
    found.length > limit ? href(path, { ...requested, from: from + limit, limit }) : null;
  return { page: { from, limit, next }, rows: found.slice(0, limit) };
}

/**
 * A list that the store gives in pages, under its own name; `read` is given the filters as the
 * store takes them.
 */
export function listed<Q extends z.ZodRawShape, L extends z.ZodType>(
  name: string,
  summary: string,
  filters: Q,
  line: L,
  read: (
    query: z.infer<z.ZodObject<Q>> & RequestContext['asThen'] & { limit: number; offset: number },
    context: RequestContext,
  ) => Promise<readonly z.input<L>[]>,
): Endpoint {
  const query = PageQuery.extend(filters) as unknown as typeof PageQuery;
  const shape = z.object({ ...pageShape, [name]: z.array(line) });
  return endpoint(
    `/${name}`,
    summary,
    query,
    shape,
    async ({ at: _, lang: __, from, limit, ...given }, context) => {
      const options = { ...given, ...context.asThen, limit: limit + 1, offset: from };
      const found = await read(options as never, context);
      const { page, rows } = paged(found, { from, limit }, context);
      return { ...page, [name]: rows };
    },
  );
}

/** Lines of the API's answers. Fields may be added, never renamed. */

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
export const NoticeLine = of(Notice, ['id', 'title', 'language', 'published', 'verdict', 'url'], {
  regulator: z.string().nullable(),
  actions: z.array(of(Action, ['phrase', 'english'], { kind: ActKind })),
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
    z.object({
      company: CompanyId,
      before: z.number(),
      after: z.number(),
      stage: CaseStage,
      toldBecause: z.string(),
      detectedAt: instant,
    }),
  ),
  versions: z.array(
    z.object({ version: z.number().int(), fetchedAt: instant, notice: z.string().nullable() }),
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
  lastSuccessAt: instant.nullable(),
  /** It answered after the requested day; earlier answers are not stored. */
  answeredSince: z.boolean(),
  lastChangeAt: instant.nullable(),
  /** Who last polled its address with `tocsin sources check`; null = nobody. */
  checked: z.object({ on: z.string(), by: z.string(), works: z.boolean() }).nullable(),
  /** Day on which a page of its layout was last seen. */
  layoutSeen: z.string().nullable(),
  lagMs: z.number().nullable(),
  finding: z.object({ code: z.string(), message: z.string(), since: instant }).nullable(),
  gaps: z.array(z.object({ from: instant, to: instant.nullable(), because: SaidReason })),
});

export const DeliveryLine = z.object({
  id: z.string().min(1),
  alert: AlertId,
  state: DeliveryState,
  level: Level,
  attempts: z.number().int().min(0),
  /** Null where the alert is about the watch itself. */
  notice: z.string().nullable(),
  sink: z.string(),
  to: z.string().describe('Without path and query where it is a web address'),
  createdAt: instant,
  settledAt: instant.nullable(),
  lastError: SaidReason.nullable(),
});

export const ReportedActionLine = of(
  ReportedAction,
  ['notice', 'company', 'name', 'kind', 'day', 'outlet', 'probability', 'quote', 'title', 'url'],
  { authority: z.string().nullable().describe('As the text names it') },
);

export const SubscriptionLine = z.object({
  code: z.string().describe('Names it for `tocsin unsubscribe`'),
  sink: z.string(),
  to: z.string().describe('Without path and query where it is a web address'),
  scope: z.enum(['company', 'sector', 'regulator', 'all']),
  /** Of the company, sector or regulator. */
  id: z.string().nullable(),
  leastBand: Band,
  timing: Timing,
  language: Language,
  kinds: z.array(z.string()).nullable().describe('Groups or measures; null = all'),
  rules: z
    .array(
      z.object({
        kinds: z.array(z.string()).nullable(),
        level: Level,
        grade: Grade.nullable().describe('Least sure grade; null = by the other terms'),
      }),
    )
    .nullable()
    .describe('One of them has to take an act in; null = no rules'),
  disabled: SaidReason.nullable(),
});
