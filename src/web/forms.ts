import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { decideReview } from '../ask/decide-review.ts';
import { listed, SECRETS, type SetUp, type SetUpAnswers } from '../ask/set-up.ts';
import { saveWatchlist, watchlistOf } from '../ask/watchlist.ts';
import type { CompanyId } from '../domain/ids.ts';
import { sentence } from '../present/sentence.ts';
import type { WebDeps } from './deps.ts';
import { html } from './html.ts';
import type { Shown } from './page.ts';
import { showSetUp } from './pages/set-up.ts';
import { companiesIn, editForm } from './pages/watchlist.ts';
import type { RequestContext } from './request-context.ts';
import { type Guarded, giveCookie, isOwnForm } from './security/guard.ts';
import type { Sessions } from './security/session.ts';

interface FormDeps {
  readonly deps: WebDeps;
  readonly sessions: Sessions;
  readonly contextOf: (c: Context<Guarded>) => RequestContext;
  readonly show: (c: Context<Guarded>, context: RequestContext, shown: Shown) => Response | Promise<Response>;
}

const MOST_BYTES = 32_768;
const MOST_TEXT = 4_000;
const MOST_REVIEWS = 100_000;

/** The few things that a page can change: signing in and out, and deciding a review. */
export function addForms(site: Hono<Guarded>, { deps, sessions, contextOf, show }: FormDeps): void {
  site.use(bodyLimit({ maxSize: MOST_BYTES }));
  const form = async (c: Context<Guarded>) => {
    const sent = await c.req.parseBody({ all: true }).catch(() => ({}) as Record<string, unknown>);
    const all = (name: string) => [sent[name]].flat().filter((one) => typeof one === 'string');
    const text = (name: string) => (all(name)[0] ?? '').slice(0, MOST_TEXT);
    return { own: isOwnForm(c, text('csrf'), sessions), text, all };
  };
  const stale = (c: Context<Guarded>, context: RequestContext) =>
    show(c, context, {
      title: context.words.problem,
      status: 400,
      body: html`<p role="alert">${context.words.badForm}</p>`,
    });

  site.get('/login', (c) => {
    const context = contextOf(c);
    return show(c, context, signIn(context, null));
  });
  site.post('/login', async (c) => {
    const context = contextOf(c);
    const { own, text } = await form(c);
    if (!own) return stale(c, context);
    if (!sessions.isToken(text('token').trim()))
      return show(c, context, signIn(context, context.words.wrongToken));
    giveCookie(c, sessions.issue('in', deps.clock.now()), deps.access);
    return c.redirect(localPath(text('next')), 303);
  });
  site.post('/logout', async (c) => {
    const { own } = await form(c);
    if (!own) return stale(c, contextOf(c));
    giveCookie(c, sessions.issue('out', deps.clock.now()), deps.access);
    return c.redirect('/login', 303);
  });
  site.post('/setup', async (c) => {
    const context = contextOf(c);
    const { own, text, all } = await form(c);
    if (!own) return stale(c, context);
    if (deps.setUp === null || !context.onThisMachine)
      return show(c, context, await showSetUp(null, context));
    const saved = await deps.setUp.save(await answersOf(text, all, deps.setUp));
    const to = saved.ok && text('test') === 'new' ? saved.address : null;
    const done = to === null ? null : await deps.setUp.test(to);
    const test = to === null || done === null ? {} : { test: { to, done } };
    return show(
      c,
      context,
      await showSetUp(deps.setUp, context, { saved, ...test }, saved.ok ? undefined : text('watchlist')),
    );
  });
  site.post('/setup/test', async (c) => {
    const context = contextOf(c);
    const { own, text } = await form(c);
    if (!own) return stale(c, context);
    if (deps.setUp === null || !context.onThisMachine)
      return show(c, context, await showSetUp(null, context));
    const to = text('test');
    const done = await deps.setUp.test(to);
    return show(
      c,
      context,
      await showSetUp(deps.setUp, context, done === null ? {} : { test: { to, done } }),
    );
  });
  site.post('/watchlist', async (c) => {
    const context = contextOf(c);
    const { own, text } = await form(c);
    if (!own) return stale(c, context);
    const { token } = deps.access;
    const company = text('company') as CompanyId;
    if (company !== '') {
      if (!deps.knowledge.catalog.companies.has(company)) return c.notFound();
      const follows = new Set(await watchlistOf(deps.store, token)).add(company);
      if (text('follow') === '0') follows.delete(company);
      await saveWatchlist(deps.store, token, follows);
      return c.redirect(context.href(`/company/${company}`), 303);
    }
    const { found, unknown } = companiesIn(text('companies'), context, deps);
    if (unknown.length > 0)
      return show(c, context, {
        title: context.words.watchlist,
        status: 400,
        body: html`<p role="alert" class="trouble">${context.words.list.unknown(unknown.join(', '))}</p>${editForm([text('companies')], context)}`,
      });
    await saveWatchlist(deps.store, token, found);
    return c.redirect(context.href('/watchlist', { saved: 1 }), 303);
  });
  site.post('/reviews', async (c) => {
    const context = contextOf(c);
    const { own, text } = await form(c);
    if (!own) return stale(c, context);
    const because = context.past ? context.words.reviewPast : await decide(text, context, deps);
    if (because === null) return c.redirect(context.href('/reviews', { saved: 1 }), 303);
    return show(c, context, {
      title: context.words.problem,
      status: 409,
      body: html`<p role="alert">${because}</p><p><a href="${context.href('/reviews')}">${context.words.reviews}</a></p>`,
    });
  });
}

/** The form of the set-up page; what is empty there stays as it is, but for the watchlist. */
async function answersOf(
  text: (name: string) => string,
  all: (name: string) => readonly string[],
  steps: SetUp,
): Promise<SetUpAnswers> {
  const on = new Set(all('body'));
  const { bodies } = await steps.state();
  const to = text('to').trim();
  return {
    ...(to === '' ? {} : { address: `${text('way')}:${to}` }),
    watchlist: listed(text('watchlist')),
    language: text('language') === 'zh' ? 'zh' : 'en',
    timeZone: text('timeZone').trim(),
    secrets: Object.fromEntries(SECRETS.map((name) => [name, text(name).trim()])),
    mailFrom: text('mailFrom').trim(),
    bodiesOff: bodies.filter(({ id }) => !on.has(id)).map(({ id }) => id),
  };
}

/** Why nothing was decided; null = it was. */
async function decide(
  text: (name: string) => string,
  context: RequestContext,
  deps: WebDeps,
): Promise<string | null> {
  const open = await deps.store.reviews({ open: true, limit: MOST_REVIEWS });
  const review = open.find((one) => one.id === text('id'));
  const verdict = text('verdict');
  if (review === undefined || (verdict !== 'accepted' && verdict !== 'rejected'))
    return context.words.notFoundText;
  const said = { verdict, company: text('company'), by: text('by'), because: text('because') } as const;
  const done = await decideReview(deps, review, said, context.now);
  if (done.ok) return null;
  return sentence(done.because, context.language);
}

function signIn(context: RequestContext, wrong: string | null): Shown {
  const { words } = context;
  return {
    title: words.signIn,
    ...(wrong === null ? {} : { status: 400 as const }),
    body: html`${wrong === null ? '' : html`<p role="alert" class="failing">${wrong}</p>`}<form class="login" action="/login" method="post"><input type="hidden" name="csrf" value="${context.csrf}"><input type="hidden" name="next" value="${localPath(context.query('next'))}"><p><label for="token">${words.token}</label> <input id="token" name="token" type="password" required autocomplete="current-password" aria-describedby="token-hint"> <small id="token-hint" class="quiet">${words.tokenHint}</small></p><button>${words.signIn}</button></form>`,
  };
}

/** A path of this site; anything else leads to the first page. */
function localPath(path: string): string {
  return /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : '/';
}
