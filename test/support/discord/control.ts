import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import type { Discord } from './start.ts';

type Body = Record<string, unknown>;
type Deed = (discord: Discord, body: Body) => unknown;

/**
 * What another process may ask of a running Discord, by POST to `/_control/<name>` with JSON; GET
 * works where nothing is needed. A fault's `on` is text here (`^` begins a pattern).
 */
const DEEDS: Readonly<Record<string, Deed>> = {
  state: (discord) => ({
    api: discord.api,
    token: discord.token,
    applicationId: discord.applicationId,
    guilds: discord.guilds().map((guild) => ({
      id: guild.id,
      name: guild.name,
      channels: [...guild.channels.keys()],
    })),
    sessions: discord.gateway.sessions,
    identifies: discord.gateway.identifies,
    resumes: discord.gateway.resumes,
    invalidRequests: discord.invalidRequests(),
  }),
  messages: (discord, body) => discord.messages(text(body.channel)),
  allMessages: (discord) =>
    Object.fromEntries(
      discord
        .guilds()
        .flatMap((guild) => [...guild.channels.keys()].map((id) => [id, discord.messages(id)])),
    ),
  dms: (discord, body) => discord.dms(text(body.user)),
  commands: (discord, body) => discord.commands(body.guild as string | undefined),
  requests: (discord, body) => discord.requests.slice(Number(body.from ?? 0)),
  fault: (discord, body) => {
    const on =
      typeof body.on === 'string' && body.on.startsWith('^') ? new RegExp(body.on) : body.on;
    const times = body.times === 'always' ? Number.POSITIVE_INFINITY : body.times;
    discord.fault({
      ...body,
      ...(on === undefined ? {} : { on }),
      ...(times === undefined ? {} : { times }),
    } as Fault);
    return {};
  },
  clearFaults: (discord) => discord.clearFaults(),
  slash: (discord, body) => discord.slash(body as never),
  autocomplete: (discord, body) => discord.autocomplete(body as never),
  press: (discord, body) => discord.press(text(body.component), body),
  deny: (discord, body) => discord.deny(text(body.channel), body.names as never),
  setDms: (discord, body) => discord.setDms(text(body.user), body.state as never),
  deleteChannel: (discord, body) => discord.deleteChannel(text(body.channel)),
  deleteMessage: (discord, body) => discord.deleteMessage(text(body.channel), text(body.message)),
  addGuild: (discord, body) => ({ id: discord.addGuild(body).id }),
  removeGuild: (discord, body) => discord.removeGuild(text(body.guild)),
  guildOutage: (discord, body) => discord.guildOutage(text(body.guild)),
  guildBack: (discord, body) => discord.guildBack(text(body.guild)),
  gateway: (discord, body) => {
    const move = discord.gateway[text(body.do) as 'cut' | 'close'] as (argument: unknown) => void;
    move(body.with);
  },
};

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error('text expected');
  return value;
}

/** Answers a control request; false when the address is not one. */
export async function control(
  discord: Discord,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const name = /^\/_control\/(\w+)/.exec(request.url ?? '')?.[1];
  if (!name) return false;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks).toString('utf8');
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://loopback').searchParams);
  const deed = DEEDS[name];
  try {
    if (!deed) throw new Error(`no control ${name}`);
    const result =
      (await deed(discord, { ...query, ...(raw ? (JSON.parse(raw) as Body) : {}) })) ?? {};
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  } catch (failure) {
    response
      .writeHead(400, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: String(failure) }));
  }
  return true;
}
