import type { EventReport, EventRow, SavedStudy } from '../domain/study-report.ts';
import { PATHS_BOX } from '../draw/figures.ts';
import { unmeasuredText } from '../present/sentence.ts';
import { type Html, html, inEnglish, list, number, type PagePart, quiet, section, table } from './html.ts';
import { comma, companyLink, figure } from './parts.ts';
import { type RequestContext, wordFor } from './request-context.ts';

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

/** A section of a study with the file of its table. */
export const studySection = (name: string, body: PagePart, context: RequestContext, heading?: string) =>
  section(
    context,
    name,
    [body, csvLink(`/study/${name}.csv`, context)],
    heading ?? wordFor(context.words.studies, name),
  );

/** Whether prices move around acts: what was found in plain words, both tables with every level, and who was left out. */
export function eventSection(saved: SavedStudy<EventReport>, context: RequestContext): PagePart {
  const { words, say } = context;
  const { studies } = words;
  const { tables, measured, events, paths, excluded, marketAdjusted, files } = saved.report;
  const file = csvLink('/study/events.csv', context);
  const problems = files.problems.map((one) => html`<code>${one.file}</code> ${inEnglish(one.because)}`);
  const leftOut = say('studies.excluded', { n: excluded.length });
  const adjusted = say('studies.adjusted', { n: marketAdjusted.length });
  return [
    html`<div class="verdict"><p>${conclusion(saved.report, context)}</p><p>${studies.exploratory}</p></div><p>${say('studies.eventSample', { measured, of: events })}</p>`,
    madeBy(saved, context),
    tables.map(({ of, rows }) => {
      const shown = rows.length === 0 ? quiet(studies.noEvents) : [carTable(of, rows, context), file];
      return section(context, of, shown, studies.tables[of]);
    }),
    html`<p class="quiet">${studies.testsHint}</p>`,
    paths.length === 0 ? '' : studySection('paths', pathsOf(saved.report, context), context),
    excluded.length === 0
      ? ''
      : studySection('excluded', reasonTable(saved.report, context), context, leftOut),
    quiet(marketAdjusted.length === 0 ? '' : adjusted),
    section(context, 'problems', list(context, problems), studies.problems),
  ];
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
  return wordFor(studies.levels, String(level), say('studies.pathLevel', { level: String(level) }));
}

function carTable(
  of: keyof RequestContext['words']['studies']['tables'],
  all: readonly EventRow[],
  context: RequestContext,
): PagePart {
  const { studies } = context.words;
  const rows = all.map((row) => {
    const to = { from: inPercent(row.low), to: inPercent(row.high) };
    return {
      ...{ level: levelOf(row.level, context), window: row.window },
      ...{ events: number(row.events), days: number(row.days), car: number(inPercent(row.meanCar)) },
      interval: number(row.low === null ? '–' : context.say('studies.to', to)),
      ...{ Patell: number(statistic(row.patell)), BMP: number(statistic(row.bmp)) },
      ...{ KP: number(statistic(row.kolariPynnonen)), Corrado: number(statistic(row.corrado)) },
      holm: number(row.holm === null ? '–' : row.holm < 0.001 ? '< 0.001' : row.holm.toFixed(2)),
      verdict: html`<span class="${row.verdict === 'effect' ? 'failing' : 'quiet'}">${studies.verdicts[row.verdict]}</span>`,
    };
  });
  return table(context, of, rows, { heads: studies, caption: studies.tables[of] });
}

/** The mean paths as a drawing, under the pointer and as a table. */
function pathsOf({ paths }: EventReport, context: RequestContext): PagePart {
  const { studies, chartTable } = context.words;
  const days = paths[0]!.points.map(({ day }) => day);
  const cars = days.map((_, n) =>
    paths.map(({ level, points }) => [levelOf(level, context), inPercent(points[n]?.car ?? null)] as const),
  );
  const says = (n: number) =>
    [`${studies.day} ${days[n]}`, ...cars[n]!.map(([level, car]) => `${level}: ${car} %`)].join('\n');
  const plot = {
    ...{ ...PATHS_BOX, from: days[0]!, to: days.at(-1)! },
    points: days.map((day, n) => [day, says(n)] as const),
  };
  const rows = days.map((day, n) => ({
    day: number(day),
    ...Object.fromEntries(cars[n]!.map(([level, car]) => [level, number(car)])),
  }));
  return [
    figure('/study/paths.svg', studies.pathsAlt, { width: 800, height: 420 }, context, plot),
    html`<details><summary>${chartTable}</summary>${table(context, 'paths', rows, { heads: studies })}</details>`,
  ];
}

/** Acts that were left out by reason, the most frequent first. */
function reasonTable({ excluded }: EventReport, context: RequestContext): PagePart {
  const { studies } = context.words;
  const groups = [...Map.groupBy(excluded, (one) => unmeasuredText(one.because, context.language))].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  const rows = groups.map(([reason, own]) => {
    const ids = [...new Set(own.map((one) => one.company))];
    const more =
      ids.length > SOME ? `${comma(context)}${context.say('studies.more', { n: ids.length - SOME })}` : '';
    const names = ids
      .slice(0, SOME)
      .map((id, n) => html`${n === 0 ? '' : comma(context)}${companyLink(id, context)}`);
    return { reason, events: number(own.length), which: html`${names}${more}` };
  });
  return table(context, 'reason', rows, { heads: studies });
}
