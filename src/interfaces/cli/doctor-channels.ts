import type { Env } from '../../app/env.ts';
import { missingFor, SINK_SETTINGS } from '../../app/sinks.ts';
import type { ChannelCheck } from '../discord/check.ts';
import { broken, type Checked, mind, ok } from './checked.ts';
import { overStore } from './context.ts';

const TOKEN_REMEDY =
  'copy it anew from the developer portal (your app, page "Bot", Reset Token), or `tocsin ' +
  'setup --discord`';
/** Channels that one run asks about. */
const MOST_CHANNELS = 50;

/** Which sinks are usable, and whether the bot is known to Discord and may post. */
export async function waysOut(env: Env): Promise<Checked[]> {
  const token = env.DISCORD_TOKEN;
  const further = SINK_SETTINGS.filter(({ id }) => missingFor(id, env) === null).map(
    ({ id }) => id,
  );
  if (token === undefined) return [usable(['terminal', ...further])];
  if (token.split('.').length !== 3)
    return [broken('DISCORD_TOKEN does not look like a bot token', TOKEN_REMEDY)];
  return [usable(['discord', ...further]), ...(await discord(token, env))];
}

const usable = (ways: readonly string[]): Checked =>
  ok(`${ways.join(', ')}; \`tocsin test <way out>\` sends a preview`);

async function discord(token: string, env: Env): Promise<Checked[]> {
  // The library is loaded only with a token.
  const [{ createDiscordCheck }, { inviteLink }] = await Promise.all([
    import('../discord/check.ts'),
    import('../discord/invite.ts'),
  ]);
  const check = createDiscordCheck(token, env.DISCORD_API);
  const bot = await check.bot();
  if (!bot.ok)
    return bot.refused
      ? [broken('Discord refuses DISCORD_TOKEN', TOKEN_REMEDY)]
      : [
          mind(
            `Discord was not reached: ${bot.because}`,
            'check this machine’s network and discordstatus.com',
          ),
        ];
  const link = inviteLink(token);
  const servers = `Discord knows the bot as ${bot.name}, in ${bot.servers} servers`;
  const invite = link === null ? '' : `; add it to a server with ${link}`;
  const known =
    bot.servers === 0 ? mind(servers, `add it with ${link}`) : ok(`${servers}${invite}`);
  const ids = await channelsOf(env);
  const channels: Checked[] = [];
  for (const id of ids.slice(0, MOST_CHANNELS))
    channels.push(ofChannel(id, await check.channel(id)));
  return [known, ...channels];
}

/** Ids of the channels that follow something. */
const channelsOf = (env: Env): Promise<string[]> =>
  overStore(env, async (store) => {
    const on = await store.subscriptions({ active: true });
    const ids = on
      .filter(({ address }) => address.sink === 'discord' && address.to.startsWith('channel:'))
      .map(({ address }) => address.to.slice('channel:'.length));
    return [...new Set(ids)];
  });

function ofChannel(id: string, found: ChannelCheck): Checked {
  if (found.kind === 'unseen')
    return broken(
      `channel ${id} cannot be seen by the bot: ${found.because}`,
      'give it View Channel there, or end its subscriptions',
    );
  const place = `#${found.name} of ${found.server}`;
  if (found.kind === 'fine') return ok(`${place}: alerts can be posted`);
  return broken(
    `${place}: the bot lacks ${found.lacks.join(', ')}`,
    'give its role these permissions in that channel',
  );
}
