import { refusal } from '../failure.ts';
import { composeMessage } from '../letters.ts';
import { checkOfficial } from '../official.ts';
import { demand } from '../permissions.ts';
import { showChannel } from '../places.ts';
import { type Answer, type Call, created, nothing, ok, type Route } from '../routing.ts';
import { type Channel, channelOf, emptyChannel, messageOf } from '../world.ts';
import { deliverMessage } from './messages.ts';

const GUILDS = 1;
const HAS_THREAD = 1 << 5;
const MOST_ACTIVE_THREADS = 1000;

/** Threads: from a message, on their own, and archiving them. */
export const threadRoutes: readonly Route[] = [
  { method: 'POST', path: '/channels/:channel/messages/:message/threads', act: fromMessage },
  { method: 'POST', path: '/channels/:channel/threads', act: onItsOwn },
  { method: 'PATCH', path: '/channels/:channel', act: change },
  { method: 'DELETE', path: '/channels/:channel', act: remove },
  {
    method: 'PUT',
    path: '/channels/:channel/thread-members/@me',
    act({ world, params }) {
      channelOf(world, params.channel!);
      return nothing;
    },
  },
  { method: 'GET', path: '/guilds/:guild/threads/active', act: active },
];

interface ThreadBody {
  name: string;
  auto_archive_duration?: number | null;
  type?: number | null;
  message?: object;
}

function fromMessage(call: Call): Answer {
  const parent = threadParent(call);
  const message = messageOf(parent, call.params.message!);
  checkOfficial('CreateTextThreadWithMessageRequestSchema', call.body);
  if (call.world.channels.has(message.id)) throw refusal(160004);
  const thread = open(call, parent, message.id, parent.type === 5 ? 10 : 11);
  message.flags = (message.flags ?? 0) | HAS_THREAD;
  Object.assign(message, { thread: showChannel(thread) });
  return created(showChannel(thread));
}

function onItsOwn(call: Call): Answer {
  const parent = threadParent(call);
  checkOfficial('CreateTextThreadWithoutMessageRequestSchema', call.body);
  const body = call.body as ThreadBody;
  const thread = open(
    call,
    parent,
    call.world.nextId(),
    parent.type === 15 ? 11 : (body.type ?? 12),
  );
  if (parent.type === 15)
    deliverMessage(
      call.world,
      thread,
      composeMessage(call.world, thread, body.message ?? {}, call.files),
    );
  return created(showChannel(thread));
}

function threadParent({ world, params, features }: Call): Channel {
  if (!features.threads) throw refusal(0);
  const parent = channelOf(world, params.channel!);
  demand(world, parent, parent.type === 15 ? 'SendMessages' : 'CreatePublicThreads');
  if (parent.recipient || parent.thread) throw refusal(50024);
  return parent;
}

function open({ world, body }: Call, parent: Channel, id: string, type: number): Channel {
  const guild = world.guilds.get(parent.guildId ?? '');
  if (!guild) throw refusal(50024);
  if (
    [...guild.channels.values()].filter((channel) => channel.thread && !channel.thread.archived)
      .length >= MOST_ACTIVE_THREADS
  )
    throw refusal(160006);
  const { name, auto_archive_duration } = body as ThreadBody;
  const thread: Channel = {
    ...emptyChannel(id, type, name),
    guildId: guild.id,
    parentId: parent.id,
    thread: {
      archived: false,
      locked: false,
      auto_archive_duration: auto_archive_duration ?? 4320,
      archive_timestamp: new Date(world.now()).toISOString(),
    },
  };
  guild.channels.set(id, thread);
  world.channels.set(id, thread);
  world.tell(
    'THREAD_CREATE',
    { ...showChannel(thread), newly_created: true },
    { guild: guild.id, intents: GUILDS },
  );
  return thread;
}

function change({ world, params, body }: Call): Answer {
  const channel = channelOf(world, params.channel!);
  demand(world, channel);
  if (!channel.thread) throw refusal(50013);
  checkOfficial('UpdateThreadRequestPartialSchema', body);
  const wish = body as { archived?: boolean; locked?: boolean; name?: string };
  if (wish.locked !== undefined) demand(world, channel, 'ManageThreads');
  channel.thread.archived = wish.archived ?? channel.thread.archived;
  channel.thread.locked = wish.locked ?? channel.thread.locked;
  channel.name = wish.name ?? channel.name;
  world.tell('THREAD_UPDATE', showChannel(channel), { guild: channel.guildId, intents: GUILDS });
  return ok(showChannel(channel));
}

function remove({ world, params }: Call): Answer {
  const channel = channelOf(world, params.channel!);
  demand(world, channel, channel.thread ? 'ManageThreads' : 'ManageChannels');
  world.channels.delete(channel.id);
  world.guilds.get(channel.guildId ?? '')?.channels.delete(channel.id);
  world.tell(channel.thread ? 'THREAD_DELETE' : 'CHANNEL_DELETE', showChannel(channel), {
    guild: channel.guildId,
    intents: GUILDS,
  });
  return ok(showChannel(channel));
}

function active({ world, params }: Call): Answer {
  const channels = [...(world.guilds.get(params.guild!) ?? fail()).channels.values()];
  return ok({
    threads: channels
      .filter((channel) => channel.thread && !channel.thread.archived)
      .map(showChannel),
    members: [],
  });
}

function fail(): never {
  throw refusal(10004);
}
