import { isAttested } from '../../domain/evidence.ts';
import type { NoticeId } from '../../domain/ids.ts';
import type { Reason } from '../../domain/reason.ts';
import type { Studies } from '../../domain/study-report.ts';
import { sentence } from '../../present/sentence.ts';
import { shownAddress } from '../../present/shown-address.ts';
import { listed, nextDeadline, queryOf } from '../company-list.ts';
import { matchesOf, noticeView } from '../notice-parts.ts';
import { boardOf, type RequestContext, viewFor } from '../request-context.ts';
import { sourceRows } from '../source-rows.ts';
import { mainPart } from '../study-calibration.ts';

type TableCell = string | number | boolean | null | undefined;
type Names<S extends string> = S extends `${infer First} ${infer Rest}` ? First | Names<Rest> : S;
type TableRows<Columns extends string> = readonly Readonly<Record<Names<Columns>, TableCell>>[];

/** A table as a file. `rows` answers null where what it is of is not there. */
export interface TableFile {
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: (context: RequestContext) => Promise<readonly object[] | null>;
}

/** Rows of one file at most. */
const MOST = 10_000;

const iso = (at: number | null | undefined) => (at == null ? null : new Date(at).toISOString());
const said = (because: Reason | null, { language }: RequestContext) =>
  because === null ? null : sentence(because, language);

/** @param columns heads, which are the names of the cells of a row, separated by spaces */
function table<const Columns extends string>(
  path: string,
  columns: Columns,
  rows: (context: RequestContext) => Promise<TableRows<Columns> | null>,
): TableFile {
  return { path, columns: columns.split(' '), rows };
}

/** A table of what a study found, if it was known on the requested day; none else. Returns are fractions. */
function studyTable<K extends keyof Studies, const Columns extends string>(
  path: string,
  of: K,
  columns: Columns,
  rows: (report: NonNullable<Studies[K]>['report'], context: RequestContext) => TableRows<Columns>,
): TableFile {
  return table(path, columns, async (context) => {
    const saved = (await context.deps.studies())[of];
    return saved === null || saved.at > context.at ? null : rows(saved.report, context);
  });
}

/** Every table of the pages, as CSV. */
export const TABLES: readonly TableFile[] = [
  table(
    '/companies.csv',
    'id name name_zh tickers sector score band change_30_days peak_2_years open_cases next_deadline',
    async (context) => {
      const { rows } = await boardOf(context);
      // All companies, or what the list shows whose address named a filter.
      const chosen =
        Object.keys(context.requested).length === 0
          ? rows
          : listed(rows, queryOf(context.query, null), context.day, context.language);
      return chosen.map((row) => ({
        ...{ id: row.company.id, name: row.company.name.en, name_zh: row.company.name.zh },
        ...{ tickers: row.tickers.join(' '), sector: row.company.sector },
        ...(row.state === 'acts' ? { score: row.score, band: row.band } : { score: null, band: null }),
        ...{ change_30_days: row.change30, peak_2_years: row.peak, open_cases: row.openCases },
        next_deadline: nextDeadline(row, context.day),
      }));
    },
  ),
  table(
    '/company/:id/history.csv',
    'date kind regulator types level title apps via attested origin url',
    async (context) =>
      (await viewFor(context))?.entries.map((one) => ({
        ...one,
        ...{ types: one.types.join(' '), apps: one.apps.join('; ') },
      })) ?? null,
  ),
  table(
    '/company/:id/factors.csv',
    'id points because case step',
    async (context) =>
      (await viewFor(context))?.score.factors.map((one) => ({
        ...one,
        because: said(one.because, context),
      })) ?? null,
  ),
  table(
    '/company/:id/cases.csv',
    'id regulator stage opened deadline closed open title',
    async (context) => (await viewFor(context))?.score.cases ?? null,
  ),
  table(
    '/company/:id/apps.csv',
    'id name name_zh value reach operator relation operator_from operator_to attested',
    async (context) =>
      (await viewFor(context))?.apps.map(({ app, value, reach, operator }) => ({
        ...{ id: app.id, name: app.name.en, name_zh: app.name.zh, value, reach, operator: operator?.name },
        ...{ relation: operator?.relation, operator_from: operator?.from, operator_to: operator?.to },
        attested: isAttested(app.evidence),
      })) ?? null,
  ),
  table(
    '/notices.csv',
    'id published regulator verdict title language acts apps deadline url',
    async ({ deps, asThen }) =>
      (await deps.store.notices({ ...asThen, limit: MOST })).map((one) => ({
        ...one,
        ...{ regulator: one.regulator?.value, deadline: one.deadline?.value, apps: one.counts.apps?.value },
        acts: one.actions.map((action) => action.type).join(' '),
      })),
  ),
  table(
    '/notice/:id/rows.csv',
    'name kind role developer version store accused_of company match confidence reason',
    async (context) => {
      const view = await noticeView(context.param('id') as NoticeId, context);
      if (view === null || view === 'later') return null;
      const by = matchesOf(view);
      return view.notice.mentions.flatMap((mention) => {
        const match = by.get(mention.id);
        const rows = mention.rows.length === 0 ? [null] : mention.rows;
        return rows.map((row) => ({
          ...mention,
          ...{ version: row?.version, store: row?.store },
          accused_of: row?.accusations.map((one) => one.phrase).join('; '),
          ...{ company: match?.company, match: match?.kind, confidence: match?.confidence },
          reason: said(match?.reason ?? mention.roleBecause, context),
        }));
      });
    },
  ),
  table('/deadlines.csv', 'date company regulator stage case title', async (context) =>
    (await boardOf(context)).rows
      .flatMap((row) => row.deadlines)
      .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  ),
  table(
    '/sources.csv',
    'id title official enabled url answered_at changed_at lag_ms finding finding_since gaps_30_days',
    async (context) =>
      (await sourceRows(context)).map((one) => ({
        ...one,
        ...{ answered_at: iso(one.lastSuccessAt), changed_at: iso(one.lastChangeAt), lag_ms: one.lagMs },
        ...{ finding: one.finding?.message, finding_since: iso(one.finding?.since) },
        gaps_30_days: one.gaps.length,
      })),
  ),
  table(
    '/reviews.csv',
    'id notice kind subject because candidates created_at verdict company by reason decided_at',
    async (context) => {
      const { store } = context.deps;
      const parts = await Promise.all(
        [true, false].map((open) => store.reviews({ open, ...context.asThen, limit: MOST })),
      );
      return parts.flat().map(({ decision, ...one }) => ({
        ...{ ...one, because: said(one.because, context), created_at: iso(one.createdAt) },
        candidates: one.candidates.map((each) => each.company).join(' '),
        ...{ verdict: decision?.verdict, company: decision?.company, by: decision?.by },
        ...{ reason: decision?.because, decided_at: iso(decision?.at) },
      }));
    },
  ),
  table(
    '/deliveries.csv',
    'id alert notice sink to state level attempts created_at settled_at last_error',
    async (context) =>
      (await context.deps.store.deliveredNotices({ ...context.asThen, limit: MOST })).map(
        ({ delivery: one, notice }) => ({
          ...{ ...one, notice, sink: one.address.sink, to: shownAddress(one.address) },
          ...{ created_at: iso(one.createdAt), settled_at: iso(one.settledAt) },
          last_error: said(one.lastError, context),
        }),
      ),
  ),
  table('/held.csv', 'at notice signal stage why because sink to', async (context) =>
    (await context.deps.store.suppressed({ ...context.asThen, limit: MOST })).map(({ address, ...one }) => ({
      ...{ ...one, at: iso(one.at), because: said(one.because, context), sink: address?.sink },
      to: address === null ? null : shownAddress(address),
    })),
  ),
  table('/regulators.csv', 'id name name_zh short country level sources', async ({ deps }) =>
    [...deps.knowledge.catalog.regulators.values()].map((one) => ({
      ...{ ...one, name: one.name.en, name_zh: one.name.zh, sources: one.sources.length },
    })),
  ),
  studyTable('/study/gates.csv', 'calibration', 'gate asks value met', ({ gates }) =>
    gates.map((one) => ({ ...one, gate: one.id })),
  ),
  studyTable(
    '/study/reliability.csv',
    'calibration',
    'from to forecasts said happened',
    (report) =>
      mainPart(report)?.judged?.reliability.map((bin) => ({
        ...{ ...bin, forecasts: bin.n, said: bin.meanP, happened: bin.rate },
      })) ?? [],
  ),
  studyTable(
    '/study/skill.csv',
    'calibration',
    'against skill company_5 company_50 company_95 list_5 list_50 list_95',
    (report) =>
      mainPart(report)?.judged?.skill.map(({ against, value, byIssuer, byBatch }) => ({
        ...{ against, skill: value },
        ...{ company_5: byIssuer.low, company_50: byIssuer.median, company_95: byIssuer.high },
        ...{ list_5: byBatch.low, list_50: byBatch.median, list_95: byBatch.high },
      })) ?? [],
  ),
  studyTable(
    '/study/parts.csv',
    'calibration',
    'label period forecasts hits rate brier auc slope lift10',
    ({ parts }) =>
      parts.map(({ label, period, n, hits, judged }) => ({
        ...{ label, period, forecasts: n, hits, rate: judged?.baseRate, brier: judged?.brier },
        ...{ auc: judged?.auc, slope: judged?.slope, lift10: judged?.lift10 },
      })),
  ),
  studyTable(
    '/study/events.csv',
    'events',
    'table level window acts days mean_car low_95 high_95 patell bmp kp corrado holm_p verdict',
    ({ tables }) =>
      tables.flatMap(({ of, rows }) =>
        rows.map((row) => ({
          ...{ ...row, table: of, acts: row.events, mean_car: row.meanCar, low_95: row.low },
          ...{ high_95: row.high, patell: row.patell?.value, bmp: row.bmp?.value },
          ...{ kp: row.kolariPynnonen?.value, corrado: row.corrado?.value, holm_p: row.holm },
        })),
      ),
  ),
  studyTable('/study/paths.csv', 'events', 'level day mean_car', ({ paths }) =>
    paths.flatMap(({ level, points }) => points.map(({ day, car }) => ({ level, day, mean_car: car }))),
  ),
  studyTable('/study/excluded.csv', 'events', 'company date because', ({ excluded }, context) =>
    excluded.map((one) => ({ ...one, because: said(one.because, context) })),
  ),
];
