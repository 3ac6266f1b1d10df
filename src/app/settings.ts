import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Catalog, CatalogProblem } from '../domain/catalog.ts';
import type { Store } from '../domain/ports.ts';
import type { WebhookTemplate } from '../domain/webhook-template.ts';
import { compiledCatalog, timesOf } from '../knowledge/catalog/compile.ts';
import { type HostEntry, readHosts } from '../knowledge/catalog/hosts.ts';
import { readWebhooks } from '../knowledge/catalog/webhooks.ts';
import type { ReaderDeps, ReaderSettings } from '../pipeline/flows/second-reader.ts';
import { type Env, readEnv } from './env.ts';
import { readEnvFile } from './env-file.ts';
import { CommandProblem, type Io } from './io.ts';

/** Root of the program's own files, so that it finds `config/` from any working directory. */
const HOME = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Flags that halve the memory of a process with the usual heap settings. */
const COMPILER = [
  '--max-semi-space-size=2',
  '--heap-growing-percent=15',
  join(HOME, 'src', 'app', 'compile-apart.ts'),
];

/** Where the install compiles the catalog (`scripts/compile-catalog.mjs`). */
const INSTALLED = join(HOME, 'node_modules', '.cache', 'tocsin');

/** Version of the program, as its package says. */
export const VERSION = (
  JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8')) as { version: string }
).version;

/** The checked environment, or one message with every problem in it. */
export function settingsOf(io: Pick<Io, 'env' | 'envFile'>): Env {
  return startSettingsOf(io).env;
}

/** The checked environment, with a note on every value that was left out. */
export function startSettingsOf(io: Pick<Io, 'env' | 'envFile'>) {
  const read = readEnv(io.env, readEnvFile(io.envFile ?? '.env'));
  if (!read.ok)
    throw new CommandProblem(
      'The configuration is not ' +
        `complete:\n${read.problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
  return read;
}

type CatalogEnv = Pick<Env, 'CONFIG_DIR'> & Partial<Pick<Env, 'DATA_DIR'>>;

/**
 * The catalog of the configuration folder; a broken file ends the program with its place and the
 * remedy. A program that stays compiles it in another process where necessary, to save the memory,
 * and says so by `note`.
 */
export function catalogOf(env: CatalogEnv, note?: (line: string) => void): Catalog {
  const folder = configFolder(env);
  const times = timesOf(folder);
  if (lastRead?.folder === folder && lastRead.times === times) return lastRead.catalog;
  // The compiled catalog lies with the data, or in the user's cache where there is none or it
  // cannot be written.
  const data = env.DATA_DIR !== undefined && existsSync(env.DATA_DIR) ? [env.DATA_DIR] : [];
  const own = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tocsin');
  const caches = [...data, own, INSTALLED];
  const apart =
    note === undefined
      ? undefined
      : () => {
          note('compiling the tables of names once, which the installation did not: some seconds');
          spawnSync(process.execPath, [...COMPILER, folder, ...caches], { stdio: 'ignore' });
        };
  const { catalog, problems } = compiledCatalog(folder, caches, apart);
  if (catalog === null) throw catalogProblem(problems);
  lastRead = { folder, times, catalog };
  return catalog;
}

/** The last catalog, reused while no file changes. */
let lastRead: {
  readonly folder: string;
  readonly times: string;
  readonly catalog: Catalog;
} | null = null;

export function configFolder(env: Pick<Env, 'CONFIG_DIR'>): string {
  return isAbsolute(env.CONFIG_DIR) || env.CONFIG_DIR !== 'config'
    ? env.CONFIG_DIR
    : join(HOME, 'config');
}

export function catalogProblem(problems: readonly CatalogProblem[]): CommandProblem {
  const lines = problems.map(
    (problem) =>
      `  ${problem.file}${problem.line === null ? '' : `:${problem.line}:${problem.column}`}: ` +
      `${problem.message}. ${problem.remedy}`,
  );
  return new CommandProblem(
    `The catalog has ${problems.length} ` +
      `${problems.length === 1 ? 'problem' : 'problems'}:\n${lines.join('\n')}`,
  );
}

/** Request rates of hosts from `hosts.yml`; without that file every host has the default rate. */
export function hostRatesOf(env: Pick<Env, 'CONFIG_DIR'>): HostEntry[] {
  const path = join(configFolder(env), 'hosts.yml');
  if (!existsSync(path)) return [];
  const { value, problems } = readHosts(path);
  if (value === null) throw catalogProblem(problems);
  return value;
}

/**
 * How webhooks of other services want their messages, from `webhooks.yml`; none without that file.
 */
export function webhookTemplatesOf(
  env: Pick<Env, 'CONFIG_DIR'>,
): ReadonlyMap<string, WebhookTemplate> {
  const path = join(configFolder(env), 'webhooks.yml');
  if (!existsSync(path)) return new Map();
  const { value, problems } = readWebhooks(path);
  if (value === null) throw catalogProblem(problems);
  return new Map(Object.entries(value));
}

/** How the second reader is used; null where none is configured. */
export function readerSettingsOf(env: Env): ReaderSettings | null {
  if (env.READER_URL === undefined) return null;
  if (env.READER_MODEL === undefined)
    throw new CommandProblem(
      'READER_URL is set and READER_MODEL is not: name the model to be asked.',
    );
  return {
    url: env.READER_URL,
    model: env.READER_MODEL,
    schema: env.READER_SCHEMA,
    mode: env.READER_MODE,
    timeoutMs: env.READER_TIMEOUT_SECONDS * 1_000,
    dailyCalls: env.READER_DAILY_CALLS,
    dailyUsd: env.READER_DAILY_USD ?? null,
    price: { input: env.READER_PRICE_INPUT, output: env.READER_PRICE_OUTPUT },
  };
}

/** Key of the stored manner of a server: for this model, address and first shape. */
const mannerKey = ({ url, model, schema }: ReaderSettings): string =>
  `reader-manner:${createHash('sha256')
    .update(JSON.stringify([url, model, schema]))
    .digest('hex')
    .slice(0, 32)}`;

/**
 * The second reader of the environment; null where none is configured. Its libraries are loaded
 * here and nowhere else.
 */
export async function openSecondReader(
  env: Env,
  store: Pick<Store, 'recall' | 'remember'>,
): Promise<Pick<ReaderDeps, 'reader' | 'settings'> | null> {
  const settings = readerSettingsOf(env);
  if (settings === null) return null;
  const { createClient } = await import('../pipeline/second-reader/client.ts');
  const { model, schema, timeoutMs } = settings;
  const key = env.READER_KEY ?? null;
  const client = {
    url: env.READER_URL!,
    model,
    schema,
    key,
    timeoutMs,
    maxChars: env.READER_MAX_CHARS,
    memory: {
      recall: () => store.recall(mannerKey(settings)),
      remember: (text: string) => store.remember(mannerKey(settings), text),
    },
  };
  return { settings, reader: createClient(client) };
}
