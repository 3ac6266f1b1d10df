import type { BoardRow } from '../../ask/board.ts';
import { endedOn, recordEnd, type Watching, watchingOf } from '../../ask/record.ts';
import type { Band } from '../../domain/score.ts';
import { daysBetween, day as dayText, localeOf, moment, points, shortName } from '../../present/words.ts';
import type { WebDeps } from '../deps.ts';
import { type Html, html, section, table } from '../html.ts';
import { noticeTable } from '../notice-table.ts';
import type { Page } from '../page.ts';
import { bandMark, changeMark, sparkline } from '../parts.ts';
import { freshText, sourceCounts } from '../source-rows.ts';
import type { Visit } from '../visit.ts';

const NEWEST = 10;
const WEEK = 7;
const LOUD: readonly Band[] = ['severe', 'high', 'elevated', 'watch'];

/** Companies by score, the newest notices, and how the sources are doing. */
export const overview: Page = {
  path: '/',
  async render(visit, deps) {
    const { words } = visit;
    const all = visit.query('all') === '1';
    const [board, notices, counts, watching] = await Promise.all([
      visit.past ? deps.boards.at(visit.at) : deps.boards.now(),
      deps.store.browse.notices({ actionsOnly: true, ...visit.asThen, limit: NEWEST, offset: 0 }),
      sourceCounts(deps, visit),
      watchingOf(deps.store, deps.clock.now()),
    ]);
    const ended = endedOn(deps.knowledge, watching);
    const warning =
      ended === null ? '' : html`<p class="warn">${words.oldRecord(dayText(ended, visit.language))}</p>`;
    const first = visit.past || notices.length > 0 ? '' : firstDay(deps, visit, watching);
    const fresh =
      deps.setUp !== null && visit.onThisMachine && (await deps.setUp.state()).fresh
        ? html`<p class="past">${words.setUp.first} <a href="${visit.href('/setup')}">${words.setUp.open}</a></p>`
        : '';
    const rows = board.rows.filter(
      (row) => row.state !== 'no-data' && (all || row.score > 0 || row.openCases > 0),
    );
    const toggle = html`<p>${words.shown(rows.length, board.rows.length)}${words.stop}<a href="${visit.href('/', { all: all ? null : 1 })}">${
      all ? words.onlyTouched : words.everyCompany(board.rows.length)
    }</a> · <a href="${visit.href('/companies.csv')}">${words.csv}</a></p>`;
    return {
      title: words.overview,
      atom: visit.href('/feeds/all.atom'),
      body: html`${warning}${first}${fresh}${tally(board.rows, visit)}${section('companies', words.companies, html`${toggle}${companyTable(rows, visit)}`)}${section(
        'newest',
        words.newest,
        html`${noticeTable(words.newest, notices, deps, visit)}<p><a href="${visit.href('/notices')}">${words.allNotices}</a> · <a href="${visit.href('/feeds/all.atom')}">${words.atom}</a></p>`,
      )}${section(
        'sources',
        words.freshness,
        html`<p>${freshText(counts, visit)}${words.stop}<a href="${visit.href('/coverage')}">${words.coverage}</a></p>`,
      )}`,
    };
  },
};

/** How far the watch has come, until the first notices are read. */
function firstDay(deps: WebDeps, visit: Visit, { since, seen }: Watching): Html {
  const { language, words } = visit;
  const on = deps.sources.filter(({ source }) => source.enabled).length;
  const record = recordEnd(deps.knowledge.catalog.history);
  const from = since === null ? null : moment(since, 'Asia/Shanghai', language);
  const to = record === null ? '–' : dayText(record, language);
  return html`<p class="past" role="status">${words.firstDay(from, seen.size, on, to)}</p>`;
}

/** The state of things in five figures: companies by band, and deadlines of the week. */
function tally(rows: readonly BoardRow[], visit: Visit): Html {
  const { words } = visit;
  const bands = localeOf(visit.language).bands;
  const soon = rows
    .flatMap((row) => row.deadlines)
    .filter((one) => one.date >= visit.day && daysBetween(visit.day, one.date) <= WEEK);
  return html`<ul class="tally">${LOUD.map(
    (band) =>
      html`<li class="${band}"><strong>${rows.filter((row) => row.band === band).length}</strong> ${bands[band]}</li>`,
  )}<li><strong>${soon.length}</strong> <a href="${visit.href('/deadlines')}">${words.dueThisWeek}</a></li></ul>`;
}

function companyTable(rows: readonly BoardRow[], visit: Visit): Html {
  const { words } = visit;
  if (rows.length === 0) return html`<p class="quiet">${words.none}</p>`;
  return table(
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
    rows.map((row) => [
      html`<a href="${visit.href(`/company/${row.company.id}`)}">${shortName(row.company, visit.language)}</a>${row.tickers.length === 0 ? '' : html`<br><small class="quiet">${row.tickers.join(', ')}</small>`}`,
      row.state === 'acts' ? points(row.score) : '',
      row.state === 'acts' ? bandMark(row.band, visit) : words.noActs,
      sparkline(row, visit),
      changeMark(row.change30),
      points(row.peak),
      row.openCases === 0 ? '' : row.openCases,
      nextOf(row, visit),
    ]),
  );
}

function nextOf(row: BoardRow, visit: Visit): string {
  const next = row.deadlines
    .map((one) => one.date)
    .filter((date) => date >= visit.day)
    .toSorted()[0];
  if (next === undefined) return '';
  return `${dayText(next, visit.language)} (${visit.words.daysLeft(daysBetween(visit.day, next))})`;
}
