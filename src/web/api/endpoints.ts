import type { z } from 'zod';
import { companyView } from '../../ask/company-view.ts';
import { historyOf } from '../../ask/history.ts';
import { stepsKnown } from '../../ask/knowledge.ts';
import { offersOf } from '../../ask/lookup-result.ts';
import { watchingOf } from '../../ask/record.ts';
import { riskOf } from '../../ask/risk.ts';
import type { CompanyId, NoticeId, RegulatorId } from '../../domain/ids.ts';
import { reason } from '../../domain/reason.ts';
import { Band } from '../../domain/score.ts';
import { said } from '../../present/sentence.ts';
import { shownAddress } from '../../present/shown-address.ts';
import { nextDeadline } from '../company-list.ts';
import { boardOf, type RequestContext } from '../request-context.ts';
import { sourceRows } from '../source-rows.ts';
import { iso, noticeAnswer, noticeLine, sourceLine, unconfirmedLines } from './lines.ts';
import * as S from './shapes.ts';

/** One address of the API. `answer` null = there is no such thing. */
export interface Endpoint {
  readonly path: string;
  readonly summary: string;
  readonly query: z.ZodObject;
  readonly shape: z.ZodType;
  readonly answer: (query: never, context: RequestContext) => Promise<unknown>;
}

/** Ties the query's type to the answer's argument. */
function endpoint<Q extends z.ZodObject, A extends z.ZodType>(one: {
  readonly path: string;
  readonly summary: string;
  readonly query: Q;
  readonly shape: A;
  readonly answer: (query: z.infer<Q>, context: RequestContext) => Promise<z.infer<A> | null>;
}): Endpoint {
  return one as Endpoint;
}

const BANDS = Band.options;
const companyOf = (context: RequestContext) =>
  context.deps.knowledge.catalog.companies.get(context.param('id') as CompanyId);
/** Path of the page that follows; null = there is none. */
const next = (
  { href, path }: RequestContext,
  { from, limit }: { from: number; limit: number },
  more: boolean,
  query: Record<string, string | undefined>,
) => {
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return more ? href(path, { ...Object.fromEntries(asked), from: from + limit, limit }) : null;
};

/** Every address of the API, in the order of its description. */
export const ENDPOINTS: readonly Endpoint[] = [
  endpoint({
    path: '/companies',
    summary: 'Companies by score, highest first',
    query: S.CompaniesQuery,
    shape: S.Companies,
    async answer(query, context) {
      const { deps } = context;
      const board = await boardOf(context);
      const wanted =
        query.q === undefined ? null : new Set(offersOf(query.q, 500, deps).map((one) => one.id));
      const least = query.band === undefined ? 0 : BANDS.indexOf(query.band);
      const rows = board.rows.filter(
        (row) =>
          row.state !== 'no-data' &&
          BANDS.indexOf(row.band) >= least &&
          (wanted === null || wanted.has(row.company.id)),
      );
      const { from, limit } = query;
      return {
        at: iso(board.at),
        total: rows.length,
        ...{
          from,
          limit,
          next: next(context, query, rows.length > from + limit, { q: query.q, band: query.band }),
        },
        companies: rows.slice(from, from + limit).map((row) => ({
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
  }),
  endpoint({
    path: '/companies/:id',
    summary: 'Score of a company with factors that add up, cases, apps and what would change it',
    query: S.AtQuery,
    shape: S.RiskAnswer,
    async answer(_query, context) {
      const { deps } = context;
      const company = companyOf(context);
      if (company === undefined) return null;
      const steps = await stepsKnown(deps.knowledge, deps.store, company.id, context.at);
      return riskOf(deps.knowledge, company, steps, {
        at: context.at,
        language: context.language,
        taken: reason('by-id', { query: company.id }),
        watching: await watchingOf(deps.store, deps.clock.now()),
      }).answer;
    },
  }),
  endpoint({
    path: '/companies/:id/history',
    summary: 'Acts, rules and notes, newest first, each with what it rests on',
    query: S.AtQuery,
    shape: S.HistoryAnswer,
    async answer(_query, context) {
      const { deps } = context;
      const company = companyOf(context);
      if (company === undefined) return null;
      const options = {
        at: context.at,
        language: context.language,
        taken: reason('by-id', { query: company.id }),
      };
      return (await historyOf(deps.knowledge, deps.store, company, options)).answer;
    },
  }),
  endpoint({
    path: '/companies/:id/series',
    summary: 'Two years of its score, with the acts and deadlines that stand in them',
    query: S.AtQuery,
    shape: S.Series,
    async answer(_query, context) {
      const { deps } = context;
      const company = companyOf(context);
      if (company === undefined) return null;
      const { chart } = await companyView(deps.knowledge, deps.store, company, {
        at: context.at,
        now: deps.clock.now(),
        language: context.language,
      });
      return {
        company: company.id,
        points: (chart.series[0]?.points ?? []).map((one) => ({ at: iso(one.at), score: one.value })),
        marks: chart.marks.map((mark) => ({ ...mark, at: iso(mark.at) })),
      };
    },
  }),
  endpoint({
    path: '/search',
    summary: 'Companies that a ticker or name may mean, best first',
    query: S.SearchQuery,
    shape: S.Found,
    answer: async (query, { language, deps }) => ({
      companies: offersOf(query.q, query.limit ?? 20, deps).map((one) => ({
        ...one,
        because: said(one.because, language),
      })),
    }),
  }),
  endpoint({
    path: '/notices',
    summary: 'What was read, newest first',
    query: S.NoticesQuery,
    shape: S.Notices,
    async answer(query, context) {
      const { deps } = context;
      const { from, limit } = query;
      const found = await deps.store.notices({
        ...(query.company === undefined ? {} : { company: query.company as CompanyId }),
        ...(query.regulator === undefined ? {} : { regulator: query.regulator as RegulatorId }),
        ...{ actionsOnly: query.actions === '1', ...context.asThen, limit: limit + 1, offset: from },
      });
      const { company, regulator, actions } = query;
      return {
        ...{ from, limit, next: next(context, query, found.length > limit, { company, regulator, actions }) },
        notices: found.slice(0, limit).map(noticeLine),
      };
    },
  }),
  endpoint({
    path: '/notices/:id',
    summary: 'One notice: every name with its match and reason, what it changed, its versions',
    query: S.AtQuery,
    shape: S.NoticeAnswer,
    answer: (_query, context) => noticeAnswer(context.param('id') as NoticeId, context),
  }),
  endpoint({
    path: '/deadlines',
    summary: 'Deadlines of open cases, and those that passed within a week',
    query: S.AtQuery,
    shape: S.Deadlines,
    async answer(_query, context) {
      const board = await boardOf(context);
      const due = board.rows.flatMap((row) => row.deadlines).toSorted((a, b) => (a.date < b.date ? -1 : 1));
      return { at: iso(board.at), deadlines: due.map((one) => ({ ...one })) };
    },
  }),
  endpoint({
    path: '/unconfirmed',
    summary: 'Steps that one report states and nobody confirmed yet, newest first',
    query: S.UnconfirmedQuery,
    shape: S.Unconfirmed,
    async answer(query, context) {
      const { from, limit, company } = query;
      const found = await unconfirmedLines(query, context);
      return {
        ...{ from, limit, next: next(context, query, found.length > limit, { company }) },
        unconfirmed: found.slice(0, limit),
      };
    },
  }),
  endpoint({
    path: '/sources',
    summary: 'Proof of watch: when each source last answered and when it was not seen',
    query: S.AtQuery,
    shape: S.Sources,
    answer: async (_query, context) => ({
      sources: (await sourceRows(context)).map((row) => sourceLine(row, context.language)),
    }),
  }),
  endpoint({
    path: '/deliveries',
    summary: 'What was sent where, newest first',
    query: S.DeliveriesQuery,
    shape: S.Deliveries,
    async answer(query, context) {
      const { deps } = context;
      const { from, limit, state } = query;
      const found = await deps.store.deliveredNotices({
        ...(state === undefined ? {} : { state }),
        ...{ ...context.asThen, limit: limit + 1, offset: from },
      });
      return {
        ...{ from, limit, next: next(context, query, found.length > limit, { state }) },
        deliveries: found.slice(0, limit).map(({ delivery: one, notice }) => ({
          ...{ id: one.id, alert: one.alert, notice, sink: one.address.sink, to: shownAddress(one.address) },
          ...{ state: one.state, level: one.level, attempts: one.attempts, createdAt: iso(one.createdAt) },
          ...{
            settledAt: one.settledAt === null ? null : iso(one.settledAt),
            lastError: one.lastError === null ? null : said(one.lastError, context.language),
          },
        })),
      };
    },
  }),
];
