import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../../src/base/store/open.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { writeSmallConfig } from '../crash/small-config.ts';
import type { Regulator } from './regulator.ts';

const LONGEST_MS = 120_000;
const PORT = 18_731;
const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for something that has to come. */
export async function until(done: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const end = Date.now() + LONGEST_MS;
  while (!(await done())) {
    if (Date.now() > end) throw new Error(`${what} did not come within ${LONGEST_MS / 1_000} s`);
    await settle(200);
  }
}

/**
 * The installed program with a data folder of its own and one regulator on loopback.
 * @param home folder of the installation
 * @param wrap command that begins it in surroundings of its own
 */
export function installedProgram(
  home: string,
  folder: string,
  regulator: Regulator,
  wrap: readonly string[] = [],
) {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  writeSmallConfig(join(folder, 'config'), `${regulator.origin}/list.html`, 20);
  const env = (more: Record<string, string>) => ({
    PATH: process.env.PATH,
    DATA_DIR: data,
    XDG_CACHE_HOME: join(folder, 'cache'),
    CONFIG_DIR: join(folder, 'config'),
    ALLOW_HOSTS: regulator.host,
    WATCH: 'TCOM',
    TICK_SECONDS: '1',
    WEB_PORT: String(PORT),
    ...more,
  });
  let child: ChildProcess | null = null;
  let output = '';
  return {
    data,
    pid: () => child!.pid!,
    output: () => output,
    async start(more: Record<string, string> = {}) {
      output = '';
      const words = [...wrap, process.execPath, 'scripts/run.mjs', 'start'];
      child = spawn(words[0]!, words.slice(1), { cwd: home, env: env(more) });
      for (const stream of [child.stdout!, child.stderr!])
        stream.on('data', (chunk) => {
          output += chunk;
        });
    },
    async stop() {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child!.once('exit', resolve));
      child.kill('SIGTERM');
      await Promise.race([gone, settle(10_000)]);
      child.kill('SIGKILL');
      await gone;
    },
    /** What `/readyz` says; empty while nobody answers. */
    async ready(): Promise<string> {
      try {
        const answer = await fetch(`http://127.0.0.1:${PORT}/readyz`);
        return `${answer.status} ${await answer.text()}`;
      } catch {
        return '';
      }
    },
    doctor(more: Record<string, string> = {}): string {
      const words = ['scripts/run.mjs', 'doctor'];
      const { stdout, stderr, status } = spawnSync(process.execPath, words, {
        cwd: home,
        env: env(more),
        encoding: 'utf8',
      });
      return `${status}\n${stdout}${stderr}`;
    },
    /** Makes the source due, in place of the minute that even the fastest source waits. */
    async lookAgain(at = data) {
      const path = join(at, 'tocsin.db');
      if (!existsSync(path)) throw new Error(`there is no ${path}`);
      const store = await openStore({ path });
      for (const state of await store.sourceStates())
        await store.saveSourceState({ ...state, nextPollAt: Date.now() as Instant });
      await store.close();
    },
    /** Sources that are blamed for something, with what for. */
    async blamed(): Promise<string[]> {
      const store = await openStore({ path: join(data, 'tocsin.db') });
      const states = await store.sourceStates();
      await store.close();
      return states
        .filter(({ failures, finding }) => failures > 0 || finding !== null)
        .map(({ source, finding }) => `${source} (${finding?.code ?? 'failing'})`);
    },
  };
}
export type InstalledProgram = ReturnType<typeof installedProgram>;
