import type { CompanyView, RunApp } from '../ask/company-view.ts';
import type { HistoryEntry } from '../ask/history.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { CompanyId, RegulatorId } from '../domain/ids.ts';
import type { ActionType } from '../domain/notice.ts';
import { day, localeOf, shortName } from '../present/words.ts';
import type { WebDeps } from './deps.ts';
import { type Html, html, list, outside, section, table } from './html.ts';
import { comma, titleText } from './in-words.ts';
import { companyLink, regulatorLink, regulatorName } from './parts.ts';
import type { RequestContext } from './request-context.ts';
import { restsCell } from './rests-cell.ts';

/** Apps with their tiers and who runs them, from when until when. */
export function appTable(view: CompanyView, context: RequestContext): Html {
  const { words } = context;
  if (view.apps.length === 0) return html`<p class="quiet">${words.empty.apps}</p>`;
  return table(
    words.apps,
    [
      { head: words.app },
      { head: words.value },
      { head: words.reach },
      { head: words.operator },
      { head: words.rests },
    ],
    byValue(view.apps).map((one) => [
      html`<a href="${context.href('/app', { name: one.app.name.zh ?? one.app.name.en ?? '' })}">${nameOf(one, context)}</a>`,
      words.values[one.value],
      words.reaches[one.reach],
      operatorText(one, context),
      restsCell(one.app.evidence, context),
    ]),
    { few: true, all: words.showAll },
  );
}

const VALUES = ['core', 'major', 'minor', 'trivial', 'unknown'] as const;

/** What earns most first; apps of one value in the catalog's order. */
function byValue(apps: readonly RunApp[]): RunApp[] {
  return apps.toSorted((a, b) => VALUES.indexOf(a.value) - VALUES.indexOf(b.value));
}

function nameOf({ app }: RunApp, context: RequestContext): Html {
  const { en, zh } = app.name;
  const inEnglish = en === null ? '' : html`<span lang="en">${en}</span>`;
  const inChinese = zh === null ? '' : html`<span lang="zh-CN">${zh}</span>`;
  if (en === null && zh === null) return html`${app.id}`;
  return context.language === 'zh' ? html`${inChinese} ${inEnglish}` : html`${inEnglish} ${inChinese}`;
}

function operatorText({ operator }: RunApp, context: RequestContext): Html {
  const { words } = context;
  if (operator === null) return html`<span class="quiet">${words.notRecorded}</span>`;
  const relation = words.relations[operator.relation];
  const dates = [
    operator.from === null ? null : `${words.since} ${operator.from}`,
    operator.to === null ? null : `${words.until} ${operator.to}`,
  ].filter((one) => one !== null);
  const more = [relation, ...dates].filter(Boolean).join(', ');
  return html`${operator.name}${more === '' ? '' : html` <span class="quiet">(${more})</span>`}`;
}

/** Controllers and stakes of the day; nothing where there are none. */
export function aboveList(view: CompanyView, deps: WebDeps, context: RequestContext): Html {
  const { words } = context;
  const share = (part: number | null) =>
    part === null ? '' : `, ${words.share} ${(part * 100).toFixed(1)} %`;
  const dates = (from: string | null) => (from === null ? '' : `, ${words.since} ${from}`);
  const rests = (evidence: readonly Evidence[]) => html` (${restsCell(evidence, context)})`;
  return html`${
    view.controls.length === 0
      ? ''
      : section(
          'above',
          words.above,
          list(
            view.controls.map(
              (edge) =>
                html`${companyLink(edge.company, deps, context)}: ${words.controls[edge.by] ?? edge.by}${share(edge.share)}${dates(edge.from)}${rests(edge.evidence)}`,
            ),
            words.none,
          ),
        )
  }${
    view.stakes.length === 0
      ? ''
      : section(
          'stakes',
          words.stakes,
          list(
            view.stakes.map(
              (edge) =>
                html`${companyLink(edge.holder, deps, context)}${share(edge.share)}${dates(edge.from)}${rests(edge.evidence)}`,
            ),
            words.none,
          ),
        )
  }`;
}

export function repeatList({ repeat }: CompanyView, deps: WebDeps, context: RequestContext): Html {
  const { words, language } = context;
  if (repeat === null) return html`<p class="quiet">${words.empty.acts}</p>`;
  const issues = new Map(deps.knowledge.catalog.words.issues.map((one) => [one.id, one[language]]));
  return html`<p>${words.newestAct(day(repeat.date, language), regulatorName(repeat.regulator, deps, context))}</p>${list(
    [
      words.repeatAll(repeat.of.company),
      words.repeatBody(repeat.of.sameBody, repeat.of.daysSinceSameBody ?? 0),
      ...repeat.of.apps.map((one) =>
        words.repeatApp(nameOfHit(one.name, deps, context), one.times, one.daysSince),
      ),
      ...repeat.of.issues.map((one) => words.repeatIssue(issues.get(one.issue) ?? one.issue, one.times)),
    ],
    words.none,
  )}`;
}

/** A company that was hit as a whole stands under its id. */
function nameOfHit(name: string, { knowledge }: WebDeps, { language }: RequestContext): string {
  const company = knowledge.catalog.companies.get(name as CompanyId);
  return company === undefined ? name : shortName(company, language);
}

/** Rows of the table of acts; the rest is in its file. */
const MOST_ACTS = 120;

/** Acts, rules and notes, newest first, each with what it rests on. */
export function acts(view: CompanyView, deps: WebDeps, context: RequestContext): Html {
  const { words } = context;
  if (view.entries.length === 0) return html`<p class="quiet">${words.empty.acts}</p>`;
  const rest = view.entries.length - MOST_ACTS;
  const more = html`<p><a href="${context.href(`/company/${view.company.id}/history.csv`)}">${words.andMore(rest)}</a></p>`;
  const shown = table(
    words.acts,
    [
      { head: words.day },
      { head: words.regulator },
      { head: words.what },
      { head: words.title },
      { head: words.level, number: true },
      { head: words.rests },
    ],
    view.entries
      .slice(0, MOST_ACTS)
      .map((entry) => [
        entry.date,
        entry.regulator === null ? '' : regulatorLink(entry.regulator as RegulatorId, deps, context),
        whatOf(entry, context),
        html`${outside(entry.url, titleText(entry.title, deps, context))}${entry.apps.length === 0 ? '' : html`<br><small class="quiet">${entry.apps.map((name) => nameOfHit(name, deps, context)).join(comma(context))}</small>`}`,
        entry.level ?? '',
        `${words.origins[entry.origin]}${entry.attested ? '' : `${comma(context)}${words.unverified}`}`,
      ]),
    { few: true, all: words.showAll },
  );
  return rest > 0 ? html`${shown}${more}` : shown;
}

function whatOf(entry: HistoryEntry, context: RequestContext): string {
  const names = localeOf(context.language).acts;
  const types = entry.types
    .map((type) => names[type as ActionType] ?? context.words.noteKinds[type] ?? type)
    .join(', ');
  return entry.kind === 'act' ? types : `${types} (${context.words.kinds[entry.kind]})`;
}
