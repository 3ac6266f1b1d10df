import {
  listed,
  SECRETS,
  type SetUp,
  type SetUpAnswers,
  type SetUpDone,
  type SetUpState,
  setUpProblem,
  type TestDone,
} from '../../../answers/queries/set-up.ts';
import { Language } from '../../../domain/language.ts';
import { Theme } from '../../../domain/regulator.ts';
import { type Html, html, quiet, select } from '../html.ts';
import type { SentForm, Shown, WebPage } from '../page.ts';
import { type RequestContext, wordFor } from '../request-context.ts';

/** Result of a sent form. */
interface SetUpResult {
  readonly saved?: SetUpDone;
  readonly test?: { readonly to: string; readonly done: TestDone };
  readonly removed?: string;
  /** Watchlist that was not taken. */
  readonly typed?: string;
}

/** What a form does, for a browser on this machine alone. */
const onThisMachine =
  (change: (steps: SetUp, sent: SentForm) => Promise<SetUpResult>) =>
  async (sent: SentForm, context: RequestContext) => {
    const { setUp: steps } = context.deps;
    const may = steps !== null && context.onThisMachine;
    return show(context, may ? await change(steps, sent) : {});
  };

const testOf = async (steps: SetUp, to: string): Promise<SetUpResult> => {
  const done = await steps.test(to);
  return done === null ? {} : { test: { to, done } };
};

/** The first configuration on one form: channels, watchlist, language, time zone, sources. */
export const setUp: WebPage = {
  path: '/setup',
  seenBy: 'operator',
  render: (context) => show(context),
  posts: {
    '/setup': onThisMachine(async (steps, sent) => {
      const saved = await steps.save(await answersOf(sent, steps));
      const to = saved.ok && sent.text('test') === 'new' ? saved.address : null;
      const test = to === null ? {} : await testOf(steps, to);
      return { saved, ...test, ...(saved.ok ? {} : { typed: sent.text('watchlist') }) };
    }),
    '/setup/test': onThisMachine((steps, sent) => testOf(steps, sent.text('test'))),
    '/setup/remove': onThisMachine(async (steps, sent) => {
      const address = sent.text('remove');
      return (await steps.remove(address)) ? { removed: address } : {};
    }),
  },
};

/** The form of the set-up page; what is empty there stays as it is, but for the watchlist. */
async function answersOf({ text, all }: SentForm, steps: SetUp): Promise<SetUpAnswers> {
  const on = new Set(all('body'));
  const chosen = new Set(all('pack'));
  const { bodies } = await steps.state();
  const to = text('to').trim();
  return {
    ...(to === '' ? {} : { address: `${text('way')}:${to}` }),
    watchlist: listed(text('watchlist')),
    language: Language.catch('en').parse(text('language')),
    timeZone: text('timeZone').trim(),
    secrets: Object.fromEntries(SECRETS.map((name) => [name, text(name).trim()])),
    mailFrom: text('mailFrom').trim(),
    packs: Theme.options.filter((id) => chosen.has(id)),
    bodiesOff: bodies.filter(({ id }) => !on.has(id)).map(({ id }) => id),
  };
}

async function show(context: RequestContext, result: SetUpResult = {}): Promise<Shown> {
  const { setUp: words } = context.words;
  const { setUp: steps } = context.deps;
  if (steps === null || !context.onThisMachine)
    return {
      title: words.title,
      status: 404,
      body: html`<p>${words.notHere} <code>npm run -s tocsin -- setup</code></p>`,
    };
  const state = await steps.state();
  const language = state.fresh ? context.language : state.language;
  const zones = Intl.supportedValuesOf('timeZone').map(
    (zone) => html`<option value="${zone}"></option>`,
  );
  const languages = select(
    'language',
    'language',
    Object.entries({ en: 'English', zh: '中文' }),
    language,
  );
  return {
    title: words.title,
    status: result.saved?.ok === false ? 400 : 200,
    body: [
      state.fresh && result.saved === undefined ? html`<p>${words.first}</p>` : '',
      said(result, context),
      html`
        <form class="setup" action="${context.href('/setup')}" method="post">
          ${[
            context.section('ways', ways(state, context), words.wayOut),
            context.section(
              'watchlist',
              html`
            <p>
            <textarea name="watchlist" rows="3" aria-labelledby="watchlist" aria-describedby="watchlist-hint">
              ${result.typed ?? state.watchlist.join(', ')}
            </textarea>
            </p><p id="watchlist-hint" class="quiet">${words.watchlistHint}</p><p>
            <label for="language">${words.language}</label> ${languages}</p><p><label for="zone">
            ${words.timeZone}</label> 
            <input id="zone" name="timeZone" list="zones" value="${state.timeZone}" aria-describedby="zone-hint"> 
            <small id="zone-hint" class="quiet">${words.timeZoneHint}</small>
            <datalist id="zones">
              ${zones}
            </datalist>
            </p>
          `,
              words.watchlist,
            ),
            context.section(
              'sources',
              [packBoxes(state.packs, context), sources(state.bodies, context)],
              words.sources,
            ),
          ]}<p class="send"><button name="test" value="new">${words.saveAndTest}</button> <button>
          ${words.save}</button></p>
        </form>
      `,
    ],
  };
}

function said({ saved, test, removed }: SetUpResult, { say, language }: RequestContext): Html[] {
  const done = (text: string) => html`<p role="status" class="saved">${text}</p>`;
  const failed = (text: string) => html`<p role="alert" class="failing">${text}</p>`;
  const named = (message: 'setUp.atRestart' | 'setUp.overridden', names: readonly string[]) =>
    names.length === 0 ? [] : [html`<p>${say(message, { names: names.join(', ') })}</p>`];
  const { to = '', done: sent } = test ?? {};
  return [
    ...(saved?.ok === false
      ? saved.problems.map((problem) => failed(setUpProblem(problem, language)))
      : []),
    ...(saved?.ok ? [done(say('setUp.saved', { file: saved.file }))] : []),
    ...(saved?.ok ? named('setUp.atRestart', saved.atRestart) : []),
    ...(saved?.ok ? named('setUp.overridden', saved.overridden) : []),
    ...(removed === undefined ? [] : [done(say('setUp.removed', { address: removed }))]),
    ...(sent?.ok ? [done(say('setUp.testSent', { to }))] : []),
    ...(sent?.ok === false ? [failed(say('setUp.testFailed', { to, because: sent.because }))] : []),
  ];
}

function ways(state: SetUpState, { say, words: { setUp: words } }: RequestContext): Html {
  const button = (name: 'test' | 'remove', address: string, text: string) =>
    html`
      <button name="${name}" value="${address}" formaction="/setup/${name}" formnovalidate>${text}
      <span class="sr"> ${address}</span></button>
    `;
  const addresses = state.addresses.map(
    ({ label, subscriptions }) =>
      html`
        <li>
          ${label} <span class="quiet">${say('setUp.subscriptions', { n: subscriptions })}</span> 
          ${button('test', label, words.sendTest)} ${button('remove', label, words.remove)}
        </li>
      `,
  );
  const kinds = Object.entries(words.ways);
  const forms = kinds.map(
    ([, [name, says, example]]) =>
      html`<div><dt>${name}: ${says}</dt><dd><code>${example}</code></dd></div>`,
  );
  return html`
    ${addresses.length === 0 ? quiet(words.terminal) : html`<ul class="plain">${addresses}</ul>`}
    <h3>${words.add}</h3><p><label for="way">${words.kind}</label> ${select(
      'way',
      'way',
      kinds.map(([way, [name]]) => [way, name]),
      '',
    )}</p><p><label for="to">${words.address}</label> 
    <input id="to" name="to" autocomplete="off" spellcheck="false" aria-describedby="to-hint"></p>
    <dl id="to-hint" class="facts ways">
      ${forms}
    </dl>
    <details>
      <summary>${words.secrets}</summary><p class="quiet">${words.secretsHint}</p>${SECRETS.map(
        (name) =>
          html`
        <p><label for="${name}">${wordFor(words.secretNames, name)}</label> 
        <input id="${name}" name="${name}" type="password" autocomplete="off"${name === 'SMTP_URL' ? html` placeholder="smtp://user:password@host:587"` : ''}>
        ${state.secretsSet.has(name) ? html` <small class="saved">${words.isSet}</small>` : ''}</p>
      `,
      )}<p><label for="mail-from">${words.mailFrom}</label> 
      <input id="mail-from" name="mailFrom" value="${state.mailFrom}" autocomplete="off"></p>
    </details>
  `;
}

/** A box for each pack. */
function packBoxes(
  all: SetUpState['packs'],
  { say, words: { setUp: words } }: RequestContext,
): Html {
  const box = ({ id, sources: n, on }: SetUpState['packs'][number]) =>
    html`
      <li>
        <label>
        <input type="checkbox" name="pack" value="${id}"${on ? html` checked` : ''}> 
        ${wordFor(words.packNames, id)} <span class="quiet">${say('setUp.packSources', { n })}</span></label>
      </li>
    `;
  return html`<p class="quiet">${words.packsHint}</p><ul class="boxes">${all.map(box)}</ul>`;
}

/** Boxes by country, the press last; closed until somebody looks. */
function sources(bodies: SetUpState['bodies'], context: RequestContext): Html {
  const { say, words } = context;
  const groups = [...Map.groupBy(bodies, (body) => body.country)].toSorted(
    ([a], [b]) =>
      Number(a === null) - Number(b === null) || Number(b === 'CN') - Number(a === 'CN'),
  );
  const box = (body: SetUpState['bodies'][number]) =>
    html`
      <li>
        <label>
        <input type="checkbox" name="body" value="${body.id}"${body.on ? html` checked` : ''}> 
        ${context.fullName(body)}</label>
      </li>
    `;
  return html`
    <p class="quiet">${words.setUp.sourcesHint}</p>${groups.map(
      ([where, rows]) =>
        html`
        <details>
          <summary>${where === null ? words.setUp.press : context.country(where)}${words.colon}
          ${say('setUp.sourcesOf', { on: rows.filter((row) => row.on).length, of: rows.length })}
          </summary>
          <ul class="boxes">
            ${rows.map(box)}
          </ul>
        </details>
      `,
    )}
  `;
}
