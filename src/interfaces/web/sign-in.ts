import type { Context, Hono } from 'hono';
import { LINK_MINUTES, typedAddress } from '../../answers/queries/sign-in.ts';
import { WorkspaceId } from '../../domain/workspace.ts';
import { type Html, hidden, html } from './html.ts';
import { answer, formOf, missing, type Shown } from './page.ts';
import type { RequestContext } from './request-context.ts';
import { type Guarded, type RequestGate, type Sessions, tooMany } from './security.ts';

/** Signing in, by the token or by a link, and signing out. */
export function addSignIn(site: Hono<Guarded>, sessions: Sessions, gate: RequestGate): void {
  site.get('/login', (c) => answer(c, signInPage(c.get('context'), {})));
  site.post('/login', async (c) => {
    const context = c.get('context');
    const { text } = await formOf(c);
    if (!(await sessions.isToken(text('token').trim()))) {
      const wait = gate.failed(c);
      const wrong = { wrong: context.words.wrongToken };
      return wait > 0 ? tooMany(c, wait) : answer(c, signInPage(context, wrong));
    }
    gate.passed(c);
    await sessions.begin(c);
    return c.redirect(localPath(text('next')), 303);
  });
  site.post('/login/link', async (c) => {
    const context = c.get('context');
    const { text } = await formOf(c);
    // A request sends a message, so it is slowed down like a wrong token.
    const wait = gate.linkRequested(c);
    if (wait > 0) return tooMany(c, wait);
    void sendLinks(text('address'), context);
    return answer(c, signInPage(context, { sent: true }));
  });
  // A mail program that opens every link must not use it up: it is used by the button.
  site.get(`${LINK_PATH}/:secret`, async (c) => answer(c, await linkPage(c, gate)));
  site.post(`${LINK_PATH}/:secret`, async (c) => {
    const context = c.get('context');
    const { signIn } = context.deps;
    const agent = c.req.header('user-agent') ?? '';
    const begun = await signIn.enter(c.req.param('secret'), agent, context.now);
    if (begun === null) {
      const wait = gate.failed(c);
      return wait > 0 ? tooMany(c, wait) : answer(c, badLink(context));
    }
    gate.passed(c);
    sessions.beginMember(c, begun.secret, begun.session.endsAt);
    return c.redirect('/', 303);
  });
  site.post('/logout', async (c) => {
    await sessions.end(c);
    return c.redirect('/login', 303);
  });
  site.post('/workspace/choose', async (c) => {
    const context = c.get('context');
    if (!context.rows.may('operator')) return answer(c, missing(context));
    const chosen = WorkspaceId.safeParse((await formOf(c)).text('workspace'));
    sessions.choose(c, chosen.success ? chosen.data : null);
    return c.redirect(context.href('/workspace'), 303);
  });
}

/** Path of sign-in links; a link is the whole credential. */
export const LINK_PATH = '/in';

/** Not awaited by the request: the time it takes would reveal whether an address is known. */
async function sendLinks(typed: string, context: RequestContext): Promise<void> {
  const { signIn, sendLink, log } = context.deps;
  try {
    for (const { member, secret } of await signIn.linksFor(typedAddress(typed), context.now))
      await sendLink(member, `${context.origin}${LINK_PATH}/${secret}`);
  } catch (error) {
    log.error({ error: (error as Error).message }, 'a link to sign in could not be sent');
  }
}

function signInPage(
  { words, query, deps }: RequestContext,
  { wrong = null, sent = false }: { readonly wrong?: string | null; readonly sent?: boolean },
): Shown {
  const next = localPath(query('next'));
  const byToken = html`
    <form class="login" action="/login" method="post">
      ${hidden({ next })}<p><label for="token">${words.token}</label> 
      <input id="token" name="token" type="password" required autocomplete="current-password" aria-describedby="token-hint"> 
      <small id="token-hint" class="quiet">${words.tokenHint}</small></p><button>${words.signIn}
      </button>
    </form>
  `;
  return {
    title: words.signIn,
    status: wrong === null ? 200 : 400,
    body: [
      wrong === null ? '' : html`<p role="alert" class="failing">${wrong}</p>`,
      sent ? html`<p role="status" class="saved">${words.link.sent}</p>` : '',
      deps.access.token === null ? '' : byToken,
      byLink(words),
    ],
  };
}

const byLink = ({ link }: RequestContext['words']): Html => html`
  <section>
    <h2>${link.title}</h2>
    <form class="login" action="/login/link" method="post">
      <p><label for="address">${link.address}</label> 
      <input id="address" name="address" required autocomplete="email" aria-describedby="link-hint"> 
      <small id="link-hint" class="quiet">${link.hint}</small></p><button>${link.ask}</button>
    </form>
  </section>
`;

async function linkPage(c: Context<Guarded>, gate: RequestGate): Promise<Shown> {
  const context = c.get('context');
  const { words, deps, now } = context;
  const secret = c.req.param('secret') ?? '';
  if (!(await deps.signIn.isGood(secret, now))) {
    gate.failed(c);
    return badLink(context);
  }
  return {
    title: words.signIn,
    body: html`
      <p>${words.link.confirm}</p>
      <form action="${LINK_PATH}/${secret}" method="post"><button>${words.signIn}</button></form>
    `,
  };
}

function badLink({ words, say }: RequestContext): Shown {
  return {
    title: words.signIn,
    status: 400,
    body: html`
      <p role="alert" class="failing">${say('link.bad', { minutes: LINK_MINUTES })}</p>
      <p><a href="/login">${words.link.again}</a></p>
    `,
  };
}

/** A path of this site; anything else leads to the first page. */
export function localPath(path: string): string {
  return /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : '/';
}
