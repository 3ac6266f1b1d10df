import type { Changed } from '../../../answers/queries/membership.ts';
import { typedAddress } from '../../../answers/queries/sign-in.ts';
import { precisionOf } from '../../../answers/queries/verdicts.ts';
import { addressCode, addressText } from '../../../answers/queries/workspace-rows.ts';
import { formatReason } from '../../../base/i18n/sentence.ts';
import type { Address } from '../../../domain/alert.ts';
import { zone as TimeZone } from '../../../domain/file-values.ts';
import { Language } from '../../../domain/language.ts';
import { DAY_MS, type Instant } from '../../../domain/time.ts';
import { MemberRole, type Workspace } from '../../../domain/workspace.ts';
import { type Html, hidden, html, number, type PagePart, select } from '../html.ts';
import { problem, type SentForm, type WebPage } from '../page.ts';
import { type RequestContext, wordFor } from '../request-context.ts';

const LAST_CHANGES = 50;
const JUDGED_DAYS = 90;

/** A workspace: its settings, addresses, members, sessions and who changed what. */
export const workspace: WebPage = {
  path: '/workspace',
  async render(context) {
    const { words, rows } = context;
    const all = rows.may('operator') ? await rows.workspaces() : [];
    const isList = rows.viewer.sees === 'all' && all.length > 1;
    const own = await rows.workspace();
    return {
      title: isList ? words.workspace.every : nameOf(own, rows.viewer.workspace, context),
      body: [
        context.query('saved') === '1'
          ? html`<p role="status" class="saved">${words.workspace.saved}</p>`
          : '',
        rows.may('operator') ? await everyWorkspace(all, context) : '',
        ...(isList ? [] : await details(own, context)),
      ],
    };
  },
  postedBy: 'reader',
  posts: {
    '/workspace/add': changing((change, { text }) =>
      change.add(text('name'), {
        language: Language.catch('en').parse(text('language')),
        zone: TimeZone.catch('Asia/Hong_Kong').parse(text('zone')),
      }),
    ),
    '/workspace': changing((change, { text }) =>
      change.change({
        name: text('name').slice(0, 100),
        language: Language.catch('en').parse(text('language')),
        zone: TimeZone.catch('Asia/Hong_Kong').parse(text('zone')),
      }),
    ),
    '/workspace/address': changing(async (change, sent, context) => {
      if (sent.text('remove') === '1') return change.removeAddress(sent.text('code'));
      const address = typedAddress(sent.text('address'));
      const refused = await context.deps.refusesAddress(address);
      return refused === null ? change.addAddress(address) : { ok: false, because: refused };
    }),
    '/workspace/member': changing((change, { text }) => {
      if (text('remove') === '1') return change.removeMember(text('code'));
      const address = typedAddress(text('address'));
      const role = MemberRole.catch('reader').parse(text('role'));
      return change.addMember(address, text('name').slice(0, 100), role);
    }),
    '/workspace/session': changing((change, { text }, { person }) =>
      change.endSession(text('id'), person),
    ),
  },
};

/** What a form changes; a refusal is shown with its reason. */
function changing(
  change: (
    by: RequestContext['membership'],
    sent: SentForm,
    context: RequestContext,
  ) => Promise<Changed>,
) {
  return async (sent: SentForm, context: RequestContext) => {
    const { language, href, membership } = context;
    const done = await change(membership, sent, context);
    return done.ok
      ? { redirect: href('/workspace', { saved: 1 }) }
      : problem(context, formatReason(done.because, language), 409);
  };
}

const nameOf = (known: Workspace | null, id: string, { words }: RequestContext): string =>
  known?.name || wordFor(words.workspace.names, id, id);

/** Every workspace of the program with what its people judged, for the operator. */
async function everyWorkspace(
  all: readonly Workspace[],
  context: RequestContext,
): Promise<PagePart> {
  const { words, rows, href, now } = context;
  const judged = await rows.judged((now - JUDGED_DAYS * DAY_MS) as Instant);
  const choose = (id: string, text: string) => html`
    <form action="/workspace/choose" method="post"><button name="workspace" value="${id}">${text}</button></form>
  `;
  const lines = all.map((workspace) => ({
    workspace: nameOf(workspace, workspace.id, context),
    id: html`<code>${workspace.id}</code>`,
    precision: precisionText(
      precisionOf(judged.filter(({ workspace: of }) => of === workspace.id)),
      context,
    ),
    open: choose(workspace.id, words.workspace.open),
  }));
  const form = html`
    <details>
      <summary>${words.workspace.add}</summary>
      <form class="setup" action="${href('/workspace/add')}" method="post">
        ${settingFields({ name: '', language: context.language, zone: context.deps.timeZone }, 'new', context)}
        <button>${words.workspace.add}</button>
      </form>
    </details>
  `;
  return [
    html`<p>${words.workspace.precision}${words.colon}${precisionText(precisionOf(judged), context)}</p>`,
    rows.viewer.sees === 'own' ? choose('', words.workspace.back) : '',
    all.length > 1 ? context.table('workspaces', lines, { heads: words.workspace.heads }) : '',
    form,
  ];
}

/** `31 of 40 useful (78 %, 62–88 %); 6 noise, 3 wrong`, or that nobody judged any. */
export function precisionText(
  { useful, noise, wrong, judged, share }: ReturnType<typeof precisionOf>,
  { say, words }: Pick<RequestContext, 'say' | 'words'>,
): string {
  if (share === null) return words.workspace.noVerdicts;
  const percent = (of: number) => String(Math.round(100 * of));
  return say('workspace.precisionOf', {
    useful,
    judged,
    noise,
    wrong,
    share: percent(share.of),
    low: percent(share.low),
    high: percent(share.high),
  });
}

async function details(own: Workspace | null, context: RequestContext): Promise<PagePart[]> {
  return [
    own === null ? '' : settings(own, context),
    await addresses(context),
    await members(context),
    await sessions(context),
    await changes(context),
  ];
}

type Fields = Pick<Workspace, 'name' | 'language' | 'zone'>;

function settingFields(
  { name, language, zone }: Fields,
  id: string,
  { words }: RequestContext,
): Html {
  const { setUp } = words;
  return html`
    <p><label for="${id}-name">${words.workspace.name}</label> 
    <input id="${id}-name" name="name" maxlength="100" value="${name}" required></p><p>
    <label for="${id}-language">${setUp.language}</label> 
    ${select(
      `${id}-language`,
      'language',
      [
        ['en', 'English'],
        ['zh', '中文'],
      ],
      language,
    )}</p><p>
    <label for="${id}-zone">${setUp.timeZone}</label> 
    <input id="${id}-zone" name="zone" value="${zone}" required></p>
  `;
}

function settings(own: Workspace, context: RequestContext): PagePart {
  const { words, rows, href, section } = context;
  if (!rows.may('owner')) return '';
  const form = html`
    <form class="setup" action="${href('/workspace')}" method="post">
      ${settingFields(own, 'own', context)}<button>${words.setUp.save}</button>
    </form>
  `;
  return section('workspace-settings', form, words.workspace.settings);
}

/** A button that takes something away, named for who cannot see its row. */
const removal = (
  path: string,
  fields: Record<string, string>,
  text: string,
  of: string,
): Html => html`
  <form action="${path}" method="post">${hidden({ ...fields, remove: '1' })}
  <button>${text}<span class="sr"> <code>${of}</code></span></button></form>
`;
const typed = ({ sink, to }: Address) => `${sink}:${to}`;

async function addresses(context: RequestContext): Promise<PagePart> {
  const { words, rows, href, section, moment } = context;
  const all = await rows.ownAddresses();
  const isOwner = rows.may('owner');
  const follows = Map.groupBy(await rows.subscriptions(), ({ address }) => typed(address));
  const lines = all.map(({ address, addedAt, addedBy }) => ({
    address: html`<code>${addressText(address)}</code>`,
    follows: number(follows.get(typed(address))?.length ?? 0),
    since: addedAt === 0 ? '' : html`${moment(addedAt)} <code>${addedBy}</code>`,
    ...(isOwner
      ? {
          change: removal(
            href('/workspace/address'),
            { code: addressCode(address) },
            words.setUp.remove,
            addressText(address),
          ),
        }
      : {}),
  }));
  const form = html`
    <form class="setup" action="${href('/workspace/address')}" method="post">
      <p><label for="new-address">${words.setUp.add}</label> 
      <input id="new-address" name="address" required autocomplete="off" aria-describedby="address-hint"> 
      <small id="address-hint" class="quiet"><code>${words.workspace.addressHint}</code></small></p>
      <button>${words.setUp.add}</button>
    </form>
  `;
  const heads = { heads: words.workspace.heads, none: words.workspace.noAddress };
  return section(
    'addresses',
    [context.table('addresses', lines, heads), isOwner ? form : ''],
    words.workspace.heads.addresses,
  );
}

async function members(context: RequestContext): Promise<PagePart> {
  const { words, rows, href, section } = context;
  const all = await rows.members();
  const isOwner = rows.may('owner');
  const { workspace: texts } = words;
  const lines = all.map(({ address, name, role }) => ({
    member: name,
    address: html`<code>${addressText(address)}</code>`,
    role: texts.roles[role],
    ...(isOwner
      ? {
          change: removal(
            href('/workspace/member'),
            { code: addressCode(address) },
            words.setUp.remove,
            name,
          ),
        }
      : {}),
  }));
  const roles = MemberRole.options.map((role) => [role, texts.roles[role]] as const);
  const form = html`
    <form class="setup" action="${href('/workspace/member')}" method="post">
      <p><label for="member-name">${texts.heads.member}</label> 
      <input id="member-name" name="name" maxlength="100" required autocomplete="off"></p><p>
      <label for="member-address">${texts.heads.address}</label> 
      <input id="member-address" name="address" required autocomplete="off" aria-describedby="member-hint"> 
      <small id="member-hint" class="quiet">${texts.memberHint}</small></p><p>
      <label for="member-role">${texts.heads.role}</label> 
      ${select('member-role', 'role', roles, 'reader')}</p><button>${texts.addMember}</button>
    </form>
  `;
  const look = { heads: texts.heads, none: texts.noMember };
  return section(
    'members',
    [context.table('members', lines, look), isOwner ? form : ''],
    texts.heads.members,
  );
}

/** Sessions that have not ended: an owner sees and ends all, everybody else their own. */
async function sessions(context: RequestContext): Promise<PagePart> {
  const { words, rows, href, section, moment, person } = context;
  const { workspace: texts } = words;
  const isOwn = (address: Address) => person !== null && typed(address) === typed(person);
  const open = (await rows.sessions()).filter(({ address }) => rows.may('owner') || isOwn(address));
  if (open.length === 0) return '';
  const lines = open.map(({ id, address, kind, seenAt, endsAt, agent }) => ({
    session: html`<code>${id}</code>${isOwn(address) ? ` (${texts.yours})` : ''}`,
    address: html`<code>${addressText(address)}</code>`,
    kind: `${texts.kinds[kind]}${agent === '' ? '' : `: ${agent.slice(0, 60)}`}`,
    seen: moment(seenAt),
    ends: moment(endsAt),
    change: html`
      <form action="${href('/workspace/session')}" method="post">
      <button name="id" value="${id}">${texts.end}<span class="sr"> ${id}</span></button></form>
    `,
  }));
  return section(
    'sessions',
    context.table('sessions', lines, { heads: texts.heads }),
    texts.heads.sessions,
  );
}

async function changes(context: RequestContext): Promise<PagePart> {
  const { words, rows, section, moment } = context;
  const { workspace: texts } = words;
  if (!rows.may('editor')) return '';
  const lines = (await rows.journal(LAST_CHANGES)).map(({ at, by, what, detail }) => ({
    when: moment(at),
    by,
    what: wordFor(texts.changes, what),
    detail,
  }));
  const look = { heads: texts.heads, none: texts.noChange };
  return section('journal', context.table('journal', lines, look), texts.heads.journal);
}
