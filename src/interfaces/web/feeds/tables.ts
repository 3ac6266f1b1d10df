import type { CompanyView } from '../../../answers/queries/company-view.ts';
import { noticeView } from '../../../answers/queries/notice-view.ts';
import { sourcesInOrder } from '../../../answers/queries/source-rows.ts';
import { kindOf } from '../../../domain/act-kind.ts';
import { isAttested } from '../../../domain/evidence.ts';
import type { NoticeId } from '../../../domain/ids.ts';
import type { Studies } from '../../../domain/study-report.ts';
import { shownAddress } from '../../../pipeline/present/shown-address.ts';
import {
  type ColumnTable,
  columnsOf,
  STUDY_TABLES,
} from '../../../pipeline/present/study-tables.ts';
import { listed, nextDeadline, queryOf } from '../company-list.ts';
import { boardOf, deadlinesOf, type RequestContext, studyOf, viewFor } from '../request-context.ts';

/** A table as a file. `rows` answers null where what it is of is not there. */
export interface TableFile extends Pick<ColumnTable<never>, 'columns'> {
  readonly path: string;
  readonly rows: (context: RequestContext) => Promise<readonly object[] | null>;
}

/** Rows of one file at most. */
const MOST = 10_000;

const table = (path: string, columns: string, rows: TableFile['rows']): TableFile => ({
  path,
  columns: columnsOf(columns),
  rows,
});

const ofCompany = (
  name: string,
  columns: string,
  rowsOf: (view: CompanyView) => readonly object[],
) =>
  table(`/company/:id/${name}.csv`, columns, async (context) => {
    const view = await viewFor(context);
    return view && rowsOf(view);
  });

/** Tables of what a study found, where it was known on the requested day. */
const studyTables = <K extends keyof Studies>(study: K): TableFile[] =>
  Object.entries(STUDY_TABLES[study]).map(([name, { columns, rows }]) => ({
    path: `/study/${name}.csv`,
    columns,
    rows: async (context) => {
      const report = await studyOf(study, context);
      return report && rows(report);
    },
  }));

/** Every table of the pages, as CSV. */
export const TABLES: readonly TableFile[] = [
  table(
    '/companies.csv',
    'id=company.id name=company.name.en name_zh=company.name.zh tickers sector=company.sector ' +
      'score band change_30_days=change30 peak_2_years=peak open_cases=openCases next_deadline',
    async (context) => {
      const { rows } = await boardOf(context);
      const { query, day, language, requested } = context;
      // All companies, or what the list shows whose address named a filter.
      const filtered = Object.keys(requested).length > 0;
      return (filtered ? listed(rows, queryOf(query, null), day, language) : rows).map((row) => ({
        ...row,
        tickers: row.tickers.join(' '),
        next_deadline: nextDeadline(row, day),
        ...(row.state === 'acts' ? {} : { score: null, band: null }),
      }));
    },
  ),
  ofCompany(
    'history',
    'date kind regulator types level title apps via attested origin url sentence state',
    ({ entries }) =>
      entries.map((historyEntry) => ({ ...historyEntry, types: historyEntry.types.join(' ') })),
  ),
  ofCompany('factors', 'id points because case step', ({ score }) => score.factors),
  ofCompany(
    'cases',
    'id regulator stage opened deadline closed open title sentence=last.sentence state=last.state',
    ({ score, entries }) => {
      const said = new Map(entries.map((entry) => [entry.id, entry]));
      return score.cases.map((matter) => ({
        ...matter,
        last: said.get(matter.steps.at(-1)?.step ?? '') ?? null,
      }));
    },
  ),
  ofCompany(
    'apps',
    'id=app.id name=app.name.en name_zh=app.name.zh value reach operator=operator.name ' +
      'relation=operator.relation operator_from=operator.from operator_to=operator.to attested',
    ({ apps }) => apps.map((runApp) => ({ ...runApp, attested: isAttested(runApp.evidence) })),
  ),
  table(
    '/notices.csv',
    'id published regulator=regulator.value verdict title language acts apps=counts.apps.value ' +
      'deadline=deadline.value url',
    async ({ deps, asThen }) =>
      (await deps.store.notices({ ...asThen, limit: MOST })).map((notice) => ({
        ...notice,
        acts: notice.actions.map((action) => kindOf(action.act)).join(' '),
      })),
  ),
  table(
    '/notice/:id/rows.csv',
    'name kind role developer version=row.version store=row.store accused_of ' +
      'company=match.company match=match.kind confidence=match.confidence reason',
    async (context) => {
      const view = await noticeView(context.param('id') as NoticeId, context);
      if (view === null || view === 'later') return null;
      return view.mentions.flatMap((mention) =>
        (mention.rows.length === 0 ? [null] : mention.rows).map((row) => ({
          ...mention,
          row,
          reason: mention.match?.reason ?? mention.roleBecause,
          accused_of: row?.accusations.map((accusation) => accusation.phrase),
        })),
      );
    },
  ),
  table('/deadlines.csv', 'date company regulator stage case title', deadlinesOf),
  table(
    '/sources.csv',
    'id title official enabled url answered_at=lastSuccessAt changed_at=lastChangeAt ' +
      'lag_ms=lagMs finding=finding.message finding_since=finding.since gaps_30_days=gaps.length',
    sourcesInOrder,
  ),
  table(
    '/reviews.csv',
    'id notice kind subject because candidates created_at=createdAt verdict=decision.verdict ' +
      'company=decision.company by=decision.by reason=decision.because decided_at=decision.at',
    async ({ operator, asThen }) => {
      if (operator === null) return null;
      const lists = [true, false].map((open) => operator.reviews({ open, ...asThen, limit: MOST }));
      return (await Promise.all(lists)).flat().map((review) => ({
        ...review,
        candidates: review.candidates.map((each) => each.company).join(' '),
      }));
    },
  ),
  table(
    '/deliveries.csv',
    'id alert notice sink=address.sink to state level attempts created_at=createdAt ' +
      'settled_at=settledAt last_error=lastError',
    async ({ rows, asThen }) =>
      (await rows.deliveries({ ...asThen, limit: MOST })).map((delivery) => ({
        ...delivery,
        to: shownAddress(delivery.address),
      })),
  ),
  table(
    '/held.csv',
    'at notice signal stage why because sink=address.sink to',
    async ({ rows, asThen }) =>
      (await rows.suppressed({ ...asThen, limit: MOST })).map((suppression) => ({
        ...suppression,
        to: suppression.address === null ? null : shownAddress(suppression.address),
      })),
  ),
  table(
    '/regulators.csv',
    'id name=name.en name_zh=name.zh short country level sources=sources.length',
    async ({ deps }) => [...deps.knowledge.catalog.regulators.values()],
  ),
  ...studyTables('calibration'),
  ...studyTables('events'),
];
