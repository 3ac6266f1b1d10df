import type { CalibrationReport, SavedStudy } from '../../domain/study-report.ts';
import { RELIABILITY_BOX, reliabilityAt } from '../../draw/figures.ts';
import { mainPart } from '../../present/study-tables.ts';
import { type Html, html, langOf, number, quiet, section, table } from '../html.ts';
import type { WebPage } from '../page.ts';
import { comma, figure, type PointerPlot } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';
import { csvLink, eventSection, madeBy } from '../study-events.ts';

/** What the model is worth, as the study commands last found it. Nothing is computed for a visitor. */
export const study: WebPage = {
  path: '/study',
  async render(context) {
    const { studies } = context.words;
    const { calibration, events } = await context.deps.studies();
    return {
      title: studies.title,
      chart: true,
      body: html`<p class="quiet">${studies.notKept}</p><h2 id="calibration" class="part">${studies.calibration}</h2>${shown(calibration, 'study calibration', context, calibrationSection)}<h2 id="events" class="part">${studies.eventStudy}</h2>${shown(events, 'study events --prices <folder>', context, eventSection)}`,
    };
  },
};

/** The result; or the command that makes it, or that it was not known on the day that is asked for. */
function shown<Report>(
  saved: SavedStudy<Report> | null,
  command: string,
  context: RequestContext,
  show: (saved: SavedStudy<Report>, context: RequestContext) => Html,
): Html | '' {
  const { studies } = context.words;
  if (saved === null)
    return html`<p class="quiet">${studies.never} <code>npm run -s tocsin -- ${command}</code></p>`;
  return saved.at > context.at
    ? quiet(context.say('studies.later', { when: context.moment(saved.at) }))
    : show(saved, context);
}

type CalibrationPart = CalibrationReport['parts'][number];
type ForecastBin = NonNullable<CalibrationPart['judged']>['reliability'][number];

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;
const three = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
const spread = ({ low, median, high }: { low: number; median: number; high: number }) =>
  [low, median, high].map(three).join(' / ');

/** The probability that is not shown, and why: gates, diagram, every way it was judged. */
export function calibrationSection(saved: SavedStudy<CalibrationReport>, context: RequestContext): Html {
  const { say, words, language } = context;
  const { studies } = words;
  const { report } = saved;
  const failed = report.gates.filter((gate) => !gate.met).length;
  const years = report.years.judged.join(comma(context));
  const uncalibrated = report.status === 'uncalibrated';
  const main = mainPart(report);
  const file = (name: string) => csvLink(`/study/${name}.csv`, context);
  return html`<div class="${uncalibrated ? 'verdict no' : 'verdict yes'}"><p><strong>P90: ${uncalibrated ? studies.uncalibrated : studies.calibrated}${language === 'zh' ? '。' : '. '}</strong>${uncalibrated ? studies.uncalibratedSays : studies.calibratedSays} ${say('studies.notMet', { n: failed, of: report.gates.length })}${report.handPicked ? ` ${studies.handPicked}` : ''}</p></div><p>${say('studies.sample', { snapshots: count(report.snapshots, context), issuers: report.issuers, from: String(report.from ?? '?'), judged: years, final: String(report.years.final ?? '?') })}</p>${madeBy(saved, context)}${section(
    'gates',
    studies.gates,
    html`${gateTable(report, context)}${file('gates')}`,
  )}${section('reliability', studies.reliability, reliability(main, context))}${section(
    'skill',
    studies.skill,
    html`<p class="quiet">${studies.skillHint}</p>${skillTable(main, context)}${file('skill')}`,
  )}${section('parts', studies.parts, html`${partTable(report, context)}${file('parts')}`)}`;
}

const count = (n: number, { language }: RequestContext) => n.toLocaleString(langOf(language));

function gateTable({ gates }: CalibrationReport, context: RequestContext): Html {
  const { studies } = context.words;
  return table(
    context,
    studies.gates,
    [studies.gate, number(studies.found), studies.outcome],
    gates.map((gate) => [
      studies.asks[gate.id] ?? gate.asks,
      three(gate.value),
      html`<span class="${gate.met ? 'saved' : 'failing'}">${gate.met ? `✓ ${studies.met}` : `✗ ${studies.fails}`}</span>`,
    ]),
  );
}

function reliability(part: CalibrationPart | null, context: RequestContext): Html | '' {
  const { studies } = context.words;
  const bins = part?.judged?.reliability ?? [];
  if (bins.length === 0) return quiet(studies.tooFewHits);
  const rows = bins.map((bin) => [
    rangeOf(bin, context),
    ...[count(bin.n, context), percent(bin.meanP), percent(bin.rate)],
  ]);
  const said = rows.map(([range, , meant, rate]) => `${range}: ${meant} → ${rate}`);
  const columns = [
    ...[studies.range, number(studies.forecasts)],
    ...[number(studies.said), number(studies.happened)],
  ];
  const plot: PointerPlot = {
    ...{ ...RELIABILITY_BOX, from: 0, to: 1 },
    points: bins.map((bin, n) => [
      reliabilityAt(bin.meanP),
      `${studies.range} ${rows[n]![0]}: ${rows[n]![1]}\n${studies.said} ${rows[n]![2]}\n${studies.happened} ${rows[n]![3]}`,
    ]),
  };
  const size = { width: 460, height: 400 };
  const drawn = figure(
    '/study/reliability.svg',
    context.say('studies.reliabilityAlt', { bins: said.join('; ') }),
    size,
    context,
    plot,
  );
  return html`<p class="quiet">${studies.reliabilityHint}</p><div class="beside">${drawn}${table(context, studies.reliability, columns, rows)}</div>${csvLink('/study/reliability.csv', context)}`;
}

const rangeOf = (bin: ForecastBin, { say }: RequestContext) =>
  say('studies.to', { from: percent(bin.from), to: percent(bin.to) });

function skillTable(part: CalibrationPart | null, context: RequestContext): Html {
  const { studies } = context.words;
  return table(
    context,
    studies.skill,
    [
      ...[studies.baseline, number(studies.skillShort)],
      ...[number(studies.byCompany), number(studies.byList)],
    ],
    (part?.judged?.skill ?? []).map((one) => [
      studies.baselines[one.against] ?? one.against,
      ...[three(one.value), spread(one.byIssuer), spread(one.byBatch)],
    ]),
    { none: studies.tooFewHits },
  );
}

function partTable({ parts }: CalibrationReport, context: RequestContext): Html {
  const { studies } = context.words;
  const { forecasts, hits, rate, brier, auc, slope, lift } = studies;
  return table(
    context,
    studies.parts,
    [studies.judgedOn, ...[forecasts, hits, rate, brier, auc, slope, lift].map(number)],
    parts.map(({ label, period, n, hits, judged }) => [
      `${studies.label[label]}${comma(context)}${studies.period[period]}`,
      ...[count(n, context), hits],
      ...(judged === null
        ? ['–', '–', '–', '–', '–']
        : [
            ...[percent(judged.baseRate), judged.brier.toFixed(4), three(judged.auc)],
            ...[judged.slope.toFixed(2), judged.lift10.toFixed(1)],
          ]),
    ]),
  );
}
