import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIApplicationCommand } from 'discord-api-types/v10';
import { control } from './control.ts';
import { createFaults, type Fault, type FaultHandle } from './faults.ts';
import { createGateway, type GatewayControl } from './gateway.ts';
import { createInteractions } from './interactions.ts';
import { createNonceWindow } from './nonce.ts';
import { ALL_FEATURES, type DiscordOptions, type Features } from './options.ts';
import { createPeople, type People } from './people.ts';
import { plantGuild } from './places.ts';
import { createLimiter, USUAL_LIMITS } from './rate-limits.ts';
import { createRest, type SeenRequest } from './rest.ts';
import { commandRoutes } from './routes/commands.ts';
import { interactionRoutes } from './routes/interactions.ts';
import { messageRoutes } from './routes/messages.ts';
import { placeRoutes } from './routes/places.ts';
import { threadRoutes } from './routes/threads.ts';
import { createRouter, ok, type Route } from './routing.ts';
import { createWorld, type StoredMessage } from './world.ts';
import { createWorldControl, type WorldControl } from './world-control.ts';

/** A running loopback Discord. */
export interface Discord extends People, WorldControl {
  /** For `new Client({ rest: { api } })`. */
  readonly api: string;
  readonly token: string;
  readonly applicationId: string;
  readonly port: number;
  /** Messages that stand in a channel, oldest first. */
  messages(channelId: string): StoredMessage[];
  /** Messages in the direct message with a person. */
  dms(userId: string): StoredMessage[];
  /** Registered commands: global, or of one guild. */
  commands(guildId?: string): APIApplicationCommand[];
  fault(fault: Fault): FaultHandle;
  clearFaults(): void;
  readonly requests: readonly SeenRequest[];
  /** 401, 403 and 429 (not shared) in the last ten minutes. */
  invalidRequests(): number;
  readonly gateway: GatewayControl;
  close(): Promise<void>;
}

/** Starts a Discord on 127.0.0.1. Close it when done. */
export async function startDiscord(options: DiscordOptions = {}): Promise<Discord> {
  const address = { origin: '' };
  const started = Date.now();
  const now = () => options.clock?.now() ?? started;
  const token = options.token ?? 'loopback.token.only';
  const features: Features = { ...ALL_FEATURES, ...options.features };
  const world = createWorld({
    now,
    token,
    origin: () => address.origin,
    botName: options.botName ?? 'Tocsin',
  });
  const seeds = options.guilds ?? 1;
  const channels = [
    'alerts',
    ...Array.from({ length: (options.channelsEach ?? 1) - 1 }, (_, n) => `channel-${n}`),
  ];
  for (const seed of typeof seeds === 'number'
    ? Array.from({ length: seeds }, () => ({ channels }))
    : seeds)
    plantGuild(world, seed);

  const interactions = createInteractions(world);
  const nonces = createNonceWindow(now, options.nonceWindowMs ?? 180_000);
  const faults = createFaults();
  const limiter = createLimiter(
    options.rateLimits === false ? null : { ...USUAL_LIMITS, ...options.rateLimits },
  );
  const log: SeenRequest[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 });
  const gateway = createGateway(server, world, {
    heartbeatMs: options.heartbeatMs ?? 41_250,
    privilegedIntents: options.privilegedIntents ?? 0,
    guildsPerShard: options.guildsPerShard ?? 2_500,
  });
  const gatewayRoutes: Route[] = [
    { method: 'GET', path: '/gateway', act: () => ok({ url: gatewayUrl() }) },
    { method: 'GET', path: '/gateway/bot', act: () => ok(gatewayBot()) },
  ];
  const gatewayUrl = () => `${address.origin.replace('http', 'ws')}/gateway`;
  const gatewayBot = () => ({
    url: gatewayUrl(),
    shards: options.shards ?? Math.max(1, Math.ceil(world.guilds.size / 1_000)),
    session_start_limit: {
      total: 1_000,
      remaining: 1_000 - gateway.identifies,
      reset_after: 86_400_000,
      max_concurrency: options.maxConcurrency ?? 16,
    },
  });
  const find = createRouter([
    ...gatewayRoutes,
    ...placeRoutes,
    ...messageRoutes,
    ...threadRoutes,
    ...commandRoutes,
    ...interactionRoutes,
  ]);
  const rest = createRest({
    find,
    limiter,
    faults,
    token,
    log,
    keepBodies: options.keepBodies ?? true,
    files: world.files,
    callFor: (found, query, { json, files }) => ({
      world,
      interactions,
      nonces,
      features,
      params: found.params,
      query,
      body: json,
      files,
    }),
  });
  server.on('request', (request, response) => {
    const acted = request.url?.startsWith('/_control/')
      ? control(discord, request, response)
      : rest(request, response);
    acted.catch((bug: unknown) => {
      console.error('the loopback Discord broke', bug);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  address.origin = `http://127.0.0.1:${port}`;

  const messages = (channelId: string) => [
    ...(world.channels.get(channelId)?.messages.values() ?? []),
  ];
  const discord: Discord = {
    ...createWorldControl(world),
    ...createPeople(world, interactions),
    api: `${address.origin}/api`,
    token,
    applicationId: world.bot.id,
    port,
    messages,
    dms: (userId) =>
      [...world.channels.values()]
        .filter((channel) => channel.recipient?.id === userId)
        .flatMap((channel) => messages(channel.id)),
    commands: (guildId = '') => [...(world.commands.get(guildId)?.values() ?? [])],
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    requests: log,
    invalidRequests: () => limiter.invalidCount(),
    gateway,
    async close() {
      gateway.shut();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return discord;
}
