import { DiscordAPIError, HTTPError, RateLimitError, type REST, Routes } from 'discord.js';
import type { Address } from '../../domain/alert.ts';
import type { OutgoingMessage, SendOutcome, Sink } from '../../domain/ports.ts';
import { embedOf } from '../../present/embed.ts';

/** `channel:<id>` or `user:<id>` (a direct message). */
export type DiscordAddress = `channel:${string}` | `user:${string}`;

/** Codes that mean that this destination is gone until somebody changes it (unknown or forbidden channel, closed DMs ...). */
const GONE = new Set([10003, 10004, 10013, 40058, 50001, 50007, 50008, 50013, 50024, 50278]);
const SUPPRESS_NOTIFICATIONS = 1 << 12;
const LOOK_BACK = 100;

/**
 * Posts cards as embeds. The nonce is enforced, so a second attempt within Discord's window answers with the first message.
 * `rest` is the one client of the process; it must reject long rate-limit waits, since waiting is the outbox's business.
 */
export function discordSink(rest: Pick<REST, 'post' | 'get'>): Sink {
  const channels = new Map<string, string>();

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
        const channel = await channelOf(message.address);
        const sent = (await rest.post(Routes.channelMessages(channel), { body: bodyOf(message) })) as {
          id: string;
        };
        return { kind: 'sent', message: sent.id };
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

function bodyOf(message: OutgoingMessage): Record<string, unknown> {
  return {
    embeds: [embedOf(message.card)],
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
