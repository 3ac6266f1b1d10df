import { watchingOf } from '../../ask/record.ts';
import type { Instant } from '../../domain/time.ts';
import { incidentWords } from '../../present/incident-words.ts';
import { reasonIn } from '../../present/phrases/reason.ts';
import { moment } from '../../present/words.ts';
import { type Html, html, outside, section, table } from '../html.ts';
import type { Page } from '../page.ts';
import {
  countsOf,
  freshText,
  hasFailed,
  type SourceOwner,
  type SourceRow,
  sourceRows,
} from '../source-rows.ts';
import { type DayState, daysOf, statusBar, worstOf } from '../status-bar.ts';
import type { Visit } from '../visit.ts';

/** Proof of watch, by body: the last 30 days as a bar, and each source behind it; of a past day what is on record of it. */
export const coverage: Page = {
  path: '/coverage',
  async render(visit, deps) {
    const { words } = visit;
    const [rows, { since }] = await Promise.all([
      sourceRows(deps, visit),
      watchingOf(deps.store, deps.clock.now()),
    ]);
    const { catalog } = deps.knowledge;
    const apps = [...catalog.companies.values()].reduce((sum, one) => sum + one.apps.length, 0);
    const bodies = Map.groupBy(rows, (row) => row.owner.id);
    const part = (official: boolean) =>
      [...bodies.values()]
        .filter(([first]) => first?.official === official)
        .map((sources) => body(sources, since, visit));
    return {
      title: words.coverage,
      body: html`<p>${words.proofHint}</p><p>${freshText(countsOf(rows), visit)}${words.stop}${visit.past ? `${words.coveragePast} ` : ''} ${words.catalogHolds(catalog.companies.size, apps)} <a href="${visit.href('/sources.csv')}">${words.csv}</a></p><p class="legend">${(
        ['seen', 'part', 'gap', 'none'] as const
      ).map(
        (state) =>
          html`<svg class="days key" viewBox="0 0 6 22" aria-hidden="true"><rect class="${state}" width="6" height="22"></rect></svg>${words.dayStates[state]} `,
      )}</p>${section('bodies', words.regulators, part(true))}${section('press', words.press, part(false))}`,
    };
  },
};

/** One regulator or paper: what is wrong, its bar, and its sources when somebody opens it. */
function body(sources: readonly SourceRow[], since: number | null, visit: Visit): Html {
  const { words } = visit;
  const on = sources.filter((one) => one.enabled);
  const days = (row: SourceRow): DayState[] => daysOf(row, visit.at, since);
  const name = nameOf(sources[0]!.owner, visit);
  const worst = on.find(hasFailed) ?? on[0];
  return html`<details class="status"><summary><span class="who">${name}</span> <span class="how">${worst === undefined ? html`<span class="quiet">${words.off}</span>` : stateOf(worst, visit)}</span> ${statusBar(worstOf(on.map(days)), visit)}</summary>${table(
    name,
    [
      { head: words.source },
      { head: words.state },
      { head: words.answered },
      { head: words.newest },
      { head: words.lag, number: true },
      { head: words.gaps, wide: true },
    ],
    sources.map((row) => [
      sourceName(row, visit),
      stateOf(row, visit),
      row.answeredSince ? words.answeredSince : when(row.lastSuccessAt, visit),
      row.lastChangeAt === null && row.answeredSince ? '' : when(row.lastChangeAt, visit),
      row.lagMs === null ? '' : words.atMostMinutes(Math.max(1, Math.round(row.lagMs / 60_000))),
      gapsOf(row, visit),
    ]),
  )}</details>`;
}

function nameOf({ name }: SourceOwner, { language }: Visit): string {
  return language === 'zh' ? (name.zh ?? name.en) : name.en;
}

function stateOf(row: SourceRow, visit: Visit): Html | string {
  const { words } = visit;
  if (!row.enabled) return html`<span class="quiet">${words.off}</span>`;
  const gap = row.gaps.find((one) => one.to === null);
  if (row.finding !== null)
    return html`<span class="failing">${incidentWords(row.finding.code, visit.language)}</span>`;
  if (gap !== undefined)
    return html`<span class="failing">${words.notSeenSince(when(gap.from, visit))}</span>`;
  if (row.answeredSince) return words.nothingAgainst;
  return row.lastSuccessAt === null ? words.notAskedYet : words.healthy;
}

/** Titles of sources are written in English. */
function sourceName(row: SourceRow, { language }: Visit): Html {
  const link = outside(row.url, row.title);
  return language === 'en' ? link : html`<span lang="en" class="quiet">${link}</span>`;
}

function because(text: string, { language }: Visit): string {
  const known = incidentWords(text, language);
  return known === text ? reasonIn(text, language) : known;
}

function when(at: number | null, visit: Visit): string {
  return at === null ? visit.words.never : moment(at as Instant, 'Asia/Shanghai', visit.language);
}

function gapsOf(row: SourceRow, visit: Visit): string {
  return row.gaps
    .map(
      (gap) =>
        `${when(gap.from, visit)} – ${gap.to === null ? '…' : when(gap.to, visit)}: ${because(gap.because, visit)}`,
    )
    .join('; ');
}
