import { type REST, Routes } from 'discord.js';
import type { Reason } from '../../domain/reason.ts';
import { outcomeOf, refusedWith } from './discord-errors.ts';

/** A message by its place: in the channel itself, or in a thread of it. Written `<id>` or `<thread>/<id>`. */
export interface ThreadParent {
  readonly thread: string | null;
  readonly id: string;
}

export function placeOf(message: string): ThreadParent {
  const [first = '', second] = message.split('/', 2);
  return second === undefined ? { thread: null, id: first } : { thread: first, id: second };
}

/** The thread that a reply to a message belongs in: a thread on a message has the message's own id. */
export function threadOf(place: ThreadParent): string {
  return place.thread ?? place.id;
}

const LONGEST_NAME = 100;
const WEEK_MINUTES = 10_080;
const ALREADY = 160004;
const UNKNOWN_MESSAGE = 10008;
/** A channel without threads, or without the right to them, is asked again only after so long. */
const CLOSED_MS = 30 * 60_000;

export interface Threads {
  /** Whether the channel let no thread be opened or written in lately. */
  closed(channel: string): boolean;
  /** Opens a thread on a message; null = it is there. What surely cannot be is an answer, the rest throws. */
  open(channel: string, message: string, name: string): Promise<Reason | null>;
  /** Remembers that threads of the channel cannot be used for a while. */
  close(channel: string): void;
}

/** Threads on first alerts. A thread that fell asleep is woken by the message that is written in it. */
export function createThreads(
  rest: Pick<REST, 'post'>,
  now: () => number = () => performance.now(),
): Threads {
  const closedUntil = new Map<string, number>();
  const close = (channel: string) => void closedUntil.set(channel, now() + CLOSED_MS);
  return {
    closed: (channel) => (closedUntil.get(channel) ?? Number.NEGATIVE_INFINITY) > now(),
    async open(channel, message, name) {
      try {
        await rest.post(Routes.threads(channel, message), {
          body: { name: [...name].slice(0, LONGEST_NAME).join(''), auto_archive_duration: WEEK_MINUTES },
        });
        return null;
      } catch (error) {
        const code = refusedWith(error);
        if (code === null) throw error;
        if (code === ALREADY) return null;
        // A message that was deleted says nothing about the channel.
        if (code !== UNKNOWN_MESSAGE) close(channel);
        return outcomeOf(error).because;
      }
    },
    close,
  };
}
