import { randomBytes } from 'node:crypto';
import type { Post } from '../deliver/post.ts';
import type { Address } from '../domain/alert.ts';
import type { DeliveryId } from '../domain/ids.ts';
import type { Clock, Sink } from '../domain/ports.ts';
import { previewCard } from '../present/preview-card.ts';
import type { Language } from '../present/words.ts';
import type { BotDeps } from './bot.ts';
import type { Env } from './env.ts';
import { WAYS_OUT } from './sinks.ts';

export interface SinkParts extends Omit<BotDeps, 'token' | 'api'> {
  readonly post: Post;
  readonly clock: Clock;
}

/** Sends a preview alert about a made-up company, marked as one. Answers why it did not arrive, in English; null = it did. */
export async function sendTest(
  sink: Sink,
  address: Address,
  language: Language,
  nonce = randomBytes(12).toString('hex'),
): Promise<string | null> {
  const done = await sink.send({
    ...{ delivery: `test:${nonce}` as DeliveryId, address, nonce: nonce.slice(0, 25) },
    ...{ card: previewCard(language), replyTo: null, role: null, quiet: false },
  });
  return done.kind === 'sent' ? null : done.because;
}

/** A way out beside the terminal, built for one message; null where `missingFor` (sinks.ts) names variables. */
export async function sinkFor(sink: string, env: Env, parts: SinkParts): Promise<Sink | null> {
  if (sink !== 'discord') return WAYS_OUT.find((one) => one.id === sink)?.make(env, parts) ?? null;
  if (env.DISCORD_TOKEN === undefined) return null;
  const { createBot } = await import('./bot.ts');
  return createBot({ ...parts, token: env.DISCORD_TOKEN, api: env.DISCORD_API }).sink;
}
