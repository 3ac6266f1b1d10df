import { RELIABILITY_BOX, reliabilityAt } from '../../../base/draw/figures.ts';
import { LOCALES } from '../../../base/i18n/locale.ts';
import { byUnmeasured } from '../../../base/i18n/sentence.ts';
import type {
  CalibrationReport,
  EventReport,
  EventRow,
  SavedStudy,
} from '../../../domain/study-report.ts';
import { mainPart } from '../../../pipeline/present/study-tables.ts';
import { decimals, inPercent, levelOf, pathsOf } from '../charts.ts';
import {
  type Html,
  html,
  inEnglish,
  langOf,
  number,
  numbers,
  type PagePart,
  quiet,
} from '../html.ts';
import type { WebPage } from '../page.ts';
import { figure, type PointerPlot } from '../parts.ts';
import { type RequestContext, wordFor } from '../request-context.ts';

/** The last results of the study commands. Nothing is computed for a visitor. */
export const study: WebPage = {
  path: '/study',
  async render(context) {
    const { studies } = context.words;
    const { calibration, events } = await context.deps.studies();
    return {
      title: studies.title,
      chart: true,
      body: [
        html`
          <p class="quiet">${studies.notKept}</p><h2 id="calibration" class="part">
          ${studies.calibration}</h2>
        `,
        shown(calibration, 'study calibration', context, calibrationSection),
        html`<h2 id="events" class="part">${studies.eventStudy}</h2>`,
        shown(events, 'study events --prices <folder>', context, eventSection),
      ],
    };
  },
};

/**
 * The result; or the command that makes it, or that it was not known on the day that is asked for.
 */
function shown<Report>(
  saved: SavedStudy<Report> | null,
  command: string,
  context: RequestContext,
  show: (saved: SavedStudy<Report>, context: RequestContext) => PagePart,
): PagePart {
  const { studies } = context.words;
  if (saved === null)
    return html`<p class="quiet">${studies.never} <code>npm run -s tocsin -- ${command}</code></p>`;
  return saved.at > context.at
    ? quiet(context.say('studies.later', { when: context.moment(saved.at) }))
    : show(saved, context);
}

type CalibrationPart = CalibrationReport['parts'][number];

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;
const spread = ({ low, median, high }: { low: number; median: number; high: number }) =>
  [low, median, high].map((one) => decimals(one, 3)).join(' / ');

/** The probability that is not shown, and why: gates, diagram, every way it was judged. */
function calibrationSection(
  saved: SavedStudy<CalibrationReport>,
  context: RequestContext,
): PagePart {
  const { say, words, language } = context;
  const { studies } = words;
  const { report } = saved;
  const failed = report.gates.filter((gate) => !gate.met).length;
  const uncalibrated = report.status === 'uncalibrated';
  const main = mainPart(report);
  const about = {
    snapshots: count(report.snapshots, context),
    issuers: report.issuers,
    from: String(report.from ?? '?'),
    final: String(report.years.final ?? '?'),
    judged: report.years.judged.join(context.comma),
  };
  return [
    html`
      <div class="verdict ${uncalibrated ? 'no' : 'yes'}">
        <p><strong>P90: ${uncalibrated ? studies.uncalibrated : studies.calibrated}
        ${LOCALES[language].stop}${LOCALES[language].separators.sentence}</strong>
        ${uncalibrated ? studies.uncalibratedSays : studies.calibratedSays} 
        ${say('studies.notMet', { n: failed, of: report.gates.length })}
        ${report.handPicked ? ` ${studies.handPicked}` : ''}</p>
      </div>
      <p>${say('studies.sample', about)}</p>
    `,
    madeBy(saved, context),
    studySection('gates', gateTable(report, context), context),
    context.section('reliability', reliability(main, context), studies.reliability),
    studySection('skill', [quiet(studies.skillHint), skillTable(main, context)], context),
    studySection('parts', partTable(report, context), context),
  ];
}

const count = (n: number, { language }: RequestContext) => n.toLocaleString(langOf(language));

function gateTable({ gates }: CalibrationReport, context: RequestContext): PagePart {
  const { studies } = context.words;
  const rows = gates.map(({ id, asks, value, met }) => ({
    gate: wordFor(studies.asks, id, asks),
    found: number(decimals(value, 3)),
    outcome: html`
      <span class="${met ? 'saved' : 'failing'}">${met ? `✓ ${studies.met}` : `✗ ${studies.fails}`}
      </span>
    `,
  }));
  return context.table('gates', rows, { heads: studies });
}

function reliability(part: CalibrationPart | null, context: RequestContext): PagePart {
  const { say, words } = context;
  const { studies } = words;
  const bins = part?.judged?.reliability ?? [];
  if (bins.length === 0) return quiet(studies.tooFewHits);
  const said = bins.map((bin) => ({
    range: say('studies.to', { from: percent(bin.from), to: percent(bin.to) }),
    n: count(bin.n, context),
    meant: percent(bin.meanP),
    rate: percent(bin.rate),
  }));
  const rows = said.map(({ range, n, meant, rate }) => ({
    range,
    ...numbers({ forecasts: n, said: meant, happened: rate }),
  }));
  const shown = context.table('reliability', rows, { heads: studies });
  const plot: PointerPlot = {
    ...RELIABILITY_BOX,
    from: 0,
    to: 1,
    points: said.map(({ range, n, meant, rate }, index) => [
      reliabilityAt(bins[index]!.meanP),
      `${studies.range} ${range}: ${n}\n${studies.said} ${meant}\n${studies.happened} ${rate}`,
    ]),
  };
  const inWords = said.map(({ range, meant, rate }) => `${range}: ${meant} → ${rate}`).join('; ');
  const alt = say('studies.reliabilityAlt', { bins: inWords });
  const drawn = figure('/study/reliability.svg', alt, { width: 460, height: 400 }, context, plot);
  return [
    html`<p class="quiet">${studies.reliabilityHint}</p><div class="beside">${drawn}${shown}</div>`,
    csvLink('reliability', context),
  ];
}

function skillTable(part: CalibrationPart | null, context: RequestContext): PagePart {
  const { studies } = context.words;
  const rows = (part?.judged?.skill ?? []).map(({ against, value, byIssuer, byBatch }) => ({
    baseline: wordFor(studies.baselines, against),
    ...numbers({
      skillShort: decimals(value, 3),
      byCompany: spread(byIssuer),
      byList: spread(byBatch),
    }),
  }));
  return context.table('skill', rows, { none: studies.tooFewHits, heads: studies });
}

function partTable({ parts }: CalibrationReport, context: RequestContext): PagePart {
  const { studies } = context.words;
  const rows = parts.map(({ label, period, n, hits, judged }) => ({
    judgedOn: `${studies.label[label]}${context.comma}${studies.period[period]}`,
    ...numbers({
      forecasts: count(n, context),
      hits,
      rate: judged === null ? '–' : percent(judged.baseRate),
      brier: decimals(judged?.brier, 4),
      auc: decimals(judged?.auc, 3),
      slope: decimals(judged?.slope, 2),
      lift: decimals(judged?.lift10, 1),
    }),
  }));
  return context.table('parts', rows, { heads: studies });
}

const csvLink = (name: string, { link, words }: RequestContext): Html =>
  html`<p>${link(`/study/${name}.csv`, words.csv)}</p>`;

/** When it was computed, and by what. */
const madeBy = (saved: SavedStudy<unknown>, { say, moment }: RequestContext): Html =>
  html`
    <p class="quiet">${say('studies.madeAt', { when: moment(saved.at) })} <code>
    npm run -s tocsin -- ${saved.command}</code></p>
  `;

const SOME = 8;
const statistic = (one: EventRow['bmp']) => number(decimals(one?.value, 2));

/** A section of a study with the file of its table. */
const studySection = (name: string, body: PagePart, context: RequestContext, heading?: string) =>
  context.section(
    name,
    [body, csvLink(name, context)],
    heading ?? wordFor(context.words.studies, name),
  );

/**
 * Whether prices move around acts: what was found in plain words, both tables with every level, and
 * who was left out.
 */
function eventSection(saved: SavedStudy<EventReport>, context: RequestContext): PagePart {
  const { words, say, section } = context;
  const { studies } = words;
  const { tables, measured, events, paths, excluded, marketAdjusted, files } = saved.report;
  const problems = files.problems.map(
    (problem) => html`<code>${problem.file}</code> ${inEnglish(problem.because)}`,
  );
  const reasons = context.table('reason', reasonRows(saved.report, context), { heads: studies });
  const leftOut = say('studies.excluded', { n: excluded.length });
  const adjusted = say('studies.adjusted', { n: marketAdjusted.length });
  return [
    html`
      <div class="verdict">
        <p>${conclusion(saved.report, context)}</p><p>${studies.exploratory}</p>
      </div>
      <p>${say('studies.eventSample', { measured, of: events })}</p>
    `,
    madeBy(saved, context),
    tables.map(({ of, rows }) => {
      const caption = studies.tables[of];
      const cells = rows.map((row) => carRow(row, context));
      const shown = [
        context.table(of, cells, { heads: studies, caption }),
        csvLink('events', context),
      ];
      return section(of, rows.length === 0 ? quiet(studies.noEvents) : shown, caption);
    }),
    html`<p class="quiet">${studies.testsHint}</p>`,
    paths.length === 0 ? '' : studySection('paths', pathsOf(saved.report, context), context),
    excluded.length === 0 ? '' : studySection('excluded', reasons, context, leftOut),
    quiet(marketAdjusted.length === 0 ? '' : adjusted),
    section('problems', context.list(problems), studies.problems),
  ];
}

/** What the verdicts of all rows say together. */
function conclusion({ tables }: EventReport, context: RequestContext): string {
  const { studies } = context.words;
  if (tables.every(({ rows }) => rows.length === 0)) return studies.noEvents;
  const ofVerdict = (verdict: EventRow['verdict'], name: (row: EventRow) => string) =>
    tables
      .flatMap(({ of, rows }) => {
        const names = new Set(rows.filter((row) => row.verdict === verdict).map(name));
        return names.size === 0 ? [] : `${studies.tables[of]}: ${[...names].join(context.comma)}`;
      })
      .join('; ');
  const effects = ofVerdict('effect', (row) => `${levelOf(row.level, context)} ${row.window}`);
  const tooFew = ofVerdict('too few', (row) => levelOf(row.level, context));
  return [
    effects === '' ? studies.noEffect : context.say('studies.effects', { rows: effects }),
    ...(tooFew === '' ? [] : [context.say('studies.tooFew', { rows: tooFew })]),
    studies.notRuledOut,
  ].join(LOCALES[context.language].separators.sentence);
}

function carRow(row: EventRow, context: RequestContext) {
  const to = { from: inPercent(row.low), to: inPercent(row.high) };
  return {
    level: levelOf(row.level, context),
    window: row.window,
    events: number(row.events),
    days: number(row.days),
    car: number(inPercent(row.meanCar)),
    interval: number(row.low === null ? '–' : context.say('studies.to', to)),
    Patell: statistic(row.patell),
    BMP: statistic(row.bmp),
    KP: statistic(row.kolariPynnonen),
    Corrado: statistic(row.corrado),
    holm: number(probability(row.holm)),
    verdict: html`
      <span class="${row.verdict === 'effect' ? 'failing' : 'quiet'}">
      ${context.words.studies.verdicts[row.verdict]}</span>
    `,
  };
}

/** Acts that were left out by reason, the most frequent first. */
function reasonRows(
  { excluded }: EventReport,
  { say, language, comma, companyLink }: RequestContext,
) {
  return byUnmeasured(excluded, language).map(([reason, own]) => {
    const ids = [...new Set(own.map((one) => one.company))];
    const more =
      ids.length > SOME ? `${comma}${say('studies.more', { n: ids.length - SOME })}` : '';
    const names = ids
      .slice(0, SOME)
      .map((id, n) => html`${n === 0 ? '' : comma}${companyLink(id)}`);
    return { reason, events: number(own.length), which: html`${names}${more}` };
  });
}

function probability(p: number | null): string {
  if (p === null) return '–';
  return p < 0.001 ? '< 0.001' : p.toFixed(2);
}
