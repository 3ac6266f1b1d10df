import { PermissionFlagsBits } from 'discord.js';
import { bookOf, bookToday, holdingsOf, matchedHoldings } from '../../../answers/queries/book.ts';
import { bookCard } from '../../../answers/queries/book-card.ts';
import { inboxOf } from '../../../answers/queries/inbox.ts';
import { inboxCard } from '../../../answers/queries/inbox-card.ts';
import { companyMeant } from '../../../answers/queries/lookup-result.ts';
import type { Requester } from '../../../answers/queries/scopes.ts';
import { addressCode, workspaceRows } from '../../../answers/queries/workspace-rows.ts';
import { workspaceTerms } from '../../../answers/queries/workspace-terms.ts';
import { phrasesOf } from '../../../base/i18n/messages.ts';
import { formatReason } from '../../../base/i18n/sentence.ts';
import { joinWithCommas, regulatorName } from '../../../base/i18n/words.ts';
import { shanghaiDay } from '../../../domain/time.ts';
import { usualWorkspace, type Viewer, type Watchlist } from '../../../domain/workspace.ts';
import type { Answerable, CommandContext, SlashCommand } from '../command.ts';
import { addressOf, answerRequester } from '../recipient.ts';
import { companyOption, completeCompany, option, shape, subcommand } from '../shape.ts';
import { textOf } from './watchlist.ts';

const SHOWN = 10;

/**
 * A member of a server in its workspace: who may manage the channel edits, as everywhere on
 * Discord; everybody else reads. In a direct message it is a person's own.
 */
function viewerOf(who: Requester, interaction: Answerable): Viewer {
  const manages =
    !interaction.inCachedGuild() ||
    interaction.memberPermissions.has(PermissionFlagsBits.ManageChannels);
  const workspace = usualWorkspace(who.address, who.server);
  return { workspace, role: manages ? 'editor' : 'reader', sees: 'own', by: who.by };
}

const rowsOf = (who: Requester, interaction: Answerable, { lookups }: CommandContext) =>
  workspaceRows(lookups.store, viewerOf(who, interaction), who.now);

/**
 * `/alerts company:TCOM`: what was sent to this channel; another channel may be closed to who asks.
 */
const alerts: SlashCommand = {
  definition: shape('alerts', 'channel', [companyOption(false)]),
  run: answerRequester(false, async (who, interaction, context) => {
    const { lookups } = context;
    const typed = interaction.options.getString('company');
    const meant = typed === null ? null : companyMeant(typed, who.now, lookups);
    if (meant?.found === false) return meant;
    const of = meant === null ? {} : { companies: [meant.company.id] };
    const rows = rowsOf(who, interaction, context);
    const query = { ...of, address: who.address, limit: SHOWN };
    const entries = await inboxOf(rows, lookups.store, query);
    const { zone = 'Asia/Hong_Kong' } = (await lookups.store.channel(who.address)) ?? {};
    return { card: inboxCard(entries, who.language, lookups.knowledge.catalog, zone) };
  }),
  complete: completeCompany,
};

/** `/book show` and `/book import holdings:TCOM 4.5` (or a CSV file). */
const book: SlashCommand = {
  definition: shape('book', 'channel', [
    subcommand('book show'),
    subcommand('book import', [
      option('String', 'holdings', { max_length: 4_000 }),
      option('Attachment', 'file'),
    ]),
  ]),
  run: answerRequester(
    ({ options }) => options.getSubcommand() === 'import',
    async (who, interaction, context) => {
      const { lookups } = context;
      const say = phrasesOf('book', who.language);
      const rows = rowsOf(who, interaction, context);
      if (interaction.options.getSubcommand() === 'import') {
        const attached = interaction.options.getAttachment('file');
        const typed = interaction.options.getString('holdings') ?? '';
        // One line may hold several: a semicolon or a comma parts them.
        const text =
          attached === null ? typed.replaceAll(/[,;]\s*/g, '\n') : await textOf(attached);
        const refusals = phrasesOf('watchlist', who.language);
        if (text === 'large' || text === null)
          return refusals(text === null ? 'unreadable' : 'large');
        const holdings = matchedHoldings(holdingsOf(text), shanghaiDay(who.now), lookups);
        if (holdings.length === 0) return say('empty');
        await rows.saveWatchlist({ id: 'book', name: say('name') }, holdings);
        const unknown = holdings.filter(({ company }) => company === null).length;
        return say('saved', { n: holdings.length, unknown });
      }
      const list = bookOf(await rows.watchlists());
      if (list === null) return say('none');
      const { zone } = (await rows.workspace()) ?? { zone: 'Asia/Hong_Kong' };
      const { regulators } = lookups.knowledge.catalog;
      const today = await bookToday(list, lookups, who.now, zone);
      const name = (id: string) => regulatorName(regulators.get(id as never), who.language) ?? id;
      return { card: bookCard(today, who.language, name) };
    },
  ),
};

/** `/note on` and `/note off`: the morning note of a list of the server, to this channel. */
const note: SlashCommand = {
  definition: shape('note', 'channel-change', [
    subcommand('note on', [listOption()]),
    subcommand('note off', [listOption()]),
  ]),
  run: answerRequester(true, async (who, interaction, context) => {
    const { options } = interaction;
    const { lookups, subscriptions } = context;
    const say = phrasesOf('note', who.language);
    const lists = await rowsOf(who, interaction, context).watchlists();
    if (lists.length === 0) return say('noList');
    const list = listMeant(lists, options.getString('list'));
    if (list === null)
      return say('which', {
        names: joinWithCommas(
          lists.map(({ name }) => name),
          who.language,
        ),
      });
    const isOn = options.getSubcommand() === 'on';
    const channel = await subscriptions.channel(who);
    const viewer = viewerOf(who, interaction);
    if (isOn) {
      // A channel that follows nothing is an address of the workspace from now on.
      const { workspace } = viewer;
      const added = { address: who.address, workspace, addedAt: who.now, addedBy: who.by };
      await lookups.store.addAddress(added);
      await subscriptions.saveChannel(channel, `note ${list.name}`, who);
    }
    const terms = workspaceTerms(lookups, viewer, who);
    const done = await terms.sendNote(list.id, addressCode(who.address), isOn);
    if (!done.ok) return formatReason(done.because, who.language);
    const { zone, digest } = channel;
    return say(isOn ? 'on' : 'off', { name: list.name, time: digest.at, zone });
  }),
  async complete(interaction, { lookups }) {
    const address = addressOf(interaction);
    if (address === null) return [];
    const workspace = usualWorkspace(address, interaction.guildId);
    const typed = interaction.options.getFocused().toLowerCase();
    const lists = await lookups.store.watchlists(workspace);
    return lists
      .filter(({ name }) => name.toLowerCase().includes(typed))
      .map(({ id, name }) => ({ id, label: name }));
  },
};

function listOption() {
  return option('String', 'list', { max_length: 100, autocomplete: true });
}

/** The list that is named by its id or name; the only one where none is named. */
function listMeant(lists: readonly Watchlist[], typed: string | null): Watchlist | null {
  if (typed === null) return lists.length === 1 ? lists[0]! : null;
  const name = typed.trim().toLowerCase();
  return lists.find((list) => list.id === name || list.name.toLowerCase() === name) ?? null;
}

export const WORKSPACE_COMMANDS: readonly SlashCommand[] = [alerts, book, note];
