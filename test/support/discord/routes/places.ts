import { invalidForm, refusal } from '../failure.ts';
import { checkOfficial } from '../official.ts';
import { botPermissions, demand } from '../permissions.ts';
import { botMember, member, showChannel, showGuild } from '../places.ts';
import { type Answer, type Call, ok, type Route } from '../routing.ts';
import { channelOf, dmWith, guildOf, personOf, type World } from '../world.ts';

/** Who the bot is and where it lives: users, applications, guilds, channels, direct messages. */
export const placeRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/@me', act: ({ world }) => ok(world.bot) },
  { method: 'GET', path: '/applications/@me', act: ({ world }) => ok(showApplication(world)) },
  {
    method: 'GET',
    path: '/oauth2/applications/@me',
    act: ({ world }) => ok(showApplication(world)),
  },
  { method: 'GET', path: '/users/@me/guilds', act: myGuilds },
  { method: 'POST', path: '/users/@me/channels', act: openDm },
  {
    method: 'GET',
    path: '/users/:user',
    act: ({ world, params }) => ok(world.people.get(params.user!) ?? fail(10013)),
  },
  { method: 'GET', path: '/channels/:channel', act: getChannel },
  {
    method: 'GET',
    path: '/guilds/:guild',
    act: ({ world, params }) => ok(showGuild(guildOf(world, params.guild!))),
  },
  { method: 'GET', path: '/guilds/:guild/channels', act: guildChannels },
  {
    method: 'GET',
    path: '/guilds/:guild/roles',
    act: ({ world, params }) => ok(guildOf(world, params.guild!).roles),
  },
  { method: 'GET', path: '/guilds/:guild/members/:user', act: getMember },
  { method: 'DELETE', path: '/users/@me/guilds/:guild', act: leave },
];

function fail(code: number): never {
  throw refusal(code);
}

/** Optional fields are left out: clients stumble over null where a field may be absent. */
export function showApplication(world: World): Record<string, unknown> {
  return {
    id: world.bot.id,
    name: world.bot.username,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    owner: personOf(world, '90000000000000001', 'owner'),
    team: null,
    approximate_guild_count: world.guilds.size,
    integration_types_config: { 0: {}, 1: {} },
  };
}

function myGuilds({ world, query }: Call): Answer {
  const after = BigInt(query.get('after') ?? 0);
  const all = [...world.guilds.values()].filter((guild) => BigInt(guild.id) > after);
  all.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  return ok(
    all.slice(0, Number(query.get('limit') ?? 200)).map((guild) => ({
      id: guild.id,
      name: guild.name,
      icon: null,
      owner: false,
      permissions: '0',
      features: [],
    })),
  );
}

function openDm({ world, body }: Call): Answer {
  checkOfficial('CreatePrivateChannelRequestSchema', body);
  const recipient = (body as { recipient_id?: string }).recipient_id;
  if (!recipient)
    throw invalidForm([
      { path: ['recipient_id'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' },
    ]);
  if (recipient === world.bot.id) throw refusal(50007);
  return ok(showChannel(dmWith(world, recipient)));
}

function getChannel({ world, params }: Call): Answer {
  const channel = channelOf(world, params.channel!);
  demand(world, channel);
  return ok({
    ...showChannel(channel),
    ...(channel.guildId ? { permissions: botPermissions(world, channel).toString() } : {}),
  });
}

function guildChannels({ world, params }: Call): Answer {
  return ok(
    [...guildOf(world, params.guild!).channels.values()]
      .filter((channel) => !channel.thread)
      .map(showChannel),
  );
}

function getMember({ world, params }: Call): Answer {
  const guild = guildOf(world, params.guild!);
  if (params.user === world.bot.id || params.user === '@me') return ok(botMember(world, guild));
  const person = world.people.get(params.user!);
  return ok(person ? member(person, []) : fail(10007));
}

function leave({ world, params }: Call): Answer {
  const guild = guildOf(world, params.guild!);
  world.guilds.delete(guild.id);
  world.tell('GUILD_DELETE', { id: guild.id }, { guild: guild.id, intents: 1 });
  return { status: 204 };
}
