import { type REST, Routes } from 'discord.js';
import type { Address } from '../../../domain/alert.ts';
import type { Chart } from '../../../domain/card.ts';
import { type Reason, reason, reasons } from '../../../domain/reason.ts';
import {
  type OutgoingMessage,
  refused,
  type SendOutcome,
  type Sink,
} from '../../../domain/sink.ts';
import { type File, filesOf } from '../../present/embed.ts';
import {
  createCrossposts,
  createThreads,
  outcomeOf,
  placeOf,
  refusedWith,
  threadOf,
} from './discord-channels.ts';
import { editedBody, newBody } from './discord-message.ts';

type Rest = Pick<REST, 'post' | 'get' | 'patch'>;
type DrawPicture = ((chart: Chart) => Promise<Uint8Array>) | null;

const LOOK_BACK = 100;
const UNKNOWN_CHANNEL = 10003;
const UNKNOWN_MESSAGE = 10008;
const MISSING_ACCESS = 50001;
const MISSING_PERMISSIONS = 50013;
/** Missing permission to attach, too large, uploads limited. */
const FILES_REFUSED = new Set([MISSING_PERMISSIONS, 40005, 400001]);

/**
 * Posts cards as embeds to `channel:<id>` or `user:<id>` (a direct message). The nonce is enforced,
 * so that a second attempt within Discord's window returns the first message. `rest` is the only
 * client of the process: it queues requests and rejects long rate-limit waits, which are left to
 * the outbox.
 */
export function discordSink(rest: Rest, draw: DrawPicture = null): Sink {
  const channels = new Map<string, string>();
  const threads = createThreads(rest);
  const crossposts = createCrossposts(rest);

  const drawn = async ({ card }: OutgoingMessage): Promise<File[]> =>
    Object.values(await filesOf(card, draw)).flat();
  /** Sends with files; where they are refused or too large, without them, with the same nonce. */
  const request = async (
    how: 'post' | 'patch',
    path: `/${string}`,
    files: readonly File[],
    body: (some: readonly File[]) => object,
  ) => {
    const upload = files.map(({ name, attachment: data }) => ({ name, data }));
    const sent = rest[how](path, {
      body: body(files),
      ...(files.length === 0 ? {} : { files: upload }),
    });
    return (await sent.catch((error) => {
      if (files.length === 0 || !FILES_REFUSED.has(refusedWith(error) ?? 0)) throw error;
      return rest[how](path, { body: body([]) });
    })) as { id: string };
  };
  const post = async (
    channel: string,
    message: OutgoingMessage,
    files: readonly File[],
    replyTo: string | null,
  ) => {
    const body = (some: readonly File[]) => newBody(message, some, replyTo);
    return (await request('post', Routes.channelMessages(channel), files, body)).id;
  };
  const channelOf = async (address: Address): Promise<string> => {
    const [kind, id = ''] = address.to.split(':', 2);
    if (kind === 'channel') return id;
    const known = channels.get(id);
    if (known !== undefined) return known;
    const opened = (await rest.post(Routes.userChannels(), { body: { recipient_id: id } })) as {
      id: string;
    };
    channels.set(id, opened.id);
    return opened.id;
  };

  /**
   * Sends into the thread of the message that it follows; where that is impossible, as a reply in
   * the channel, with a note.
   */
  const sendFollowUp = async (
    channel: string,
    message: OutgoingMessage,
    files: readonly File[],
  ) => {
    const first = placeOf(message.replyTo!);
    const thread = threadOf(first);
    const inThread = () => post(thread, message, files, first.thread === null ? null : first.id);
    const fallBack = async (because: Reason): Promise<SendOutcome> => ({
      kind: 'sent',
      message: await post(channel, message, files, thread),
      note: reason('not-in-thread', { why: because }),
    });
    if (threads.closed(channel)) return fallBack(reason('threads-closed'));
    try {
      return sentTo(thread, await inThread());
    } catch (error) {
      const code = refusedWith(error);
      if (code === null) throw error;
      if (code === MISSING_ACCESS || code === MISSING_PERMISSIONS) threads.close(channel);
      const isUnopened = code === UNKNOWN_CHANNEL && first.thread === null;
      if (!isUnopened) return fallBack(outcomeOf(error).because);
    }
    const because = await threads.open(channel, thread, message.card.title);
    return because === null ? sentTo(thread, await inThread()) : fallBack(because);
  };

  /** Opens a thread on a message; null = it is open, else why it is not. */
  const openThread = async (channel: string, id: string, title: string): Promise<Reason | null> =>
    threads.closed(channel) ? reason('threads-closed') : threads.open(channel, id, title);

  /** Looks for a reply in the thread of the message that it follows. */
  const findInThread = async (replyTo: string, reference: string) => {
    const thread = threadOf(placeOf(replyTo));
    const found = await lookIn(rest, thread, reference).catch((error) => {
      if (refusedWith(error) === UNKNOWN_CHANNEL) return null;
      throw error;
    });
    return found === null || found === 'unreadable' ? found : { message: `${thread}/${found}` };
  };

  return {
    id: 'discord',
    knowsRepeats: 'minutes',
    hasButtons: true,
    async send(message) {
      try {
        const files = await drawn(message);
        const channel = await channelOf(message.address);
        if (wantsThread(message) && message.replyTo !== null && message.escalates !== true)
          return await sendFollowUp(channel, message, files);
        const replyTo = message.replyTo === null ? null : threadOf(placeOf(message.replyTo));
        return { kind: 'sent', message: await post(channel, message, files, replyTo) };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async edit(message, sent) {
      const { thread, id } = placeOf(sent);
      try {
        const files = await drawn(message);
        const channel = thread ?? (await channelOf(message.address));
        await request('patch', Routes.channelMessage(channel, id), files, (some) =>
          editedBody(message, some),
        );
        return { kind: 'sent', message: sent };
      } catch (error) {
        const code = refusedWith(error);
        // The message or its thread was deleted: nothing is left to correct, and the channel is
        // fine.
        if (code === UNKNOWN_MESSAGE || (code === UNKNOWN_CHANNEL && thread !== null))
          return refused(reason('corrected-deleted'));
        return outcomeOf(error);
      }
    },
    async complete(message, sent) {
      const { thread, id } = placeOf(sent);
      const channel = await channelOf(message.address);
      const notes: Reason[] = [];
      if (wantsThread(message) && message.replyTo === null) {
        const because = await openThread(channel, id, message.card.title);
        if (because !== null) notes.push(reason('no-thread', { why: because }));
      }
      if (message.crosspost === true && thread === null) {
        const because = await crossposts.publish(channel, id, message.level ?? 1);
        if (because !== null) notes.push(because);
      }
      const [first, ...more] = notes;
      return first === undefined ? null : reasons(first, ...more);
    },
    async find(address, reference, replyTo = null) {
      try {
        const channel = await channelOf(address);
        const hasThread = replyTo !== null && address.to.startsWith('channel:');
        const inThread = hasThread ? await findInThread(replyTo, reference) : null;
        if (inThread !== null) return inThread;
        const found = await lookIn(rest, channel, reference);
        return found === null || found === 'unreadable' ? found : { message: found };
      } catch (error) {
        // Only a refusal means that the channel cannot be read; other errors are retried.
        if (outcomeOf(error).kind === 'refused') return 'unreadable';
        throw error;
      }
    },
  };
}

const wantsThread = ({ thread, address }: OutgoingMessage): boolean =>
  thread === true && address.to.startsWith('channel:');

const sentTo = (thread: string, id: string): SendOutcome => ({
  kind: 'sent',
  message: `${thread}/${id}`,
});

/**
 * The id of the message with a reference; `unreadable` where a full page of newer messages may hide
 * it.
 */
async function lookIn(
  rest: Rest,
  channel: string,
  reference: string,
): Promise<string | null | 'unreadable'> {
  const query = new URLSearchParams({ limit: String(LOOK_BACK) });
  const messages = (await rest.get(Routes.channelMessages(channel), { query })) as {
    id: string;
    embeds?: { footer?: { text?: string } }[];
    components?: { components?: { custom_id?: string }[] }[];
  }[];
  const found = messages.find(
    (message) =>
      message.embeds?.some((embed) => embed.footer?.text?.endsWith(` ${reference}`)) ||
      message.components?.some((row) =>
        row.components?.some(({ custom_id }) => custom_id?.endsWith(`:${reference}`)),
      ),
  );
  return found?.id ?? (messages.length < LOOK_BACK ? null : 'unreadable');
}
