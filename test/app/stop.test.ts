import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeSmallConfig } from '../support/crash/small-config.ts';
import { discordFor, until } from '../support/discord/ready-client.ts';
import type { Discord } from '../support/discord/start.ts';
import { endingWithUs } from '../support/ending.ts';

const home = mkdtempSync(join(tmpdir(), 'tocsin-stop-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
writeSmallConfig(join(home, 'config'), 'http://127.0.0.1:9/list', 1);

const GATEWAYS: Readonly<Record<string, (discord: Discord) => void>> = {
  'takes a connection and never answers the handshake': (discord) => discord.gateway.hang(true),
  'has an address that is never given': (discord) => {
    discord.fault({ on: /GET \/gateway\/bot/, hang: true, times: Number.POSITIVE_INFINITY });
  },
};

const LIMIT_MS = 150_000;
/**
 * A long timer that is left behind (a request of 15 s, a handshake of 30 s, a next attempt after 60
 * s) keeps this process for weeks.
 */
const LONG_TIMERS_LAST = `data:text/javascript,${encodeURIComponent(`
  import timers from 'node:timers';
  import { syncBuiltinESMExports } from 'node:module';
  const real = timers.setTimeout;
  const lasting = (work, ms, ...more) => real(work, ms >= 5_000 ? 2 ** 31 - 1 : ms, ...more);
  timers.setTimeout = globalThis.setTimeout = Object.assign(lasting, real);
  syncBuiltinESMExports();
`)}`;

test.each(Object.keys(GATEWAYS))(
  'SIGTERM ends the program while the gateway %s',
  async (name) => {
    const discord = await discordFor();
    GATEWAYS[name]?.(discord);
    const program = endingWithUs(
      spawn(process.execPath, ['scripts/run.mjs', 'start'], {
        env: {
          PATH: process.env.PATH,
          DATA_DIR: mkdtempSync(join(home, 'data-')),
          CONFIG_DIR: join(home, 'config'),
          DISCORD_TOKEN: discord.token,
          DISCORD_API: discord.api,
          WEB_PORT: '0',
          NODE_OPTIONS: `--import=${LONG_TIMERS_LAST}`,
        },
      }),
    );
    let said = '';
    program.stderr.on('data', (text) => {
      said += text;
    });
    program.stdout.resume();
    const tried = () => discord.gateway.handshakes + discord.requests.length > 0;
    await until(() => tried() && said.includes('"started"'), LIMIT_MS);
    program.kill('SIGTERM');
    const [code] = await once(program, 'close');
    expect(code).toBe(0);
    expect(said).toContain('"stopped"');
  },
  LIMIT_MS,
);
