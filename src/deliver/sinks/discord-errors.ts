import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { reason } from '../../domain/reason.ts';
import type { SendOutcome } from '../../domain/sink.ts';

/** Codes that mean that this destination is gone until somebody changes it (unknown or forbidden channel, closed DMs ...). */
const GONE = new Set([10003, 10004, 10013, 40058, 50001, 50007, 50008, 50013, 50024, 50278]);

/** What an error of the client means for the delivery. */
export function outcomeOf(error: unknown): Exclude<SendOutcome, { kind: 'sent' }> {
  if (error instanceof RateLimitError)
    return { kind: 'retry', because: reason('rate-limited'), afterMs: Math.ceil(error.retryAfter) };
  if (error instanceof DiscordAPIError) return ofApiError(error);
  if (error instanceof HTTPError) {
    const because = reason('sink-answered', { sink: 'Discord', status: error.status });
    return error.status >= 500 ? { kind: 'unknown', because } : { kind: 'retry', because, afterMs: null };
  }
  const failure = error as { name?: string; code?: string; message?: string };
  if (['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(failure.code ?? ''))
    return {
      kind: 'retry',
      because: reason('discord-unreachable', { why: failure.code ?? '' }),
      afterMs: null,
    };
  const why = failure.code ?? failure.name ?? 'unknown';
  return { kind: 'unknown', because: reason('connection-failed', { why }) };
}

function ofApiError(error: DiscordAPIError): Exclude<SendOutcome, { kind: 'sent' }> {
  const code = Number(error.code);
  const because = reason('discord-said', { text: error.message, code: error.code });
  if (GONE.has(code)) return { kind: 'refused', because, disable: true };
  if (error.status === 401)
    return {
      kind: 'retry',
      because: reason('token-refused', { sink: 'Discord', variable: 'DISCORD_TOKEN' }),
      afterMs: 10 * 60_000,
    };
  if (error.status === 429 || error.status >= 500 || code === 130000 || code === 40062)
    return { kind: 'retry', because, afterMs: null };
  return { kind: 'refused', because, disable: false };
}

/** The code with which Discord surely did nothing; null where it may act later, or has acted. */
export function refusedWith(error: unknown): number | null {
  return error instanceof DiscordAPIError && error.status >= 400 && error.status < 500 && error.status !== 429
    ? Number(error.code)
    : null;
}
