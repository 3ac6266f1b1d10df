import { listed, type SetUpAnswers } from '../../answers/queries/set-up.ts';
import type { Env } from '../../app/env.ts';
import { CommandProblem, type Io } from '../../app/io.ts';
import { createDiscordCheck } from '../discord/check.ts';
import { inviteLink } from '../discord/invite.ts';

type DiscordCheck = ReturnType<typeof createDiscordCheck>;
type Ask = NonNullable<Io['ask']>;

/** Channels that are tried before giving up. */
const MOST_TRIES = 3;

/**
 * Guides the user to a channel in which the bot can post: token, invitation, channel, each verified
 * with Discord before the next. Returns the values to save. Throws CommandProblem with the failed
 * step and the remedy.
 */
export async function discordAnswers(
  { ask, out }: Pick<Io, 'ask' | 'out'>,
  env: Env,
): Promise<SetUpAnswers> {
  if (ask === undefined)
    throw new CommandProblem(
      `Nobody can be asked here: set DISCORD_TOKEN in .env, then \`tocsin setup --to discord:channel:<id>\`.${invitation(env.DISCORD_TOKEN)}`,
    );
  out('1. Open https://discord.com/developers/applications, choose New Application, open its page');
  out('   Bot and press Reset Token. No privileged intent is needed.');
  const token = env.DISCORD_TOKEN ?? (await ask('   Token (stays in .env): ')).trim();
  const check = createDiscordCheck(token, env.DISCORD_API);
  const bot = await check.bot();
  if (!bot.ok)
    throw new CommandProblem(
      bot.refused
        ? 'Discord refuses this token: press Reset Token and copy the new one. Nothing was saved.'
        : `Discord was not reached (${bot.because}): nothing was saved.`,
    );
  out(`   Discord knows it as ${bot.name}.`);
  out('2. Open this link, choose your server and confirm:');
  out(`   ${inviteLink(token)}`);
  await ask('   Press Enter once the bot is in the server. ');
  out('3. In Discord: User Settings, Advanced, Developer Mode; then right-click the channel,');
  out('   Copy Channel ID.');
  const channel = await channelFor(check, ask, out);
  const watch = await ask('4. Watchlist, tickers or names [every listed company]: ');
  return {
    secrets: env.DISCORD_TOKEN === undefined ? { DISCORD_TOKEN: token } : {},
    address: `discord:channel:${channel}`,
    watchlist: watch === '' ? undefined : listed(watch),
  };
}

const invitation = (token: string | undefined) => {
  const link = token === undefined ? null : inviteLink(token);
  return link === null ? '' : ` The bot is added to a server with ${link}`;
};

/** Asks for a channel in which the bot may post; prints missing permissions and asks again. */
async function channelFor(check: DiscordCheck, ask: Ask, out: Io['out']): Promise<string> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const id = (await ask('   Channel id: ')).trim();
    const found = await check.channel(id);
    if (found.kind === 'fine') {
      out(`   Alerts can be posted in #${found.name} of ${found.server}.`);
      return id;
    }
    out(
      found.kind === 'lacks'
        ? `   In #${found.name} the bot lacks ${found.lacks.join(', ')}: give its role these ` +
            'permissions there.'
        : `   The bot cannot see that channel (${found.because}).`,
    );
  }
  throw new CommandProblem('No channel was found in which the bot may post: nothing was saved.');
}
