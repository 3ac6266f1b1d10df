import type { NoticeId } from '../../domain/ids.ts';
import { sentence } from '../../present/sentence.ts';
import { shownAddress } from '../../present/shown-address.ts';
import { noticeView } from '../notice-view.ts';
import { sourceRows } from '../source-rows.ts';
import { boardOf, iso, MOST, type TableFile } from './table-file.ts';

/** A notice's rows, deadlines, and how the bot is doing. */
export const OPERATION_TABLES: readonly TableFile[] = [
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
    rows: async (context, deps) => {
      const id = context.param('id') as NoticeId;
      const view = await noticeView(id, context, deps);
      if (view === null || view === 'later') return null;
      const { notice, mapping } = view;
      const by = new Map((mapping?.matches ?? []).map((match) => [match.mention, match]));
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
            sentence(match?.reason ?? mention.roleBecause, context.language),
          ],
        ]);
      });
    },
  },
  {
    path: '/deadlines.csv',
    columns: ['date', 'company', 'regulator', 'stage', 'case', 'title'],
    rows: async (context, deps) =>
      (await boardOf(context, deps)).rows
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
    rows: async (context, deps) =>
      (await sourceRows(deps, context)).map((one) => [
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
    rows: async (context, deps) =>
      (
        await Promise.all(
          [true, false].map((open) => deps.store.reviews({ open, ...context.asThen, limit: MOST })),
        )
      )
        .flat()
        .map((one) => [
          ...[
            one.id,
            one.notice,
            one.kind,
            one.subject,
            sentence(one.because, context.language),
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
    rows: async (context, deps) =>
      (await deps.store.deliveredNotices({ ...context.asThen, limit: MOST })).map(
        ({ delivery: one, notice }) => [
          ...[
            one.id,
            one.alert,
            notice,
            one.address.sink,
            shownAddress(one.address),
            one.state,
            one.level,
            one.attempts,
          ],
          ...[
            iso(one.createdAt),
            iso(one.settledAt),
            one.lastError === null ? null : sentence(one.lastError, context.language),
          ],
        ],
      ),
  },
  {
    path: '/held.csv',
    columns: ['at', 'notice', 'signal', 'stage', 'why', 'because', 'sink', 'to'],
    rows: async (context, deps) =>
      (await deps.store.suppressed({ ...context.asThen, limit: MOST })).map((one) => [
        ...[
          iso(one.at),
          one.notice,
          one.signal,
          one.stage,
          one.why,
          sentence(one.because, context.language),
          one.address?.sink ?? null,
        ],
        one.address === null ? null : shownAddress(one.address),
      ]),
  },
  {
    path: '/regulators.csv',
    columns: ['id', 'name', 'name_zh', 'short', 'country', 'level', 'sources'],
    rows: async (_context, deps) =>
      [...deps.knowledge.catalog.regulators.values()].map((one) => [
        ...[one.id, one.name.en, one.name.zh, one.short, one.country, one.level, one.sources.length],
      ]),
  },
];
