import { type Html, html, section, table } from './html.ts';
import { figure } from './parts.ts';
import type { RequestContext } from './request-context.ts';
import type { SavedStudy, ShownBin, ShownCalibration, ShownInterval, ShownPart } from './study-shown.ts';

export const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;
const three = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
const spread = ({ low, median, high }: ShownInterval) => [low, median, high].map(three).join(' / ');

/** The probability that is not shown, and why: gates, diagram, every way it was judged. */
export function calibrationSection(saved: SavedStudy<ShownCalibration>, context: RequestContext): Html {
  const { studies } = context.words;
  const { report } = saved;
  const failed = report.gates.filter((gate) => !gate.met).length;
  const years = report.years.judged.join(context.language === 'zh' ? '、' : ', ');
  const uncalibrated = report.status === 'uncalibrated';
  return html`<div class="${uncalibrated ? 'verdict no' : 'verdict yes'}"><p><strong>P90: ${uncalibrated ? studies.uncalibrated : studies.calibrated}${context.language === 'zh' ? '。' : '. '}</strong>${uncalibrated ? studies.uncalibratedSays : studies.calibratedSays} ${studies.notMet(failed, report.gates.length)}${report.handPicked ? ` ${studies.handPicked}` : ''}</p></div><p>${studies.sample(count(report.snapshots, context), report.issuers, String(report.from ?? '?'), years, String(report.years.final ?? '?'))}</p>${madeBy(saved, context)}${section(
    'gates',
    studies.gates,
    html`${gateTable(report, context)}${csvLink('/study/gates.csv', context)}`,
  )}${reliabilitySection(mainPart(report), context)}${section(
    'skill',
    studies.skill,
    html`<p class="quiet">${studies.skillHint}</p>${skillTable(mainPart(report), context)}${csvLink('/study/skill.csv', context)}`,
  )}${section('parts', studies.parts, html`${partTable(report, context)}${csvLink('/study/parts.csv', context)}`)}`;
}

/** Every act, all judged years together: what the gates look at. */
export function mainPart({ parts }: ShownCalibration): ShownPart | null {
  return parts.find((part) => part.label === 'all' && part.period === 'pooled') ?? null;
}

export function csvLink(path: string, context: RequestContext): Html {
  return html`<p><a href="${context.href(path)}">${context.words.csv}</a></p>`;
}

/** When it was computed, and by what. */
export function madeBy(saved: SavedStudy<unknown>, context: RequestContext): Html {
  const when = context.moment(saved.at);
  return html`<p class="quiet">${context.words.studies.madeAt(when)} <code>npm run -s tocsin -- ${saved.command}</code></p>`;
}

const count = (n: number, context: RequestContext) =>
  n.toLocaleString(context.language === 'zh' ? 'zh-CN' : 'en');

function gateTable({ gates }: ShownCalibration, context: RequestContext): Html {
  const { studies } = context.words;
  return table(
    studies.gates,
    [{ head: studies.gate }, { head: studies.found, number: true }, { head: studies.outcome }],
    gates.map((gate) => [
      studies.asks[gate.id] ?? gate.asks,
      three(gate.value),
      html`<span class="${gate.met ? 'saved' : 'failing'}">${gate.met ? `✓ ${studies.met}` : `✗ ${studies.fails}`}</span>`,
    ]),
  );
}

function reliabilitySection(part: ShownPart | null, context: RequestContext): Html {
  const { studies } = context.words;
  const bins = part?.judged?.reliability ?? [];
  if (bins.length === 0)
    return section('reliability', studies.reliability, html`<p class="quiet">${studies.tooFewHits}</p>`);
  const said = bins.map((bin) => `${rangeOf(bin, context)}: ${percent(bin.meanP)} → ${percent(bin.rate)}`);
  return section(
    'reliability',
    studies.reliability,
    html`<p class="quiet">${studies.reliabilityHint}</p><div class="beside">${figure('/study/reliability.svg', studies.reliabilityAlt(said.join('; ')), { width: 460, height: 400 }, context)}${table(
      studies.reliability,
      [
        { head: studies.range },
        { head: studies.forecasts, number: true },
        { head: studies.said, number: true },
        { head: studies.happened, number: true },
      ],
      bins.map((bin) => [
        rangeOf(bin, context),
        count(bin.n, context),
        percent(bin.meanP),
        percent(bin.rate),
      ]),
    )}</div>${csvLink('/study/reliability.csv', context)}`,
  );
}

const rangeOf = (bin: ShownBin, context: RequestContext) =>
  context.words.studies.to(percent(bin.from), percent(bin.to));

function skillTable(part: ShownPart | null, context: RequestContext): Html {
  const { studies } = context.words;
  if (part?.judged == null) return html`<p class="quiet">${studies.tooFewHits}</p>`;
  return table(
    studies.skill,
    [
      { head: studies.baseline },
      { head: studies.skillShort, number: true },
      { head: studies.byCompany, number: true },
      { head: studies.byList, number: true },
    ],
    part.judged.skill.map((one) => [
      studies.baselines[one.against] ?? one.against,
      three(one.value),
      spread(one.byIssuer),
      spread(one.byBatch),
    ]),
  );
}

function partTable({ parts }: ShownCalibration, context: RequestContext): Html {
  const { studies } = context.words;
  return table(
    studies.parts,
    [
      { head: studies.judgedOn },
      { head: studies.forecasts, number: true },
      { head: studies.hits, number: true },
      { head: studies.rate, number: true },
      { head: studies.brier, number: true },
      { head: studies.auc, number: true },
      { head: studies.slope, number: true },
      { head: studies.lift, number: true },
    ],
    parts.map(({ label, period, n, hits, judged }) => [
      `${studies.label[label]}${context.language === 'zh' ? '，' : ', '}${studies.period[period]}`,
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
