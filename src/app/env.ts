import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { zone } from '../domain/file-values.ts';
import { Language } from '../domain/language.ts';
import { Theme } from '../domain/regulator.ts';
import type { EnvFile } from './env-file.ts';

const text = z.string().trim().min(1);
const list = z.string().transform((value) => value.split(/[\s,]+/).filter((part) => part !== ''));

/** A value that may also come from a file named by `<NAME>_FILE`. */
const secret = <Value extends z.ZodType>(value: Value): Value => value.meta({ secret: true });

/** Zod alone takes `localhost:1200` for an address of the scheme "localhost". */
const webUrl = z.url({
  protocol: /^https?$/,
  error: 'a whole address, beginning with http:// or https://',
});

const proxyUrl = z.url({
  protocol: /^(?:https?|socks5h?)$/,
  error: 'a whole address, beginning with http://, https:// or socks5://',
});
const socketUrl = z.url({
  protocol: /^wss?$/,
  error: 'a whole address, beginning with ws:// or wss://',
});

const packs = list.refine(
  (all) => all.every((one) => Theme.safeParse(one).success),
  `packs of sources: ${Theme.options.join(', ')}`,
);

const HOST = /^(?:\[[\da-f:]+\]|[\w.-]+)(?::\d{1,5})?$/i;
const hosts = list.refine(
  (all) => all.every((one) => HOST.test(one)),
  'names or addresses without scheme and path, such as localhost:1200, 192.168.1.5',
);

const isDatabase = (url: string) => url.startsWith('sqlite:') || URL.canParse(url);

/** An address, or a network such as `10.0.0.0/8`. */
function isNetwork(text: string): boolean {
  const [base = '', bits = '0', ...rest] = text.split('/');
  const family = isIP(base);
  const most = family === 4 ? 32 : 128;
  return family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

/**
 * Every variable that the program knows; `.env.example` documents them, and a test compares the
 * two.
 */
export const Env = z.object({
  DISCORD_TOKEN: secret(text.optional()),
  DISCORD_API: webUrl.default('https://discord.com/api'),
  DATABASE_URL: secret(text.refine(isDatabase, 'no address of a database').optional()),
  DATA_DIR: text.default('data'),
  CONFIG_DIR: text.default('config'),
  ROLES: list.default([]),
  /**
   * At least 30 days: pages are rechecked, and press reports are compared with a month of notices.
   */
  KEEP_RAW_DAYS: z.coerce.number().int().min(30, 'at least 30 days').optional(),
  CONTACT: text.optional(),
  ALLOW_HOSTS: hosts.default([]),
  RSSHUB_URL: webUrl.optional(),
  PROXY_URL: secret(proxyUrl.optional()),
  BROWSER_WS: secret(socketUrl.optional()),
  HEARTBEAT_URL: secret(webUrl.optional()),
  PRICES: secret(text.optional()),
  PRICE_NAMES: list.default([]),
  OPERATOR: secret(text.optional()),
  WATCH: list.default([]),
  /** Further alerts are sent as one list. */
  SOURCE_ALERTS_PER_HOUR: z.coerce.number().int().min(1).default(20),
  TICK_SECONDS: z.coerce.number().int().min(1).max(59).default(30),
  LANGUAGE: Language.default('en'),
  TIME_ZONE: zone.default('Asia/Shanghai'),
  /** Sources, regulators or outlets that are not polled. */
  SOURCES_OFF: list.default([]),
  SOURCES_PACKS: packs.default([]),
  WEBHOOK_SECRET: secret(z.string().min(16, 'at least 16 characters').optional()),
  TELEGRAM_TOKEN: secret(text.optional()),
  TELEGRAM_API: webUrl.default('https://api.telegram.org'),
  SMTP_URL: secret(z.url({ protocol: /^smtps?$/ }).optional()),
  MAIL_FROM: text.optional(),
  /** Most memory of the process that reads pages, in MB; absent = from the machine. */
  READING_MB: z.coerce.number().int().min(100, 'at least 100').optional(),
  READER_URL: webUrl.optional(),
  READER_MODEL: text.optional(),
  READER_KEY: secret(text.optional()),
  READER_MODE: z.enum(['propose', 'confirm']).default('propose'),
  READER_SCHEMA: z.enum(['json_schema', 'json_object', 'none']).default('json_schema'),
  READER_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(600).default(60),
  READER_DAILY_CALLS: z.coerce.number().int().min(0).default(500),
  READER_DAILY_USD: z.coerce.number().min(0).optional(),
  READER_PRICE_INPUT: z.coerce.number().min(0).default(0),
  READER_PRICE_OUTPUT: z.coerce.number().min(0).default(0),
  READER_MAX_CHARS: z.coerce.number().int().min(500).default(12_000),
  /** 0 = no page; absent = 8080, or a free port where that one is taken. */
  WEB_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  WEB_HOST: text.default('127.0.0.1'),
  WEB_TOKEN: secret(
    z.string().min(16, 'at least 16 characters: `openssl rand -hex 24` makes one').optional(),
  ),
  /** Proxies in front of the page whose statement of the client address is trusted. */
  TRUST_PROXY: list
    .refine((all) => all.every(isNetwork), 'addresses or networks such as 127.0.0.1, 10.0.0.0/8')
    .default([]),
  WEB_ORIGIN: webUrl.optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type Env = z.infer<typeof Env>;

export const ENV_NAMES = Object.keys(Env.shape) as (keyof Env)[];
const SECRETS = ENV_NAMES.filter((name) => Env.shape[name].meta()?.secret === true);

/**
 * Reads and checks the environment. A secret may come from a file named by `<NAME>_FILE`. Empty
 * values count as not set. Every problem is one sentence with the variable and the remedy; a
 * secret's value is never part of it. A wrong WEB_PORT costs only the page, so that it is one of
 * the `notes`: values that were left out, each with what goes on without it, and names in the file
 * that nothing reads.
 * @param file the settings file that `source` was read from: mistakes are named with their line
 */
export function readEnv(
  source: Readonly<Record<string, string | null | undefined>>,
  file: EnvFile | null = null,
) {
  const problems: string[] = [];
  /** ` (.env:12)` where the value is the file's, nothing where it comes from elsewhere. */
  const place = (name: string) =>
    file?.lines.has(name) && file.values[name] === source[name]
      ? ` (${file.path}:${file.lines.get(name)})`
      : '';
  const values: Record<string, string> = {};
  for (const name of ENV_NAMES) {
    const value = source[name]?.trim();
    if (value) values[name] = value;
  }
  for (const name of SECRETS) {
    const path = source[`${name}_FILE`]?.trim();
    if (!path) continue;
    const secret = secretIn(path, name, values[name] !== undefined);
    if ('problem' in secret) problems.push(secret.problem);
    else values[name] = secret.value;
  }
  const notes: string[] = file === null ? [] : unknownNames(file);
  const { WEB_PORT: port } = values;
  if (!Env.shape.WEB_PORT.safeParse(port).success) {
    notes.push(
      `WEB_PORT${place('WEB_PORT')}="${port}" is no port from 1 to 65535: the page stays off, ` +
        'everything else goes on.',
    );
    Object.assign(values, { WEB_PORT: '0' });
  }
  // Checked once a run, where compiling the checks would take longer than running them.
  const parsed = Env.safeParse(values, { jitless: true });
  for (const { path, message } of parsed.error?.issues ?? []) {
    const name = path.join('.');
    problems.push(
      `${name}${place(name)}: ${message}.${meant(name, values[name])} See .env.example for what ` +
        'it may be.',
    );
  }
  if (!parsed.success || problems.length > 0) return { ok: false as const, problems };
  return { ok: true as const, env: parsed.data, notes };
}

/** The secret in the file that `<NAME>_FILE` names, or what is wrong with it. */
function secretIn(
  path: string,
  name: string,
  isSet: boolean,
): { readonly value: string } | { readonly problem: string } {
  if (isSet) return { problem: `${name} and ${name}_FILE are both set: keep one of them.` };
  const named = `${name}_FILE names ${path}, which`;
  if (!existsSync(path))
    return { problem: `${named} does not exist: correct the path or remove the line.` };
  try {
    return { value: readFileSync(path, 'utf8').trim() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { problem: `${named} cannot be read (${code}): make it readable.` };
  }
}

/** Values of variables with a fixed choice. */
const CHOICES: Readonly<Record<string, () => readonly string[]>> = {
  TIME_ZONE: () => Intl.supportedValuesOf('timeZone'),
  SOURCES_PACKS: () => Theme.options,
};
const OFFERED = 3;

/**
 * ` Did you mean Asia/Shanghai?` for a value that is nearly one of those; empty text where none is.
 */
function meant(name: string, value = ''): string {
  const written = value.toLowerCase();
  const near = (CHOICES[name]?.() ?? [])
    .map((choice) => ({ choice, slips: distance(written, choice.toLowerCase()) }))
    .filter(
      ({ choice, slips }) => slips <= MOST_SLIPS || choice.toLowerCase().endsWith(`/${written}`),
    )
    .sort((a, b) => a.slips - b.slips)
    .slice(0, OFFERED);
  return near.length === 0 ? '' : ` Did you mean ${near.map(({ choice }) => choice).join(', ')}?`;
}

/** Names that the file may have for other programs: Node, Docker, the shell. */
const FOREIGN = /^(?:(?:NODE|COMPOSE|DOCKER|POSTGRES|XDG|LC|TEST|TOCSIN|HTTPS?|NO|CHROMIUM)_|PG)/i;
const FOREIGN_NAMES = ['LANG', 'TZ', 'PATH'];
/** Letters by which a mistyped name may differ from the intended one. */
const MOST_SLIPS = 3;

/** A sentence for every unknown name, with the one that may be intended. */
function unknownNames({ path, lines }: EnvFile): string[] {
  const known = [...ENV_NAMES, ...SECRETS.map((name) => `${name}_FILE`)];
  return [...lines].flatMap(([name, line]) => {
    if (known.includes(name) || FOREIGN_NAMES.includes(name) || FOREIGN.test(name)) return [];
    const meant = closest(name.toUpperCase(), known);
    const hint =
      distance(name.toUpperCase(), meant) <= MOST_SLIPS
        ? `did you mean ${meant}?`
        : '.env.example has every name.';
    return [`${name} (${path}:${line}) is no setting of Tocsin and does nothing: ${hint}`];
  });
}
