import { oneCompany } from '../../../answers/queries/find-company.ts';
import { type InboxEntry, type InboxQuery, inboxOf } from '../../../answers/queries/inbox.ts';
import { kindName } from '../../../answers/queries/kinds.ts';
import { addressText } from '../../../answers/queries/workspace-rows.ts';
import { points } from '../../../base/i18n/words.ts';
import type { AlertId } from '../../../domain/ids.ts';
import { MeasureGroup } from '../../../domain/measures.ts';
import { type AlertMark, Verdict } from '../../../domain/workspace.ts';
import { type Html, hidden, html, type PagePart, quiet, select } from '../html.ts';
import { missing, type SentForm, type WebPage } from '../page.ts';
import { type RequestContext, wordFor } from '../request-context.ts';

/** Alerts that one form marks as read. */
const MOST_READ = 100;
const MOST_NOTE = 1_000;

/** Alerts sent to the workspace: their grade, readers and feedback. */
export const inbox: WebPage = {
  path: '/inbox',
  async render(context) {
    const { words, rows, deps } = context;
    const lists = await rows.watchlists();
    const choices = lists.map(({ id, name }) => [id, name] as const);
    const page = { ...context.asThen, ...context.pageQuery };
    const filter = await filterOf(context);
    const found = await inboxOf(rows, deps.store, { ...filter, ...page });
    const { rows: entries, nav } = context.paged(found);
    const unread = entries.filter(({ own }) => own === null);
    return {
      title: words.inbox.title,
      body: [
        context.query('saved') === '1'
          ? html`<p role="status" class="saved">${words.inbox.saved}</p>`
          : '',
        html`<p>${words.inbox.says}</p>`,
        filterForm(choices, context),
        unread.length > 0 && !context.past ? readForm(unread, context) : '',
        entries.length === 0 ? quiet(words.inbox.none) : entries.map((one) => entry(one, context)),
        nav,
      ],
    };
  },
  posts: {
    '/inbox': (sent, context) => (sent.all('read').length > 0 ? markRead : judge)(sent, context),
  },
  postedBy: 'reader',
};

/** The filter in the address; an unknown company finds nothing. */
async function filterOf({
  query,
  rows,
  deps,
  day,
}: RequestContext): Promise<Omit<InboxQuery, 'limit'>> {
  const typed = query('company');
  const list = query('list');
  const kind = MeasureGroup.options.find((option) => option === query('kind'));
  const { companies: known } = deps.knowledge.catalog;
  const meant = typed === '' ? null : oneCompany(typed, day, deps.find, known);
  const unknown = meant?.found === false ? [] : null;
  const named = meant?.found ? [meant.company.id] : unknown;
  const followed = list === '' ? null : [...(await rows.followed(list))];
  const companies =
    named === null ? followed : named.filter((id) => followed?.includes(id) ?? true);
  return { kind, unread: query('unread') === '1', ...(companies === null ? {} : { companies }) };
}

function filterForm(
  lists: readonly (readonly [string, string])[],
  { words, query, linkParams, language }: RequestContext,
): Html {
  const { inbox: own } = words;
  const kinds = MeasureGroup.options.map((id) => [id, kindName(id, language)] as const);
  const all = ['', words.list.any] as const;
  const byList = html`
    <p><label for="list">${words.watchlist}</label> 
    ${select('list', 'list', [all, ...lists], query('list'))}</p>
  `;
  return html`
    <div class="filter">
      <form action="/inbox" method="get">
        ${hidden(linkParams)}<p><label for="company">${words.company}</label> 
        <input id="company" name="company" value="${query('company')}"></p>
        ${lists.length === 0 ? '' : byList}<p><label for="kind">${own.kind}</label> 
        ${select('kind', 'kind', [all, ...kinds], query('kind'))}</p><p>
        <label for="unread">${own.which}</label> 
        ${select('unread', 'unread', [all, ['1', own.unread]], query('unread'))}</p><p>
        <button>${words.show}</button></p>
      </form>
    </div>
  `;
}

function readForm(unread: readonly InboxEntry[], { words, href }: RequestContext): Html {
  return html`
    <form action="${href('/inbox')}" method="post">
      ${unread.map(({ alert }) => html`<input type="hidden" name="read" value="${alert.id}">`)}
      <button>${words.inbox.markRead}</button>
    </form>
  `;
}

/** One alert: when, how sure, what moved, to whom, what corrects it, and what people made of it. */
function entry(row: InboxEntry, context: RequestContext): Html {
  const { words, rows, moment, say } = context;
  const { alert, own, sent, marks } = row;
  const id = `a-${alert.id.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
  const at = Math.min(...sent.map(({ settledAt, createdAt }) => settledAt ?? createdAt));
  const receivers = sent.map(({ address, state, settledAt, workspace }) => {
    const when = settledAt === null ? '' : ` ${moment(settledAt)}`;
    const whose =
      rows.viewer.sees === 'all' && workspace !== null
        ? ` (${wordFor(words.workspace.names, workspace)})`
        : '';
    return html`<code>${addressText(address)}</code>${whose} <span class="quiet">${words.states[state]}${when}</span>`;
  });
  const notes = marks.filter(({ note, verdict }) => note !== '' || verdict !== null);
  return html`
    <article class="alert ${own === null ? 'unread' : 'read'}" aria-labelledby="${id}">
      <p class="quiet"><time datetime="${new Date(at).toISOString()}">${moment(at)}</time>
      ${marksOf(row, context)}</p>
      <h2 id="${id}">${headline(row, context)}</h2>
      ${about(row, context)}
      <details>
        <summary>${say('inbox.sentTo', { n: sent.length })}</summary>${context.list(receivers)}
      </details>
      ${corrections(row, context)}${notes.map((mark) => shownMark(mark, context))}
      ${context.past ? '' : judgeForm(row, id, context)}
    </article>
  `;
}

/** How sure it was, why it was sent, and whether it was read. */
function marksOf({ grade, alert, own }: InboxEntry, { words }: RequestContext): PagePart {
  const { inbox: texts } = words;
  return [
    grade === null ? '' : html` · <span class="grade ${grade}">${texts.grades[grade]}</span>`,
    ` · ${wordFor(texts.reasons, alert.alertReason)}`,
    own === null ? html` · <strong>${texts.unread}</strong>` : '',
  ];
}

/** The companies that moved, or the title where none did. */
function headline(
  { alert, signals, companies, notice }: InboxEntry,
  context: RequestContext,
): PagePart {
  const { comma, companyLink, words } = context;
  const moved = signals.map(
    ({ company, before, after }) =>
      html`${companyLink(company)} <span class="n">${points(before)} → ${points(after)}</span>`,
  );
  const named = moved.length > 0 ? moved : companies.map((id) => html`${companyLink(id)}`);
  if (named.length === 0 && notice !== null) return html`${notice.title}`;
  if (named.length === 0)
    return html`${alert.note === undefined ? words.inbox.watch : words.inbox.morningNote}`;
  return named.map((part, n) => html`${n === 0 ? '' : comma}${part}`);
}

function about({ notice, kinds }: InboxEntry, context: RequestContext): Html | '' {
  if (notice === null) return '';
  const { language, link, regulatorLink } = context;
  const body = notice.regulator === null ? '' : html`${regulatorLink(notice.regulator.value)} · `;
  const what = kinds.map((kind) => kindName(kind, language)).filter(Boolean);
  return html`<p>${body}${link(`/notice/${notice.id}`, notice.title)}${what.length === 0 ? '' : html` <span class="quiet">${context.namesText(what)}</span>`}</p>`;
}

function corrections({ corrections: later }: InboxEntry, context: RequestContext): Html | '' {
  if (later.length === 0) return '';
  const { words, moment, link } = context;
  const lines = later.map(({ createdAt, notice }) => {
    const text = `${words.inbox.corrected} ${moment(createdAt)}`;
    return html`<li>${notice === null ? text : link(`/notice/${notice}`, text)}</li>`;
  });
  return html`<ul class="corrections">${lines}</ul>`;
}

function shownMark({ by, verdict, note, at }: AlertMark, { words, moment }: RequestContext): Html {
  const said = [verdict === null ? '' : words.inbox.verdicts[verdict], note].filter(Boolean);
  return html`<p class="note">${said.join(words.colon)} <span class="quiet">${by}, ${moment(at)}</span></p>`;
}

/** What the viewer makes of it; sending it again writes over what they said before. */
function judgeForm({ alert, own }: InboxEntry, id: string, context: RequestContext): Html {
  const { inbox: texts } = context.words;
  const box = (verdict: Verdict) => html`
    <label><input type="radio" name="verdict" value="${verdict}"${own?.verdict === verdict ? html` checked` : ''}> 
    ${texts.verdicts[verdict]}</label> 
  `;
  return html`
    <details>
      <summary>${texts.judge}</summary>
      <form class="judge" action="${context.href('/inbox')}" method="post">
        ${hidden({ alert: alert.id })}
        <fieldset><legend>${texts.verdict}</legend>${Verdict.options.map(box)}</fieldset>
        <p><label for="${id}-note">${texts.note}</label> 
        <input id="${id}-note" name="note" maxlength="${MOST_NOTE}" value="${own?.note ?? ''}"></p>
        <button>${texts.save}</button>
      </form>
    </details>
  `;
}

async function markRead(sent: SentForm, { rows, href }: RequestContext) {
  for (const id of sent.all('read').slice(0, MOST_READ)) await rows.mark(id as AlertId, {});
  return { redirect: href('/inbox', { saved: 1 }) };
}

/** A verdict and a note; "wrong" also asks the operator. */
async function judge(sent: SentForm, context: RequestContext) {
  const { rows, href } = context;
  const alert = sent.text('alert') as AlertId;
  const verdict = Verdict.options.find((option) => option === sent.text('verdict')) ?? null;
  const note = sent.text('note').trim().slice(0, MOST_NOTE);
  if (!(await rows.mark(alert, { verdict, note }))) return missing(context);
  if (verdict === 'wrong') await rows.question(alert, note);
  return { redirect: href('/inbox', { saved: 1 }) };
}
