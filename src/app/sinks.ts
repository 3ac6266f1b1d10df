import type { Address } from '../domain/alert.ts';
import type { Chart } from '../domain/card.ts';
import type { Clock } from '../domain/ports.ts';
import { reason } from '../domain/reason.ts';
import type { Sink } from '../domain/sink.ts';
import type { Post } from '../pipeline/deliver/post.ts';
import { emailSink } from '../pipeline/deliver/sinks/email.ts';
import { feishuSink } from '../pipeline/deliver/sinks/feishu.ts';
import { slackSink } from '../pipeline/deliver/sinks/slack.ts';
import { teamsSink } from '../pipeline/deliver/sinks/teams.ts';
import { telegramSink } from '../pipeline/deliver/sinks/telegram.ts';
import { templateSink } from '../pipeline/deliver/sinks/template.ts';
import { webhookSink } from '../pipeline/deliver/sinks/webhook.ts';
import type { IncidentSettings } from '../pipeline/flows/incidents.ts';
import { checkedAddress } from '../pipeline/watch/agent.ts';
import type { BotDeps } from './bot.ts';
import type { Env } from './env.ts';
import { CommandProblem } from './io.ts';
import { createPost } from './post.ts';
import { webhookTemplatesOf } from './settings.ts';

/** A sink other than Discord and the terminal: the form of its addresses, and its settings. */
export interface SinkSetting {
  readonly id: 'webhook' | 'slack' | 'teams' | 'feishu' | 'telegram' | 'email' | 'template';
  readonly address: RegExp;
  readonly description: string;
  /** Variables without which it is off. */
  readonly needs: readonly (keyof Env)[];
  readonly make: (env: Env, parts: { readonly post: Post; readonly clock: Clock }) => Sink;
}

let drawing: ((chart: Chart) => Promise<Uint8Array>) | null = null;

/** A chart on light ground, which mails on dark ground show well, too; loaded by the first one. */
async function draw(chart: Chart): Promise<Uint8Array> {
  const [{ drawChart }, { drawOnce }] = await Promise.all([
    import('../base/draw/draw.ts'),
    import('../base/draw/draw-once.ts'),
  ]);
  drawing ??= drawOnce((one) => drawChart(one, false));
  return drawing(chart);
}

const WEB = { address: /^https?:\/\/[^\s/]\S*$/, needs: [] };

/** Every further sink; each has a file in `deliver/sinks/`. */
export const SINK_SETTINGS: readonly SinkSetting[] = [
  {
    id: 'webhook',
    ...WEB,
    description: 'https://host/path, with #secret=… where it signs with its own',
    make: (env, { post, clock }) => webhookSink(post, clock, env.WEBHOOK_SECRET ?? null),
  },
  {
    id: 'slack',
    ...WEB,
    description:
      'the address of an incoming webhook of Slack, with #buttons where an app answers them',
    make: (_env, { post }) => slackSink(post),
  },
  {
    id: 'teams',
    ...WEB,
    description: 'the address of a workflow of Microsoft Teams that posts what a webhook gets',
    make: (_env, { post }) => teamsSink(post),
  },
  {
    id: 'feishu',
    ...WEB,
    description: 'the address of a custom bot, with #secret=… where it checks signatures',
    make: (_env, { post, clock }) => feishuSink(post, clock),
  },
  {
    id: 'telegram',
    address: /^(?:-?\d+|@\w{4,})$/,
    description: 'a chat id such as -1001234567890, or @channel',
    needs: ['TELEGRAM_TOKEN'],
    make: (env, { post }) => telegramSink(post, env.TELEGRAM_TOKEN!, env.TELEGRAM_API),
  },
  {
    id: 'email',
    address: /^[^\s@<>,;"]+@[^\s@<>,;"]+$/,
    description: 'one mail address',
    needs: ['SMTP_URL', 'MAIL_FROM'],
    make: (env) => emailSink(env.SMTP_URL!, env.MAIL_FROM!, draw),
  },
  {
    id: 'template',
    address: /^https?:\/\/[^\s/#][^\s#]*#template=[a-z][^\s#]*$/,
    needs: [],
    description:
      'a webhook of another service with #template=wecom, dingtalk, ntfy or one of your own',
    make: (env, { post, clock }) => templateSink(post, clock, webhookTemplatesOf(env)),
  },
];

/** The configured sinks. */
export function sinksOf(env: Env, parts: { readonly post: Post; readonly clock: Clock }): Sink[] {
  return SINK_SETTINGS.filter(({ id }) => missingFor(id, env) === null).map((way) =>
    way.make(env, parts),
  );
}

/** Missing variables of a sink; null = it can send. */
export function missingFor(sink: string, env: Env): string | null {
  const needs =
    sink === 'discord'
      ? DISCORD_NEEDS
      : SINK_SETTINGS.find((sinkSetting) => sinkSetting.id === sink)?.needs;
  return needs?.filter((name) => env[name] === undefined).join(' and ') || null;
}

const DISCORD_NEEDS: readonly (keyof Env)[] = ['DISCORD_TOKEN'];

export type SinkParts = Omit<BotDeps, 'env'>;

/** Opens a sink for `work` and closes it; null where `missingFor` names variables. */
export async function overSink<T>(
  sink: string,
  env: Env,
  parts: SinkParts,
  work: (sink: Sink | null) => Promise<T>,
): Promise<T> {
  if (missingFor(sink, env) !== null) return work(null);
  const posting = createPost(new Set(env.ALLOW_HOSTS));
  try {
    const { clock } = parts;
    if (sink !== 'discord')
      return await work(
        SINK_SETTINGS.find((sinkSetting) => sinkSetting.id === sink)?.make(env, {
          clock,
          ...posting,
        }) ?? null,
      );
    const { createBot } = await import('./bot.ts');
    return await work(createBot({ ...parts, env }).sink);
  } finally {
    await posting.close();
  }
}

/**
 * The host of an address that `createPost` would refuse, as ALLOW_HOSTS takes it; null = it may be
 * asked. A name that does not resolve now is not refused: it may do so later.
 */
export async function blockedHost(
  { sink, to }: Address,
  allow: readonly string[],
): Promise<string | null> {
  const isWeb = SINK_SETTINGS.some((way) => way.id === sink) && /^https?:/i.test(to);
  const url = isWeb ? URL.parse(to) : null;
  if (url === null) return null;
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const checked = await checkedAddress(url.hostname, port, new Set(allow)).catch(() => null);
  return checked?.ok === false ? url.host : null;
}

const DISCORD = /^(?:channel|user):\d{15,21}$/;

/**
 * An address as OPERATOR and `--to` name it: `terminal`, or `<way out>:<address>` such as
 * `discord:channel:123…` or `webhook:https://…`.
 */
export function readAddress(text: string, name: string) {
  if (text === 'terminal') return { ok: true as const, address: { sink: 'terminal', to: 'here' } };
  const [sink = '', ...rest] = text.split(':');
  const to = rest.join(':');
  const form = sink === 'discord' ? DISCORD : SINK_SETTINGS.find((way) => way.id === sink)?.address;
  if (form?.test(to)) return { ok: true as const, address: { sink, to } };
  const ids = SINK_SETTINGS.map((way) => way.id).join(', ');
  const because =
    form === undefined
      ? `begins with "${sink}": it takes terminal, discord:channel:<id>, or ${ids} with an address behind a colon`
      : `holds no address for ${sink} behind the colon`;
  // The address may hold a secret: it is not repeated.
  return { ok: false as const, because: `${name} ${because}` };
}

/** The address for operator alerts, or why there is none. */
export function operatorOf(env: Env): IncidentSettings {
  if (env.OPERATOR === undefined) return { operator: null, noOperator: reason('no-operator') };
  const read = readAddress(env.OPERATOR, 'OPERATOR');
  if (!read.ok) throw new CommandProblem(`${read.because}. See .env.example for what it may be.`);
  const operator = read.address;
  const off = reason('operator-off', { sink: operator.sink });
  return isOn(operator.sink, env)
    ? { operator, noOperator: null }
    : { operator: null, noOperator: off };
}

/** Whether a program with this environment sends to a sink. */
export function isOn(sink: string, env: Env): boolean {
  if (sink === 'terminal') return env.DISCORD_TOKEN === undefined;
  return missingFor(sink, env) === null;
}
