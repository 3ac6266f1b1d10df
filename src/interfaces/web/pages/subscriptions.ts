import { kindName } from '../../../answers/queries/kinds.ts';
import type { Changed } from '../../../answers/queries/membership.ts';
import { rulesOf, ruleText, typedRules } from '../../../answers/queries/rules.ts';
import { type SubscribeTerms, scopeKey, switchesOn } from '../../../answers/queries/scopes.ts';
import { FIRST_LIST } from '../../../answers/queries/watchlist.ts';
import { addressCode, addressText } from '../../../answers/queries/workspace-rows.ts';
import { formatReason, term } from '../../../base/i18n/sentence.ts';
import { type Address, type Subscription, Timing } from '../../../domain/alert.ts';
import { Language } from '../../../domain/language.ts';
import { Band } from '../../../domain/score.ts';
import type { Watchlist } from '../../../domain/workspace.ts';
import { type Html, hidden, html, type PagePart, quiet, select, wide } from '../html.ts';
import { problem, type SentForm, type WebPage } from '../page.ts';
import type { RequestContext } from '../request-context.ts';

const MUTE_DAYS = 90;
const MOST_QUERY = 100;
const PATH = '/subscriptions';

type Followed = Awaited<ReturnType<RequestContext['terms']['followed']>>[number];

/** What the addresses of the workspace follow and mute, with forms for its editors. */
export const subscriptions: WebPage = {
  path: PATH,
  async render(context) {
    const { words, rows, terms, query } = context;
    const followed = await terms.followed();
    const isEditor = rows.may('editor') && !context.past;
    const edited = isEditor ? followed.find(({ code }) => code === query('edit')) : undefined;
    const table = context.table(
      'followed',
      followed.map((one) => row(one, isEditor, context)),
      {
        heads: words.terms.heads,
        none: words.terms.none,
      },
    );
    return {
      title: words.subscriptions,
      body: [
        query('saved') === '1' ? html`<p role="status" class="saved">${words.terms.saved}</p>` : '',
        edited === undefined
          ? ''
          : context.section('edit', changeForm(edited, context), edited.label),
        table,
        isEditor && edited === undefined ? await addForm(context) : '',
        await notes(isEditor, context),
        await mutes(isEditor, context),
      ],
    };
  },
  posts: {
    [PATH]: changing(async ({ terms }, { text }, typed) => {
      const what = text('what').trim().slice(0, MOST_QUERY);
      const kind = text('kind');
      if (kind === 'list') return terms.follow(text('to'), { kind, id: text('list') }, typed);
      if (kind === 'all') return terms.follow(text('to'), { kind }, typed);
      const wanted = kind === 'sector' || kind === 'regulator' ? kind : 'company';
      return terms.follow(text('to'), { kind: wanted, query: what }, typed);
    }),
    [`${PATH}/change`]: changing(({ terms }, { text }, typed) => terms.change(text('code'), typed)),
    [`${PATH}/pause`]: changing(({ terms }, { text }) => terms.pause(text('code'), true)),
    [`${PATH}/resume`]: changing(({ terms }, { text }) => terms.pause(text('code'), false)),
    [`${PATH}/end`]: changing(({ terms }, { text }) => terms.end(text('code'))),
    [`${PATH}/note`]: changing(({ terms }, { text }) =>
      terms.sendNote(text('list'), text('to'), text('on') === '1'),
    ),
    [`${PATH}/unmute`]: changing(({ terms }, { text }) => terms.unmute(text('scope'))),
    [`${PATH}/mute`]: changing(
      ({ terms }, { text }) => terms.muteCase(text('case'), text('days') === '0' ? 0 : MUTE_DAYS),
      ({ text }, { href }) => href(`/company/${text('case').split('/')[0]}`),
    ),
  },
};

/** What a form changes; a refusal is shown with its reason, rules that are none with theirs. */
function changing(
  change: (context: RequestContext, sent: SentForm, typed: SubscribeTerms) => Promise<Changed>,
  back = (_: SentForm, { href }: RequestContext) => href(PATH, { saved: 1 }),
) {
  return async (sent: SentForm, context: RequestContext) => {
    const { rules, refused } = rulesOf(sent.text('rules'), context.language);
    if (refused !== null) return problem(context, refused);
    const done = await change(context, sent, { ...termsIn(sent), rules: rules ?? undefined });
    return done.ok
      ? { redirect: back(sent, context) }
      : problem(context, formatReason(done.because, context.language), 409);
  };
}

/** The terms of a form; `reported` empty = by the scope. */
function termsIn({ text }: SentForm): SubscribeTerms {
  const reported = text('reported');
  return {
    leastBand: Band.catch('watch').parse(text('band')),
    timing: Timing.catch('at-once').parse(text('timing')),
    language: Language.catch('en').parse(text('language')),
    role: null,
    reported: reported === '' ? undefined : reported === '1',
  };
}

/** Band, time, switches and kinds in words, then the rules. */
function termsText({ subscription }: Followed, { locale, language, comma }: RequestContext) {
  const { leastBand, timing, kinds = [], rules = [] } = subscription;
  const terms = [
    `≥ ${locale.bands[leastBand]}`,
    term('timing', timing, language),
    ...switchesOn(subscription).map((name) => term('switch', name, language)),
    ...(subscription.reported === true ? [term('switch', 'reported', language)] : []),
    ...kinds.map((kind) => kindName(kind, language)),
  ].join(comma);
  if (rules.length === 0) return terms;
  return html`${terms}<ul>${rules.map((rule) => html`<li>${ruleText(rule, language)}</li>`)}</ul>`;
}

function row(followed: Followed, isEditor: boolean, context: RequestContext) {
  const { words, language } = context;
  const { address, disabled } = followed.subscription;
  return {
    what: followed.label,
    address: html`<code>${addressText(address)}</code>`,
    terms: wide(termsText(followed, context)),
    state: disabled === null ? words.terms.on : formatReason(disabled.because, language),
    ...(isEditor ? { change: buttons(followed, context) } : {}),
  };
}

function buttons({ code, label, subscription }: Followed, context: RequestContext): Html {
  const { href, words } = context;
  const button = (path: string, text: string) => html`
    <button formaction="${href(`${PATH}/${path}`)}">${text}<span class="sr"> ${label}</span></button>
  `;
  return html`
    <form class="row" action="${href(PATH)}" method="post">${hidden({ code })}
    ${context.link(PATH, html`${words.terms.edit}<span class="sr"> ${label}</span>`, { edit: code })}
    ${subscription.disabled === null ? button('pause', words.terms.pause) : button('resume', words.terms.resume)}
    ${button('end', words.terms.end)}</form>
  `;
}

/** Fields of the terms, as they are now. */
function termFields(now: Partial<Subscription>, context: RequestContext): Html {
  const { words, locale, language } = context;
  const { terms } = words;
  const bands = Band.options.map((band) => [band, `≥ ${locale.bands[band]}`] as const);
  const times = Timing.options.map((timing) => [timing, term('timing', timing, language)] as const);
  const reported = now.reported === undefined ? '' : String(Number(now.reported));
  return html`
    <p><label for="band">${terms.band}</label> 
    ${select('band', 'band', bands, now.leastBand ?? 'watch')}</p><p>
    <label for="rules">${terms.rules}</label> 
    <input id="rules" name="rules" maxlength="400" autocomplete="off" value="${typedRules(now.rules, language)}" aria-describedby="rules-hint"> 
    <small id="rules-hint" class="quiet">${terms.rulesHint}</small></p><p>
    <label for="timing">${terms.timing}</label> 
    ${select('timing', 'timing', times, now.timing ?? 'at-once')}</p><p>
    <label for="reported">${terms.reported}</label> 
    ${select(
      'reported',
      'reported',
      [
        ['', terms.byScope],
        ['1', terms.yes],
        ['0', terms.no],
      ],
      reported,
    )}</p><p><label for="terms-language">${words.setUp.language}</label> 
    ${select(
      'terms-language',
      'language',
      [
        ['en', 'English'],
        ['zh', '中文'],
      ],
      now.language ?? language,
    )}</p>
  `;
}

const changeForm = ({ code, subscription }: Followed, context: RequestContext): Html => html`
  <form class="setup" action="${context.href(`${PATH}/change`)}" method="post">
    ${hidden({ code })}<p class="quiet"><code>${addressText(subscription.address)}</code></p>
    ${termFields(subscription, context)}<button>${context.words.setUp.save}</button> 
    ${context.link(PATH, context.words.terms.cancel)}
  </form>
`;

async function addForm(context: RequestContext): Promise<PagePart> {
  const { words, rows, href } = context;
  const { terms } = words;
  const [own, lists, workspace] = await Promise.all([
    rows.ownAddresses(),
    rows.watchlists(),
    rows.workspace(),
  ]);
  if (own.length === 0) return quiet(terms.noAddress);
  const places = own.map(({ address }) => [addressCode(address), addressText(address)] as const);
  const byName = (['company', 'sector', 'regulator', 'all'] as const).map(
    (kind) => [kind, terms.kinds[kind]] as const,
  );
  const byList = lists.length === 0 ? [] : [['list', terms.kinds.list] as const];
  const named = lists.map(({ id, name }) => [id, name] as const);
  const listField = html`
    <p><label for="from-list">${terms.list}</label> ${select('from-list', 'list', named, '')}</p>
  `;
  const form = html`
    <form class="setup" action="${href(PATH)}" method="post">
      <p><label for="to">${words.setUp.address}</label> <span lang="en">${select('to', 'to', places, '')}</span></p><p>
      <label for="kind">${terms.follow}</label> 
      ${select('kind', 'kind', [...byName, ...byList], 'company')}</p><p>
      <label for="what">${terms.what}</label> 
      <input id="what" name="what" maxlength="${MOST_QUERY}" autocomplete="off" aria-describedby="what-hint"> 
      <small id="what-hint" class="quiet">${terms.whatHint}</small></p>
      ${lists.length === 0 ? '' : listField}
      ${termFields(workspace === null ? {} : { language: workspace.language }, context)}
      <button>${terms.add}</button>
    </form>
  `;
  return context.section('add', form, terms.add);
}

/** Morning notes: each list, and for each address whether it gets the note of it. */
async function notes(isEditor: boolean, context: RequestContext): Promise<PagePart> {
  const { words, rows, href } = context;
  const [lists, own] = await Promise.all([rows.watchlists(), rows.ownAddresses()]);
  const rowOf = (list: Watchlist, address: Address) => {
    const isOn = (list.notes ?? []).some((note) => addressCode(note) === addressCode(address));
    const name = list.id === FIRST_LIST ? words.watchlist : list.name;
    const fields = { list: list.id, to: addressCode(address), on: isOn ? '' : '1' };
    const toggle = html`
      <form action="${href(`${PATH}/note`)}" method="post">${hidden(fields)}
      <button>${isOn ? words.terms.noteOff : words.terms.noteOn}<span class="sr"> ${name}</span></button></form>
    `;
    return {
      list: context.link('/report', name, { of: list.id }),
      address: html`<code>${addressText(address)}</code>`,
      state: isOn ? words.terms.noteDaily : '',
      ...(isEditor ? { change: toggle } : {}),
    };
  };
  const lines = lists
    .filter(({ holdings }) => holdings.some(({ company }) => company !== null))
    .flatMap((list) => own.map(({ address }) => rowOf(list, address)));
  if (lines.length === 0) return '';
  const table = context.table('notes', lines, { heads: words.terms.heads });
  return context.section('notes', table, words.terms.heads.notes);
}

async function mutes(isEditor: boolean, context: RequestContext): Promise<PagePart> {
  const { terms, words, href, moment } = context;
  const all = await terms.mutes();
  if (all.length === 0) return '';
  const lines = all.map(({ label, until, by, scope, addresses }) => ({
    what: label,
    until: moment(until),
    by,
    address: html`<code>${context.namesText(addresses.map(addressText))}</code>`,
    ...(isEditor
      ? {
          change: html`
            <form action="${href(`${PATH}/unmute`)}" method="post">
            <button name="scope" value="${scopeKey(scope)}">${words.terms.unmute}
            <span class="sr"> ${label}</span></button></form>
          `,
        }
      : {}),
  }));
  const heads = { heads: words.terms.heads };
  return context.section('mutes', context.table('mutes', lines, heads), words.terms.heads.mutes);
}
