import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { showGuildCreate } from './places.ts';
import { readyBody } from './ready-body.ts';
import { createSession, type Session, wants } from './session.ts';
import { shardOf } from './snowflake.ts';
import type { World } from './world.ts';

const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
};
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const ALL_INTENTS = (1 << 26) - 1;
const MOST_BYTES = 4096;
const MOST_EVENTS_A_MINUTE = 120;

export interface GatewayOptions {
  readonly heartbeatMs: number;
  readonly privilegedIntents: number;
  readonly guildsPerShard: number;
}

/** What a test may do to the gateway. */
export interface GatewayControl {
  readonly sessions: readonly {
    readonly id: string;
    readonly shard: readonly [number, number];
    readonly intents: number;
    readonly connected: boolean;
  }[];
  /** Identifies and resumes that succeeded. */
  readonly identifies: number;
  readonly resumes: number;
  /** Requests for a connection, those that were turned away included. */
  readonly handshakes: number;
  /** Drops every connection without a close frame; sessions stay resumable. */
  cut(): void;
  /** Closes every connection with a code (4000 …). */
  close(code: number): void;
  /** Op 7: asks every client to reconnect. */
  reconnect(): void;
  /** Op 9; not resumable forgets the sessions. */
  invalidate(resumable: boolean): void;
  /** Present connections turn into zombies: open, but silent and deaf. */
  freeze(): void;
  /** As if the cable were pulled: nothing is heard any more, not even a goodbye. */
  deafen(): void;
  /** Turns away new connections. */
  refuse(refusing: boolean): void;
  /** New connections are taken, and their handshake is never answered. */
  hang(hanging: boolean): void;
  /** READY comes this much later. */
  delayReady(ms: number): void;
  /** Sends any event; guild null goes to shard 0. */
  dispatch(event: string, data: unknown, guild?: string | null): void;
}

export interface Gateway extends GatewayControl {
  shut(): void;
}

interface Link {
  readonly socket: WebSocket;
  session: Session | null;
  frozen: boolean;
  sent: number[];
}

interface Frame {
  readonly op: number;
  readonly d?: unknown;
}

export function createGateway(server: Server, world: World, options: GatewayOptions): Gateway {
  const wss = new WebSocketServer({ noServer: true });
  const links = new Set<Link>();
  const sessions = new Map<string, Session>();
  const counts = { identifies: 0, resumes: 0, handshakes: 0 };
  const state = { refusing: false, hanging: false, readyDelay: 0 };
  const hung = new Set<Duplex>();

  const send = (link: Link, op: number, d: unknown) => {
    if (!link.frozen && link.socket.readyState === 1)
      link.socket.send(JSON.stringify({ op, d, s: null, t: null }));
  };
  const linkOf = (session: Session) =>
    [...links].find((link) => link.session === session && !link.frozen);
  const dispatch = (session: Session, event: string, data: unknown) => {
    const text = session.record(event, data);
    const link = linkOf(session);
    if (link?.socket.readyState === 1) link.socket.send(text);
  };
  world.tell = (event, data, reach) => {
    for (const session of sessions.values())
      if (wants(session, reach)) dispatch(session, event, data);
  };

  const guildsOf = (shard: readonly [number, number]) =>
    [...world.guilds.values()].filter((guild) => shardOf(guild.id, shard[1]) === shard[0]);

  /** Why an IDENTIFY is refused, as the close of its socket; null = it is accepted. */
  const refusalOf = (link: Link, d: IdentifyBody): readonly [number, string] | null => {
    const shard = d.shard ?? [0, 1];
    const { intents } = d;
    const isShard = shard[0] >= 0 && shard[0] < shard[1];
    if (d.token?.replace(/^Bot /, '') !== world.token) return [4004, 'Authentication failed.'];
    if (link.session) return [4005, 'Already authenticated.'];
    if (!isShard) return [4010, 'Invalid shard.'];
    if (typeof intents !== 'number' || intents < 0 || intents > ALL_INTENTS)
      return [4013, 'Invalid intent(s).'];
    if (intents & PRIVILEGED & ~options.privilegedIntents) return [4014, 'Disallowed intent(s).'];
    return guildsOf(shard).length > options.guildsPerShard ? [4011, 'Sharding required.'] : null;
  };

  const greet = (link: Link, session: Session) => {
    const guilds = guildsOf(session.shard);
    sessions.set(session.id, session);
    link.session = session;
    dispatch(session, 'READY', readyBody(world, session, guilds));
    if (!(session.intents & 1)) return;
    for (const guild of guilds.filter(({ unavailable }) => !unavailable))
      dispatch(session, 'GUILD_CREATE', showGuildCreate(world, guild));
  };

  const identify = (link: Link, d: IdentifyBody) => {
    const refusal = refusalOf(link, d);
    if (refusal !== null) return link.socket.close(...refusal);
    const shard = d.shard ?? [0, 1];
    counts.identifies += 1;
    // A shard that identifies again never resumes its old session.
    for (const old of sessions.values())
      if (old.shard[0] === shard[0] && !linkOf(old)) sessions.delete(old.id);
    const session = createSession(world.nextId(), shard, d.intents!);
    if (state.readyDelay > 0) setTimeout(greet, state.readyDelay, link, session).unref();
    else greet(link, session);
  };

  const resume = (link: Link, d: { token?: string; session_id?: string; seq?: number }) => {
    if (d.token?.replace(/^Bot /, '') !== world.token)
      return link.socket.close(4004, 'Authentication failed.');
    const session = sessions.get(d.session_id ?? '');
    const missed = session?.since(d.seq ?? 0);
    if (!session || !missed) return send(link, OP.invalid, false);
    if ((d.seq ?? 0) > session.seq) return link.socket.close(4007, 'Invalid seq.');
    for (const other of links) if (other.session === session) other.session = null;
    counts.resumes += 1;
    link.session = session;
    for (const text of missed) link.socket.send(text);
    dispatch(session, 'RESUMED', {});
  };

  const receive = (link: Link, text: string) => {
    if (link.frozen) return;
    if (Buffer.byteLength(text) > MOST_BYTES) return link.socket.close(4002, 'Decode error.');
    link.sent = [...link.sent.filter((at) => Date.now() - at < 60_000), Date.now()];
    if (link.sent.length > MOST_EVENTS_A_MINUTE) return link.socket.close(4008, 'Rate limited.');
    const frame = parse(text);
    if (!frame) return link.socket.close(4002, 'Decode error.');
    if (frame.op === OP.heartbeat) return send(link, OP.ack, null);
    if (frame.op === OP.identify) return identify(link, frame.d as IdentifyBody);
    if (frame.op === OP.resume) return resume(link, frame.d as object);
    if (!link.session) return link.socket.close(4003, 'Not authenticated.');
    if (frame.op !== OP.presence && frame.op !== OP.members && frame.op !== 4)
      link.socket.close(4001, 'Unknown opcode.');
  };

  const welcome = (socket: WebSocket) => {
    const link: Link = { socket, session: null, frozen: false, sent: [] };
    links.add(link);
    socket.on('message', (text) => receive(link, String(text)));
    socket.on('error', () => {});
    socket.on('close', (code) => {
      links.delete(link);
      // A client that says goodbye with 1000 or 1001 ends its session.
      if (link.session && (code === 1000 || code === 1001)) sessions.delete(link.session.id);
    });
    send(link, OP.hello, { heartbeat_interval: options.heartbeatMs });
  };
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    counts.handshakes += 1;
    // The client resets the connection when it gives up the handshake; an unheard error would end
    // the process.
    socket.on('error', () => {});
    if (state.hanging) return void hung.add(socket);
    if (state.refusing)
      return void socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
    wss.handleUpgrade(request, socket, head, welcome);
  };
  server.on('upgrade', upgrade);

  const live = () => [...links].filter((link) => !link.frozen);
  return {
    get sessions() {
      return [...sessions.values()].map((s) => ({
        id: s.id,
        shard: s.shard,
        intents: s.intents,
        connected: linkOf(s) !== undefined,
      }));
    },
    get identifies() {
      return counts.identifies;
    },
    get handshakes() {
      return counts.handshakes;
    },
    get resumes() {
      return counts.resumes;
    },
    cut() {
      for (const link of links) link.socket.terminate();
    },
    close(code) {
      for (const link of links) link.socket.close(code);
    },
    reconnect() {
      for (const link of live()) send(link, OP.reconnect, null);
    },
    invalidate(resumable) {
      if (!resumable) sessions.clear();
      for (const link of live()) send(link, OP.invalid, resumable);
    },
    freeze() {
      for (const link of live()) link.frozen = true;
    },
    deafen: () => void [...links].map((link) => link.socket.pause()),
    refuse: (refusing) => void Object.assign(state, { refusing }),
    hang: (hanging) => void Object.assign(state, { hanging }),
    delayReady: (readyDelay) => void Object.assign(state, { readyDelay }),
    dispatch: (event, data, guild = null) => world.tell(event, data, { guild, intents: 0 }),
    shut() {
      for (const link of links) link.socket.terminate();
      for (const socket of hung) socket.destroy();
      wss.close();
    },
  };
}

interface IdentifyBody {
  readonly token?: string;
  readonly intents?: number;
  readonly shard?: [number, number];
}

function parse(text: string): Frame | null {
  try {
    const frame = JSON.parse(text) as Frame;
    return typeof frame?.op === 'number' ? frame : null;
  } catch {
    return null;
  }
}
