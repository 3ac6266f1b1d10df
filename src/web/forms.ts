import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { hidden, html } from './html.ts';
import { answer, type SentForm, type Shown, type WebPage } from './page.ts';
import type { RequestContext } from './request-context.ts';
import type { Guarded } from './security/guard.ts';
import type { Sessions } from './security/session.ts';

const MOST_BYTES = 32_768;
const MOST_TEXT = 4_000;

/** The few things that a page can change: what the forms of `pages` send, signing in and signing out. */
export function addForms(site: Hono<Guarded>, pages: readonly WebPage[], sessions: Sessions): void {
  site.use(bodyLimit({ maxSize: MOST_BYTES }));
  for (const [path, change] of pages.flatMap((page) => Object.entries(page.posts ?? {})))
    site.post(path, async (c) => answer(c, await change(await formOf(c), c.get('context'))));
  site.get('/login', (c) => answer(c, signIn(c.get('context'), null)));
  site.post('/login', async (c) => {
    const context = c.get('context');
    const { text } = await formOf(c);
    if (!(await sessions.isToken(text('token').trim())))
      return answer(c, signIn(context, context.words.wrongToken));
    await sessions.begin(c);
    return c.redirect(localPath(text('next')), 303);
  });
  site.post('/logout', (c) => {
    sessions.end(c);
    return c.redirect('/login', 303);
  });
}

async function formOf(c: Context): Promise<SentForm> {
  const sent = await c.req.parseBody({ all: true }).catch(() => ({}) as Record<string, unknown>);
  const all = (name: string) =>
    [sent[name]]
      .flat()
      .filter((one) => typeof one === 'string')
      .map((one) => one.slice(0, MOST_TEXT));
  return { all, text: (name) => all(name)[0] ?? '' };
}

function signIn({ words, query }: RequestContext, wrong: string | null): Shown {
  return {
    title: words.signIn,
    status: wrong === null ? 200 : 400,
    body: html`${wrong === null ? '' : html`<p role="alert" class="failing">${wrong}</p>`}<form class="login" action="/login" method="post">${hidden({ next: localPath(query('next')) })}<p><label for="token">${words.token}</label> <input id="token" name="token" type="password" required autocomplete="current-password" aria-describedby="token-hint"> <small id="token-hint" class="quiet">${words.tokenHint}</small></p><button>${words.signIn}</button></form>`,
  };
}

/** A path of this site; anything else leads to the first page. */
function localPath(path: string): string {
  return /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : '/';
}
