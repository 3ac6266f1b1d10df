import { invalidForm, refusal } from '../failure.ts';
import { composeMessage, editMessage, fileNames } from '../letters.ts';
import { checkMessageRules, IS_COMPONENTS_V2, type MessageBody } from '../message-rules.ts';
import { checkOfficial } from '../official.ts';
import { demand, may } from '../permissions.ts';
import { type Call, nothing, ok, type Route } from '../routing.ts';
import { type Channel, channelOf, messageOf, type StoredMessage, type World } from '../world.ts';

const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;
const CROSSPOSTED = 1 << 0;

/** Messages of a channel. */
export const messageRoutes: readonly Route[] = [
  { method: 'POST', path: '/channels/:channel/messages', act: create },
  { method: 'GET', path: '/channels/:channel/messages', act: list },
  { method: 'GET', path: '/channels/:channel/messages/:message', act: one },
  { method: 'PATCH', path: '/channels/:channel/messages/:message', act: edit },
  { method: 'DELETE', path: '/channels/:channel/messages/:message', act: remove },
  { method: 'POST', path: '/channels/:channel/messages/:message/crosspost', act: crosspost },
  {
    method: 'POST',
    path: '/channels/:channel/typing',
    act({ world, params }) {
      demandSend(world, channelOf(world, params.channel!));
      return nothing;
    },
  },
];

/**
 * What may be sent to a channel at all, in Discord's order: kind, access, permissions, the other
 * side's subscription.
 */
export function demandSend(world: World, channel: Channel): void {
  if (channel.type === 15 || channel.type === 16) throw refusal(40058);
  if (channel.type === 4) throw refusal(50008);
  demand(world, channel, channel.thread ? 'SendMessagesInThreads' : 'SendMessages');
  if (channel.recipient && world.closedDms.has(channel.recipient.id)) throw refusal(50007);
  if (channel.recipient && world.strangers.has(channel.recipient.id)) throw refusal(50278);
  if (channel.thread?.locked) throw refusal(50083);
}

/** A message body after every check that does not depend on the channel. */
export function checkedBody(
  call: Call,
  schema: Parameters<typeof checkOfficial>[0],
  old?: StoredMessage,
): MessageBody {
  const raw = (call.body ?? {}) as MessageBody;
  // The schema wants ids as text; the service also takes the plain index that clients send.
  const body: MessageBody = raw.attachments
    ? { ...raw, attachments: raw.attachments.map((named) => ({ ...named, id: String(named.id) })) }
    : raw;
  checkOfficial(schema, body);
  if ((body.flags ?? 0) & IS_COMPONENTS_V2 && !call.features.componentsV2)
    throw invalidForm([
      {
        path: ['flags'],
        code: 'BASE_TYPE_CHOICES',
        message: 'Value must be one of {4, 64, 4096}.',
      },
    ]);
  const whole: MessageBody = old
    ? {
        content: old.content,
        embeds: old.embeds,
        components: old.components as never,
        ...body,
        flags: (old.flags ?? 0) | (body.flags ?? 0),
      }
    : body;
  checkMessageRules(whole, fileNames(body, call.files, old));
  return body;
}

/** Puts a message into its channel and tells those who listen. */
export function deliverMessage(
  world: World,
  channel: Channel,
  message: StoredMessage,
): StoredMessage {
  channel.messages.set(message.id, message);
  if (channel.thread?.archived) channel.thread.archived = false;
  tellMessage(world, channel, 'MESSAGE_CREATE', message);
  return message;
}

export function tellMessage(world: World, channel: Channel, event: string, message: unknown): void {
  world.tell(event, message, {
    guild: channel.guildId,
    intents: channel.guildId ? GUILD_MESSAGES : DIRECT_MESSAGES,
  });
}

function create(call: Call) {
  const { world, nonces } = call;
  const channel = channelOf(world, call.params.channel!);
  demandSend(world, channel);
  const body = checkedBody(call, 'MessageCreateRequestSchema');
  if (call.files.length > 0) demand(world, channel, 'AttachFiles');
  if (body.embeds?.length) demand(world, channel, 'EmbedLinks');
  checkReference(channel, body);
  if (
    body.enforce_nonce &&
    call.features.enforceNonce &&
    body.nonce !== undefined &&
    body.nonce !== null
  ) {
    const first = nonces.find(body.nonce);
    if (first) return ok(messageOf(first.channel, first.messageId));
  }
  const message = deliverMessage(world, channel, composeMessage(world, channel, body, call.files));
  nonces.remember(channel, message);
  return ok(message);
}

function checkReference(channel: Channel, body: MessageBody): void {
  const reference = body.message_reference;
  if (!reference?.message_id || reference.fail_if_not_exists === false) return;
  if (!channel.messages.has(reference.message_id))
    throw invalidForm([
      { path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' },
    ]);
}

function list({ world, params, query }: Call) {
  const channel = channelOf(world, params.channel!);
  demand(world, channel);
  if (!may(world, channel, 'ReadMessageHistory')) return ok([]);
  const limit = Number(query.get('limit') ?? 50);
  if (!(limit >= 1 && limit <= 100))
    throw invalidForm([
      {
        path: ['limit'],
        code: 'NUMBER_TYPE_MAX',
        message: 'int value should be less than or equal to 100.',
      },
    ]);
  const all = [...channel.messages.values()];
  const [before, after, around] = [query.get('before'), query.get('after'), query.get('around')];
  const older = (id: string) => all.filter((message) => BigInt(message.id) < BigInt(id));
  const newer = (id: string) => all.filter((message) => BigInt(message.id) > BigInt(id));
  if (around) {
    const half = Math.floor(limit / 2);
    const middle = all.filter((message) => message.id === around);
    return ok(
      [...older(around).slice(-half), ...middle, ...newer(around).slice(0, half)].reverse(),
    );
  }
  if (after) return ok(newer(after).slice(0, limit).reverse());
  return ok((before ? older(before) : all).slice(-limit).reverse());
}

function one({ world, params }: Call) {
  const channel = channelOf(world, params.channel!);
  demand(world, channel, 'ReadMessageHistory');
  return ok(messageOf(channel, params.message!));
}

function edit(call: Call) {
  const { world, params } = call;
  const channel = channelOf(world, params.channel!);
  demand(world, channel);
  const message = messageOf(channel, params.message!);
  if (message.author.id !== world.bot.id) throw refusal(50005);
  if (channel.thread?.archived) throw refusal(50083);
  const body = checkedBody(call, 'MessageEditRequestPartialSchema', message);
  editMessage(world, channel, message, body, call.files);
  tellMessage(world, channel, 'MESSAGE_UPDATE', message);
  return ok(message);
}

function remove({ world, params }: Call) {
  const channel = channelOf(world, params.channel!);
  demand(world, channel);
  const message = messageOf(channel, params.message!);
  if (message.author.id !== world.bot.id) demand(world, channel, 'ManageMessages');
  channel.messages.delete(message.id);
  tellMessage(world, channel, 'MESSAGE_DELETE', {
    id: message.id,
    channel_id: channel.id,
    guild_id: channel.guildId ?? undefined,
  });
  return nothing;
}

function crosspost({ world, params, features }: Call) {
  if (!features.crosspost) throw refusal(0);
  const channel = channelOf(world, params.channel!);
  demand(world, channel, 'SendMessages');
  if (channel.type !== 5) throw refusal(50024);
  const message = messageOf(channel, params.message!);
  if (message.author.id !== world.bot.id) demand(world, channel, 'ManageMessages');
  if ((message.flags ?? 0) & CROSSPOSTED) throw refusal(40033);
  message.flags = (message.flags ?? 0) | CROSSPOSTED;
  tellMessage(world, channel, 'MESSAGE_UPDATE', message);
  return ok(message);
}
