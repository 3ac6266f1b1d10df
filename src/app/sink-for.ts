import type { Post } from '../deliver/post.ts';
import type { Clock, Sink } from '../domain/ports.ts';
import type { BotDeps } from './bot.ts';
import type { Env } from './env.ts';
import { WAYS_OUT } from './sinks.ts';

export interface SinkParts extends Omit<BotDeps, 'token' | 'api'> {
  readonly post: Post;
  readonly clock: Clock;
}

/** A way out beside the terminal, built for one message; null where `missingFor` (sinks.ts) names variables. */
export async function sinkFor(sink: string, env: Env, parts: SinkParts): Promise<Sink | null> {
  if (sink !== 'discord') return WAYS_OUT.find((one) => one.id === sink)?.make(env, parts) ?? null;
  if (env.DISCORD_TOKEN === undefined) return null;
  const { createBot } = await import('./bot.ts');
  return createBot({ ...parts, token: env.DISCORD_TOKEN, api: env.DISCORD_API }).sink;
}
