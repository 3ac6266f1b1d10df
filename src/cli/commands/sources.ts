import { type SourceRow, sourceRows } from '../../ask/source-rows.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { watchedSourcesOf } from '../../flows/sources.ts';
import { said } from '../../present/sentence.ts';
import type { CliCommand } from '../command.ts';
import { JSON_OPTION } from '../option-values.ts';
import { plainTable } from '../print.ts';
import { sourcesCheck } from '../sources-check.ts';
import { sourcesIncidents } from '../sources-incidents.ts';
import { sourcesLast } from '../sources-last.ts';

const GAPS_MS = 30 * DAY_MS;

const span = (ms: number): string => {
  const minutes = Math.round(ms / 60_000);
  return minutes < 60
    ? `${minutes} min`
    : minutes < 2_880
      ? `${Math.round(minutes / 60)} h`
      : `${Math.round(minutes / 1_440)} d`;
};
const ago = (at: number | null, now: number): string => (at === null ? 'never' : `${span(now - at)} ago`);

/** `sources`: everything that is watched, when it last answered, and what is wrong with it. */
export const sources: CliCommand = (command, cli) => {
  const { io, over } = cli;
  command
    .option(...JSON_OPTION)
    .option('--all', 'also what is switched off')
    .action(
      over(async ({ store, env, knowledge: { catalog } }, { json, all = false }) => {
        const now = io.now() as Instant;
        const rows = await sourceRows({ store, catalog }, [...watchedSourcesOf(catalog, env).values()], now);
        io.out(json ? JSON.stringify(rows.map(inJson), null, 2) : tableOf(rows, all, now));
      }),
    );
  sourcesCheck(command.command('check') as never, cli);
  sourcesLast(command.command('last') as never, cli);
  sourcesIncidents(command.command('incidents') as never, cli);
};

function inJson({ titleZh: _title, owner: _owner, answeredSince: _since, ...row }: SourceRow) {
  return { ...row, gaps: row.gaps.map((gap) => ({ ...gap, because: said(gap.because, 'en') })) };
}

function tableOf(rows: readonly SourceRow[], all: boolean, now: number): string {
  const head = [
    ...['source', 'by', 'address', 'layout seen', 'answered', 'changed', 'lag', 'gaps (30 d)', 'finding'],
  ];
  const shown = rows.filter((row) => all || row.enabled);
  const cells = shown.map((row) => [
    row.enabled ? row.id : `${row.id} (off)`,
    row.official ? 'authority' : 'press',
    addressOf(row),
    row.layoutSeen ?? '',
    ago(row.lastSuccessAt, now),
    ago(row.lastChangeAt, now),
    row.lagMs === null ? '' : `≤ ${span(row.lagMs)}`,
    gapsOf(row.gaps, now),
    row.finding === null
      ? ''
      : `${row.finding.code} for ${span(now - row.finding.since)}${row.failures > 0 ? ` (${row.failures}×)` : ''}`,
  ]);
  if (rows.length === 0) return 'No source is configured.';
  const off = rows.filter((row) => !row.enabled).length;
  return `${plainTable(head, cells)}\n${rows.length - off} sources are watched, ${off} are switched off or wait for a setting${all ? '' : ' (--all shows them)'}.`;
}

function addressOf({ address, checked }: SourceRow): string {
  if (checked === null) return address;
  return `${checked.works ? 'verified' : 'no answer'} ${checked.on} by ${checked.by}`;
}

function gapsOf(gaps: SourceRow['gaps'], now: number): string {
  if (gaps.length === 0) return '';
  const total = gaps.reduce((sum, gap) => sum + (gap.to ?? now) - Math.max(gap.from, now - GAPS_MS), 0);
  return `${gaps.length}, ${span(total)}${gaps.some((gap) => gap.to === null) ? ', lasts' : ''}`;
}
