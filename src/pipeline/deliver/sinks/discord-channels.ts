import { DiscordAPIError, HTTPError, RateLimitError, type REST, Routes } from 'discord.js';
import { type Reason, reason } from '../../../domain/reason.ts';
import type { Level } from '../../../domain/score.ts';
import { refused, retry, type SendOutcome, unknown } from '../../../domain/sink.ts';

/**
 * Codes for a destination that is gone until somebody changes it (unknown or forbidden channel,
 * closed DMs ...).
 */
const GONE = new Set([10003, 10004, 10013, 40058, 50001, 50007, 50008, 50013, 50024, 50278]);

/** The meaning of a client error for the delivery. */
export function outcomeOf(error: unknown): Exclude<SendOutcome, { kind: 'sent' }> {
  if (error instanceof RateLimitError)
    return retry(reason('rate-limited'), Math.ceil(error.retryAfter));
  if (error instanceof HTTPError) {
    const because = reason('sink-answered', { sink: 'Discord', status: error.status });
    return error.status >= 500 ? unknown(because) : retry(because);
  }
  if (!(error instanceof DiscordAPIError)) {
    const { name, code } = error as { name?: string; code?: string };
    if (code !== undefined && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(code))
      return retry(reason('discord-unreachable', { why: code }));
    return unknown(reason('connection-failed', { why: code ?? name ?? 'unknown' }));
  }
  const code = Number(error.code);
  const because = reason('discord-said', { text: error.message, code: error.code });
  if (GONE.has(code)) return refused(because, true);
  if (error.status === 401)
    return retry(
      reason('token-refused', { sink: 'Discord', variable: 'DISCORD_TOKEN' }),
      10 * 60_000,
    );
  if (error.status === 429 || error.status >= 500 || code === 130000 || code === 40062)
    return retry(because);
  return refused(because);
}

/**
 * The error code with which Discord certainly did nothing; null where it may act later, or has
 * acted.
 */
export function refusedWith(error: unknown): number | null {
  return error instanceof DiscordAPIError &&
    error.status >= 400 &&
    error.status < 500 &&
    error.status !== 429
    ? Number(error.code)
    : null;
}

const HOUR_MS = 3_600_000;
/** A channel may publish about ten an hour. Lower levels leave the last ones to higher ones. */
const AN_HOUR: Readonly<Record<Level, number>> = { 1: 4, 2: 6, 3: 8, 4: 10, 5: 10 };
const NO_ANNOUNCEMENT_CHANNEL = 50024;
const PUBLISHED_ALREADY = 40033;

/**
 * One for each sink. It counts what was published since its start, and remembers Discord's refusals
 * until they end.
 */
export function createCrossposts(
  rest: Pick<REST, 'post'>,
  now: () => number = () => performance.now(),
) {
  const published = new Map<string, number[]>();
  const closed = new Map<string, number>();
  return {
    /** Null = published; else why it was not. Never throws. */
    async publish(channel: string, message: string, level: Level): Promise<Reason | null> {
      const at = now();
      const lately = (published.get(channel) ?? []).filter((one) => at - one < HOUR_MS);
      published.set(channel, lately);
      if ((closed.get(channel) ?? 0) > at) return reason('crosspost-closed');
      if (lately.length >= AN_HOUR[level]) return reason('crosspost-limit', { n: lately.length });
      // Counted before the request, so that parallel ones cannot exceed the limit.
      lately.push(at);
      try {
        await rest.post(Routes.channelMessageCrosspost(channel, message));
        return null;
      } catch (error) {
        return refusalOf(error, (ms) => closed.set(channel, at + ms));
      }
    },
  };
}

/** Why a crosspost was refused; null = it is published already. `close` closes the channel. */
function refusalOf(error: unknown, close: (ms: number) => void): Reason | null {
  const code = refusedWith(error);
  if (code === PUBLISHED_ALREADY) return null;
  if (error instanceof RateLimitError) close(error.retryAfter);
  else if (code !== null) close(HOUR_MS);
  if (code === NO_ANNOUNCEMENT_CHANNEL) return reason('crosspost-no-channel');
  return reason('crosspost-failed', { why: outcomeOf(error).because });
}

/**
 * A message by its place: in the channel itself, or in a thread of it. Written `<id>` or
 * `<thread>/<id>`.
 */
export function placeOf(message: string): { readonly thread: string | null; readonly id: string } {
  const [first = '', second] = message.split('/', 2);
  return second === undefined ? { thread: null, id: first } : { thread: first, id: second };
}

/** The thread of a reply to a message: a thread on a message has the message's id. */
export const threadOf = ({ thread, id }: ReturnType<typeof placeOf>): string => thread ?? id;

const LONGEST_NAME = 100;
const WEEK_MINUTES = 10_080;
const THREAD_EXISTS = 160004;
const UNKNOWN_MESSAGE = 10008;
/** Pause before a channel without threads, or without permission for them, is tried again. */
const CLOSED_MS = 30 * 60_000;

/** Threads on first alerts. A message wakes an archived thread. */
export function createThreads(rest: Pick<REST, 'post'>) {
  const closedUntil = new Map<string, number>();
  const close = (channel: string) => void closedUntil.set(channel, performance.now() + CLOSED_MS);
  return {
    /** Whether the channel recently refused a thread. */
    closed: (channel: string): boolean => (closedUntil.get(channel) ?? 0) > performance.now(),
    /**
     * Opens a thread on a message; null = it is open. A certain refusal is returned, any other
     * error thrown.
     */
    async open(channel: string, message: string, name: string): Promise<Reason | null> {
      try {
        await rest.post(Routes.threads(channel, message), {
          body: {
            name: [...name].slice(0, LONGEST_NAME).join(''),
            auto_archive_duration: WEEK_MINUTES,
          },
        });
        return null;
      } catch (error) {
        const code = refusedWith(error);
        if (code === null) throw error;
        if (code === THREAD_EXISTS) return null;
        // A deleted message says nothing about the channel.
        if (code !== UNKNOWN_MESSAGE) close(channel);
        return outcomeOf(error).because;
      }
    },
    /** Stops using threads of the channel for a while. */
    close,
  };
}
