import { type Client, Events, type Guild, type REST, Routes } from 'discord.js';
import { phrasesOf } from '../../base/i18n/messages.ts';
import type { Store } from '../../domain/ports.ts';
import { reason } from '../../domain/reason.ts';
import type { Log } from '../../domain/sink.ts';
import type { Instant } from '../../domain/time.ts';
import { helpText } from './commands/channel.ts';
import { missingIn, permissionNames, stillArrives } from './permissions.ts';
import { languageOf } from './reply.ts';

/** The store as the gateway uses it, also when a server or channel is gone. */
export type ServerStore = Pick<
  Store,
  'remember' | 'recall' | 'removeServer' | 'subscriptions' | 'disableAddress'
>;

/** Handles joined and left servers, and lost permissions in channels with alerts. */
export function watchServers(
  client: Client,
  store: ServerStore,
  log: Log,
  now: () => Instant,
): void {
  const safely = (what: string, work: () => Promise<void>) =>
    work().catch((error: unknown) => log.warn({ error: String(error) }, what));
  client.on(Events.GuildCreate, (guild) =>
    safely('a new server could not be welcomed', () => welcome(guild, store)),
  );
  client.on(Events.GuildDelete, (guild) => {
    // `available` is false in an outage that hides a server: that is not leaving.
    if (!guild.available) return;
    safely('subscriptions of a left server could not be removed', async () => {
      const removed = await store.removeServer(guild.id);
      log.info({ server: guild.id, removed }, 'left a server and forgot its subscriptions');
    });
  });
  // Stops the subscriptions of a channel that was deleted, and tells their owner where they may go.
  client.on(Events.ChannelDelete, (channel) =>
    safely('subscriptions of a deleted channel could not be stopped', async () => {
      if (channel.isDMBased()) return;
      const address = { sink: 'discord', to: `channel:${channel.id}` };
      const stopped = await store.disableAddress(address, reason('channel-deleted'), now());
      const [first] = stopped;
      if (first === undefined) return;
      log.info(
        { channel: channel.id, stopped: stopped.length },
        'a channel with subscriptions was deleted',
      );
      const values = { name: channel.name, n: stopped.length };
      await writeTo(
        client.rest,
        first.owner,
        phrasesOf('discord', first.language)('channelDeleted', values),
      );
    }),
  );
  // One after another: two events of one change must not warn twice.
  let last = Promise.resolve();
  const check = (guild: Guild) => {
    last = last.then(() =>
      safely('rights could not be checked', () => checkRights(client, guild, store, log)),
    );
  };
  client.on(Events.ChannelUpdate, (_, channel) => {
    if (!channel.isDMBased()) check(channel.guild);
  });
  client.on(Events.GuildRoleUpdate, (_, role) => check(role.guild));
  client.on(Events.ClientReady, () => {
    for (const guild of client.guilds.cache.values()) check(guild);
  });
}

/** Posts once, in the first possible channel, how to begin, and where the bot cannot post. */
async function welcome(guild: Guild, store: ServerStore): Promise<void> {
  const key = `discord-welcome-${guild.id}`;
  if ((await store.recall(key)) !== null) return;
  await store.remember(key, 'said');
  const channels = [...guild.channels.cache.values()].filter(
    (guildBasedChannel) => guildBasedChannel.isTextBased() && !guildBasedChannel.isThread(),
  );
  const open = channels.filter((channel) => missingIn(channel).length === 0);
  const recipient = open.find((one) => one.id === guild.systemChannelId) ?? open[0];
  if (recipient === undefined || !recipient.isSendable()) return;
  const language = languageOf({ locale: guild.preferredLocale });
  const closed = channels.filter((channel) => missingIn(channel).length > 0);
  const rights = closed
    .slice(0, 8)
    .map((one) => `• <#${one.id}>: ${permissionNames(missingIn(one), language)}`);
  const head = phrasesOf('discord', language)('channelsClosed');
  const content = [
    helpText(language, null),
    ...(rights.length === 0 ? [] : ['', head, ...rights]),
  ].join('\n');
  await recipient.send({ content: content.slice(0, 2_000), allowedMentions: { parse: [] } });
}

/**
 * Notifies the owner of a channel's subscriptions once of a lost permission; its return is not
 * reported.
 */
async function checkRights(
  client: Client,
  guild: Guild,
  store: ServerStore,
  log: Log,
): Promise<void> {
  const here = await store.subscriptions({ server: guild.id, active: true });
  for (const [to, subscriptions] of Map.groupBy(here, (subscription) => subscription.address.to)) {
    const id = to.split(':')[1] ?? '';
    const channel = guild.channels.cache.get(id);
    const threads = subscriptions.some((subscription) => subscription.threads === true);
    const missing = channel === undefined ? [] : missingIn(channel, threads);
    const key = `discord-rights-${id}`;
    const now = missing.join(',');
    if (((await store.recall(key)) ?? '') === now) continue;
    await store.remember(key, now);
    if (missing.length === 0 || channel === undefined) continue;
    log.warn({ channel: id, missing }, 'a right is lost in a channel that alerts go to');
    const { owner, language } = subscriptions[0]!;
    const names = permissionNames(missing, language);
    const what = stillArrives(missing) ? 'lostThreads' : 'lostAlerts';
    const text = phrasesOf('discord', language)(what, { place: `<#${channel.id}>`, names });
    await writeTo(client.rest, owner, text);
  }
}

/**
 * Sends a direct message to a person who set something up. People who accept none are left alone.
 */
export async function writeTo(
  rest: Pick<REST, 'post'>,
  user: string,
  content: string,
): Promise<void> {
  try {
    const opened = await rest.post(Routes.userChannels(), { body: { recipient_id: user } });
    const body = { content: content.slice(0, 2_000), allowed_mentions: { parse: [] } };
    await rest.post(Routes.channelMessages((opened as { id: string }).id), { body });
  } catch {}
}
