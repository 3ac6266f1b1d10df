import type { z } from 'zod';
import type { CompanyState } from '../../ask/company-state.ts';
import { historyOf } from '../../ask/history.ts';
import { offersOf } from '../../ask/lookup-result.ts';
import { riskOf } from '../../ask/risk.ts';
import { scoreChart } from '../../ask/score-chart.ts';
import { openClaims } from '../../ask/unconfirmed.ts';
import type { CompanyId, NoticeId, RegulatorId } from '../../domain/ids.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import { Band } from '../../domain/score.ts';
import { said } from '../../present/sentence.ts';
import { shownAddress } from '../../present/shown-address.ts';
import { nextDeadline } from '../company-list.ts';
import { sourceRows } from '../pages/coverage.ts';
import { boardOf, type RequestContext } from '../request-context.ts';
import * as S from './shapes.ts';
import { iso, isoOrNull, noticeAnswer, noticeLine, sourceLine } from './shapes.ts';

/** One address of the API. `answer` null = there is no such thing. */
export interface Endpoint {
  readonly path: string;
  readonly summary: string;
  readonly query: z.ZodObject;
  readonly shape: z.ZodType;
  readonly answer: (query: never, context: RequestContext) => Promise<unknown>;
}

/** Ties the query's and the answer's type to the function that answers. */
function endpoint<Q extends z.ZodObject, A extends z.ZodType>(
  path: string,
  summary: string,
  query: Q,
  shape: A,
  answer: (query: z.infer<Q>, context: RequestContext) => Promise<z.infer<A> | null>,
): Endpoint {
  return { path, summary, query, shape, answer };
}

/** What is asked of one company, by its id and as of a day. */
function ofCompany<A extends z.ZodType>(
  path: string,
  summary: string,
  shape: A,
  answer: (state: CompanyState, context: RequestContext, taken: Reason) => Promise<z.infer<A>>,
): Endpoint {
  return endpoint(path, summary, S.AtQuery, shape, async (_query, context) => {
    const { at, deps } = context;
    const company = deps.knowledge.catalog.companies.get(context.param('id') as CompanyId);
    if (company === undefined) return null;
    const taken = reason('by-id', { query: company.id });
    return answer(await deps.states(company, at), context, taken);
  });
}

/** A page of a list and the path of the next one; `found` holds one more than the page where there is one. */
function paged<T>(
  found: readonly T[],
  { from, limit }: { readonly from: number; readonly limit: number },
  { href, path, requested }: RequestContext,
) {
  const next = found.length > limit ? href(path, { ...requested, from: from + limit, limit }) : null;
  return { page: { from, limit, next }, rows: found.slice(0, limit) };
}

/** Every address of the API, in the order of its description. */
export const ENDPOINTS: readonly Endpoint[] = [
  endpoint(
    '/companies',
    'Companies by score, highest first',
    S.CompaniesQuery,
    S.Companies,
    async (query, context) => {
      const board = await boardOf(context);
      const wanted =
        query.q === undefined ? null : new Set(offersOf(query.q, 500, context.deps).map((one) => one.id));
      const bands = Band.options.slice(query.band === undefined ? 0 : Band.options.indexOf(query.band));
      const all = board.rows.filter(
        ({ state, band, company }) =>
          state !== 'no-data' && bands.includes(band) && (wanted === null || wanted.has(company.id)),
      );
      const { page, rows } = paged(all.slice(query.from, query.from + query.limit + 1), query, context);
      return {
        ...{ at: iso(board.at), total: all.length, ...page },
        companies: rows.map((row) => ({
          id: row.company.id,
          name: row.company.name.en ?? row.company.name.zh ?? row.company.id,
          nameZh: row.company.name.zh,
          ...{ tickers: [...row.tickers], sector: row.company.sector },
          ...(row.state === 'acts' ? { score: row.score, band: row.band } : { score: null, band: null }),
          ...{ change30: row.change30, peak: row.peak, openCases: row.openCases },
          nextDeadline: nextDeadline(row, context.day),
        })),
      };
    },
  ),
  ofCompany(
    '/companies/:id',
    'Score of a company with factors that add up, cases, apps and what would change it',
    S.RiskAnswer,
    async (state, { language }, taken) => riskOf(state, language, taken).answer,
  ),
  ofCompany(
    '/companies/:id/history',
    'Acts, rules and notes, newest first, each with what it rests on',
    S.HistoryAnswer,
    async (state, { language, deps }, taken) => (await historyOf(state, deps.store, language, taken)).answer,
  ),
  ofCompany(
    '/companies/:id/series',
    'Two years of its score, with the acts and deadlines that stand in them',
    S.Series,
    async (state, { language }) => {
      const chart = scoreChart(state, language);
      return {
        company: state.company.id,
        points: (chart.series[0]?.points ?? []).map((one) => ({ at: iso(one.at), score: one.value })),
        marks: chart.marks.map((mark) => ({ ...mark, at: iso(mark.at) })),
      };
    },
  ),
  endpoint(
    '/search',
    'Companies that a ticker or name may mean, best first',
    S.SearchQuery,
    S.Found,
    async ({ q, limit = 20 }, { language, deps }) => ({
      companies: offersOf(q, limit, deps).map((one) => ({ ...one, because: said(one.because, language) })),
    }),
  ),
  endpoint('/notices', 'What was read, newest first', S.NoticesQuery, S.Notices, async (query, context) => {
    const { company, regulator, actions, limit, from: offset } = query;
    const found = await context.deps.store.notices({
      ...(company === undefined ? {} : { company: company as CompanyId }),
      ...(regulator === undefined ? {} : { regulator: regulator as RegulatorId }),
      ...{ actionsOnly: actions === '1', ...context.asThen, limit: limit + 1, offset },
    });
    const { page, rows } = paged(found, query, context);
    return { ...page, notices: rows.map(noticeLine) };
  }),
  endpoint(
    '/notices/:id',
    'One notice: every name with its match and reason, what it changed, its versions',
    S.AtQuery,
    S.NoticeAnswer,
    (_query, context) => noticeAnswer(context.param('id') as NoticeId, context),
  ),
  endpoint(
    '/deadlines',
    'Deadlines of open cases, and those that passed within a week',
    S.AtQuery,
    S.Deadlines,
    async (_query, context) => {
      const { at, rows } = await boardOf(context);
      const due = rows.flatMap((row) => row.deadlines).toSorted((a, b) => (a.date < b.date ? -1 : 1));
      return { at: iso(at), deadlines: due.map((one) => ({ ...one })) };
    },
  ),
  endpoint(
    '/unconfirmed',
    'Steps that one report states and nobody confirmed yet, newest first',
    S.UnconfirmedQuery,
    S.Unconfirmed,
    async (query, context) => {
      const { company, limit, from: offset } = query;
      const of = company === undefined ? {} : { company: company as CompanyId };
      const listQuery = { ...of, ...context.asThen, limit: limit + 1, offset };
      const { page, rows } = paged(await openClaims(context.deps.store, listQuery), query, context);
      return {
        ...page,
        unconfirmed: rows.map((claim) => ({ ...claim, authority: claim.authority?.name ?? null })),
      };
    },
  ),
  endpoint(
    '/sources',
    'Proof of watch: when each source last answered and when it was not seen',
    S.AtQuery,
    S.Sources,
    async (_query, context) => ({
      sources: (await sourceRows(context)).map((row) => sourceLine(row, context.language)),
    }),
  ),
  endpoint(
    '/deliveries',
    'What was sent where, newest first',
    S.DeliveriesQuery,
    S.Deliveries,
    async (query, context) => {
      const { state, limit, from: offset } = query;
      const of = state === undefined ? {} : { state };
      const listQuery = { ...of, ...context.asThen, limit: limit + 1, offset };
      const { page, rows } = paged(await context.deps.store.deliveredNotices(listQuery), query, context);
      return {
        ...page,
        deliveries: rows.map(({ delivery: one, notice }) => ({
          ...{ ...one, notice, sink: one.address.sink, to: shownAddress(one.address) },
          ...{ createdAt: iso(one.createdAt), settledAt: isoOrNull(one.settledAt) },
          lastError: one.lastError === null ? null : said(one.lastError, context.language),
        })),
      };
    },
  ),
];
