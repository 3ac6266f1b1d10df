import type { BoardRow } from '../../ask/board.ts';
import { isAttested } from '../../domain/evidence.ts';
import { sentence } from '../../present/sentence.ts';
import { listed, nextDeadline, queryOf } from '../company-list.ts';
import type { RequestContext } from '../request-context.ts';
import { viewFor } from '../requested-company.ts';
import { OPERATION_TABLES } from './operation-tables.ts';
import { STUDY_TABLES } from './study-tables.ts';
import { boardOf, MOST, type TableFile } from './table-file.ts';

/** All companies, or what the list shows whose address named a filter. */
function chosen(rows: readonly BoardRow[], context: RequestContext): readonly BoardRow[] {
  if (Object.keys(context.requested).length === 0) return rows;
  return listed(rows, queryOf(context.query, null), context.day, context.language);
}

/** Companies and their parts, and the newest notices. */
const COMPANY_TABLES: readonly TableFile[] = [
  {
    path: '/companies.csv',
    columns: [
      'id',
      'name',
      'name_zh',
      'tickers',
      'sector',
      'score',
      'band',
      'change_30_days',
      'peak_2_years',
      'open_cases',
      'next_deadline',
    ],
    rows: async (context, deps) =>
      chosen((await boardOf(context, deps)).rows, context).map((row) => [
        ...[
          row.company.id,
          row.company.name.en,
          row.company.name.zh,
          row.tickers.join(' '),
          row.company.sector,
        ],
        ...[
          row.state === 'acts' ? row.score : null,
          row.state === 'acts' ? row.band : null,
          row.change30,
          row.peak,
          row.openCases,
        ],
        nextDeadline(row, context.day),
      ]),
  },
  {
    path: '/company/:id/history.csv',
    columns: [
      'date',
      'kind',
      'regulator',
      'types',
      'level',
      'title',
      'apps',
      'via',
      'attested',
      'origin',
      'url',
    ],
    rows: async (context, deps) => {
      const view = await viewFor(context, deps);
      return (
        view?.entries.map((one) => [
          ...[one.date, one.kind, one.regulator, one.types.join(' '), one.level, one.title],
          ...[one.apps.join('; '), one.via, one.attested, one.origin, one.url],
        ]) ?? null
      );
    },
  },
  {
    path: '/company/:id/factors.csv',
    columns: ['id', 'points', 'because', 'case', 'step'],
    rows: async (context, deps) =>
      (await viewFor(context, deps))?.score.factors.map((one) => [
        one.id,
        one.points,
        sentence(one.because, context.language),
        one.case,
        one.step,
      ]) ?? null,
  },
  {
    path: '/company/:id/cases.csv',
    columns: ['id', 'regulator', 'stage', 'opened', 'deadline', 'closed', 'open', 'title'],
    rows: async (context, deps) =>
      (await viewFor(context, deps))?.score.cases.map((one) => [
        ...[one.id, one.regulator, one.stage, one.opened, one.deadline, one.closed, one.open, one.title],
      ]) ?? null,
  },
  {
    path: '/company/:id/apps.csv',
    columns: [
      'id',
      'name',
      'name_zh',
      'value',
      'reach',
      'operator',
      'relation',
      'operator_from',
      'operator_to',
      'attested',
    ],
    rows: async (context, deps) =>
      (await viewFor(context, deps))?.apps.map((one) => [
        ...[one.app.id, one.app.name.en, one.app.name.zh, one.value, one.reach, one.operator?.name ?? null],
        ...[
          one.operator?.relation ?? null,
          one.operator?.from ?? null,
          one.operator?.to ?? null,
          isAttested(one.app.evidence),
        ],
      ]) ?? null,
  },
  {
    path: '/notices.csv',
    columns: [
      'id',
      'published',
      'regulator',
      'verdict',
      'title',
      'language',
      'acts',
      'apps',
      'deadline',
      'url',
    ],
    rows: async (context, deps) =>
      (await deps.store.notices({ ...context.asThen, limit: MOST })).map((one) => [
        ...[one.id, one.published, one.regulator?.value ?? null, one.verdict, one.title, one.language],
        ...[
          one.actions.map((action) => action.type).join(' '),
          one.counts.apps?.value ?? null,
          one.deadline?.value ?? null,
          one.url,
        ],
      ]),
  },
];

/** Every table of the pages, as CSV. */
export const TABLES: readonly TableFile[] = [...COMPANY_TABLES, ...OPERATION_TABLES, ...STUDY_TABLES];
