import type { GuildSeed } from './world.ts';

/** What the service can do; a compatible server may lack some of it. */
export interface Features {
  /** false: the flag is refused with 50035. */
  readonly componentsV2: boolean;
  /** false: every command route is 404. */
  readonly applicationCommands: boolean;
  /** false: nonces are echoed and never checked. */
  readonly enforceNonce: boolean;
  readonly threads: boolean;
  readonly crosspost: boolean;
}

/** One bucket rule: the first whose `method` and `path` fit counts. */
export interface BucketRule {
  readonly method: string;
  /** Same spelling as the routes: `/channels/:channel/messages`; `*` fits all. */
  readonly path: string;
  readonly limit: number;
  readonly perMs: number;
}
export interface RateLimits {
  readonly global: { readonly limit: number; readonly perMs: number };
  /** Replaces the usual rules where given. */
  readonly buckets: readonly BucketRule[];
  /** Invalid requests (401, 403, 429 unless shared) in ten minutes before the address is banned. */
  readonly invalidRequests: number;
  /** Milliseconds; real time by default, since clients wait in real time. */
  readonly now: () => number;
}

export interface DiscordOptions {
  readonly token?: string;
  readonly botName?: string;
  readonly port?: number;
  /**
   * Guild seeds, or how many to make up with one channel each. Default: one guild, channel
   * `alerts`.
   */
  readonly guilds?: readonly GuildSeed[] | number;
  /** How many channels each made-up guild has. Default: one, `alerts`. */
  readonly channelsEach?: number;
  /**
   * The service's clock: interaction deadlines, nonce window, timestamps. It stands by default: a
   * slow machine misses no deadline.
   */
  readonly clock?: { now(): number };
  /** false switches all limits off. */
  readonly rateLimits?: Partial<RateLimits> | false;
  readonly nonceWindowMs?: number;
  readonly heartbeatMs?: number;
  readonly maxConcurrency?: number;
  /** How many shards it recommends; one for each thousand servers otherwise. */
  readonly shards?: number;
  /** Privileged intents that are switched on for the bot, as bits. */
  readonly privilegedIntents?: number;
  /** Most guilds on one shard before 4011. */
  readonly guildsPerShard?: number;
  /** Whether request bodies are kept in the log. Default true. */
  readonly keepBodies?: boolean;
  readonly features?: Partial<Features>;
}

export const ALL_FEATURES: Features = {
  componentsV2: true,
  applicationCommands: true,
  enforceNonce: true,
  threads: true,
  crosspost: true,
};
