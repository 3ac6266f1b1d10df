import { companyView } from '../../ask/company-view.ts';
import type { CompanyId, NoticeId } from '../../domain/ids.ts';
import type { WebDeps } from '../deps.ts';
import { hiddenTo } from '../hidden-address.ts';
import { sourceRows } from '../source-rows.ts';
import type { Visit } from '../visit.ts';

type Cell = string | number | boolean | null;

/** A table as a file. `rows` answers null where what it is of is not there. */
export interface TableFile {
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: (visit: Visit, deps: WebDeps) => Promise<readonly (readonly Cell[])[] | null>;
}

const MOST = 10_000;
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const boardOf = (visit: Visit, deps: WebDeps) => (visit.past ? deps.boards.at(visit.at) : deps.boards.now());

/** Every table of the pages, as CSV. */
export const TABLES: readonly TableFile[] = [
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
    rows: async (visit, deps) =>
      (await boardOf(visit, deps)).rows.map((row) => [
        ...[
          row.company.id,
          row.company.name.en,
          row.company.name.zh,
          row.tickers.join(' '),
          row.company.sector,
        ],
        ...[row.score, row.band, row.change30, row.peak, row.openCases],
        row.deadlines
          .map((one) => one.date)
          .filter((date) => date >= visit.day)
          .toSorted()[0] ?? null,
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
    rows: async (visit, deps) => {
      const view = await viewOf(visit, deps);
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
    rows: async (visit, deps) =>
      (await viewOf(visit, deps))?.score.factors.map((one) => [
        one.id,
        one.points,
        one.because[visit.language],
        one.case,
        one.step,
      ]) ?? null,
  },
  {
    path: '/company/:id/cases.csv',
    columns: ['id', 'regulator', 'stage', 'opened', 'deadline', 'closed', 'open', 'title'],
    rows: async (visit, deps) =>
      (await viewOf(visit, deps))?.score.cases.map((one) => [
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
    rows: async (visit, deps) =>
      (await viewOf(visit, deps))?.apps.map((one) => [
        ...[one.app.id, one.app.name.en, one.app.name.zh, one.value, one.reach, one.operator?.name ?? null],
        ...[
          one.operator?.relation ?? null,
          one.operator?.from ?? null,
          one.operator?.to ?? null,
          one.attested,
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
    rows: async (visit, deps) =>
      (await deps.store.browse.notices({ until: visit.at, limit: MOST, offset: 0 })).map((one) => [
        ...[one.id, one.published, one.regulator?.value ?? null, one.verdict, one.title, one.language],
        ...[
          one.actions.map((action) => action.type).join(' '),
          one.counts.apps?.value ?? null,
          one.deadline?.value ?? null,
          one.url,
        ],
      ]),
  },
  {
    path: '/notice/:id/rows.csv',
    columns: [
      'name',
      'kind',
      'role',
      'developer',
      'version',
      'store',
      'accused_of',
      'company',
      'match',
      'confidence',
      'reason',
    ],
    rows: async (visit, deps) => {
      const id = visit.param('id') as NoticeId;
      const notice = await deps.store.notice(id);
      if (notice === null) return null;
      const by = new Map(
        ((await deps.store.mapping(id))?.matches ?? []).map((match) => [match.mention, match]),
      );
      return notice.mentions.flatMap((mention) => {
        const match = by.get(mention.id);
        const rows = mention.rows.length === 0 ? [null] : mention.rows;
        return rows.map((row) => [
          ...[
            mention.name,
            mention.kind,
            mention.role,
            mention.developer,
            row?.version ?? null,
            row?.store ?? null,
          ],
          row?.accusations.map((one) => one.phrase).join('; ') ?? null,
          ...[
            match?.company ?? null,
            match?.kind ?? null,
            match?.confidence ?? null,
            match?.reason ?? mention.roleBecause,
          ],
        ]);
      });
    },
  },
  {
    path: '/deadlines.csv',
    columns: ['date', 'company', 'regulator', 'stage', 'case', 'title'],
    rows: async (visit, deps) =>
      (await boardOf(visit, deps)).rows
        .flatMap((row) => row.deadlines)
        .toSorted((a, b) => (a.date < b.date ? -1 : 1))
        .map((one) => [one.date, one.company, one.regulator, one.stage, one.case, one.title]),
  },
  {
    path: '/sources.csv',
    columns: [
      'id',
      'title',
      'official',
      'enabled',
      'url',
      'answered_at',
      'changed_at',
      'lag_ms',
      'finding',
      'finding_since',
      'gaps_30_days',
    ],
    rows: async (_visit, deps) =>
      (await sourceRows(deps)).map((one) => [
        ...[
          one.id,
          one.title,
          one.official,
          one.enabled,
          one.url,
          iso(one.lastSuccessAt),
          iso(one.lastChangeAt),
          one.lagMs,
        ],
        ...[one.finding?.message ?? null, iso(one.finding?.since ?? null), one.gaps.length],
      ]),
  },
  {
    path: '/reviews.csv',
    columns: [
      'id',
      'notice',
      'kind',
      'subject',
      'because',
      'candidates',
      'created_at',
      'verdict',
      'company',
      'by',
      'reason',
      'decided_at',
    ],
    rows: async (_visit, deps) =>
      (await Promise.all([true, false].map((open) => deps.store.reviews({ open, limit: MOST }))))
        .flat()
        .map((one) => [
          ...[
            one.id,
            one.notice,
            one.kind,
            one.subject,
            one.because,
            one.candidates.map((each) => each.company).join(' '),
          ],
          ...[
            iso(one.createdAt),
            one.decision?.verdict ?? null,
            one.decision?.company ?? null,
            one.decision?.by ?? null,
          ],
          ...[one.decision?.because ?? null, iso(one.decision?.at ?? null)],
        ]),
  },
  {
    path: '/deliveries.csv',
    columns: [
      'id',
      'alert',
      'notice',
      'sink',
      'to',
      'state',
      'level',
      'attempts',
      'created_at',
      'settled_at',
      'last_error',
    ],
    rows: async (visit, deps) =>
      (await deps.store.browse.deliveries({ until: visit.at, limit: MOST, offset: 0 })).map(
        ({ delivery: one, notice }) => [
          ...[
            one.id,
            one.alert,
            notice,
            one.address.sink,
            hiddenTo(one.address),
            one.state,
            one.level,
            one.attempts,
          ],
          ...[iso(one.createdAt), iso(one.settledAt), one.lastError],
        ],
      ),
  },
  {
    path: '/held.csv',
    columns: ['at', 'notice', 'signal', 'stage', 'why', 'because', 'sink', 'to'],
    rows: async (visit, deps) =>
      (await deps.store.browse.held({ until: visit.at, limit: MOST, offset: 0 })).map((one) => [
        ...[iso(one.at), one.notice, one.signal, one.stage, one.why, one.because, one.address?.sink ?? null],
        one.address === null ? null : hiddenTo(one.address),
      ]),
  },
  {
    path: '/regulators.csv',
    columns: ['id', 'name', 'name_zh', 'short', 'country', 'level', 'sources'],
    rows: async (_visit, deps) =>
      [...deps.knowledge.catalog.regulators.values()].map((one) => [
        ...[one.id, one.name.en, one.name.zh, one.short, one.country, one.level, one.sources.length],
      ]),
  },
];

function viewOf(visit: Visit, deps: WebDeps) {
  const company = deps.knowledge.catalog.companies.get(visit.param('id') as CompanyId);
  if (company === undefined) return null;
  return companyView(deps.knowledge, deps.store, company, { at: visit.at, language: visit.language });
}
