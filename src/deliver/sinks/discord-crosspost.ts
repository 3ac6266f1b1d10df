import { RateLimitError, type REST, Routes } from 'discord.js';
import { type Reason, reason } from '../../domain/reason.ts';
import type { Level } from '../../domain/score.ts';
import { outcomeOf, refusedWith } from './discord-errors.ts';

const HOUR_MS = 3_600_000;
/** About ten an hour is what a channel may publish. What matters less leaves the last ones to what matters more. */
const AN_HOUR: Readonly<Record<Level, number>> = { 1: 4, 2: 6, 3: 8, 4: 10, 5: 10 };
const NO_ANNOUNCEMENT_CHANNEL = 50024;
const ALREADY = 40033;

/** Publishes messages of announcement channels to the channels that follow them, within the hour's ration. */
export interface Crossposts {
  /** Null = published; else why it was not. Never throws. */
  publish(channel: string, message: string, level: Level): Promise<Reason | null>;
}

/** One for each sink; what was published is counted from its start on, and Discord's own refusals are kept until they end. */
export function createCrossposts(
  rest: Pick<REST, 'post'>,
  now: () => number = () => performance.now(),
): Crossposts {
  const published = new Map<string, number[]>();
  const closed = new Map<string, number>();
  return {
    async publish(channel, message, level) {
      const at = now();
      const lately = (published.get(channel) ?? []).filter((one) => at - one < HOUR_MS);
      published.set(channel, lately);
      if ((closed.get(channel) ?? 0) > at) return reason('crosspost-closed');
      if (lately.length >= AN_HOUR[level]) return reason('crosspost-limit', { n: lately.length });
      // Counted before it is asked for, so that several at once cannot overdraw.
      lately.push(at);
      try {
        await rest.post(Routes.channelMessageCrosspost(channel, message));
        return null;
      } catch (error) {
        if (refusedWith(error) === ALREADY) return null;
        if (error instanceof RateLimitError) closed.set(channel, at + error.retryAfter);
        else if (refusedWith(error) !== null) closed.set(channel, at + HOUR_MS);
        if (refusedWith(error) === NO_ANNOUNCEMENT_CHANNEL) return reason('crosspost-no-channel');
        return reason('crosspost-failed', { why: outcomeOf(error).because });
      }
    },
  };
}
