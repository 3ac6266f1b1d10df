import type { BoardRow } from '../ask/board.ts';
import { Band, CaseStage } from '../domain/score.ts';
import { daysBetween } from '../domain/time.ts';
import { day as dayText, localeOf, points, shortName } from '../present/words.ts';
import { type ListQuery, MARKET_IDS, nextDeadline, SORTS } from './company-list.ts';
import type { WebDeps } from './deps.ts';
import { type Html, html, table } from './html.ts';
import { bandMark, changeMark, pager, regulatorName, sparkline } from './parts.ts';
import type { RequestContext } from './request-context.ts';

export const PAGE_SIZE = 50;

/** One page of companies, with links to those before and after. */
export function companyTable(rows: readonly BoardRow[], offset: number, context: RequestContext): Html {
  const { words } = context;
  if (rows.length === 0) return html`<p class="quiet">${words.list.none}</p>`;
  const shown = rows.slice(offset, offset + PAGE_SIZE);
  return html`${table(
    words.companies,
    [
      { head: words.company },
      { head: words.score, number: true },
      { head: words.band },
      { head: words.year },
      { head: words.change30, number: true },
      { head: words.peak, number: true },
      { head: words.openCases, number: true },
      { head: words.nextDeadline },
    ],
    shown.map((row) => [
      html`<a href="${context.href(`/company/${row.company.id}`)}">${shortName(row.company, context.language)}</a>${row.tickers.length === 0 ? '' : html`<br><small class="quiet">${row.tickers.join(', ')}</small>`}`,
      row.state === 'acts' ? points(row.score) : '',
      row.state === 'acts'
        ? bandMark(row.band, row.confirmed, context)
        : row.state === 'no-data'
          ? words.noData
          : words.noActs,
      sparkline(row, context),
      changeMark(row.change30),
      points(row.peak),
      row.openCases === 0 ? '' : row.openCases,
      nextOf(row, context),
    ]),
    { all: words.showAll },
  )}${pager(context, offset, PAGE_SIZE, rows.length > offset + PAGE_SIZE, { newer: words.back, older: words.further })}`;
}

function nextOf(row: BoardRow, context: RequestContext): string {
  const next = nextDeadline(row, context.day);
  if (next === null) return '';
  return `${dayText(next, context.language)} (${context.words.daysLeft(daysBetween(context.day, next))})`;
}

/** The form that sorts and filters a list; what it asks for stands in the address. */
export function listForm(
  all: readonly BoardRow[],
  query: ListQuery,
  deps: WebDeps,
  context: RequestContext,
): Html {
  const { words, language } = context;
  const { bands, stages } = localeOf(language);
  const bodies = [...new Set(all.flatMap((row) => row.open.map((one) => one.regulator)))]
    .map((id): TableChoice => [id, regulatorName(id, deps, context)])
    .toSorted(byName);
  const sectors = [...deps.knowledge.catalog.sectors.values()]
    .map((one): TableChoice => [one.id, language === 'zh' ? one.zh : one.en])
    .toSorted(byName);
  const used = new Set(all.flatMap((row) => row.open.map((one) => one.stage)));
  const steps = CaseStage.options.filter((stage) => used.has(stage));
  const fields: readonly [name: keyof ListQuery, label: string, choices: readonly TableChoice[]][] = [
    ['sort', words.list.sort, SORTS.map((id) => [id, words.list.sorts[id]])],
    ['sector', words.sector, sectors],
    ['market', words.list.market, MARKET_IDS.map((id) => [id, words.list.markets[id] ?? id])],
    ['band', words.band, Band.options.toReversed().map((id) => [id, bands[id]])],
    ['regulator', words.regulator, bodies],
    ['stage', words.list.stage, steps.map((id) => [id, stages[id]])],
  ];
  const set = fields.filter(([name]) => name !== 'sort' && query[name] !== '').length;
  return html`<details class="filter"${set > 0 || query.sort !== 'score' ? html` open` : ''}><summary>${words.list.filter}${set > 0 ? ` (${set})` : ''}</summary><form action="${context.path}" method="get">${context.linkParams.map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}${query.all ? html`<input type="hidden" name="all" value="1">` : ''}${context.query('list') === '' ? '' : html`<input type="hidden" name="list" value="${context.query('list')}">`}${fields.map(
    ([name, label, choices]) =>
      html`<p><label for="f-${name}">${label}</label> <select id="f-${name}" name="${name}">${name === 'sort' ? '' : html`<option value="">${words.list.any}</option>`}${choices.map(
        ([id, text]) =>
          html`<option value="${id}"${query[name] === id ? html` selected` : ''}>${text}</option>`,
      )}</select></p>`,
  )}<p><button>${words.show}</button> <a href="${context.href(context.path)}">${words.list.reset}</a></p></form></details>`;
}

type TableChoice = readonly [id: string, text: string];
const byName = (a: TableChoice, b: TableChoice) => a[1].localeCompare(b[1]);
