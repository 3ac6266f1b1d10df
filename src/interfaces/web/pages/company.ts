import type { CompanyView } from '../../../answers/queries/company-view.ts';
import { type Peers, peersOf } from '../../../answers/queries/peers.ts';
import { sourceOf } from '../../../answers/queries/risk.ts';
import { FIRST_LIST } from '../../../answers/queries/watchlist.ts';
import { preferred } from '../../../base/i18n/locale.ts';
import { companyTitle, points as pointsText, shortName } from '../../../base/i18n/words.ts';
import { dayIn, type Instant } from '../../../domain/time.ts';
import { instead, recordLine } from '../../../pipeline/present/plain-card.ts';
import {
  beneathScore,
  expectedText,
  leadText,
  nextFrom,
  nextText,
} from '../../../pipeline/present/score-card.ts';
import {
  aboveList,
  actTable,
  appTable,
  caseTable,
  factorTable,
  outlook,
  repeatList,
} from '../company-tables.ts';
import { facts, type Html, hidden, html, number, outside, type PagePart, wide } from '../html.ts';
import { missing, type WebPage } from '../page.ts';
import { bandMark, changeMark, figure, plotOf } from '../parts.ts';
import { boardOf, type RequestContext, viewFor } from '../request-context.ts';
import { noticeTable } from './notices.ts';

const NEWEST = 10;
const CHART = { width: 800, height: 420 };

/** Everything about one company as of a day. */
export const company: WebPage = {
  path: '/company/:id',
  async render(context) {
    const { words, deps, rows, language, past, href, section, link } = context;
    const view = await viewFor(context);
    if (view === null) return missing(context);
    const { company: found, chart } = view;
    const [board, follows, notices] = await Promise.all([
      boardOf(context),
      rows.followed(FIRST_LIST),
      deps.store.notices({ company: found.id, ...context.asThen, limit: NEWEST }),
    ]);
    const peers = peersOf(board.rows, found.id, context.day);
    const sector =
      preferred(deps.knowledge.catalog.sectors.get(found.sector), language) ?? found.sector;
    const path = `/company/${found.id}`;
    const atom = `/feeds/company/${found.id}.atom`;
    const drawn = figure(`${path}/chart.svg`, chart.alt, CHART, context, plotOf(chart));
    const more = link('/notices', words.allNotices, { company: found.id });
    const isFollowed = follows.has(found.id);
    return {
      title: companyTitle(found, view.listings, language),
      atom,
      chart: true,
      picture: `${path}/card.png`,
      body: [
        newest(view, context),
        head(view, beside(sector, peers, context), context),
        past || !rows.may('editor')
          ? ''
          : html`
            <form action="${href('/watchlist')}" method="post">
              ${hidden({ company: found.id })}
              <button name="follow" value="${isFollowed ? '0' : '1'}">
              ${isFollowed ? words.list.remove : words.list.add}</button>
            </form>
          `,
        section('history', [
          html`
            <div class="beside score">
              ${drawn}
              <aside aria-labelledby="outlook">
                <h3 id="outlook">${words.outlook}</h3>${outlook(view, context)}
              </aside>
            </div>
          `,
          monthTable(view, context),
        ]),
        factorTable(view, context),
        await caseTable(view, context),
        ...[repeatList, appTable, aboveList].map((part) => part(view, context)),
        notices.length === 0
          ? ''
          : context.folded('notices', [
              await noticeTable('notices', notices, context, found.id, true),
              notices.length < NEWEST ? '' : html`<p>${more}</p>`,
            ]),
        actTable(view, context),
        context.folded(
          'files',
          html`
            <p><a href="${atom}">${words.atom}</a> · <a href="${path}/deadlines.ics">
            ${words.calendar}</a> · ${link(`${path}/history.csv`, `${words.csv}: ${words.acts}`)} · 
            ${link(`/api/v1/companies/${found.id}`, words.json)}</p>
          `,
          words.feeds,
        ),
      ],
    };
  },
};

/** The latest act, with its own size and source. */
function newest(view: CompanyView, { language, locale }: RequestContext): Html | string {
  if (view.latest === null) return '';
  const source = sourceOf(view);
  return html`
    <p class="newest"><strong>${leadText(view.latest, language)}</strong>
    ${source === null ? '' : html` · ${outside(source, locale.source)}`}</p>
  `;
}

/** Rank and median in the sector, and the companies whose scores are nearest. */
function beside(sector: string, peers: Peers | null, context: RequestContext): PagePart {
  if (peers === null) return sector;
  const { say, words, language } = context;
  const values = { rank: peers.rank, of: peers.of, median: pointsText(peers.median) };
  const near = peers.nearest.map(
    ({ company: { id, ...named }, score }) =>
      html`
        ${context.link(`/company/${id}`, shortName(named, language))} ${pointsText(score)}
      `,
  );
  return html`
    ${sector}${words.colon}${say('place', values)}
    ${near.length === 0 ? '' : html`<br>${words.nearest}${words.colon}${near.map((one, n) => html`${n === 0 ? '' : ' · '}${one}`)}`}
  `;
}

/** How far acts of its size moved shares, and how likely another act is, where either is known. */
function ahead({ latest, next }: CompanyView, { language, deps }: RequestContext): PagePart {
  const expected = latest?.expected ?? null;
  const { regulators } = deps.knowledge.catalog;
  const by = (act: NonNullable<typeof next>) => html`
    <p>${nextText(act, language)} <span class="quiet">
    ${nextFrom(act, regulators, language)}</span></p>
  `;
  return html`
    ${expected === null ? '' : html`<p>${expectedText(expected, language)}</p>`}
    ${next === null ? '' : by(next)}
  `;
}

/** The score with its band, how much of it is confirmed and its parts; or why there is none. */
function big({ score, record }: CompanyView, context: RequestContext): Html {
  const none = instead(record, context.language);
  if (none !== null) return html`<p class="big">${none}</p>`;
  const rest = beneathScore(score, record, context.language);
  return html`
    <p class="big ${score.attested.band}"><span class="number">${pointsText(score.score)}</span> 
    ${bandMark(score.band, score.attested.band, context)}</p><p>${rest} · 
    ${context.link('/legend', context.words.legend)}</p>
  `;
}

/** Score, trend and sector; full names in both languages, as filings write them; caveats. */
function head(view: CompanyView, sector: PagePart, context: RequestContext): Html {
  const { words, language } = context;
  const { flags } = view.score;
  const { en, zh } = view.company.name;
  return html`
    <div class="head">
      ${big(view, context)}${ahead(view, context)}${facts([
        [words.change30, changeMark(view.trend.change30)],
        [words.peak, pointsText(view.trend.peak.score)],
        [words.sector, sector],
      ])}<p class="quiet">${en === null ? '' : html`<span lang="en">${en}</span> `}
      ${zh === null ? '' : html`<span lang="zh-CN">${zh}</span>`}</p><p class="quiet">
      ${recordLine(view.record, language, context.day)}</p>
    </div>
    ${
      flags.length === 0
        ? ''
        : html`
        <details>
          <summary>${words.flags} (${flags.length})</summary>
          ${context.list(flags.map(context.reasonText))}
        </details>
      `
    }
  `;
}

/** The chart's numbers by month, newest first. */
function monthTable({ chart }: CompanyView, context: RequestContext): PagePart {
  const { words, date } = context;
  const dayOf = (at: number) => dayIn(at as Instant, 'Asia/Shanghai');
  const monthOf = ({ at }: { readonly at: number }) => dayOf(at).slice(0, 7);
  const marks = Map.groupBy(chart.marks, monthOf);
  const rows = [...Map.groupBy(chart.series[0]?.points ?? [], monthOf)]
    .toReversed()
    .map(([month, values]) => {
      const happened = (marks.get(month) ?? []).map(
        ({ at, label }) => `${date(dayOf(at))}${words.colon}${label}`,
      );
      return {
        month,
        monthEnd: number(pointsText(values.at(-1)!.value)),
        highest: number(pointsText(Math.max(...values.map((value) => value.value)))),
        happened: wide(happened.join('; ')),
      };
    });
  return rows.length === 0
    ? ''
    : html`
      <details>
        <summary>${words.chartTable}</summary>${context.table('history', rows)}
      </details>
    `;
}
