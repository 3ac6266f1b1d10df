import { shardOf } from './snowflake.ts';
import type { Reach } from './world.ts';

const KEPT = 20_000;

/** What the gateway remembers of one shard of one client, so that it can resume. */
export interface Session {
  readonly id: string;
  readonly shard: readonly [number, number];
  readonly intents: number;
  readonly seq: number;
  /** Numbers an event and keeps it; gives the frame to send. */
  record(event: string, data: unknown): string;
  /** Frames after `seq`, or null when some of them are no longer kept. */
  since(seq: number): readonly string[] | null;
}

export function createSession(
  id: string,
  shard: readonly [number, number],
  intents: number,
): Session {
  let seq = 0;
  let dropped = 0;
  let kept: string[] = [];
  return {
    id,
    shard,
    intents,
    get seq() {
      return seq;
    },
    record(event, data) {
      seq += 1;
      const text = JSON.stringify({ op: 0, t: event, s: seq, d: data });
      kept.push(text);
      if (kept.length > KEPT) {
        dropped += kept.length - KEPT / 2;
        kept = kept.slice(-KEPT / 2);
      }
      return text;
    },
    since: (from) => (from < dropped ? null : kept.slice(from - dropped)),
  };
}

/**
 * Whether an event is for this session: right shard (no guild = shard 0) and one of the intents.
 */
export function wants(session: Session, reach: Reach): boolean {
  const [index, count] = session.shard;
  if ((reach.guild ? shardOf(reach.guild, count) : 0) !== index) return false;
  return reach.intents === 0 || (session.intents & reach.intents) !== 0;
}
