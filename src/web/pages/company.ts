import type { CompanyView } from '../../ask/company-view.ts';
import type { Instant } from '../../domain/time.ts';
import { instead, recordLine } from '../../present/record-lines.ts';
import { leadOf } from '../../present/score-lines.ts';
import { day, dayIn, points, shortName, tickers } from '../../present/words.ts';
import { aboveList, acts, appTable, repeatList } from '../company-facts.ts';
import { caseTable, changeList, factorTable, outlookList } from '../company-score.ts';
import type { WebDeps } from '../deps.ts';
import { type Html, html, list, section } from '../html.ts';
import { reason } from '../in-words.ts';
import { noticeTable } from '../notice-table.ts';
import type { Page } from '../page.ts';
import { bandMark, changeMark, figure } from '../parts.ts';
import type { Visit } from '../visit.ts';
import { viewFor } from '../visit-view.ts';
import { missing } from './missing.ts';

const NEWEST = 10;
const MOST_MARKS = 100;

/** Everything about one company as of a day. */
export const company: Page = {
  path: '/company/:id',
  async render(visit, deps) {
    const view = await viewFor(visit, deps);
    if (view === null) return missing(visit);
    const found = view.company;
    const [board, notices] = await Promise.all([
      visit.past ? deps.boards.at(visit.at) : deps.boards.now(),
      deps.store.browse.notices({ company: found.id, ...visit.asThen, limit: NEWEST, offset: 0 }),
    ]);
    const { words } = visit;
    const place = board.byId.get(found.id)?.place ?? null;
    const sector = deps.knowledge.catalog.sectors.get(found.sector)?.[visit.language] ?? found.sector;
    const sectorText =
      place === null ? sector : `${sector}: ${words.place(place.rank, place.of, points(place.median))}`;
    return {
      title: `${shortName(found, visit.language)} (${tickers(view.listings) || words.private})`,
      atom: `/feeds/company/${found.id}.atom`,
      picture: `/company/${found.id}/card.png`,
      body: html`${head(view, sectorText, deps, visit)}${section('history', words.history, html`<div class="beside score">${chart(view, visit)}<aside aria-labelledby="outlook"><h3 id="outlook">${words.outlook}</h3>${outlookList(view, visit)}${changeList(view, visit)}</aside></div>${markTable(view, visit)}`)}${section(
        'factors',
        words.factors,
        factorTable(view, visit),
      )}${section(
        'cases',
        words.cases,
        caseTable(view, deps, visit),
      )}${section('repeat', words.repeat, repeatList(view, deps, visit))}${section('apps', words.apps, appTable(view, visit))}${aboveList(view, deps, visit)}${section(
        'notices',
        words.notices,
        noticeTable(words.notices, notices, deps, visit),
      )}${section('acts', words.acts, acts(view, deps, visit))}${section('files', words.feeds, files(view, visit))}`,
    };
  },
};

/** Full names in both languages, as filings write them. */
function bothNames({ company: { name } }: CompanyView): Html {
  return html`${name.en === null ? '' : html`<span lang="en">${name.en}</span> `}${name.zh === null ? '' : html`<span lang="zh-CN">${name.zh}</span>`}`;
}

/** The score with its band, how much of it is confirmed and its parts; or why there is none. */
function big({ score, record }: CompanyView, visit: Visit): Html {
  const none = instead(record, visit.language);
  if (none !== null) return html`<p class="big">${none}</p>`;
  const rest = leadOf(score, record, visit.language);
  return html`<p class="big ${score.confirmed.band}"><span class="number">${points(score.score)}</span> ${bandMark(score.band, visit)}</p><p>${rest} · <a href="${visit.href('/legend')}">${visit.words.legend}</a></p>`;
}

function head(view: CompanyView, sector: string, deps: WebDeps, visit: Visit): Html {
  const { score, trend } = view;
  const { words } = visit;
  return html`<div class="head">${big(view, visit)}<dl class="facts"><div><dt>${words.change30}</dt><dd>${changeMark(trend.change30)}</dd></div><div><dt>${words.peak}</dt><dd>${points(trend.peak.score)}</dd></div><div><dt>${words.sector}</dt><dd>${sector}</dd></div><div><dt>${words.asOf}</dt><dd>${day(view.day, visit.language)}</dd></div></dl><p class="quiet">${bothNames(view)}</p><p class="quiet">${recordLine(view.record, visit.language)}</p></div>${
    score.flags.length === 0
      ? ''
      : html`<details><summary>${words.flags} (${score.flags.length})</summary>${list(
          score.flags.map((flag) => reason(flag, deps, visit)),
          '',
        )}</details>`
  }`;
}

/** The chart as a picture in both colours, and its numbers as a table for whoever sees no picture. */
function chart(view: CompanyView, visit: Visit): Html {
  const size = { width: 800, height: 420 };
  return figure(`/company/${view.company.id}/chart.svg`, view.chart.alt, size, visit);
}

function markTable(view: CompanyView, visit: Visit): Html {
  const { words, language } = visit;
  if (view.chart.marks.length === 0) return html``;
  const marks = view.chart.marks.toSorted((a, b) => b.at - a.at).slice(0, MOST_MARKS);
  const dayOf = (at: number) => day(dayIn(at as Instant, 'Asia/Shanghai'), language);
  return html`<details><summary>${words.chartTable}</summary>${list(
    marks.map((mark) => `${dayOf(mark.at)}${words.colon}${mark.label}`),
    words.none,
  )}</details>`;
}

function files(view: CompanyView, visit: Visit): Html {
  const { words } = visit;
  const { id } = view.company;
  return html`<ul><li><a href="/feeds/company/${id}.atom">${words.atom}</a></li><li><a href="/company/${id}/deadlines.ics">${words.calendar}</a></li><li><a href="${visit.href(`/company/${id}/history.csv`)}">${words.csv}: ${words.acts}</a></li><li><a href="${visit.href(`/api/v1/companies/${id}`)}">${words.json}</a></li></ul>`;
}
