import { z } from 'zod';
import { HistoryAnswer, RiskAnswer } from '../../../answers/queries/answers.ts';
import { historyOf } from '../../../answers/queries/history.ts';
import { offersOf } from '../../../answers/queries/lookup-result.ts';
import { noticeView } from '../../../answers/queries/notice-view.ts';
import { riskOf } from '../../../answers/queries/risk.ts';
import { codeOf } from '../../../answers/queries/scopes.ts';
import { sourcesInOrder } from '../../../answers/queries/source-rows.ts';
import { openReportedActions } from '../../../answers/queries/unconfirmed.ts';
import { renderReason } from '../../../base/i18n/sentence.ts';
import { actChoice, choicesOf } from '../../../domain/act-choice.ts';
import { kindOf } from '../../../domain/act-kind.ts';
import { DeliveryState, type Subscription } from '../../../domain/alert.ts';
import type { CompanyId, NoticeId, RegulatorId } from '../../../domain/ids.ts';
import { Language } from '../../../domain/language.ts';
import type { Notice } from '../../../domain/notice.ts';
import { type Reason, reason, SaidReason } from '../../../domain/reason.ts';
import { Band } from '../../../domain/score.ts';
import { scoreChart } from '../../../pipeline/present/score-chart.ts';
import { shownAddress } from '../../../pipeline/present/shown-address.ts';
import type { CompanyState } from '../../../pipeline/standing/company-state.ts';
import { nextDeadline } from '../company-list.ts';
import { boardOf, deadlinesOf, type RequestContext } from '../request-context.ts';
import { CHANGES } from './changes.ts';
import * as S from './shapes.ts';

const noticeLine = (notice: Notice): z.input<typeof S.NoticeLine> => ({
  ...notice,
  actions: notice.actions.map((action) => ({ ...action, kind: kindOf(action.act) })),
  regulator: notice.regulator?.value ?? null,
  apps: notice.counts.apps?.value ?? null,
  deadline: notice.deadline?.value ?? null,
});

const CompaniesQuery = S.PageQuery.extend({
  band: Band.optional().describe('Only this band and above'),
  q: z.string().max(200).optional().describe('Only what the search finds'),
  act: z
    .string()
    .max(40)
    .refine((text) => actChoice(text) !== null, 'a group, a measure, measure/form, or an effect')
    .optional()
    .describe('Only with such an act in two years: `case`, `probe`, `probe/formal`, `annulled`'),
});

/** What is asked of one company, by its id and as of a day. */
function ofCompany<A extends z.ZodType>(
  path: string,
  summary: string,
  shape: A,
  answer: (state: CompanyState, context: RequestContext, taken: Reason) => Promise<z.input<A>>,
): S.Endpoint {
  return S.endpoint(path, summary, S.AtQuery, shape, async (_query, context) => {
    const { at, deps } = context;
    const company = deps.knowledge.catalog.companies.get(context.param('id') as CompanyId);
    if (company === undefined) return null;
    const taken = reason('by-id', { query: company.id });
    return answer(await deps.states(company, at), context, taken);
  });
}

/** Every address of the API, in the order of its description. */
export const ENDPOINTS: readonly S.Endpoint[] = [
  S.endpoint(
    '/companies',
    'Companies by score, highest first',
    CompaniesQuery,
    z.object({
      at: S.instant,
      total: z.number().int(),
      ...S.pageShape,
      companies: z.array(S.CompanyLine),
    }),
    async (query, context) => {
      const board = await boardOf(context);
      const wanted =
        query.q === undefined
          ? null
          : new Set(offersOf(query.q, 500, context.deps).map((one) => one.id));
      const bands = Band.options.slice(
        query.band === undefined ? 0 : Band.options.indexOf(query.band),
      );
      const choice = query.act === undefined ? null : actChoice(query.act);
      const all = board.rows.filter(
        ({ state, band, company, acts }) =>
          state !== 'no-data' &&
          (choice === null || acts.some((kind) => choicesOf(kind).includes(choice))) &&
          bands.includes(band) &&
          (wanted === null || wanted.has(company.id)),
      );
      const { page, rows } = S.paged(
        all.slice(query.from, query.from + query.limit + 1),
        query,
        context,
      );
      return {
        at: board.at,
        total: all.length,
        ...page,
        companies: rows.map(({ company: { id, name, sector }, ...row }) => ({
          ...row,
          id,
          sector,
          name: name.en ?? name.zh ?? id,
          nameZh: name.zh,
          tickers: [...row.tickers],
          nextDeadline: nextDeadline(row, context.day),
          ...(row.state === 'acts' ? {} : { score: null, band: null }),
        })),
      };
    },
  ),
  ofCompany(
    '/companies/:id',
    'Score of a company with factors that add up, cases, apps and what would change it',
    RiskAnswer,
    async (state, { language }, taken) => riskOf(state, language, taken).answer,
  ),
  ofCompany(
    '/companies/:id/history',
    'Acts, rules and notes, newest first, each with what it rests on',
    HistoryAnswer,
    async (state, { language, deps }, taken) =>
      (await historyOf(state, deps.store, language, taken)).answer,
  ),
  ofCompany(
    '/companies/:id/series',
    'Two years of its score, with the acts and deadlines that stand in them',
    z.object({
      company: z.string(),
      points: z.array(z.object({ at: S.instant, score: z.number() })),
      marks: z.array(z.object({ at: S.instant, label: z.string(), kind: z.string() })),
    }),
    async (state, { language }) => {
      const { series, marks } = scoreChart(state, language);
      const points = (series[0]?.points ?? []).map(({ at, value }) => ({ at, score: value }));
      return { company: state.company.id, points, marks };
    },
  ),
  S.endpoint(
    '/search',
    'Companies that a ticker or name may mean, best first',
    z.object({ q: z.string().min(1).max(200), limit: S.limit.optional() }),
    z.object({
      companies: z.array(z.object({ id: z.string(), label: z.string(), because: SaidReason })),
    }),
    async ({ q, limit: most = 20 }, { language, deps }) => ({
      companies: offersOf(q, most, deps).map((offer) => ({
        ...offer,
        because: renderReason(offer.because, language),
      })),
    }),
  ),
  S.listed(
    'notices',
    'What was read, newest first',
    {
      company: S.idOf<CompanyId>(),
      regulator: S.idOf<RegulatorId>(),
      actions: z.enum(['1']).optional().describe('Only censures'),
    },
    S.NoticeLine,
    async ({ actions, ...query }, { deps }) =>
      (await deps.store.notices({ ...query, actionsOnly: actions === '1' })).map(noticeLine),
  ),
  S.endpoint(
    '/notices/:id',
    'One notice: every name with its match and reason, what it changed, its versions',
    S.AtQuery,
    S.NoticeAnswer,
    async (_query, context) => {
      const view = await noticeView(context.param('id') as NoticeId, context);
      if (view === null || view === 'later') return null;
      const { notice, mentions, signals, versions } = view;
      const { language } = context;
      return {
        ...noticeLine(notice),
        verdictBecause: renderReason(notice.verdictBecause, language),
        mentions: mentions.map(({ rows, match, ...mention }) => ({
          ...mention,
          rows: rows.map((row) => ({
            ...row,
            accusations: row.accusations.map((accusation) => accusation.phrase),
          })),
          match: match && { ...match, reason: renderReason(match.reason, language) },
        })),
        signals: signals.map((signal) => ({ ...signal, toldBecause: signal.alertReason })),
        versions: versions.map(({ item, notice: read }) => ({ ...item, notice: read })),
      };
    },
  ),
  S.endpoint(
    '/deadlines',
    'Deadlines of open cases, and those that passed within a week',
    S.AtQuery,
    z.object({ at: S.instant, deadlines: z.array(S.DeadlineLine) }),
    async (_query, context) => ({
      at: (await boardOf(context)).at,
      deadlines: await deadlinesOf(context),
    }),
  ),
  CHANGES,
  S.listed(
    'unconfirmed',
    'Acts that one report states and nobody confirmed yet, newest first',
    { company: S.idOf<CompanyId>() },
    S.ReportedActionLine,
    async (query, { deps }) =>
      (await openReportedActions(deps.store, query)).map((action) => ({
        ...action,
        authority: action.authority?.name ?? null,
      })),
  ),
  S.endpoint(
    '/sources',
    'Proof of watch: when each source last answered and when it was not seen',
    S.AtQuery,
    z.object({ sources: z.array(S.SourceLine) }),
    async (_query, context) => ({
      sources: (await sourcesInOrder(context)).map((row) => ({
        ...row,
        gaps: row.gaps.map((gap) => ({
          ...gap,
          because: renderReason(gap.because, context.language),
        })),
      })),
    }),
  ),
  S.listed(
    'deliveries',
    'What was sent where, newest first',
    { state: DeliveryState.exactOptional() },
    S.DeliveryLine,
    async (query, { rows, language }) =>
      (await rows.deliveries(query)).map((delivery) => ({
        ...delivery,
        sink: delivery.address.sink,
        to: shownAddress(delivery.address),
        lastError: delivery.lastError === null ? null : renderReason(delivery.lastError, language),
      })),
  ),
  S.endpoint(
    '/subscriptions',
    'What the addresses of your workspace follow, on which terms',
    z.object({ lang: Language.optional() }),
    z.object({ subscriptions: z.array(S.SubscriptionLine) }),
    async (_query, { rows, language }) => ({
      subscriptions: (await rows.subscriptions()).map((subscription) =>
        subscriptionLine(subscription, language),
      ),
    }),
  ),
];

const subscriptionLine = (
  { address, scope, kinds, rules, disabled, ...subscription }: Subscription,
  language: Language,
): z.input<typeof S.SubscriptionLine> => ({
  ...subscription,
  code: codeOf(subscription),
  sink: address.sink,
  to: shownAddress(address),
  scope: scope.kind,
  id: scope.kind === 'all' ? null : scope.id,
  kinds: kinds === undefined ? null : [...kinds],
  rules:
    rules?.map((rule) => ({
      level: rule.level,
      kinds: rule.kinds === undefined ? null : [...rule.kinds],
      grade: rule.grade ?? null,
    })) ?? null,
  disabled: disabled === null ? null : renderReason(disabled.because, language),
});
