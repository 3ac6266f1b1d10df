import type { CalibrationReport, SavedStudy } from '../../domain/study-report.ts';
import { RELIABILITY_BOX, reliabilityAt } from '../../draw/figures.ts';
import { mainPart } from '../../present/study-tables.ts';
import { html, langOf, number, type PagePart, quiet, section, table } from '../html.ts';
import type { WebPage } from '../page.ts';
import { comma, figure, type PointerPlot } from '../parts.ts';
import { type RequestContext, wordFor } from '../request-context.ts';
import { csvLink, eventSection, madeBy, studySection } from '../study-events.ts';

/** What the model is worth, as the study commands last found it. Nothing is computed for a visitor. */
export const study: WebPage = {
  path: '/study',
  async render(context) {
    const { studies } = context.words;
    const { calibration, events } = await context.deps.studies();
    return {
      ...{ title: studies.title, chart: true },
      body: [
        html`<p class="quiet">${studies.notKept}</p><h2 id="calibration" class="part">${studies.calibration}</h2>`,
        shown(calibration, 'study calibration', context, calibrationSection),
        html`<h2 id="events" class="part">${studies.eventStudy}</h2>`,
        shown(events, 'study events --prices <folder>', context, eventSection),
      ],
    };
  },
};

/** The result; or the command that makes it, or that it was not known on the day that is asked for. */
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
const three = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
const spread = ({ low, median, high }: { low: number; median: number; high: number }) =>
  [low, median, high].map(three).join(' / ');

/** The probability that is not shown, and why: gates, diagram, every way it was judged. */
function calibrationSection(saved: SavedStudy<CalibrationReport>, context: RequestContext): PagePart {
  const { say, words, language } = context;
  const { studies } = words;
  const { report } = saved;
  const failed = report.gates.filter((gate) => !gate.met).length;
  const years = report.years.judged.join(comma(context));
  const uncalibrated = report.status === 'uncalibrated';
  const main = mainPart(report);
  const verdict = uncalibrated ? 'verdict no' : 'verdict yes';
  const about = {
    ...{ snapshots: count(report.snapshots, context), issuers: report.issuers, judged: years },
    ...{ from: String(report.from ?? '?'), final: String(report.years.final ?? '?') },
  };
  return [
    html`<div class="${verdict}"><p><strong>P90: ${uncalibrated ? studies.uncalibrated : studies.calibrated}${language === 'zh' ? '。' : '. '}</strong>${uncalibrated ? studies.uncalibratedSays : studies.calibratedSays} ${say('studies.notMet', { n: failed, of: report.gates.length })}${report.handPicked ? ` ${studies.handPicked}` : ''}</p></div><p>${say('studies.sample', about)}</p>`,
    madeBy(saved, context),
    studySection('gates', gateTable(report, context), context),
    section(context, 'reliability', reliability(main, context), studies.reliability),
    studySection(
      'skill',
      [html`<p class="quiet">${studies.skillHint}</p>`, skillTable(main, context)],
      context,
    ),
    studySection('parts', partTable(report, context), context),
  ];
}

const count = (n: number, { language }: RequestContext) => n.toLocaleString(langOf(language));

function gateTable({ gates }: CalibrationReport, context: RequestContext): PagePart {
  const { studies } = context.words;
  const rows = gates.map(({ id, asks, value, met }) => ({
    ...{ gate: wordFor(studies.asks, id, asks), found: number(three(value)) },
    outcome: html`<span class="${met ? 'saved' : 'failing'}">${met ? `✓ ${studies.met}` : `✗ ${studies.fails}`}</span>`,
  }));
  return table(context, 'gates', rows, { heads: studies });
}

function reliability(part: CalibrationPart | null, context: RequestContext): PagePart {
  const { say, words } = context;
  const { studies } = words;
  const bins = part?.judged?.reliability ?? [];
  if (bins.length === 0) return quiet(studies.tooFewHits);
  const said = bins.map((bin) => ({
    range: say('studies.to', { from: percent(bin.from), to: percent(bin.to) }),
    ...{ n: count(bin.n, context), meant: percent(bin.meanP), rate: percent(bin.rate) },
  }));
  const rows = said.map(({ range, n, meant, rate }) => ({
    ...{ range, forecasts: number(n), said: number(meant), happened: number(rate) },
  }));
  const plot: PointerPlot = {
    ...{ ...RELIABILITY_BOX, from: 0, to: 1 },
    points: bins.map((bin, n) => [
      reliabilityAt(bin.meanP),
      `${studies.range} ${said[n]!.range}: ${said[n]!.n}\n${studies.said} ${said[n]!.meant}\n${studies.happened} ${said[n]!.rate}`,
    ]),
  };
  const inWords = said.map(({ range, meant, rate }) => `${range}: ${meant} → ${rate}`).join('; ');
  const alt = say('studies.reliabilityAlt', { bins: inWords });
  const drawn = figure('/study/reliability.svg', alt, { width: 460, height: 400 }, context, plot);
  const shown = table(context, 'reliability', rows, { heads: studies });
  return [
    html`<p class="quiet">${studies.reliabilityHint}</p><div class="beside">${drawn}${shown}</div>`,
    csvLink('/study/reliability.csv', context),
  ];
}

function skillTable(part: CalibrationPart | null, context: RequestContext): PagePart {
  const { studies } = context.words;
  const rows = (part?.judged?.skill ?? []).map(({ against, value, byIssuer, byBatch }) => ({
    ...{ baseline: wordFor(studies.baselines, against), skillShort: number(three(value)) },
    ...{ byCompany: number(spread(byIssuer)), byList: number(spread(byBatch)) },
  }));
  return table(context, 'skill', rows, { none: studies.tooFewHits, heads: studies });
}

function partTable({ parts }: CalibrationReport, context: RequestContext): PagePart {
  const { studies } = context.words;
  const rows = parts.map(({ label, period, n, hits, judged }) => {
    const shown = (of: (one: NonNullable<typeof judged>) => string) =>
      number(judged === null ? '–' : of(judged));
    return {
      judgedOn: `${studies.label[label]}${comma(context)}${studies.period[period]}`,
      ...{ forecasts: number(count(n, context)), hits: number(hits) },
      ...{ rate: shown((one) => percent(one.baseRate)), brier: shown((one) => one.brier.toFixed(4)) },
      ...{ auc: shown((one) => three(one.auc)), slope: shown((one) => one.slope.toFixed(2)) },
      lift: shown((one) => one.lift10.toFixed(1)),
    };
  });
  return table(context, 'parts', rows, { heads: studies });
}
