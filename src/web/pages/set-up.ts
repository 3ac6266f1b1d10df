import {
  SECRETS,
  type SetUp,
  type SetUpBody,
  type SetUpDone,
  type SetUpState,
  type TestDone,
} from '../../ask/set-up.ts';
import { setUpProblem } from '../../ask/set-up-words.ts';
import { type Html, html, section } from '../html.ts';
import { country } from '../in-words.ts';
import type { Shown, WebPage } from '../page.ts';
import type { RequestContext } from '../request-context.ts';

/** What came of the form that was sent. */
export interface SetUpResult {
  readonly saved?: SetUpDone;
  readonly test?: { readonly to: string; readonly done: TestDone };
}

/** Ways out, each with an address of its kind. */
const WAYS = {
  webhook: 'https://example.org/hook',
  slack: 'https://hooks.slack.com/services/…',
  feishu: 'https://open.feishu.cn/open-apis/bot/v2/hook/…',
  telegram: '-1001234567890, @channel',
  email: 'name@example.org',
  discord: 'channel:123456789012345678',
} as const;

/** Everything a first start needs on one form: ways out, watchlist, language, time zone, sources. */
export const setUp: WebPage = {
  path: '/setup',
  render: (context, deps) => showSetUp(deps.setUp, context),
};

export async function showSetUp(
  steps: SetUp | null,
  context: RequestContext,
  result: SetUpResult = {},
  watchlist?: string,
): Promise<Shown> {
  const { setUp: words } = context.words;
  if (steps === null || !context.onThisMachine)
    return {
      title: words.title,
      status: 404,
      body: html`<p>${words.notHere} <code>npm run -s tocsin -- setup</code></p>`,
    };
  const state = await steps.state();
  const failed = result.saved?.ok === false;
  return {
    title: words.title,
    status: failed ? 400 : 200,
    body: html`${state.fresh && result.saved === undefined ? html`<p>${words.first}</p>` : ''}${said(result, context)}<form class="setup" action="${context.href('/setup')}" method="post"><input type="hidden" name="csrf" value="${context.csrf}">${section(
      'ways',
      words.wayOut,
      ways(state, context),
    )}${section(
      'watchlist',
      words.watchlist,
      html`<p><textarea name="watchlist" rows="3" aria-labelledby="watchlist" aria-describedby="watchlist-hint">${watchlist ?? state.watchlist.join(', ')}</textarea></p><p id="watchlist-hint" class="quiet">${words.watchlistHint}</p><p><label for="language">${words.language}</label> <select id="language" name="language">${(
        [
          ['en', 'English'],
          ['zh', '中文'],
        ] as const
      ).map(
        ([id, name]) =>
          html`<option value="${id}"${(state.fresh ? context.language : state.language) === id ? html` selected` : ''}>${name}</option>`,
      )}</select></p><p><label for="zone">${words.timeZone}</label> <input id="zone" name="timeZone" list="zones" value="${state.timeZone}" aria-describedby="zone-hint"> <small id="zone-hint" class="quiet">${words.timeZoneHint}</small><datalist id="zones">${Intl.supportedValuesOf(
        'timeZone',
      ).map((zone) => html`<option value="${zone}"></option>`)}</datalist></p>`,
    )}${section(
      'sources',
      words.sources,
      sources(state.bodies, context),
    )}<p class="send"><button name="test" value="new">${words.saveAndTest}</button> <button>${words.save}</button></p></form>`,
  };
}

function said({ saved, test }: SetUpResult, { words: { setUp: words }, language }: RequestContext): Html {
  const lines: Html[] = [];
  if (saved?.ok === false)
    for (const problem of saved.problems)
      lines.push(html`<p role="alert" class="failing">${setUpProblem(problem, language)}</p>`);
  if (saved?.ok) {
    lines.push(html`<p role="status" class="saved">${words.saved(saved.file)}</p>`);
    if (saved.atRestart.length > 0) lines.push(html`<p>${words.atRestart(saved.atRestart.join(', '))}</p>`);
    if (saved.overridden.length > 0)
      lines.push(html`<p>${words.overridden(saved.overridden.join(', '))}</p>`);
  }
  if (test?.done.ok) lines.push(html`<p role="status" class="saved">${words.testSent(test.to)}</p>`);
  if (test?.done.ok === false)
    lines.push(html`<p role="alert" class="failing">${words.testFailed(test.to, test.done.because)}</p>`);
  return html`${lines}`;
}

function ways(state: SetUpState, { words: { setUp: words } }: RequestContext): Html {
  return html`${
    state.addresses.length === 0
      ? html`<p class="quiet">${words.terminal}</p>`
      : html`<ul class="plain">${state.addresses.map(
          (one) =>
            html`<li>${one.label} <span class="quiet">${words.subscriptions(one.subscriptions)}</span> <button name="test" value="${one.label}" formaction="/setup/test" formnovalidate>${words.sendTest}<span class="sr"> ${one.label}</span></button></li>`,
        )}</ul>`
  }<h3>${words.add}</h3><p><label for="way">${words.kind}</label> <select id="way" name="way">${Object.keys(
    WAYS,
  ).map(
    (way) => html`<option value="${way}">${words.ways[way]?.[0]}</option>`,
  )}</select></p><p><label for="to">${words.address}</label> <input id="to" name="to" autocomplete="off" spellcheck="false" aria-describedby="to-hint"></p><dl id="to-hint" class="facts ways">${Object.entries(
    WAYS,
  ).map(
    ([way, form]) =>
      html`<div><dt>${words.ways[way]?.[0]}: ${words.ways[way]?.[1]}</dt><dd><code>${form}</code></dd></div>`,
  )}</dl><details><summary>${words.secrets}</summary><p class="quiet">${words.secretsHint}</p>${SECRETS.map(
    (name) =>
      html`<p><label for="${name}">${words.secretNames[name]}</label> <input id="${name}" name="${name}" type="password" autocomplete="off"${name === 'SMTP_URL' ? html` placeholder="smtp://user:password@host:587"` : ''}>${state.secretsSet.has(name) ? html` <small class="saved">${words.isSet}</small>` : ''}</p>`,
  )}<p><label for="mail-from">${words.mailFrom}</label> <input id="mail-from" name="mailFrom" value="${state.mailFrom}" autocomplete="off"></p></details>`;
}

/** Boxes by country, the press last; closed until somebody looks. */
function sources(bodies: readonly SetUpBody[], context: RequestContext): Html {
  const { setUp: words } = context.words;
  const groups = [...Map.groupBy(bodies, (body) => body.country)].toSorted(
    ([a], [b]) => Number(a === null) - Number(b === null) || (a === 'CN' ? -1 : b === 'CN' ? 1 : 0),
  );
  return html`<p class="quiet">${words.sourcesHint}</p>${groups.map(
    ([where, rows]) =>
      html`<details><summary>${where === null ? words.press : country(where, context)}${context.words.colon}${words.sourcesOf(rows.filter((one) => one.on).length, rows.length)}</summary><ul class="boxes">${rows.map(
        (one) =>
          html`<li><label><input type="checkbox" name="body" value="${one.id}"${one.on ? html` checked` : ''}> ${context.language === 'zh' ? (one.name.zh ?? one.name.en) : one.name.en}</label></li>`,
      )}</ul></details>`,
  )}`;
}
