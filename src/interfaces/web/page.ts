import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { LOCALES } from '../../base/i18n/locale.ts';
import type { Language } from '../../base/i18n/words.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { Viewer } from '../../domain/workspace.ts';
import { type Html, hidden, html, langOf, type PagePart } from './html.ts';
import type { RequestContext } from './request-context.ts';
import type { Guarded } from './security.ts';

/** Content of a page; `status` 404 where its subject does not exist. */
export interface Shown {
  readonly title: string;
  /** Language of the title where it is quoted. */
  readonly titleIn?: Language;
  readonly body: PagePart;
  readonly status?: 200 | 400 | 403 | 404 | 409;
  /** Feed that belongs to the page. */
  readonly atom?: string;
  /**
   * Whether a chart shows its values under the pointer; the page says everything without the
   * script.
   */
  readonly chart?: boolean;
  /** Picture for link previews. */
  readonly picture?: string;
}

type Answered = Shown | { readonly redirect: string };
type PageAnswer = Promise<Answered>;

/** Fields of a form; '' and [] where it has no such field. */
export type SentForm = Awaited<ReturnType<typeof formOf>>;

/** One page and what its forms change. */
export interface WebPage {
  /** `/company/:id` */
  readonly path: string;
  render(context: RequestContext): PageAnswer;
  /** Least role to see the page; absent = every signed-in user. */
  readonly seenBy?: Viewer['role'];
  /** Actions of forms, by path. */
  readonly posts?: Readonly<
    Record<string, (sent: SentForm, context: RequestContext) => PageAnswer>
  >;
  /** Least role to send its forms; absent = an editor of the workspace. */
  readonly postedBy?: Viewer['role'];
}

/** Sends a page in its frame, or leads to another. */
export async function answer(c: Context<Guarded>, shown: Answered): Promise<Response> {
  if ('redirect' in shown) return c.redirect(shown.redirect, 303);
  return c.html(await layout(shown, c.get('context')), shown.status ?? 200);
}

/** The page for a missing subject. */
export function missing(context: RequestContext, because?: Html | string): Shown {
  const { notFound, notFoundText, overview } = context.words;
  const body = html`<p>${because ?? notFoundText}</p><p>${context.link('/', overview)}</p>`;
  return { title: notFound, status: 404, body };
}

/** Page for a viewer without the role for it. */
export function forbidden({ words }: RequestContext): Shown {
  const body = html`<p role="alert">${words.workspace.forbidden}</p>`;
  return { title: words.problem, status: 403, body };
}

/** A page that says why a page or form is refused. */
export function problem({ words }: RequestContext, text: string, status: 400 | 409 = 400): Shown {
  return { title: words.problem, status, body: html`<p role="alert">${text}</p>` };
}

/** Pages by the message that names them, which is their path as well; `overview` is the first. */
const NAV = ['overview', 'watchlist', 'inbox', 'book', 'notices', 'deadlines'] as const;
/** Less frequent pages, in a menu, so that the header is one row. */
const MORE = ['sectors', 'regulators', 'unconfirmed', 'legend'] as const;
/** Pages for the operator, in a separate menu. */
const OPERATION = [
  'workspace',
  'subscriptions',
  'coverage',
  'reviews',
  'deliveries',
  'study',
] as const;

/**
 * The frame of every page: works without a script, and the keyboard reaches everything in reading
 * order.
 */
function layout(shown: Shown, context: RequestContext): Html {
  const { words, language } = context;
  return html`
    <!doctype html>
    <html lang="${langOf(language)}">
      <head>${headOf(shown, context)}</head>
      <body>
        <a class="skip" href="#content">${words.skip}</a>
        <header>
          <div class="bar">
            <a class="brand" href="${context.href('/')}">Tocsin</a>
            ${searchForm(context)}
            <input class="sr unfold" type="checkbox" id="menu">
            <label class="unfold-label" for="menu">${words.menu}</label>
            <div class="folded">
              ${navigation(context)}${dayForm(context)}${otherLanguages(context)}${signOut(context)}
            </div>
          </div>
        </header>
        ${pastDayNotice(context)}
        <main id="content" tabindex="-1">
          <h1${inLanguage(shown)}>${shown.title}</h1>
          ${shown.body}
        </main>
        <footer><p>${context.locale.notAdvice} · Tocsin ${context.deps.version}</p></footer>
      </body>
    </html>
  `;
}

function headOf(shown: Shown, { origin }: RequestContext): Html {
  const title = `${shown.title} · Tocsin`;
  return html`
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title${inLanguage(shown)}>${title}</title>
    <link rel="stylesheet" href="/style.css">
    <script src="/search.js" defer></script>
    ${shown.chart === true ? html`<script src="/chart.js" defer></script>` : ''}
    <link rel="icon" href="/icon.svg" type="image/svg+xml">
    ${atomLink(shown)}
    <meta property="og:title" content="${title}">
    <meta property="og:type" content="website">
    ${shown.picture === undefined ? '' : html`<meta property="og:image" content="${origin}${shown.picture}">`}
  `;
}

const atomLink = ({ atom, title }: Shown): Html | string =>
  atom === undefined
    ? ''
    : html`<link rel="alternate" type="application/atom+xml" href="${atom}" title="${title}">`;

function navigation(context: RequestContext): Html {
  const { words } = context;
  const setUp = html`
    <li>
      <a href="${context.href('/setup')}"${here('/setup', context.path)}>${words.setUp.title}</a>
    </li>
  `;
  return html`
    <nav aria-label="${words.nav}">
      <ul>
        ${links(NAV, context)}
        ${menu(words.more, links(MORE, context))}
        ${menu(words.operation, [...links(operationOf(context), context), context.onThisMachine && context.rows.may('operator') ? setUp : ''])}
      </ul>
    </nav>
  `;
}

const menu = (title: string, pages: readonly (Html | string)[]): Html => html`
  <li>
    <details class="menu">
      <summary>${title}</summary>
      <ul>${pages}</ul>
    </details>
  </li>
`;

const signOut = ({ signedIn, words }: RequestContext): Html | string =>
  signedIn
    ? html`<form action="/logout" method="post"><button>${words.signOut}</button></form>`
    : '';

function searchForm({ words, path, query, linkParams, href }: RequestContext): Html {
  const asked = path === '/search' ? query('q') : '';
  return html`
    <form class="search" role="search" action="/search" method="get" data-suggest="${href('/suggest', { q: '' })}">
      <label class="sr" for="q">${words.searchLabel}</label>
      <input id="q" name="q" type="search" placeholder="${words.searchLabel}" value="${asked}">
      ${hidden(linkParams)}
      <button>${words.search}</button>
    </form>
  `;
}

function dayForm({ words, path, day, query, requested }: RequestContext): Html {
  return html`
    <form class="at" action="${path}" method="get">
      <label for="at">${words.asOf}</label>
      <input id="at" name="at" type="date" value="${day}">
      ${hidden({ ...requested, lang: query('lang') })}
      <button>${words.show}</button>
    </form>
  `;
}

/** Says that a past day is shown, with the link to today. */
const pastDayNotice = ({
  past,
  say,
  date,
  day,
  href,
  path,
  words,
}: RequestContext): Html | string =>
  past
    ? html`
      <p class="past" role="status">${say('pastDay', { day: date(day) })} <a
        href="${href(path, { at: null })}">${words.today}</a></p>
    `
    : '';

/** Links to the same page in every other language. */
function otherLanguages({ language, href, path, requested }: RequestContext): Html[] {
  return LANGUAGES.filter((other) => other !== language).map(
    (other) =>
      html`
        <a class="lang" hreflang="${langOf(other)}" lang="${langOf(other)}" href="${href(path, { ...requested, lang: other })}">
        ${LOCALES[other].name}</a>
      `,
  );
}

function inLanguage({ titleIn }: Shown): Html | string {
  return titleIn === undefined ? '' : html` lang="${langOf(titleIn)}"`;
}

type Listed = (typeof NAV | typeof MORE | typeof OPERATION)[number];

/** Title of a page in the menu. */
function titleOf(name: Listed, { words }: RequestContext): string {
  const word = words[name];
  if (typeof word === 'string') return word;
  return 'menu' in word ? word.menu : word.title;
}

/** Feedback on alerts is for the operator only. */
const operationOf = ({ rows }: RequestContext) =>
  OPERATION.filter((name) => name !== 'reviews' || rows.may('operator'));

function links(all: readonly Listed[], context: RequestContext): Html[] {
  return all.map((name) => {
    const path = name === 'overview' ? '/' : `/${name}`;
    return html`
      <li>
        <a href="${context.href(path)}"${here(path, context.path)}>${titleOf(name, context)}</a>
      </li>
    `;
  });
}

function here(path: string, at: string): Html | string {
  const inside =
    path !== '/' && (at.startsWith(`${path.replace(/s$/, '')}/`) || at.startsWith(`${path}/`));
  return at === path || inside ? html` aria-current="page"` : '';
}

const MOST_BYTES = 32_768;
const MOST_TEXT = 4_000;

/** Routes the forms of `pages` for users with the role. */
export function addForms(site: Hono<Guarded>, pages: readonly WebPage[]): void {
  site.use(bodyLimit({ maxSize: MOST_BYTES }));
  for (const { posts = {}, postedBy = 'editor', seenBy = 'reader' } of pages)
    for (const [path, change] of Object.entries(posts))
      site.post(path, async (c) => {
        const context = c.get('context');
        const may = context.rows.may(postedBy) && context.rows.may(seenBy);
        return answer(c, may ? await change(await formOf(c), context) : forbidden(context));
      });
}

export async function formOf(c: Context) {
  const sent = await c.req.parseBody({ all: true }).catch(() => ({}) as Record<string, unknown>);
  const all = (name: string, most = MOST_TEXT) =>
    [sent[name]]
      .flat()
      .filter((one) => typeof one === 'string')
      .map((one) => one.slice(0, most));
  return {
    all: (name: string) => all(name),
    text: (name: string) => all(name)[0] ?? '',
    /** A pasted list, as far as a form may be long. */
    long: (name: string) => all(name, MOST_BYTES)[0] ?? '',
  };
}
