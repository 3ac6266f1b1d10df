import type { Ask } from '../ask/ask.ts';
import { createSubscriptions } from '../ask/create-subscriptions.ts';
import type { FindCompanies } from '../ask/find-company.ts';
import type { Knowledge } from '../ask/knowledge.ts';
import { createLookups } from '../ask/lookups.ts';
import type { OwnerNotice } from '../deliver/deliver.ts';
import { createRateLimiter } from '../deliver/rate-limiter.ts';
import { sendTest } from '../deliver/send-test.ts';
import { discordSink } from '../deliver/sinks/discord.ts';
import { createDiscord, type Discord, type DiscordOptions } from '../discord/client.ts';
import type { CommandContext } from '../discord/command.ts';
import { writeTo } from '../discord/servers.ts';
import type { Address } from '../domain/alert.ts';
import type { GatewayStatus } from '../domain/gateway.ts';
import type { Clock, Store } from '../domain/ports.ts';
import type { Reason } from '../domain/reason.ts';
import type { Sink } from '../domain/sink.ts';
import { drawChart } from '../draw/draw-chart.ts';
import { drawOnce } from '../draw/draw-once.ts';
import { noteGateway } from '../flows/gateway-incident.ts';
import { sentence } from '../present/sentence.ts';
import type { Language } from '../present/words.ts';
import type { Logger } from './log.ts';

export interface BotDeps extends Pick<DiscordOptions, 'slot' | 'shards'> {
  readonly token: string;
  readonly api: string;
  readonly knowledge: Knowledge;
  readonly find: FindCompanies;
  readonly ask: Ask;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The Discord side of the program: the gateway client, the sink over the same REST client, and words to owners. */
export interface Bot {
  readonly discord: Discord;
  readonly sink: Sink;
  notifyOwner(notice: OwnerNotice): Promise<void>;
}

/** What a bot has, over everything that it asks but answers to interactions. */
const REQUESTS_PER_SECOND = 50;

/** Builds it without connecting. */
export function createBot(deps: BotDeps): Bot {
  const { ask, clock, store } = deps;
  const draw = drawOnce((chart) => drawChart(chart, true));
  const context: CommandContext = {
    ask,
    lookUps: createLookups(deps),
    subscriptions: createSubscriptions(deps),
    now: clock.now,
    draw,
    preview: (address, language, nonce) => sendTest(sink, address, language, nonce),
  };
  const reportGateway = (status: GatewayStatus) =>
    void noteGateway(status, store, clock.now()).catch((error: Error) =>
      deps.log.warn({ error: error.message }, 'the state of the Discord gateway could not be stored'),
    );
  // Alone, it paces itself; among several processes they share one budget.
  const discord = createDiscord({
    ...deps,
    now: clock.now,
    reportGateway,
    slot: deps.slot ?? createRateLimiter(REQUESTS_PER_SECOND),
    context,
  });
  const sink = discordSink(discord.rest, draw);
  return {
    discord,
    sink,
    async notifyOwner(notice) {
      if (notice.kind !== 'disabled' || notice.address.sink !== sink.id) return;
      const now = clock.now();
      const [first] = notice.subscriptions;
      if (first === undefined) return;
      const detail = `${notice.subscriptions.length} subscriptions: ${sentence(notice.because, 'en')}`;
      await store.noteChange({
        address: notice.address,
        server: first.server,
        by: first.owner,
        at: now,
        what: 'disabled',
        detail,
      });
      // A person whose direct messages are closed cannot be told in one.
      if (notice.address.to.startsWith('channel:'))
        await writeTo(discord.rest, first.owner, ownerText(notice.address, notice.because, first.language));
    },
  };
}

/** Code of Discord for a channel that does not exist any more. */
const UNKNOWN_CHANNEL = '10003';

function ownerText({ to }: Address, because: Reason, language: Language): string {
  if (String(because.params.code) === UNKNOWN_CHANNEL)
    return language === 'zh'
      ? '一个订阅了提醒的频道已被删除，其订阅已停用。请在其他频道中重新 `/subscribe`。'
      : 'A channel with subscriptions was deleted; they are switched off. `/subscribe` in another channel to go on.';
  const place = `<#${to.split(':')[1]}>`;
  return language === 'zh'
    ? `提醒无法再送达 ${place}（${sentence(because, language)}），那里的订阅已停用。修复后请在频道中重新 \`/subscribe\`。`
    : `Alerts cannot reach ${place} any more (${sentence(because, language)}); its subscriptions are switched off. When it is mended, \`/subscribe\` there again.`;
}
