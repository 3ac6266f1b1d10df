import { coverageOf, healthOf } from '../../../answers/queries/source-health.ts';
import { type SourceRow, sourceRows } from '../../../answers/queries/source-rows.ts';
import { CommandProblem } from '../../../app/io.ts';
import { formatReason, renderReason, term } from '../../../base/i18n/sentence.ts';
import type { Incident } from '../../../domain/incident.ts';
import type { Reason } from '../../../domain/reason.ts';
import { DAY_MS, type Instant } from '../../../domain/time.ts';
import { watchedSourcesOf } from '../../../knowledge/catalog/watched-sources.ts';
import type { CliCommand } from '../command.ts';
import { JSON_OPTION } from '../option-values.ts';
import { plainTable } from '../print.ts';
import { sourcesCheck } from '../sources-check.ts';
import { sourcesLast } from '../sources-last.ts';

const GAPS_MS = 30 * DAY_MS;

const span = (ms: number): string => {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  return minutes < 2_880 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1_440)} d`;
};
const ago = (at: number | null, now: number): string =>
  at === null ? 'never' : `${span(now - at)} ago`;

/** `sources`: the watched sources, their last answers and findings. */
export const sources: CliCommand = (command, cli) => {
  const { io, over } = cli;
  command
    .option(...JSON_OPTION)
    .option('--all', 'also what is switched off')
    .action(
      over(async ({ store, env, knowledge: { catalog } }, { json, all = false }) => {
        const now = io.now();
        const rows = await sourceRows(
          { store, catalog },
          [...watchedSourcesOf(catalog, env).values()],
          now,
        );
        io.out(json ? JSON.stringify(rows.map(inJson), null, 2) : tableOf(rows, all, now));
      }),
    );
  sourcesCheck(command.command('check') as never, cli);
  sourcesLast(command.command('last') as never, cli);
  incidents(command.command('incidents') as never, cli);
};

function inJson({ titleZh: _title, owner: _owner, answeredSince: _since, ...row }: SourceRow) {
  return {
    ...row,
    gaps: row.gaps.map((gap) => ({ ...gap, because: renderReason(gap.because, 'en') })),
  };
}

/** Columns of the table of sources. */
const COLUMNS: Readonly<Record<string, (row: SourceRow, now: number) => string>> = {
  country: ({ country }) => country ?? 'press',
  pack: ({ theme }) => theme ?? '',
  source: ({ id, enabled }) => (enabled ? id : `${id} (off)`),
  address: ({ address, checked }) =>
    checked === null
      ? address
      : `${checked.works ? 'verified' : 'no answer'} ${checked.on} by ${checked.by}`,
  'layout seen': ({ layoutSeen }) => layoutSeen ?? '',
  answered: ({ lastSuccessAt }, now) => ago(lastSuccessAt, now),
  changed: ({ lastChangeAt }, now) => ago(lastChangeAt, now),
  newest: ({ newestRow }) => newestRow ?? '',
  health: (row, now) => healthOf(row, now),
  lag: ({ lagMs }) => (lagMs === null ? '' : `≤ ${span(lagMs)}`),
  'gaps (30 d)': ({ gaps }, now) => gapsOf(gaps, now),
  finding: ({ finding, failures }, now) =>
    finding === null
      ? ''
      : `${finding.code} for ${span(now - finding.since)}${failures > 0 ? ` (${failures}×)` : ''}`,
};

function tableOf(rows: readonly SourceRow[], all: boolean, now: number): string {
  const shown = rows.filter((row) => all || row.enabled).toSorted(byCountry);
  const cells = shown.map((row) => Object.values(COLUMNS).map((cell) => cell(row, now)));
  if (rows.length === 0) return 'No source is configured.';
  const { on, known, healthy, answers, quiet, failing, never } = coverageOf(rows, now);
  return (
    `${plainTable(Object.keys(COLUMNS), cells)}\n${on} of ${known} sources are watched, ` +
    `${known - on} are switched off or wait for a setting${all ? '' : ' (--all shows them)'}: ` +
    `${healthy} as new as usual, ${answers} answering, ${quiet} with rows older than usual, ` +
    `${failing} failing, ${never} not asked yet.`
  );
}

/** By country, those of the press last, then by pack. */
function byCountry(sourceRow: SourceRow, other: SourceRow): number {
  const place = ({ country, theme, id }: SourceRow) => `${country ?? '~'} ${theme ?? '~'} ${id}`;
  return place(sourceRow) < place(other) ? -1 : 1;
}

function gapsOf(gaps: SourceRow['gaps'], now: number): string {
  if (gaps.length === 0) return '';
  const total = gaps.reduce(
    (sum, gap) => sum + (gap.to ?? now) - Math.max(gap.from, now - GAPS_MS),
    0,
  );
  return `${gaps.length}, ${span(total)}${gaps.some((gap) => gap.to === null) ? ', lasts' : ''}`;
}

const MOST_INCIDENTS = 1_000;

/**
 * `sources incidents`: recent incidents of the watch, who was alerted to them, and why others were
 * not.
 */
const incidents: CliCommand = (command, { io, over }) =>
  command
    .description(
      'what was wrong with the watch lately, who was told of it, and why others were not',
    )
    .option('--days <n>', 'how far back', '7')
    .option(...JSON_OPTION)
    .action(
      over(async ({ store }, { days }, command) => {
        const { json } = command.optsWithGlobals() as { json?: boolean };
        if (!(Number(days) > 0))
          throw new CommandProblem(`--days "${days}" is not a number above 0.`);
        const since = (io.now() - Number(days) * DAY_MS) as Instant;
        const found = await store.incidents({ since, limit: MOST_INCIDENTS });
        io.out(json ? JSON.stringify(found.map(withTexts), null, 2) : textOf(found));
      }),
    );

const iso = (at: number) => `${new Date(at).toISOString().slice(0, 16)}Z`;

const withTexts = (incident: Incident) => ({
  ...incident,
  tellings: incident.tellings.map((each) => ({
    ...each,
    because: each.because === null ? null : renderReason(each.because, 'en'),
  })),
});

const tail = (lead: string, because: Reason | null) =>
  because === null ? '' : `${lead}${formatReason(because, 'en')}`;

function textOf(incidents: readonly Incident[]): string {
  if (incidents.length === 0) return 'Nothing was wrong.';
  return incidents
    .map((incident) => {
      const span = endOf(incident);
      const what = incident.kind === 'gap' ? 'gap' : incident.code;
      const lines = incident.tellings.map(
        ({ to, of, alert, because }) =>
          `  ${of} to ${to}: ` +
          `${alert === null ? `not told${tail(', ', because)}` : `told${tail('; not to ', because)}`}`,
      );
      const head =
        `${iso(incident.from)} ${span}  ${incident.source}: ${what} ` +
        `(${term('finding', incident.code, 'en')})`;
      return [head, ...(lines.length === 0 ? ['  not decided yet'] : lines)].join('\n');
    })
    .join('\n');
}

function endOf({ from, to }: Pick<Incident, 'from' | 'to'>): string {
  if (to === null) return 'lasts';
  return to === from ? 'once' : `to ${iso(to)}`;
}
