import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { DiscordOptions } from './options.ts';

/** A loopback Discord in a process of its own, so that its work and memory colour nobody else's. */
export interface DiscordApart {
  readonly api: string;
  readonly token: string;
  readonly applicationId: string;
  /** One of the deeds of `control.ts`. */
  ask<T>(name: string, body?: unknown): Promise<T>;
  close(): Promise<void>;
}

/** Starts it; what the options hold must be JSON. */
export async function startDiscordApart(options: DiscordOptions = {}): Promise<DiscordApart> {
  const serve = fileURLToPath(new URL('./serve.ts', import.meta.url));
  const child = spawn(process.execPath, [serve, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([
    once(lines, 'line'),
    gone.then(() => {
      throw new Error('the loopback Discord ended before it was up');
    }),
  ])) as [string];
  const { api, token, applicationId, control } = JSON.parse(line) as Record<string, string>;
  return {
    api: api!,
    token: token!,
    applicationId: applicationId!,
    async ask<T>(name: string, body: unknown = {}) {
      const answer = await fetch(`${control}/${name}`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      return (await answer.json()) as T;
    },
    async close() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
