import type { EventReport, EventRow, SavedStudy } from '../domain/study-report.ts';
import { PATHS_BOX } from '../draw/figures.ts';
import { unmeasuredText } from '../present/sentence.ts';
import { type Html, html, list, number, quiet, section, table } from './html.ts';
import { comma, companyLink, figure } from './parts.ts';
import type { RequestContext } from './request-context.ts';

export function csvLink(path: string, context: RequestContext): Html {
  return html`<p><a href="${context.href(path)}">${context.words.csv}</a></p>`;
}

/** When it was computed, and by what. */
export function madeBy(saved: SavedStudy<unknown>, { say, moment }: RequestContext): Html {
  return html`<p class="quiet">${say('studies.madeAt', { when: moment(saved.at) })} <code>npm run -s tocsin -- ${saved.command}</code></p>`;
}

const SOME = 8;
const inPercent = (value: number | null) =>
  value === null ? '–' : (value * 100).toFixed(1).replace('-', '−');
const statistic = (one: EventRow['bmp']) => (one === null ? '–' : one.value.toFixed(2).replace('-', '−'));

/** Whether prices move around acts: what was found in plain words, both tables with every level, and who was left out. */
export function eventSection(saved: SavedStudy<EventReport>, context: RequestContext): Html {
  const { studies } = context.words;
  const { report } = saved;
  const problems = report.files.problems.map(
    (one) => html`<code>${one.file}</code> <span lang="en">${one.because}</span>`,
  );
  const file = (name: string) => csvLink(`/study/${name}.csv`, context);
  return html`<div class="verdict"><p>${conclusion(report, context)}</p><p>${studies.exploratory}</p></div><p>${context.say('studies.eventSample', { measured: report.measured, of: report.events })}</p>${madeBy(saved, context)}${report.tables.map(
    ({ of, rows }) =>
      section(
        of,
        studies.tables[of],
        rows.length === 0 ? quiet(studies.noEvents) : html`${carTable(of, rows, context)}${file('events')}`,
      ),
  )}<p class="quiet">${studies.testsHint}</p>${
    report.paths.length === 0
      ? ''
      : section('paths', studies.paths, html`${paths(report, context)}${file('paths')}`)
  }${
    report.excluded.length === 0
      ? ''
      : section(
          'excluded',
          context.say('studies.excluded', { n: report.excluded.length }),
          html`${reasonTable(report, context)}${file('excluded')}`,
        )
  }${quiet(report.marketAdjusted.length === 0 ? '' : context.say('studies.adjusted', { n: report.marketAdjusted.length }))}${section('problems', studies.problems, list(context, problems))}`;
}

/** What the verdicts of all rows say together. */
function conclusion({ tables }: EventReport, context: RequestContext): string {
  const { studies } = context.words;
  const ofVerdict = (verdict: EventRow['verdict'], name: (row: EventRow) => string) =>
    tables
      .map(({ of, rows }) => ({
        of,
        names: new Set(rows.filter((row) => row.verdict === verdict).map(name)),
      }))
      .filter(({ names }) => names.size > 0)
      .map(({ of, names }) => `${studies.tables[of]}: ${[...names].join(comma(context))}`)
      .join('; ');
  if (tables.every(({ rows }) => rows.length === 0)) return studies.noEvents;
  const effects = ofVerdict('effect', (row) => `${levelOf(row.level, context)} ${row.window}`);
  const tooFew = ofVerdict('too few', (row) => levelOf(row.level, context));
  return [
    effects === '' ? studies.noEffect : context.say('studies.effects', { rows: effects }),
    ...(tooFew === '' ? [] : [context.say('studies.tooFew', { rows: tooFew })]),
    studies.notRuledOut,
  ].join(context.language === 'zh' ? '' : ' ');
}

export function levelOf(level: EventRow['level'], { say, words: { studies } }: RequestContext): string {
  return studies.levels[String(level)] ?? say('studies.pathLevel', { level: String(level) });
}

function carTable(
  of: keyof RequestContext['words']['studies']['tables'],
  rows: readonly EventRow[],
  context: RequestContext,
): Html {
  const { studies } = context.words;
  const { events, days, car, interval, holm } = studies;
  const numbers = [events, days, car, interval, 'Patell', 'BMP', 'KP', 'Corrado', holm].map(number);
  return table(
    context,
    studies.tables[of],
    [studies.level, studies.window, ...numbers, studies.verdict],
    rows.map((row) => [
      levelOf(row.level, context),
      row.window,
      ...[row.events, row.days, inPercent(row.meanCar)],
      row.low === null
        ? '–'
        : context.say('studies.to', { from: inPercent(row.low), to: inPercent(row.high) }),
      ...[row.patell, row.bmp, row.kolariPynnonen, row.corrado].map(statistic),
      row.holm === null ? '–' : row.holm < 0.001 ? '< 0.001' : row.holm.toFixed(2),
      html`<span class="${row.verdict === 'effect' ? 'failing' : 'quiet'}">${studies.verdicts[row.verdict]}</span>`,
    ]),
  );
}

/** The mean paths as a drawing, under the pointer and as a table. */
function paths({ paths: all }: EventReport, context: RequestContext): Html {
  const { studies, chartTable } = context.words;
  const days = all[0]!.points.map(({ day }) => day);
  const rows = days.map((day, n) => [day, ...all.map(({ points }) => inPercent(points[n]?.car ?? null))]);
  const columns = [studies.day, ...all.map(({ level }) => levelOf(level, context))].map(number);
  const says = ([day, ...cars]: (typeof rows)[number]) =>
    [`${studies.day} ${day}`, ...all.map(({ level }, n) => `${levelOf(level, context)}: ${cars[n]} %`)].join(
      '\n',
    );
  const plot = {
    ...{ ...PATHS_BOX, from: days[0]!, to: days.at(-1)! },
    points: rows.map((row, n) => [days[n]!, says(row)] as const),
  };
  const size = { width: 800, height: 420 };
  return html`${figure('/study/paths.svg', studies.pathsAlt, size, context, plot)}<details><summary>${chartTable}</summary>${table(context, studies.paths, columns, rows)}</details>`;
}

/** Acts that were left out by reason, the most frequent first. */
function reasonTable({ excluded }: EventReport, context: RequestContext): Html {
  const { studies } = context.words;
  const groups = [...Map.groupBy(excluded, (one) => unmeasuredText(one.because, context.language))].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  return table(
    context,
    studies.reason,
    [studies.reason, number(studies.events), studies.which],
    groups.map(([because, own]) => {
      const ids = [...new Set(own.map((one) => one.company))];
      const more =
        ids.length > SOME ? `${comma(context)}${context.say('studies.more', { n: ids.length - SOME })}` : '';
      const names = ids
        .slice(0, SOME)
        .map((id, n) => html`${n === 0 ? '' : comma(context)}${companyLink(id, context)}`);
      return [because, own.length, html`${names}${more}`];
    }),
  );
}
