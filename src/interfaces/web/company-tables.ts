import type { CompanyView, RunApp } from '../../answers/queries/company-view.ts';
import { caseCode } from '../../answers/queries/named-cases.ts';
import type { WorkspaceMute } from '../../answers/queries/workspace-terms.ts';
import { bracketed, preferred } from '../../base/i18n/locale.ts';
import { formatReason } from '../../base/i18n/sentence.ts';
import { change, daysLeft, joinWithCommas, points } from '../../base/i18n/words.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { isEdgeAttested } from '../../domain/exposure.ts';
import type { HistoryEntry } from '../../domain/history.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import { type Case, isStanding } from '../../domain/score.ts';
import { type CalendarDate, daysBetween } from '../../domain/time.ts';
import { byPoints, faded, openFirst } from '../../pipeline/present/score-card.ts';
import { type Html, hidden, html, number, outside, type PagePart, quiet, wide } from './html.ts';
import { bar } from './parts.ts';
import { type RequestContext, wordFor } from './request-context.ts';

/** Rows of one table; the rest is in its file. */
const MOST = 60;
const MOST_ACTS = 120;

/** Factors, biggest first, with what each part adds; the last row is the sum. */
export function factorTable(view: CompanyView, context: RequestContext): PagePart {
  const { say, words, language, section, table, link } = context;
  const { shown: factors, rest: old } = faded(byPoints(view.score.factors), language);
  if (factors.length === 0) return section('factors', quiet(words.empty.factors));
  const biggest = Math.max(...factors.map((factor) => Math.abs(factor.points)));
  const row = (value: string, weight: Html | '', because: unknown) => ({
    points: number(value),
    weight: number(weight),
    because: wide(because),
  });
  const rest = factors.slice(MOST);
  const sum = rest.reduce((total, factor) => total + factor.points, 0);
  const more = link(`/company/${view.company.id}/factors.csv`, say('andMore', { n: rest.length }));
  const rows = factors.slice(0, MOST).map((factor) => {
    const parts = factor.waterfall
      .filter((one) => one.points !== 0)
      .map((one) => `${wordFor(words.parts, one.part)} ${change(0, one.points)}`);
    const aside =
      factor.waterfall.length === 0
        ? ''
        : html`<br><small class="quiet">${parts.join(' · ')}</small>`;
    const because = html`${formatReason(factor.because, language)}${aside}`;
    return row(points(factor.points), bar(factor.points, biggest), because);
  });
  if (rest.length > 0) rows.push(row(points(sum), '', more));
  if (old !== null) rows.push(row('', '', html`<span class="quiet">${old}</span>`));
  rows.push(row(points(view.score.score), '', html`<strong>${words.total}</strong>`));
  return section('factors', [
    html`<p>${words.factorsSum}</p>`,
    table('factors', rows, { few: true, summed: true }),
  ]);
}

/** What would change the score, and its changes in 30 days. */
export function outlook(
  { outlook: all, change: moved }: CompanyView,
  context: RequestContext,
): PagePart {
  const { say, words, language, list } = context;
  const lines = all.map(
    (prospect) =>
      html`
        <strong>${points(prospect.score)}</strong>${bracketed(change(0, prospect.change), language)} 
        ${formatReason(prospect.because, language)}
      `,
  );
  const said = (['decay', 'closings', 'actions'] as const).map(
    (part) => `${words.changeParts[part]} ${change(0, moved[part])}`,
  );
  const from = say('changeOf', { from: points(moved.from), to: points(moved.to) });
  const parts = bracketed(joinWithCommas(said, language), language);
  return [list(lines), html`<p>${from}${parts}</p>`];
}

/**
 * Cases, open ones first, each with its stage; an editor mutes one at the addresses of the
 * workspace.
 */
export async function caseTable(
  { entries, score, day, company }: CompanyView,
  context: RequestContext,
): Promise<PagePart> {
  const { language, date, locale } = context;
  const said = new Map(entries.map((entry) => [entry.id, entry]));
  const mutes = await context.terms.mutes();
  const canMute = context.rows.may('editor') && !context.past;
  const rowOf = (matter: Case) => {
    const { id, steps, title, regulator, stage, opened, deadline, open } = matter;
    const last = said.get(steps.at(-1)?.step ?? '');
    const left =
      deadline === null || !open
        ? ''
        : bracketed(daysLeft(daysBetween(day, deadline), language), language);
    return {
      sentence: wide(
        context.link(`/company/${company.id}/case`, last?.sentence ?? context.titleText(title), {
          of: id,
        }),
      ),
      state: last?.state ?? '',
      regulator: context.regulatorLink(regulator),
      stage: stage === 'lapsed' ? '' : locale.stages[stage],
      opened: date(opened),
      deadline: deadline === null ? '' : `${date(deadline)}${left}`,
      ...(canMute && open ? { mute: muteForm(matter, mutes, context) } : {}),
    };
  };
  const ordered = openFirst(score.cases);
  const open = ordered.filter(isStanding).map(rowOf);
  const ended = ordered.filter((one) => !isStanding(one)).map(rowOf);
  const file = `/company/${company.id}/cases.csv`;
  return [
    context.tableSection('cases', open, { none: locale.noCases, few: true, most: MOST, file }),
    ended.length === 0
      ? ''
      : context.tableSection('endedCases', ended, { few: true, most: MOST, file, folded: true }),
  ];
}

/** A button that mutes a case, or says until when it is muted and ends that. */
function muteForm(matter: Case, mutes: readonly WorkspaceMute[], context: RequestContext): Html {
  const { say, words, href, moment, titleText } = context;
  const muted = mutes.find(
    ({ scope }) =>
      scope.kind === 'case' && scope.id === matter.id && scope.company === matter.company,
  );
  const text = muted === undefined ? words.terms.mute : words.terms.unmute;
  const until = muted === undefined ? '' : say('terms.mutedUntil', { until: moment(muted.until) });
  return html`
    <form action="${href('/subscriptions/mute')}" method="post">
    <span class="quiet">${until}</span> 
    ${hidden({ case: caseCode(matter), days: muted === undefined ? '' : '0' })}
    <button>${text}<span class="sr"> ${titleText(matter.title)}</span></button></form>
  `;
}

const VALUES = ['core', 'major', 'minor', 'trivial', 'unknown'] as const;

/** Apps with their tiers and who runs them, from when until when; what earns most first. */
export function appTable({ apps }: CompanyView, context: RequestContext): PagePart {
  const { words } = context;
  const rows = apps
    .toSorted((a, b) => VALUES.indexOf(a.value) - VALUES.indexOf(b.value))
    .map(({ app: { id, name }, value, reach, operator, evidence }) => ({
      app: context.link('/app', context.bothLanguages(name) ?? id, {
        name: name.zh ?? name.en ?? '',
      }),
      value: words.values[value],
      reach: words.reaches[reach],
      operator: operatorText(operator, context),
      rests: context.restsCell(evidence),
    }));
  return rows.length === 0 ? '' : context.tableSection('apps', rows, { few: true, folded: true });
}

/** The operator of an app, its relation to the group, and the evidence. */
function operatorText(operator: RunApp['operator'], context: RequestContext): Html {
  const { words } = context;
  if (operator === null) return html`<span class="quiet">${words.notRecorded}</span>`;
  const { name, relation, from, to, control } = operator;
  const said = wordFor(words.relations, relation, '');
  const doubt = said !== '' && !isEdgeAttested(control) ? ` ${words.unverified}` : '';
  const more = [
    `${said}${doubt}`,
    from === null ? '' : `${words.since} ${from}`,
    to === null ? '' : `${words.until} ${to}`,
  ].filter(Boolean);
  return html`
    ${name}${more.length === 0 ? '' : html` <span class="quiet">(${more.join(', ')})</span>`}
  `;
}

/** Controllers and stakes of the day; nothing where there are none. */
export function aboveList({ controls, stakes }: CompanyView, context: RequestContext): PagePart {
  const { words, folded, list } = context;
  const line = (
    of: string,
    edge: { share: number | null; from: string | null; evidence: readonly Evidence[] },
    by = '',
  ) =>
    html`
      ${context.companyLink(of)}${by}
      ${edge.share === null ? '' : `, ${words.share} ${(edge.share * 100).toFixed(1)} %`}
      ${edge.from === null ? '' : `, ${words.since} ${edge.from}`} (
      ${context.restsCell(edge.evidence)})
    `;
  const above = controls.map((edge) =>
    line(edge.company, edge, `${words.colon}${wordFor(words.controls, edge.by)}`),
  );
  const held = stakes.map((edge) => line(edge.holder, edge));
  return [folded('above', list(above)), folded('stakes', list(held))];
}

/** Earlier acts against the company, its apps, and for the same accusations. */
export function repeatList({ repeat }: CompanyView, context: RequestContext): PagePart {
  const { say, language, deps } = context;
  if (repeat === null) return '';
  const issues = new Map<string, string>(
    deps.knowledge.catalog.words.issues.map((issue) => [
      issue.id,
      preferred(issue, language) ?? issue.id,
    ]),
  );
  const { of, date, regulator } = repeat;
  const newest = say('newestAct', {
    day: context.date(date),
    body: context.regulatorName(regulator),
  });
  // Acts against the whole company are listed under its id.
  const lines = [
    say('repeatAll', { n: of.company }),
    say('repeatBody', { n: of.sameBody, days: of.daysSinceSameBody ?? 0 }),
    ...of.apps.map(({ name, times, daysSince }) =>
      say('repeatApp', { name: context.companyName(name), n: times, days: daysSince }),
    ),
    ...of.issues.map(({ name, times }) =>
      say('repeatIssue', { name: issues.get(name) ?? name, n: times }),
    ),
  ];
  return context.folded('repeat', [html`<p>${newest}</p>`, context.list(lines)]);
}

/** Acts as sentences, with rules and notes, newest first, each with its evidence. */
export function actTable(view: CompanyView, context: RequestContext): PagePart {
  const { words, namesText, date } = context;
  const rows = view.entries.map((entry) => ({
    day: date(entry.date as CalendarDate),
    sentence: wide(sentenceCell(entry, context)),
    state: entry.state ?? '',
    level: number(entry.level ?? ''),
    rests: namesText([words.origins[entry.origin], entry.attested ? '' : words.unverified]),
  }));
  const file = `/company/${view.company.id}/history.csv`;
  return context.tableSection('acts', rows, { few: true, most: MOST_ACTS, file, folded: true });
}

/** An act whole as its sentence; of anything else its title with what it is. */
function sentenceCell(entry: HistoryEntry, context: RequestContext): Html {
  const { namesText } = context;
  const regulator =
    entry.regulator === null ? '' : context.regulatorLink(entry.regulator as RegulatorId);
  if (entry.sentence !== null)
    return html`
      ${outside(entry.url, entry.sentence)}<br><small class="quiet">${regulator}</small>
    `;
  const apps = namesText(entry.apps.map(context.companyName));
  const more = [whatOf(entry, context), apps].filter(Boolean).join(' · ');
  return html`
    ${outside(entry.url, context.titleText(entry.title))}<br><small class="quiet">${regulator}
    ${more}</small>
  `;
}

function whatOf(
  { types, kind }: HistoryEntry,
  { words, locale: { acts } }: RequestContext,
): string {
  const texts = types.map((type) => wordFor(acts, type, wordFor(words.noteKinds, type))).join(', ');
  return kind === 'act' ? texts : `${texts} (${words.kinds[kind]})`;
}
