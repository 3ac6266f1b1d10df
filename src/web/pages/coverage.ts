import { watchingOf } from '../../ask/record.ts';
import type { SourceRow } from '../../ask/source-rows.ts';
import { sentence, term } from '../../present/sentence.ts';
import { day } from '../../present/words.ts';
import { type Html, html, number, outside, section, table, wide } from '../html.ts';
import type { WebPage } from '../page.ts';
import { sourceName } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';
import {
  countsOf,
  type DayState,
  daysOf,
  freshText,
  hasFailed,
  sourceRows,
  statusBar,
  worstOf,
} from '../source-rows.ts';

/** Proof of watch, by body: the last 30 days as a bar, and each source behind it; of a past day what is on record of it. */
export const coverage: WebPage = {
  path: '/coverage',
  async render(context) {
    const { say, words, deps } = context;
    const [rows, { since }] = await Promise.all([
      sourceRows(context),
      watchingOf(deps.store, deps.clock.now()),
    ]);
    const { catalog } = deps.knowledge;
    const apps = [...catalog.companies.values()].reduce((sum, one) => sum + one.apps.length, 0);
    const bodies = Map.groupBy(rows, (row) => row.owner.id);
    const part = (official: boolean) =>
      [...bodies.values()]
        .filter(([first]) => first?.official === official)
        .map((sources) => body(sources, since, context));
    return {
      title: words.coverage,
      body: html`<p>${words.proofHint}</p><p>${freshText(countsOf(rows), context)}${words.stop}${context.past ? `${words.coveragePast} ` : ''} ${say('addresses', { checked: rows.filter((row) => row.checked?.works).length, of: rows.length })} ${say('catalogHolds', { companies: catalog.companies.size, apps })} <a href="${context.href('/sources.csv')}">${words.csv}</a></p><p class="legend">${(
        ['seen', 'part', 'gap', 'none'] as const
      ).map(
        (state) =>
          html`<svg class="days key" viewBox="0 0 6 22" aria-hidden="true"><rect class="${state}" width="6" height="22"></rect></svg>${words.dayStates[state]} `,
      )}</p>${section('bodies', words.regulators, part(true))}${section('press', words.press, part(false))}`,
    };
  },
};

/** One regulator or paper: what is wrong, its bar, and its sources when somebody opens it. */
function body(sources: readonly SourceRow[], since: number | null, context: RequestContext): Html {
  const { say, words } = context;
  const on = sources.filter((one) => one.enabled);
  const days = (row: SourceRow): DayState[] => daysOf(row, context.at, since);
  const name = nameOf(sources[0]!.owner, context);
  const worst = on.find(hasFailed) ?? on[0];
  return html`<details class="status"><summary><span class="who">${name}</span> <span class="how">${worst === undefined ? html`<span class="quiet">${words.off}</span>` : stateOf(worst, context)}</span> ${statusBar(worstOf(on.map(days)), context)}</summary>${table(
    context,
    name,
    [
      ...[words.source, words.state, words.answered, words.newest, words.address, words.layoutSeen],
      ...[number(words.lag), wide(words.gaps)],
    ],
    sources.map((row) => [
      outside(row.url, sourceName(row, context)),
      stateOf(row, context),
      row.answeredSince ? words.answeredSince : when(row.lastSuccessAt, context),
      row.lastChangeAt === null && row.answeredSince ? '' : when(row.lastChangeAt, context),
      addressOf(row, context),
      row.layoutSeen === null ? '' : day(row.layoutSeen, context.language),
      row.lagMs === null ? '' : say('atMostMinutes', { n: Math.max(1, Math.round(row.lagMs / 60_000)) }),
      gapsOf(row, context),
    ]),
  )}</details>`;
}

function nameOf({ name }: SourceRow['owner'], { language }: RequestContext): string {
  return language === 'zh' ? (name.zh ?? name.en) : name.en;
}

function stateOf(row: SourceRow, context: RequestContext): Html | string {
  const { say, words } = context;
  if (!row.enabled) return html`<span class="quiet">${words.off}</span>`;
  const gap = row.gaps.find((one) => one.to === null);
  if (row.finding !== null)
    return html`<span class="failing">${term('finding', row.finding.code, context.language)}</span>`;
  if (gap !== undefined)
    return html`<span class="failing">${say('notSeenSince', { when: when(gap.from, context) })}</span>`;
  if (row.answeredSince) return words.nothingAgainst;
  return row.lastSuccessAt === null ? words.notAskedYet : words.healthy;
}

function addressOf({ checked }: SourceRow, { say, words, language }: RequestContext): string {
  if (checked === null) return words.unverified;
  return say('addressChecked', {
    works: checked.works ? 'yes' : 'no',
    on: day(checked.on, language),
    by: checked.by,
  });
}

function when(at: number | null, context: RequestContext): string {
  return at === null ? context.words.never : context.moment(at);
}

function gapsOf(row: SourceRow, context: RequestContext): string {
  return row.gaps
    .map(
      (gap) =>
        `${when(gap.from, context)} – ${gap.to === null ? '…' : when(gap.to, context)}: ${sentence(gap.because, context.language)}`,
    )
    .join('; ');
}
