import type { CompanyView, RunApp } from '../ask/company-view.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { HistoryEntry } from '../domain/history.ts';
import type { RegulatorId } from '../domain/ids.ts';
import type { ActionType } from '../domain/notice.ts';
import { daysBetween } from '../domain/time.ts';
import { byPoints, faded } from '../present/score-lines.ts';
import { sentence } from '../present/sentence.ts';
import { change, day, daysLeft, localeOf, points } from '../present/words.ts';
import { type Html, html, list, number, outside, quiet, section, table, wide } from './html.ts';
import {
  bar,
  comma,
  companyLink,
  companyName,
  regulatorLink,
  regulatorName,
  restsCell,
  titleText,
} from './parts.ts';
import type { RequestContext } from './request-context.ts';

/** Rows of one table; the rest is in its file. */
const MOST = 60;
const MOST_ACTS = 120;

/** Factors, biggest first, with what each part adds; the last row is the sum. */
export function factorTable(view: CompanyView, context: RequestContext): Html {
  const { say, words, language } = context;
  const { shown: factors, rest: old } = faded(byPoints(view.score.factors), language);
  if (factors.length === 0) return html`${quiet(words.empty.factors)}`;
  const biggest = Math.max(...factors.map((one) => Math.abs(one.points)));
  const rest = factors.slice(MOST);
  const link = html`<a href="${context.href(`/company/${view.company.id}/factors.csv`)}">${say('andMore', { n: rest.length })}</a>`;
  const rows = [
    ...factors
      .slice(0, MOST)
      .map((factor) => [
        points(factor.points),
        bar(factor.points, biggest),
        html`${sentence(factor.because, language)}${factor.waterfall.length === 0 ? '' : html`<br><small class="quiet">${parts(factor, context)}</small>`}`,
      ]),
    ...(rest.length === 0 ? [] : [[points(rest.reduce((sum, one) => sum + one.points, 0)), '', link]]),
    ...(old === null ? [] : [['', '', html`<span class="quiet">${old}</span>`]]),
    [points(view.score.score), '', html`<strong>${words.total}</strong>`],
  ];
  const columns = [number(words.points), number(words.weight), wide(words.because)];
  return html`<p>${words.factorsSum}</p>${table(context, words.factors, columns, rows, { few: true, summed: true })}`;
}

function parts({ waterfall }: CompanyView['score']['factors'][number], { words }: RequestContext): string {
  return waterfall
    .filter((one) => one.points !== 0)
    .map((one) => `${words.parts[one.part] ?? one.part} ${change(0, one.points)}`)
    .join(' · ');
}

/** What would change the score, and what did in 30 days. */
export function outlook({ outlook: all, change: moved }: CompanyView, context: RequestContext): Html {
  const { say, words, language } = context;
  const lines = all.map(
    (one) =>
      html`<strong>${points(one.score)}</strong> (${change(0, one.change)}) ${sentence(one.because, language)}`,
  );
  const said = (['decay', 'closings', 'actions'] as const).map(
    (part) => `${words.changeParts[part]} ${change(0, moved[part])}`,
  );
  return html`${list(context, lines)}<p>${say('changeOf', { from: points(moved.from), to: points(moved.to) })} (${said.join(', ')})</p>`;
}

/** Cases, open ones first, each with its stage. */
export function caseTable(view: CompanyView, context: RequestContext): Html {
  const { words, language } = context;
  const { stages, noCases } = localeOf(language);
  const cases = view.score.cases.toSorted(
    (a, b) => Number(b.open) - Number(a.open) || (a.opened < b.opened ? 1 : -1),
  );
  const urls = new Map(view.entries.map((entry) => [entry.id, entry.url]));
  return table(
    context,
    words.cases,
    [words.title, words.regulator, words.stage, words.opened, words.deadline, words.state],
    cases.map((one) => [
      outside(urls.get(one.steps.at(-1)?.step ?? '') ?? null, titleText(one.title, context)),
      regulatorLink(one.regulator, context),
      stages[one.stage],
      day(one.opened, language),
      one.deadline === null
        ? ''
        : `${day(one.deadline, language)}${one.open ? ` (${daysLeft(daysBetween(view.day, one.deadline), language)})` : ''}`,
      one.open ? words.open : words.ended,
    ]),
    { none: noCases, few: true, most: MOST, file: `/company/${view.company.id}/cases.csv` },
  );
}

const VALUES = ['core', 'major', 'minor', 'trivial', 'unknown'] as const;

/** Apps with their tiers and who runs them, from when until when; what earns most first. */
export function appTable(view: CompanyView, context: RequestContext): Html {
  const { words } = context;
  return table(
    context,
    words.apps,
    [words.app, words.value, words.reach, words.operator, words.rests],
    view.apps
      .toSorted((a, b) => VALUES.indexOf(a.value) - VALUES.indexOf(b.value))
      .map((one) => [
        html`<a href="${context.href('/app', { name: one.app.name.zh ?? one.app.name.en ?? '' })}">${nameOf(one, context)}</a>`,
        words.values[one.value],
        words.reaches[one.reach],
        operatorText(one, context),
        restsCell(one.app.evidence, context),
      ]),
    { none: words.empty.apps, few: true },
  );
}

function nameOf({ app }: RunApp, { language }: RequestContext): Html {
  const { en, zh } = app.name;
  const names = [
    en === null ? '' : html`<span lang="en">${en}</span>`,
    zh === null ? '' : html`<span lang="zh-CN">${zh}</span>`,
  ];
  if (en === null && zh === null) return html`${app.id}`;
  const [first, second] = language === 'zh' ? names.toReversed() : names;
  return html`${first} ${second}`;
}

function operatorText({ operator }: RunApp, { words }: RequestContext): Html {
  if (operator === null) return html`<span class="quiet">${words.notRecorded}</span>`;
  const more = [
    words.relations[operator.relation],
    operator.from === null ? null : `${words.since} ${operator.from}`,
    operator.to === null ? null : `${words.until} ${operator.to}`,
  ].filter(Boolean);
  return html`${operator.name}${more.length === 0 ? '' : html` <span class="quiet">(${more.join(', ')})</span>`}`;
}

/** Controllers and stakes of the day; nothing where there are none. */
export function aboveList({ controls, stakes }: CompanyView, context: RequestContext): Html {
  const { words } = context;
  const line = (
    of: string,
    edge: { share: number | null; from: string | null; evidence: readonly Evidence[] },
    by = '',
  ) =>
    html`${companyLink(of, context)}${by}${edge.share === null ? '' : `, ${words.share} ${(edge.share * 100).toFixed(1)} %`}${edge.from === null ? '' : `, ${words.since} ${edge.from}`} (${restsCell(edge.evidence, context)})`;
  const above = controls.map((edge) =>
    line(edge.company, edge, `${words.colon}${words.controls[edge.by] ?? edge.by}`),
  );
  const stakeLines = stakes.map((edge) => line(edge.holder, edge));
  return html`${section('above', words.above, list(context, above))}${section('stakes', words.stakes, list(context, stakeLines))}`;
}

export function repeatList({ repeat }: CompanyView, context: RequestContext): Html | '' {
  const { say, language, deps } = context;
  if (repeat === null) return '';
  const issues = new Map(deps.knowledge.catalog.words.issues.map((one) => [one.id, one[language]]));
  const { of } = repeat;
  // A company that was hit as a whole stands under its id.
  return html`<details><summary>${say('newestAct', { day: day(repeat.date, language), body: regulatorName(repeat.regulator, context) })}</summary>${list(
    context,
    [
      say('repeatAll', { n: of.company }),
      say('repeatBody', { n: of.sameBody, days: of.daysSinceSameBody ?? 0 }),
      ...of.apps.map((one) =>
        say('repeatApp', { name: companyName(one.name, context), n: one.times, days: one.daysSince }),
      ),
      ...of.issues.map((one) =>
        say('repeatIssue', { name: issues.get(one.issue) ?? one.issue, n: one.times }),
      ),
    ],
  )}</details>`;
}

/** Acts, rules and notes, newest first, each with what it rests on. */
export function actTable(view: CompanyView, context: RequestContext): Html {
  const { words } = context;
  const more = (entry: HistoryEntry) =>
    entry.apps.length === 0
      ? ''
      : html`<br><small class="quiet">${entry.apps.map((name) => companyName(name, context)).join(comma(context))}</small>`;
  return table(
    context,
    words.acts,
    [words.day, words.regulator, words.what, words.title, number(words.level), words.rests],
    view.entries.map((entry) => [
      entry.date,
      entry.regulator === null ? '' : regulatorLink(entry.regulator as RegulatorId, context),
      whatOf(entry, context),
      html`${outside(entry.url, titleText(entry.title, context))}${more(entry)}`,
      entry.level ?? '',
      `${words.origins[entry.origin]}${entry.attested ? '' : `${comma(context)}${words.unverified}`}`,
    ]),
    {
      ...{ none: words.empty.acts, few: true, most: MOST_ACTS },
      file: `/company/${view.company.id}/history.csv`,
    },
  );
}

function whatOf(entry: HistoryEntry, { words, language }: RequestContext): string {
  const names = localeOf(language).acts;
  const types = entry.types
    .map((type) => names[type as ActionType] ?? words.noteKinds[type] ?? type)
    .join(', ');
  return entry.kind === 'act' ? types : `${types} (${words.kinds[entry.kind]})`;
}
