import { unmeasuredText } from '../present/unmeasured.ts';
import type { WebDeps } from './deps.ts';
import { type Html, html, list, section, table } from './html.ts';
import { companyLink, figure } from './parts.ts';
import type { RequestContext } from './request-context.ts';
import { csvLink, madeBy } from './study-calibration.ts';
import type { SavedStudy, ShownEventStudy, ShownEvents } from './study-shown.ts';

const SOME = 8;
const inPercent = (value: number | null) =>
  value === null ? '–' : (value * 100).toFixed(1).replace('-', '−');
const statistic = (one: ShownEvents['bmp']) => (one === null ? '–' : one.value.toFixed(2).replace('-', '−'));

/** Whether prices move around acts: what was found in plain words, both tables with every level, and who was left out. */
export function eventSection(
  saved: SavedStudy<ShownEventStudy>,
  deps: WebDeps,
  context: RequestContext,
): Html {
  const { studies } = context.words;
  const { report } = saved;
  const plain = report.files.problems.map(
    (one) => html`<code>${one.file}</code> <span lang="en">${one.because}</span>`,
  );
  return html`<div class="verdict"><p>${conclusion(report, context)}</p><p>${studies.exploratory}</p></div><p>${studies.eventSample(report.measured, report.events)}</p>${madeBy(saved, context)}${report.tables.map(
    ({ of, rows }) =>
      section(
        of,
        studies.tables[of],
        rows.length === 0
          ? html`<p class="quiet">${studies.noEvents}</p>`
          : html`${carTable(studies.tables[of], rows, context)}${csvLink('/study/events.csv', context)}`,
      ),
  )}<p class="quiet">${studies.testsHint}</p>${
    report.paths.length === 0
      ? ''
      : section(
          'paths',
          studies.paths,
          html`${figure('/study/paths.svg', studies.pathsAlt, { width: 800, height: 420 }, context)}${csvLink('/study/paths.csv', context)}`,
        )
  }${section(
    'excluded',
    studies.excluded(report.excluded.length),
    html`${reasonTable(report, deps, context)}${csvLink('/study/excluded.csv', context)}${
      report.marketAdjusted.length === 0 ? '' : html`<p>${studies.adjusted(report.marketAdjusted.length)}</p>`
    }${plain.length === 0 ? '' : html`<h3>${studies.problems}</h3>${list(plain, '')}`}`,
  )}`;
}

/** What the verdicts of all rows say together. */
function conclusion({ tables }: ShownEventStudy, context: RequestContext): string {
  const { studies } = context.words;
  const rows = tables.flatMap((one) => one.rows.map((row) => ({ ...row, of: one.of })));
  const named = (verdict: ShownEvents['verdict']) =>
    [
      ...new Set(
        rows
          .filter((row) => row.verdict === verdict)
          .map((row) => `${studies.tables[row.of]}: ${levelOf(row.level, context)} ${row.window}`),
      ),
    ].join('; ');
  const comma = context.language === 'zh' ? '、' : ', ';
  const tooFew = tables
    .map(({ of, rows: own }) => ({
      of,
      levels: new Set(
        own.filter((row) => row.verdict === 'too few').map((row) => levelOf(row.level, context)),
      ),
    }))
    .filter(({ levels }) => levels.size > 0)
    .map(({ of, levels }) => `${studies.tables[of]}: ${[...levels].join(comma)}`)
    .join('; ');
  const effects = named('effect');
  return [
    rows.length === 0 ? studies.noEvents : effects === '' ? studies.noEffect : studies.effects(effects),
    tooFew === '' ? null : studies.tooFew(tooFew),
    rows.length === 0 ? null : studies.notRuledOut,
  ]
    .filter((one) => one !== null)
    .join(context.language === 'zh' ? '' : ' ');
}

export function levelOf(level: ShownEvents['level'], context: RequestContext): string {
  const { studies } = context.words;
  return studies.levels[String(level)] ?? studies.pathLevel(String(level));
}

function carTable(caption: string, rows: readonly ShownEvents[], context: RequestContext): Html {
  const { studies } = context.words;
  const number = true;
  return table(
    caption,
    [
      { head: studies.level },
      { head: studies.window },
      { head: studies.events, number },
      { head: studies.days, number },
      { head: studies.car, number },
      { head: studies.interval, number },
      { head: 'Patell', number },
      { head: 'BMP', number },
      { head: 'KP', number },
      { head: 'Corrado', number },
      { head: studies.holm, number },
      { head: studies.verdict },
    ],
    rows.map((row) => [
      levelOf(row.level, context),
      row.window,
      ...[row.events, row.days, inPercent(row.meanCar)],
      row.low === null ? '–' : studies.to(inPercent(row.low), inPercent(row.high)),
      ...[row.patell, row.bmp, row.kolariPynnonen, row.corrado].map(statistic),
      row.holm === null ? '–' : row.holm < 0.001 ? '< 0.001' : row.holm.toFixed(2),
      html`<span class="${row.verdict === 'effect' ? 'failing' : 'quiet'}">${studies.verdicts[row.verdict]}</span>`,
    ]),
  );
}

/** Acts that were left out by reason, the most frequent first. */
function reasonTable({ excluded }: ShownEventStudy, deps: WebDeps, context: RequestContext): Html {
  const { words } = context;
  if (excluded.length === 0) return html`<p class="quiet">${words.none}</p>`;
  const groups = [...Map.groupBy(excluded, (one) => unmeasuredText(one.because, context.language))].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  return table(
    words.studies.reason,
    [
      { head: words.studies.reason },
      { head: words.studies.events, number: true },
      { head: words.studies.which },
    ],
    groups.map(([because, own]) => {
      const ids = [...new Set(own.map((one) => one.company))];
      const more = ids.length > SOME ? `, ${words.studies.more(ids.length - SOME)}` : '';
      return [
        because,
        own.length,
        html`${ids.slice(0, SOME).map((id, n) => html`${n === 0 ? '' : ', '}${companyLink(id, deps, context)}`)}${more}`,
      ];
    }),
  );
}
