import type { CompanyView } from '../../ask/company-view.ts';
import { watchlistOf } from '../../ask/watchlist.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { instead, recordLine } from '../../present/record-lines.ts';
import { leadOf } from '../../present/score-lines.ts';
import { day, dayIn, points as pointsText, shortName, tickers } from '../../present/words.ts';
import { aboveList, acts, appTable, repeatList } from '../company-facts.ts';
import { caseTable, changeList, factorTable, outlookList } from '../company-score.ts';
import { boardOf } from '../feeds/table-file.ts';
import { type Html, html, list, section, table } from '../html.ts';
import { reasonText } from '../in-words.ts';
import { noticeTable } from '../notice-table.ts';
import type { WebPage } from '../page.ts';
import { bandMark, changeMark, figure } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';
import { viewFor } from '../requested-company.ts';
import { missing } from './missing.ts';

const NEWEST = 10;

/** Everything about one company as of a day. */
export const company: WebPage = {
  path: '/company/:id',
  async render(context, deps) {
    const view = await viewFor(context, deps);
    if (view === null) return missing(context);
    const found = view.company;
    const [board, follows, notices] = await Promise.all([
      boardOf(context, deps),
      watchlistOf(deps.store, deps.access.token),
      deps.store.notices({ company: found.id, ...context.asThen, limit: NEWEST }),
    ]);
    const { words } = context;
    const place = board.byId.get(found.id)?.place ?? null;
    const sector = deps.knowledge.catalog.sectors.get(found.sector)?.[context.language] ?? found.sector;
    const sectorText =
      place === null ? sector : `${sector}: ${words.place(place.rank, place.of, pointsText(place.median))}`;
    return {
      title: `${shortName(found, context.language)} (${tickers(view.listings) || words.private})`,
      atom: `/feeds/company/${found.id}.atom`,
      chart: true,
      picture: `/company/${found.id}/card.png`,
      body: html`${head(view, sectorText, context)}${context.past ? '' : followForm(found.id, follows.has(found.id), context)}${section('history', words.history, html`<div class="beside score">${chart(view, context)}<aside aria-labelledby="outlook"><h3 id="outlook">${words.outlook}</h3>${outlookList(view, context)}${changeList(view, context)}</aside></div>${monthTable(view, context)}`)}${section(
        'factors',
        words.factors,
        factorTable(view, context),
      )}${section(
        'cases',
        words.cases,
        caseTable(view, deps, context),
      )}${section('repeat', words.repeat, repeatList(view, deps, context))}${section('apps', words.apps, appTable(view, context))}${aboveList(view, deps, context)}${section(
        'notices',
        words.notices,
        noticeTable(words.notices, notices, deps, context, true),
      )}${section('acts', words.acts, acts(view, deps, context))}${section('files', words.feeds, files(view, context))}`,
    };
  },
};

function followForm(id: CompanyId, follows: boolean, context: RequestContext): Html {
  const { list: words } = context.words;
  return html`<form action="${context.href('/watchlist')}" method="post"><input type="hidden" name="csrf" value="${context.csrf}"><input type="hidden" name="company" value="${id}"><button name="follow" value="${follows ? '0' : '1'}">${follows ? words.remove : words.add}</button></form>`;
}

/** Full names in both languages, as filings write them. */
function bothNames({ company: { name } }: CompanyView): Html {
  return html`${name.en === null ? '' : html`<span lang="en">${name.en}</span> `}${name.zh === null ? '' : html`<span lang="zh-CN">${name.zh}</span>`}`;
}

/** The score with its band, how much of it is confirmed and its parts; or why there is none. */
function big({ score, record }: CompanyView, context: RequestContext): Html {
  const none = instead(record, context.language);
  if (none !== null) return html`<p class="big">${none}</p>`;
  const rest = leadOf(score, record, context.language);
  return html`<p class="big ${score.confirmed.band}"><span class="number">${pointsText(score.score)}</span> ${bandMark(score.band, score.confirmed.band, context)}</p><p>${rest} · <a href="${context.href('/legend')}">${context.words.legend}</a></p>`;
}

function head(view: CompanyView, sector: string, context: RequestContext): Html {
  const { score, trend } = view;
  const { words } = context;
  return html`<div class="head">${big(view, context)}<dl class="facts"><div><dt>${words.change30}</dt><dd>${changeMark(trend.change30)}</dd></div><div><dt>${words.peak}</dt><dd>${pointsText(trend.peak.score)}</dd></div><div><dt>${words.sector}</dt><dd>${sector}</dd></div><div><dt>${words.asOf}</dt><dd>${day(view.day, context.language)}</dd></div></dl><p class="quiet">${bothNames(view)}</p><p class="quiet">${recordLine(view.record, context.language)}</p></div>${
    score.flags.length === 0
      ? ''
      : html`<details><summary>${words.flags} (${score.flags.length})</summary>${list(
          score.flags.map((flag) => reasonText(flag, context)),
          '',
        )}</details>`
  }`;
}

/** The chart as a picture in both colours, and its numbers as a table for whoever sees no picture. */
function chart(view: CompanyView, context: RequestContext): Html {
  const size = { width: 800, height: 420 };
  return figure(`/company/${view.company.id}/chart.svg`, view.chart.alt, size, context, view.chart);
}

/** The chart's numbers by month, newest first. */
function monthTable({ chart }: CompanyView, context: RequestContext): Html {
  const { words, language } = context;
  const points = chart.series[0]?.points ?? [];
  if (points.length === 0) return html``;
  const dayOf = (at: number) => dayIn(at as Instant, 'Asia/Shanghai');
  const monthOf = ({ at }: { readonly at: number }) => dayOf(at).slice(0, 7);
  const marks = Map.groupBy(chart.marks, monthOf);
  const rows = [...Map.groupBy(points, monthOf)]
    .toReversed()
    .map(([month, values]) => [
      month,
      pointsText(values.at(-1)!.value),
      pointsText(Math.max(...values.map((one) => one.value))),
      (marks.get(month) ?? [])
        .map((mark) => `${day(dayOf(mark.at), language)}${words.colon}${mark.label}`)
        .join('; '),
    ]);
  return html`<details><summary>${words.chartTable}</summary>${table(
    words.history,
    [
      { head: words.month },
      { head: words.monthEnd, number: true },
      { head: words.highest, number: true },
      { head: words.happened, wide: true },
    ],
    rows,
    { all: words.showAll },
  )}</details>`;
}

function files(view: CompanyView, context: RequestContext): Html {
  const { words } = context;
  const { id } = view.company;
  return html`<ul><li><a href="/feeds/company/${id}.atom">${words.atom}</a></li><li><a href="/company/${id}/deadlines.ics">${words.calendar}</a></li><li><a href="${context.href(`/company/${id}/history.csv`)}">${words.csv}: ${words.acts}</a></li><li><a href="${context.href(`/api/v1/companies/${id}`)}">${words.json}</a></li></ul>`;
}
