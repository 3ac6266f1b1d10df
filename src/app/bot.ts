import type { FindCompanies } from '../answers/queries/find-company.ts';
import { createSubscriptions } from '../answers/queries/subscriptions.ts';
import { drawChart, warmPictures } from '../base/draw/draw.ts';
import { drawOnce } from '../base/draw/draw-once.ts';
import { phrasesOf } from '../base/i18n/messages.ts';
import { formatReason } from '../base/i18n/sentence.ts';
import type { GatewayStatus } from '../domain/incident.ts';
import type { Clock, Store } from '../domain/ports.ts';
import { createDiscord, type DiscordOptions } from '../interfaces/discord/client.ts';
import type { CommandContext } from '../interfaces/discord/command.ts';
import { writeTo } from '../interfaces/discord/servers.ts';
import type { DisabledAddress } from '../pipeline/deliver/deliver.ts';
import { createRateLimiter } from '../pipeline/deliver/rate-limiter.ts';
import { sendTest } from '../pipeline/deliver/send-test.ts';
import { discordSink } from '../pipeline/deliver/sinks/discord.ts';
import { noteGateway } from '../pipeline/flows/incidents.ts';
import { createCompanyStates, createRecentCards } from '../pipeline/standing/company-state.ts';
import type { Knowledge } from '../pipeline/standing/knowledge.ts';
import type { Env } from './env.ts';
import type { Logger } from './log.ts';

export interface BotDeps extends Pick<DiscordOptions, 'slot' | 'shards'> {
  /** Has the token; without one no bot is built. */
  readonly env: Pick<Env, 'DISCORD_TOKEN' | 'DISCORD_API'>;
  readonly knowledge: Knowledge;
  readonly find: FindCompanies;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Discord's limit for a bot over all requests except answers to interactions. */
const REQUESTS_PER_SECOND = 50;
/** Code of Discord for a channel that does not exist any more. */
const UNKNOWN_CHANNEL = '10003';

/**
 * The Discord side of the program: the gateway client, the sink over the same REST client, and
 * messages to owners.
 */
export type Bot = ReturnType<typeof createBot>;

/** Shared by all bots of a process: the same alert is the same picture. */
const draw = drawOnce((chart) => drawChart(chart, true));

/** Builds it without connecting. */
export function createBot(deps: BotDeps) {
  const { clock, store } = deps;
  const context: CommandContext = {
    lookups: { ...deps, states: createCompanyStates(deps), cards: createRecentCards(deps) },
    subscriptions: createSubscriptions(deps),
    now: clock.now,
    draw,
    preview: (address, language, nonce) => sendTest(sink, address, language, nonce),
  };
  const reportGateway = (status: GatewayStatus) =>
    void noteGateway(status, store, clock.now()).catch((error: Error) =>
      deps.log.warn(
        { error: error.message },
        'the state of the Discord gateway could not be stored',
      ),
    );
  // A single process limits itself; several processes share one budget.
  const discord = createDiscord({
    ...deps,
    token: deps.env.DISCORD_TOKEN!,
    api: deps.env.DISCORD_API,
    now: clock.now,
    reportGateway,
    slot: deps.slot ?? createRateLimiter(REQUESTS_PER_SECOND),
    context,
  });
  const sink = discordSink(discord.rest, draw);
  return {
    discord,
    sink,
    /** Loads the drawing code once: eighty megabytes that a program without news saves. */
    expectMessage(): void {
      // A failure of drawing will show with the first picture.
      warmPictures().catch(() => {});
    },
    async notifyOwner({ address, because, subscriptions }: DisabledAddress): Promise<void> {
      const [first] = subscriptions;
      if (address.sink !== sink.id || first === undefined) return;
      const { server, owner: by, language } = first;
      const detail = `${subscriptions.length} subscriptions: ${formatReason(because, 'en')}`;
      await store.noteChange({ address, server, by, at: clock.now(), what: 'disabled', detail });
      // A person whose direct messages are closed cannot be alerted in one.
      if (!address.to.startsWith('channel:')) return;
      const say = phrasesOf('discord', language);
      const place = `<#${address.to.split(':')[1]}>`;
      const text =
        String(because.params.code) === UNKNOWN_CHANNEL
          ? say('someChannelDeleted')
          : say('unreachable', { place, because: formatReason(because, language) });
      await writeTo(discord.rest, by, text);
    },
  };
}
