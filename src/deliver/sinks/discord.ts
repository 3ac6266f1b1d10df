import { DiscordAPIError, HTTPError, RateLimitError, type REST, Routes } from 'discord.js';
import type { Address } from '../../domain/alert.ts';
import type { Chart } from '../../domain/card.ts';
import type { OutgoingMessage, SendOutcome, Sink } from '../../domain/ports.ts';
import { buttonRows, embedWithRest } from '../../present/embed.ts';
import { cardText } from '../../present/text.ts';
import { evenly } from '../spacing.ts';

/** Codes that mean that this destination is gone until somebody changes it (unknown or forbidden channel, closed DMs ...). */
const GONE = new Set([10003, 10004, 10013, 40058, 50001, 50007, 50008, 50013, 50024, 50278]);
const SUPPRESS_NOTIFICATIONS = 1 << 12;
const LOOK_BACK = 100;
/** What a bot has, over all its channels. */
const SENDS_PER_SECOND = 50;

/**
 * Posts cards as embeds to `channel:<id>` or `user:<id>` (a direct message). The nonce is enforced, so a second attempt within Discord's window answers with the first message.
 * `rest` is the one client of the process; it must reject long rate-limit waits, since waiting is the outbox's business.
 */
export function discordSink(
  rest: Pick<REST, 'post' | 'get'>,
  draw: ((chart: Chart) => Promise<Uint8Array>) | null = null,
): Sink {
  const channels = new Map<string, string>();
  const turn = evenly(SENDS_PER_SECOND);

  const channelOf = async (address: Address): Promise<string> => {
    const [kind, id = ''] = address.to.split(':', 2);
    if (kind === 'channel') return id;
    const known = channels.get(id);
    if (known !== undefined) return known;
    const opened = (await rest.post(Routes.userChannels(), { body: { recipient_id: id } })) as { id: string };
    channels.set(id, opened.id);
    return opened.id;
  };

  return {
    id: 'discord',
    async send(message) {
      try {
        const files = await filesOf(message, draw);
        await turn();
        const channel = await channelOf(message.address);
        return { kind: 'sent', message: await post(rest, channel, message, files) };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async find(address, reference) {
      try {
        const channel = await channelOf(address);
        const query = new URLSearchParams({ limit: String(LOOK_BACK) });
        const messages = (await rest.get(Routes.channelMessages(channel), { query })) as {
          id: string;
          embeds?: { footer?: { text?: string } }[];
        }[];
        const found = messages.find((one) =>
          one.embeds?.some((embed) => embed.footer?.text?.endsWith(` ${reference}`)),
        );
        if (found !== undefined) return { message: found.id };
        // With a full page of newer messages ours may lie further back: that is "cannot tell", not "not there".
        return messages.length < LOOK_BACK ? null : 'unreadable';
      } catch (error) {
        // Only a refusal says that the channel cannot be read; anything else is asked again.
        if (outcomeOf(error).kind === 'refused') return 'unreadable';
        throw error;
      }
    },
  };
}

interface File {
  readonly name: string;
  readonly data: Buffer;
  readonly description?: string;
}

/** The chart, and all of the card as text where the embed could not hold it. */
async function filesOf(
  message: OutgoingMessage,
  draw: ((chart: Chart) => Promise<Uint8Array>) | null,
): Promise<File[]> {
  const { card } = message;
  const files: File[] = [];
  if (card.chart !== null && draw !== null) {
    try {
      files.push({
        name: 'chart.png',
        data: Buffer.from(await draw(card.chart)),
        description: card.chart.alt,
      });
    } catch {
      // The words say the same: a picture that cannot be drawn never keeps an alert back.
    }
  }
  if (embedWithRest(card).missing > 0)
    files.push({ name: 'all.txt', data: Buffer.from(`\ufeff${cardText(card, 110)}`) });
  return files;
}

/** Posts with its files; where they are not allowed or too large, without them, with the same nonce. */
async function post(
  rest: Pick<REST, 'post'>,
  channel: string,
  message: OutgoingMessage,
  files: readonly File[],
): Promise<string> {
  const send = async (with_: readonly File[]) => {
    const upload = with_.length === 0 ? {} : { files: with_.map(({ name, data }) => ({ name, data })) };
    const sent = await rest.post(Routes.channelMessages(channel), {
      body: bodyOf(message, with_),
      ...upload,
    });
    return (sent as { id: string }).id;
  };
  try {
    return await send(files);
  } catch (error) {
    const refused = error instanceof DiscordAPIError && FILES_REFUSED.has(Number(error.code));
    if (files.length === 0 || !refused) throw error;
    return send([]);
  }
}

/** No right to attach, too large, uploads limited. */
const FILES_REFUSED = new Set([50013, 40005, 400001]);

function bodyOf(message: OutgoingMessage, files: readonly File[]): Record<string, unknown> {
  const { embed } = embedWithRest(message.card);
  const rows = buttonRows(message.card);
  const picture = files.some((file) => file.name === 'chart.png');
  return {
    embeds: [picture ? { ...embed, image: { url: 'attachment://chart.png' } } : embed],
    ...(rows.length === 0 ? {} : { components: rows }),
    ...(files.length === 0
      ? {}
      : {
          attachments: files.map(({ name, description }, id) => ({
            id,
            filename: name,
            ...(description === undefined ? {} : { description }),
          })),
        }),
    nonce: message.nonce,
    enforce_nonce: true,
    allowed_mentions: message.role === null ? { parse: [] } : { parse: [], roles: [message.role] },
    ...(message.role === null ? {} : { content: `<@&${message.role}>` }),
    ...(message.quiet ? { flags: SUPPRESS_NOTIFICATIONS } : {}),
    ...(message.replyTo === null
      ? {}
      : { message_reference: { message_id: message.replyTo, fail_if_not_exists: false } }),
  };
}

/** What an error of the client means for the delivery. */
export function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof RateLimitError)
    return { kind: 'retry', because: 'rate limited', afterMs: Math.ceil(error.retryAfter) };
  if (error instanceof DiscordAPIError) return ofApiError(error);
  if (error instanceof HTTPError) {
    const because = `Discord answered ${error.status}`;
    return error.status >= 500 ? { kind: 'unknown', because } : { kind: 'retry', because, afterMs: null };
  }
  const failure = error as { name?: string; code?: string; message?: string };
  if (['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(failure.code ?? ''))
    return { kind: 'retry', because: `Discord cannot be reached (${failure.code})`, afterMs: null };
  return { kind: 'unknown', because: `the connection failed (${failure.code ?? failure.name ?? 'unknown'})` };
}

function ofApiError(error: DiscordAPIError): SendOutcome {
  const code = Number(error.code);
  const because = `Discord: ${error.message} (${error.code})`;
  if (GONE.has(code)) return { kind: 'refused', because, disable: true };
  if (error.status === 401)
    return { kind: 'retry', because: 'Discord refused the token: check DISCORD_TOKEN', afterMs: 10 * 60_000 };
  if (error.status === 429 || error.status >= 500 || code === 130000 || code === 40062)
    return { kind: 'retry', because, afterMs: null };
  return { kind: 'refused', because, disable: false };
}
