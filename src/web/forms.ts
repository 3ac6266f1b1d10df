import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { decideReview } from '../ask/decide-review.ts';
import { listed, SECRETS, type SetUp, type SetUpAnswers } from '../ask/set-up.ts';
import type { WebDeps } from './deps.ts';
import { html } from './html.ts';
import type { Shown } from './page.ts';
import { showSetUp } from './pages/set-up.ts';
import { type Guarded, giveCookie, isOwnForm } from './security/guard.ts';
import type { Sessions } from './security/session.ts';
import type { Visit } from './visit.ts';

interface FormDeps {
  readonly deps: WebDeps;
  readonly sessions: Sessions;
  readonly visitOf: (c: Context<Guarded>) => Visit;
  readonly show: (c: Context<Guarded>, visit: Visit, shown: Shown) => Response | Promise<Response>;
}

const MOST_BYTES = 32_768;
const MOST_TEXT = 4_000;
const MOST_REVIEWS = 100_000;

/** The few things that a page can change: signing in and out, and deciding a review. */
export function addForms(site: Hono<Guarded>, { deps, sessions, visitOf, show }: FormDeps): void {
  site.use(bodyLimit({ maxSize: MOST_BYTES }));
  const form = async (c: Context<Guarded>) => {
    const sent = await c.req.parseBody({ all: true }).catch(() => ({}) as Record<string, unknown>);
    const all = (name: string) => [sent[name]].flat().filter((one) => typeof one === 'string');
    const text = (name: string) => (all(name)[0] ?? '').slice(0, MOST_TEXT);
    return { own: isOwnForm(c, text('csrf'), sessions), text, all };
  };
  const stale = (c: Context<Guarded>, visit: Visit) =>
    show(c, visit, {
      title: visit.words.problem,
      status: 400,
      body: html`<p role="alert">${visit.words.badForm}</p>`,
    });

  site.get('/login', (c) => {
    const visit = visitOf(c);
    return show(c, visit, signIn(visit, null));
  });
  site.post('/login', async (c) => {
    const visit = visitOf(c);
    const { own, text } = await form(c);
    if (!own) return stale(c, visit);
    if (!sessions.isToken(text('token').trim())) return show(c, visit, signIn(visit, visit.words.wrongToken));
    giveCookie(c, sessions.issue('in', deps.clock.now()), deps.access);
    return c.redirect(localPath(text('next')), 303);
  });
  site.post('/logout', async (c) => {
    const { own } = await form(c);
    if (!own) return stale(c, visitOf(c));
    giveCookie(c, sessions.issue('out', deps.clock.now()), deps.access);
    return c.redirect('/login', 303);
  });
  site.post('/setup', async (c) => {
    const visit = visitOf(c);
    const { own, text, all } = await form(c);
    if (!own) return stale(c, visit);
    if (deps.setUp === null || !visit.onThisMachine) return show(c, visit, await showSetUp(null, visit));
    const saved = await deps.setUp.save(await answersOf(text, all, deps.setUp));
    const to = saved.ok && text('test') === 'new' ? saved.address : null;
    const done = to === null ? null : await deps.setUp.test(to);
    const test = to === null || done === null ? {} : { test: { to, done } };
    return show(
      c,
      visit,
      await showSetUp(deps.setUp, visit, { saved, ...test }, saved.ok ? undefined : text('watchlist')),
    );
  });
  site.post('/setup/test', async (c) => {
    const visit = visitOf(c);
    const { own, text } = await form(c);
    if (!own) return stale(c, visit);
    if (deps.setUp === null || !visit.onThisMachine) return show(c, visit, await showSetUp(null, visit));
    const to = text('test');
    const done = await deps.setUp.test(to);
    return show(c, visit, await showSetUp(deps.setUp, visit, done === null ? {} : { test: { to, done } }));
  });
  site.post('/reviews', async (c) => {
    const visit = visitOf(c);
    const { own, text } = await form(c);
    if (!own) return stale(c, visit);
    const because = visit.past ? visit.words.reviewPast : await decide(text, visit, deps);
    if (because === null) return c.redirect(visit.href('/reviews', { saved: 1 }), 303);
    return show(c, visit, {
      title: visit.words.problem,
      status: 409,
      body: html`<p role="alert">${because}</p><p><a href="${visit.href('/reviews')}">${visit.words.reviews}</a></p>`,
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
async function decide(text: (name: string) => string, visit: Visit, deps: WebDeps): Promise<string | null> {
  const open = await deps.store.reviews({ open: true, limit: MOST_REVIEWS });
  const review = open.find((one) => one.id === text('id'));
  const verdict = text('verdict');
  if (review === undefined || (verdict !== 'accepted' && verdict !== 'rejected'))
    return visit.words.notFoundText;
  const said = { verdict, company: text('company'), by: text('by'), because: text('because') } as const;
  const done = await decideReview(deps, review, said, visit.now);
  if (done.ok) return null;
  const sentence = visit.words.refusals[done.why];
  const names = done.candidates.map((one) => one.name).join(', ');
  return sentence === undefined ? done.because : sentence(names);
}

function signIn(visit: Visit, wrong: string | null): Shown {
  const { words } = visit;
  return {
    title: words.signIn,
    ...(wrong === null ? {} : { status: 400 as const }),
    body: html`${wrong === null ? '' : html`<p role="alert" class="failing">${wrong}</p>`}<form class="login" action="/login" method="post"><input type="hidden" name="csrf" value="${visit.csrf}"><input type="hidden" name="next" value="${localPath(visit.query('next'))}"><p><label for="token">${words.token}</label> <input id="token" name="token" type="password" required autocomplete="current-password" aria-describedby="token-hint"> <small id="token-hint" class="quiet">${words.tokenHint}</small></p><button>${words.signIn}</button></form>`,
  };
}

/** A path of this site; anything else leads to the first page. */
function localPath(path: string): string {
  return /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : '/';
}
