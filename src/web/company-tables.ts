import type { CompanyView, RunApp } from '../ask/company-view.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { HistoryEntry } from '../domain/history.ts';
import type { RegulatorId } from '../domain/ids.ts';
import { daysBetween } from '../domain/time.ts';
import { byPoints, faded, openFirst } from '../present/score-card.ts';
import { sentence } from '../present/sentence.ts';
import { change, day, daysLeft, localeOf, points } from '../present/words.ts';
import {
  bothLanguages,
  type Html,
  html,
  link,
  list,
  number,
  outside,
  type PagePart,
  quiet,
  section,
  table,
  tableSection,
  wide,
} from './html.ts';
import {
  bar,
  companyLink,
  companyName,
  namesText,
  regulatorLink,
  regulatorName,
  restsCell,
  titleText,
} from './parts.ts';
import { type RequestContext, wordFor } from './request-context.ts';

/** Rows of one table; the rest is in its file. */
const MOST = 60;
const MOST_ACTS = 120;

/** Factors, biggest first, with what each part adds; the last row is the sum. */
export function factorTable(view: CompanyView, context: RequestContext): PagePart {
  const { say, words, language } = context;
  const { shown: factors, rest: old } = faded(byPoints(view.score.factors), language);
  if (factors.length === 0) return section(context, 'factors', quiet(words.empty.factors));
  const biggest = Math.max(...factors.map((one) => Math.abs(one.points)));
  const row = (value: string, weight: Html | '', because: unknown) => ({
    ...{ points: number(value), weight: number(weight), because: wide(because) },
  });
  const rest = factors.slice(MOST);
  const sum = rest.reduce((total, one) => total + one.points, 0);
  const more = say('andMore', { n: rest.length });
  const rows = [
    ...factors.slice(0, MOST).map((factor) => {
      const parts = factor.waterfall
        .filter((one) => one.points !== 0)
        .map((one) => `${wordFor(words.parts, one.part)} ${change(0, one.points)}`);
      const aside =
        factor.waterfall.length === 0 ? '' : html`<br><small class="quiet">${parts.join(' · ')}</small>`;
      const because = html`${sentence(factor.because, language)}${aside}`;
      return row(points(factor.points), bar(factor.points, biggest), because);
    }),
    ...(rest.length === 0
      ? []
      : [row(points(sum), '', link(context, `/company/${view.company.id}/factors.csv`, more))]),
    ...(old === null ? [] : [row('', '', html`<span class="quiet">${old}</span>`)]),
    row(points(view.score.score), '', html`<strong>${words.total}</strong>`),
  ];
  const shown = table(context, 'factors', rows, { few: true, summed: true });
  return section(context, 'factors', [html`<p>${words.factorsSum}</p>`, shown]);
}

/** What would change the score, and what did in 30 days. */
export function outlook({ outlook: all, change: moved }: CompanyView, context: RequestContext): PagePart {
  const { say, words, language } = context;
  const lines = all.map(
    (one) =>
      html`<strong>${points(one.score)}</strong> (${change(0, one.change)}) ${sentence(one.because, language)}`,
  );
  const said = (['decay', 'closings', 'actions'] as const).map(
    (part) => `${words.changeParts[part]} ${change(0, moved[part])}`,
  );
  const from = say('changeOf', { from: points(moved.from), to: points(moved.to) });
  return [list(context, lines), html`<p>${from} (${said.join(', ')})</p>`];
}

/** Cases, open ones first, each with its stage. */
export function caseTable(view: CompanyView, context: RequestContext): PagePart {
  const { words, language } = context;
  const { stages, noCases } = localeOf(language);
  const urls = new Map(view.entries.map((entry) => [entry.id, entry.url]));
  const rows = openFirst(view.score.cases).map(
    ({ steps, title, regulator, stage, opened, deadline, open }) => {
      const left =
        deadline === null || !open ? '' : ` (${daysLeft(daysBetween(view.day, deadline), language)})`;
      return {
        title: outside(urls.get(steps.at(-1)?.step ?? '') ?? null, titleText(title, context)),
        regulator: regulatorLink(regulator, context),
        stage: stages[stage],
        opened: day(opened, language),
        deadline: deadline === null ? '' : `${day(deadline, language)}${left}`,
        state: open ? words.open : words.ended,
      };
    },
  );
  const file = `/company/${view.company.id}/cases.csv`;
  return tableSection(context, 'cases', rows, { none: noCases, few: true, most: MOST, file });
}

const VALUES = ['core', 'major', 'minor', 'trivial', 'unknown'] as const;

/** Apps with their tiers and who runs them, from when until when; what earns most first. */
export function appTable({ apps }: CompanyView, context: RequestContext): PagePart {
  const { words } = context;
  const rows = apps
    .toSorted((a, b) => VALUES.indexOf(a.value) - VALUES.indexOf(b.value))
    .map(({ app, value, reach, operator }) => ({
      app: link(context, '/app', bothLanguages(app.name, context) ?? app.id, {
        name: app.name.zh ?? app.name.en ?? '',
      }),
      value: words.values[value],
      reach: words.reaches[reach],
      operator: operatorText(operator, context),
      rests: restsCell(app.evidence, context),
    }));
  return tableSection(context, 'apps', rows, { few: true });
}

function operatorText(operator: RunApp['operator'], { words }: RequestContext): Html {
  if (operator === null) return html`<span class="quiet">${words.notRecorded}</span>`;
  const { name, relation, from, to } = operator;
  const more = [
    wordFor(words.relations, relation, ''),
    from === null ? '' : `${words.since} ${from}`,
    to === null ? '' : `${words.until} ${to}`,
  ].filter(Boolean);
  return html`${name}${more.length === 0 ? '' : html` <span class="quiet">(${more.join(', ')})</span>`}`;
}

/** Controllers and stakes of the day; nothing where there are none. */
export function aboveList({ controls, stakes }: CompanyView, context: RequestContext): PagePart {
  const { words } = context;
  const line = (
    of: string,
    edge: { share: number | null; from: string | null; evidence: readonly Evidence[] },
    by = '',
  ) =>
    html`${companyLink(of, context)}${by}${edge.share === null ? '' : `, ${words.share} ${(edge.share * 100).toFixed(1)} %`}${edge.from === null ? '' : `, ${words.since} ${edge.from}`} (${restsCell(edge.evidence, context)})`;
  const above = controls.map((edge) =>
    line(edge.company, edge, `${words.colon}${wordFor(words.controls, edge.by)}`),
  );
  const held = stakes.map((edge) => line(edge.holder, edge));
  return [section(context, 'above', list(context, above)), section(context, 'stakes', list(context, held))];
}

/** How often the company, its apps and what they are accused of were met before. */
export function repeatList({ repeat }: CompanyView, context: RequestContext): PagePart {
  const { say, language, deps } = context;
  if (repeat === null) return '';
  const issues = new Map<string, string>(
    deps.knowledge.catalog.words.issues.map((one) => [one.id, one[language]]),
  );
  const { of, date, regulator } = repeat;
  const newest = say('newestAct', { day: day(date, language), body: regulatorName(regulator, context) });
  // A company that was hit as a whole stands under its id.
  const lines = [
    say('repeatAll', { n: of.company }),
    say('repeatBody', { n: of.sameBody, days: of.daysSinceSameBody ?? 0 }),
    ...of.apps.map((one) =>
      say('repeatApp', { name: companyName(one.name, context), n: one.times, days: one.daysSince }),
    ),
    ...of.issues.map((one) => say('repeatIssue', { name: issues.get(one.issue) ?? one.issue, n: one.times })),
  ];
  return section(
    context,
    'repeat',
    html`<details><summary>${newest}</summary>${list(context, lines)}</details>`,
  );
}

/** Acts, rules and notes, newest first, each with what it rests on. */
export function actTable(view: CompanyView, context: RequestContext): PagePart {
  const { words } = context;
  const rows = view.entries.map((entry) => {
    const apps = entry.apps.map((name) => companyName(name, context));
    const more = apps.length === 0 ? '' : html`<br><small class="quiet">${namesText(apps, context)}</small>`;
    return {
      day: entry.date,
      regulator: entry.regulator === null ? '' : regulatorLink(entry.regulator as RegulatorId, context),
      what: whatOf(entry, context),
      title: html`${outside(entry.url, titleText(entry.title, context))}${more}`,
      level: number(entry.level ?? ''),
      rests: namesText([words.origins[entry.origin], entry.attested ? '' : words.unverified], context),
    };
  });
  const file = `/company/${view.company.id}/history.csv`;
  return tableSection(context, 'acts', rows, { few: true, most: MOST_ACTS, file });
}

function whatOf({ types, kind }: HistoryEntry, { words, language }: RequestContext): string {
  const { acts } = localeOf(language);
  const texts = types.map((type) => wordFor(acts, type, wordFor(words.noteKinds, type))).join(', ');
  return kind === 'act' ? texts : `${texts} (${words.kinds[kind]})`;
}
