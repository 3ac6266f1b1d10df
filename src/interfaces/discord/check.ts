import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIOverwrite,
  type APIUser,
  DiscordAPIError,
  OverwriteType,
  PermissionFlagsBits,
  PermissionsBitField,
  REST,
  Routes,
} from 'discord.js';
import { missingOf, NEEDED } from './permissions.ts';

/** The bot's state according to Discord. */
export type BotCheck =
  | { readonly ok: true; readonly name: string; readonly servers: number }
  /** `refused` = Discord answered that the token is none; else it did not answer. */
  | { readonly ok: false; readonly refused: boolean; readonly because: string };

/** What the bot can do in one channel; `lacks` are permissions by Discord's own names. */
export type ChannelCheck =
  | { readonly kind: 'fine'; readonly name: string; readonly server: string }
  | {
      readonly kind: 'lacks';
      readonly name: string;
      readonly server: string;
      readonly lacks: readonly string[];
    }
  /** The channel is gone, or hidden from the bot. */
  | { readonly kind: 'unseen'; readonly because: string };

const WAIT_MS = 10_000;

/**
 * Checks with Discord whether the token is valid and what the bot may do in channels. It only reads
 * and posts nothing. Failures are values.
 * @param api address of the Discord API
 */
export function createDiscordCheck(token: string, api: string) {
  const rest = new REST({ api, retries: 1, timeout: WAIT_MS, rejectOnRateLimit: () => true });
  rest.setToken(token);
  const guilds = new Map<string, Promise<Server>>();
  let me: Promise<APIUser> | null = null;
  const self = () => {
    me ??= rest.get(Routes.user()) as Promise<APIUser>;
    return me;
  };
  const serverOf = (id: string) => {
    const known = guilds.get(id) ?? readServer(rest, id, self);
    guilds.set(id, known);
    return known;
  };
  return {
    async bot(): Promise<BotCheck> {
      try {
        const { username } = await self();
        const own = (await rest.get(Routes.userGuilds())) as readonly unknown[];
        return { ok: true, name: username, servers: own.length };
      } catch (error) {
        const refused = error instanceof DiscordAPIError && error.status === 401;
        return { ok: false, refused, because: (error as Error).message };
      }
    },
    async channel(id: string): Promise<ChannelCheck> {
      try {
        const channel = (await rest.get(Routes.channel(id))) as ServerChannel;
        if (channel.guild_id === undefined)
          return { kind: 'unseen', because: 'it is in no server' };
        const server = await serverOf(channel.guild_id);
        const place = { name: channel.name ?? id, server: server.guild.name };
        const lacks = missingOf(NEEDED, granted(server, channel));
        return lacks.length === 0 ? { kind: 'fine', ...place } : { kind: 'lacks', ...place, lacks };
      } catch (error) {
        return { kind: 'unseen', because: (error as Error).message };
      }
    },
  };
}

type ServerChannel = APIChannel & {
  readonly guild_id?: string;
  readonly permission_overwrites?: readonly APIOverwrite[];
};

interface Server {
  readonly guild: APIGuild;
  readonly member: APIGuildMember;
  readonly me: string;
}

async function readServer(rest: REST, id: string, self: () => Promise<APIUser>): Promise<Server> {
  const { id: me } = await self();
  const [guild, member] = await Promise.all([
    rest.get(Routes.guild(id)) as Promise<APIGuild>,
    rest.get(Routes.guildMember(id, me)) as Promise<APIGuildMember>,
  ]);
  return { guild, member, me };
}

/**
 * Permissions of the bot in a channel: those of its roles, then what the channel denies and allows
 * to everybody, to its roles and to itself, in that order (Discord's documentation, "Permission
 * hierarchy").
 */
function granted({ guild, member, me }: Server, channel: ServerChannel): PermissionsBitField {
  const own = new Set([guild.id, ...member.roles]);
  const base = guild.roles
    .filter((role) => own.has(role.id))
    .reduce((bits, role) => bits | BigInt(role.permissions), 0n);
  const isAll = guild.owner_id === me || (base & PermissionFlagsBits.Administrator) !== 0n;
  if (isAll) return new PermissionsBitField(PermissionsBitField.All);
  const overwrites = channel.permission_overwrites ?? [];
  const steps = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(
      ({ id, type }) => type === OverwriteType.Role && id !== guild.id && own.has(id),
    ),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === me),
  ];
  const bits = steps.reduce((before, step) => {
    const denied = step.reduce((all, { deny }) => all | BigInt(deny), 0n);
    const allowed = step.reduce((all, { allow }) => all | BigInt(allow), 0n);
    return (before & ~denied) | allowed;
  }, base);
  return new PermissionsBitField(bits);
}
