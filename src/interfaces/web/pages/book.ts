import {
  type BookRow,
  type BookToday,
  bookOf,
  bookToday,
  holdingsOf,
  matchedHoldings,
} from '../../../answers/queries/book.ts';
import { idOfName } from '../../../answers/queries/membership.ts';
import { points } from '../../../base/i18n/words.ts';
import type { Watchlist } from '../../../domain/workspace.ts';
import { type Html, hidden, html, number, type PagePart, quiet } from '../html.ts';
import type { SentForm, WebPage } from '../page.ts';
import { bandMark, changeMark } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';

/** Limit for the names of unknown lines. */
const MOST_UNKNOWN = 20;
const percent = (share: number) => String(Math.round(share * 1_000) / 10);

/** A weighted book today: risk by exposure, changes, deadlines of the holdings. */
export const book: WebPage = {
  path: '/book',
  async render(context) {
    const { words, rows, deps, at, query } = context;
    const lists = await rows.watchlists();
    const chosen = bookOf(lists, query('list') || undefined);
    const workspace = await rows.workspace();
    const today =
      chosen === null ? null : await bookToday(chosen, deps, at, workspace?.zone ?? deps.timeZone);
    return {
      title: words.book.title,
      body: [
        query('saved') === '1' ? html`<p role="status" class="saved">${words.book.saved}</p>` : '',
        otherBooks(lists, chosen, context),
        today === null ? quiet(words.book.none) : shown(today, context),
        rows.may('editor') && !context.past ? editForm(chosen, context) : '',
      ],
    };
  },
  posts: { '/book': save },
};

function otherBooks(
  lists: readonly Watchlist[],
  chosen: Watchlist | null,
  { link }: RequestContext,
): Html | '' {
  const others = lists.filter(
    ({ id, holdings }) => id !== chosen?.id && holdings.some(({ weight }) => weight !== null),
  );
  if (others.length === 0) return '';
  return html`<ul class="chips">${others.map(({ id, name }) => html`<li>${link('/book', name, { list: id })}</li>`)}</ul>`;
}

function shown(today: BookToday, context: RequestContext): PagePart {
  const { say, words, section, moment } = context;
  const { book: texts } = words;
  const { score, before, known, rows, unknown, dayStart } = today;
  const moved = rows.filter(({ acts }) => acts.length > 0);
  const missing = unknown.reduce((sum, { share }) => sum + share, 0);
  const names = context.namesText(unknown.slice(0, MOST_UNKNOWN).map(({ typed }) => typed));
  const delta = score === null || before === null ? '' : changeMark(score - before);
  return [
    html`
      <p class="big"><span class="number">${score === null ? '–' : points(score)}</span> ${delta}
      </p><p>${today.list.name}${words.colon}${texts.score}${before === null ? '' : ` · ${points(before)} ${texts.before}`} · 
      ${say('book.lead', { known: percent(known) })}</p>
    `,
    unknown.length === 0
      ? ''
      : html`<p class="warn">${say('book.unknown', { names, share: percent(missing) })}</p>`,
    section(
      'changed',
      moved.length === 0
        ? quiet(say('book.noChange', { since: moment(dayStart) }))
        : context.list(moved.map((row) => movedText(row, context))),
      texts.change,
    ),
    section(
      'holdings',
      context.table(
        'holdings',
        rows.map((row) => cellsOf(row, context)),
        { heads: texts.heads, caption: texts.holdings },
      ),
      texts.holdings,
    ),
    section('book-deadlines', context.list(dueTexts(rows, context)), texts.deadlines),
  ];
}

const movedText = (
  { company, before, score, acts }: BookRow,
  context: RequestContext,
): Html => html`
  ${context.companyLink(company.id)} ${points(before ?? 0)} → ${points(score ?? 0)} 
  <span class="quiet">${context.namesText([...new Set(acts.map(({ regulator }) => context.regulatorName(regulator)))])}</span>
`;

function cellsOf(row: BookRow, context: RequestContext) {
  const { company, share, isShort, score, band, before, adds } = row;
  const { words } = context;
  return {
    company: context.companyLink(company.id),
    weight: number(`${percent(share)} %${isShort ? ` (${words.book.short})` : ''}`),
    score: number(score === null ? '' : points(score)),
    band: band === null ? words.noData : bandMark(band, band, context),
    today: number(score === null || before === null ? '' : changeMark(score - before)),
    adds: number(score === null ? '' : points(adds)),
  };
}

function dueTexts(rows: readonly BookRow[], context: RequestContext): Html[] {
  return rows
    .flatMap(({ company, deadlines }) => deadlines.map((due) => ({ ...due, company: company.id })))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .map(
      ({ date, company, regulator }) =>
        html`${context.date(date)} ${context.companyLink(company)} · ${context.regulatorName(regulator)}`,
    );
}

/** The book as text, to edit or to paste. */
function editForm(chosen: Watchlist | null, { words, href }: RequestContext): Html {
  const { book: texts } = words;
  const lines = (chosen?.holdings ?? []).map(({ typed, weight }) =>
    weight === null ? typed : `${typed}, ${weight}`,
  );
  const remove = html` <button name="remove" value="1" formnovalidate>${texts.remove}</button>`;
  return html`
    <section><h2>${texts.edit}</h2>
    <form class="setup" action="${href('/book')}" method="post">
      ${hidden({ id: chosen?.id ?? '' })}<p><label for="book-name">${texts.name}</label> 
      <input id="book-name" name="name" maxlength="60" value="${chosen?.name ?? ''}" required></p>
      <p><label for="book-text">${texts.holdings}</label> 
      <textarea id="book-text" name="holdings" rows="8" aria-describedby="book-hint">${lines.join('\n')}</textarea>
      </p><p id="book-hint" class="quiet">${texts.editHint}</p>
      <p class="send"><button>${texts.save}</button>${chosen === null ? '' : remove}</p>
    </form></section>
  `;
}

/** Every line is saved; an unknown one is shown as such. */
async function save({ text, long }: SentForm, context: RequestContext) {
  const { rows, deps, day, href } = context;
  const id = text('id');
  if (text('remove') === '1') {
    await rows.removeWatchlist(id);
    return { redirect: href('/book', { saved: 1 }) };
  }
  const name = text('name').trim().slice(0, 60) || 'Book';
  const holdings = matchedHoldings(holdingsOf(long('holdings')), day, deps);
  const list = { id: id || (idOfName(name) ?? 'book'), name };
  await rows.saveWatchlist(list, holdings);
  return { redirect: href('/book', { saved: 1, list: list.id }) };
}
