import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { Interactions, Pending } from './interactions.ts';
import { ALL, bits, botPermissions, EVERYONE, type PermissionName } from './permissions.ts';
import { NotOffered, type OptionValue, pickOptions } from './picked.ts';
import { member, showChannel } from './places.ts';
import { componentNamed } from './reading.ts';
import { awaitReply, type Reply, type Until } from './reply.ts';
import {
  type Channel,
  dmWith,
  emptyChannel,
  personOf,
  type StoredMessage,
  type World,
} from './world.ts';

/** Who acts, and where. */
export interface Person {
  /** Guild id; null = outside of servers. Default: the guild of `channel`, else the first guild. */
  readonly guild?: string | null;
  /** Channel id. Default: the guild's first channel; outside, the direct message with the bot. */
  readonly channel?: string;
  readonly user?: string;
  /** What the person may do in the channel. Default: an ordinary member. */
  readonly permissions?: 'admin' | bigint | readonly PermissionName[];
  readonly roles?: readonly string[];
  readonly locale?: string;
  /** How the app came here: installed in the server, or only for this user. */
  readonly install?: 'guild' | 'user';
  /** 2 = a group chat among users. Default: 0 in guilds, 1 outside. */
  readonly context?: 0 | 1 | 2;
  /** Until when to wait. Default: until a deferred answer is filled. */
  readonly until?: Until;
  /**
   * Real milliseconds after which a test gives up; default 20,000 each. What is late to Discord,
   * its own clock says.
   */
  readonly patience?: { readonly answerMs?: number; readonly fillMs?: number };
}
export interface SlashCommand extends Person {
  /** With subcommands: `watchlist import`. */
  readonly name: string;
  readonly options?: Readonly<Record<string, OptionValue>>;
}
export interface Press extends Person {
  /** The message that carries the component. Default: the newest one with that custom id. */
  readonly on?: StoredMessage | Reply;
  /** For a select menu. */
  readonly values?: readonly string[];
}

/** The users' side of the service. */
export interface People {
  slash(command: SlashCommand): Promise<Reply>;
  /** Types into the option `focused`; what it holds so far stands in `options`. */
  autocomplete(
    typing: SlashCommand & { focused: string },
  ): Promise<{ choices: { name: string; value: string | number }[]; latencyMs: number }>;
  /** Presses a button (custom id or label) or chooses in a menu. */
  press(component: string, how?: Press): Promise<Reply>;
  /** Fills in and sends the form that a reply opened. Field values by custom id. */
  submit(form: Reply, fields: Readonly<Record<string, string>>, who?: Person): Promise<Reply>;
}

const USER = '80000000000000001';
const PATIENCE = { answerMs: 20_000, fillMs: 20_000 };

export function createPeople(world: World, interactions: Interactions): People {
  const act = (
    who: Person,
    kind: number,
    name: string,
    data: unknown,
    source: StoredMessage | null = null,
  ): Pending => {
    const place = placeOf(world, who);
    const pending = interactions.open({
      kind,
      channel: place.channel,
      userId: place.userId,
      name,
      source,
      userOnly: who.install === 'user',
    });
    const event = {
      ...envelope(world, who, place, pending),
      data,
      ...(source ? { message: source } : {}),
    };
    world.tell('INTERACTION_CREATE', event, { guild: place.guildId, intents: 0 });
    return pending;
  };
  const reply = (pending: Pending, who: Person) =>
    awaitReply(pending, who.until ?? 'filled', { ...PATIENCE, ...who.patience });
  const commandData = (given: SlashCommand, focused: string | null) => {
    const [name, ...path] = given.name.replace(/^\//, '').split(' ');
    const { guildId } = placeOf(world, given);
    const command = offered(world, given, name!, guildId);
    const { options, resolved } = pickOptions(
      world,
      command,
      path,
      given.options ?? {},
      guildId,
      focused,
    );
    const guild = command.guild_id ? { guild_id: command.guild_id } : {};
    return {
      id: command.id,
      name: command.name,
      type: 1,
      options,
      ...guild,
      ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
    };
  };
  return {
    slash: async (given) => reply(act(given, 2, `/${given.name}`, commandData(given, null)), given),
    async autocomplete(given) {
      const filled = { ...given, options: { [given.focused]: '', ...given.options } };
      const pending = act(given, 4, `/${given.name}`, commandData(filled, given.focused));
      const answer = await reply(pending, given);
      return { choices: pending.choices ?? [], latencyMs: answer.latencyMs };
    },
    async press(component, how = {}) {
      const shown = how.on && 'author' in how.on ? how.on : how.on?.message;
      const source = how.on ? shown : newestWith(world, component);
      const found = source && componentNamed(source, component);
      if (!source || !found) throw new NotOffered(`no message shows ${component}`);
      if ((found as { disabled?: boolean }).disabled)
        throw new NotOffered(`${component} is disabled`);
      const who = { channel: source.channel_id, ...how };
      const data = {
        component_type: found.type,
        custom_id: found.custom_id,
        ...(found.type === 2 ? {} : { values: how.values ?? [] }),
      };
      return reply(act(who, 3, component, data, source), who);
    },
    async submit(form, fields, who = {}) {
      if (!form.modal) throw new NotOffered('no form is open');
      const components = Object.entries(fields).map(([custom_id, value], id) => ({
        type: 1,
        id: id * 2 + 1,
        components: [{ type: 4, id: id * 2 + 2, custom_id, value }],
      }));
      const where = { ...(form.message ? { channel: form.message.channel_id } : {}), ...who };
      return reply(
        act(where, 5, 'form', { custom_id: form.modal.custom_id, components }, form.message),
        where,
      );
    },
  };
}

interface Place {
  readonly channel: Channel;
  readonly guildId: string | null;
  readonly userId: string;
  readonly context: 0 | 1 | 2;
}

function placeOf(world: World, who: Person): Place {
  const userId = who.user ?? USER;
  const known = who.channel
    ? (world.channels.get(who.channel) ?? world.elsewhere.get(who.channel))
    : undefined;
  const guildId = guildOf(world, who, known);
  const guild = world.guilds.get(guildId ?? '');
  const context = who.context ?? (guildId ? 0 : 1);
  const openChannel = () => (context === 1 ? dmWith(world, userId) : undefined);
  const usual = guild ? [...guild.channels.values()][0] : openChannel();
  const channel =
    known ??
    (who.channel ? undefined : usual) ??
    beyond(world, who.channel ?? '70000000000000001', guildId);
  return { channel, guildId, userId, context };
}

function guildOf(world: World, who: Person, known: Channel | undefined): string | null {
  if (who.guild !== undefined) return who.guild;
  if (known) return known.guildId;
  return who.context ? null : ([...world.guilds.keys()][0] ?? null);
}

/** A channel where only users are: a group chat, or a server without the bot. */
function beyond(world: World, id: string, guildId: string | null): Channel {
  const channel = { ...emptyChannel(id, guildId ? 0 : 3, 'elsewhere'), guildId };
  world.elsewhere.set(id, channel);
  return channel;
}

function permissionsOf(who: Person): bigint {
  if (who.permissions === 'admin') return ALL;
  if (typeof who.permissions === 'bigint') return who.permissions;
  return bits(EVERYONE) | bits(who.permissions ?? []);
}

function envelope(
  world: World,
  who: Person,
  place: Place,
  pending: Pending,
): Record<string, unknown> {
  const user = personOf(world, place.userId);
  const owners = who.install === 'user' ? { 1: user.id } : { 0: place.guildId ?? '0' };
  const guild = world.guilds.get(place.guildId ?? '');
  const inGuild = place.guildId
    ? {
        guild_id: place.guildId,
        guild: { id: place.guildId, locale: guild?.locale ?? 'en-US', features: [] },
        guild_locale: guild?.locale ?? 'en-US',
        member: {
          ...member(user, [...(who.roles ?? [])]),
          permissions: permissionsOf(who).toString(),
        },
      }
    : { user };
  return {
    id: pending.id,
    application_id: world.bot.id,
    type: pending.kind,
    token: pending.token,
    version: 1,
    channel_id: place.channel.id,
    channel: { ...showChannel(place.channel), permissions: permissionsOf(who).toString() },
    ...inGuild,
    locale: who.locale ?? 'en-US',
    app_permissions: botPermissions(world, place.channel).toString(),
    entitlements: [],
    authorizing_integration_owners: owners,
    context: place.context,
    attachment_size_limit: 10_485_760,
  };
}

/** The command as this person's client lists it; throws when it does not. */
function offered(
  world: World,
  who: Person,
  name: string,
  guildId: string | null,
): APIApplicationCommand {
  const shelves = [...(guildId ? [world.commands.get(guildId)] : []), world.commands.get('')];
  const command = shelves
    .flatMap((shelf) => [...(shelf?.values() ?? [])])
    .find((own) => own.name === name && own.type === 1);
  if (!command) throw new NotOffered(`there is no command /${name}`);
  const context = who.context ?? (guildId ? 0 : 1);
  if (command.contexts && !command.contexts.includes(context))
    throw new NotOffered(`/${name} is not offered in context ${context}`);
  const install = who.install === 'user' ? 1 : 0;
  if (command.integration_types && !command.integration_types.includes(install))
    throw new NotOffered(`/${name} is not offered to this install`);
  const needed = command.default_member_permissions;
  if (
    guildId &&
    needed !== null &&
    needed !== undefined &&
    !holds(permissionsOf(who), BigInt(needed))
  )
    throw new NotOffered(`/${name} is hidden from people without its permissions`);
  return command;
}

/** "0" means administrators only. */
function holds(own: bigint, needed: bigint): boolean {
  return own === ALL || (own & 8n) !== 0n || (needed !== 0n && (own & needed) === needed);
}

function newestWith(world: World, component: string): StoredMessage | null {
  const messages = [...world.channels.values(), ...world.elsewhere.values()].flatMap((channel) => [
    ...channel.messages.values(),
  ]);
  const fitting = messages.filter((message) => componentNamed(message, component));
  return fitting.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)).at(-1) ?? null;
}
