import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { endingWithUs } from '../ending.ts';
import { type Line, layLine } from './line.ts';

/** One real program on its own line to the database. */
export interface Member {
  readonly name: string;
  readonly line: Line;
  /** Process id while it runs. */
  pid(): number | null;
  /** Whether it has said since its start that it is at work. */
  up(): boolean;
  start(): void;
  /** kill -9; settles when it is gone. */
  kill(): Promise<void>;
  /** Stands still (SIGSTOP) and goes on (SIGCONT). */
  pause(): void;
  resume(): void;
  /** Asks it to stop as an operator would (SIGTERM); settles with the exit code. */
  stop(): Promise<number | null>;
}

export interface MemberSettings {
  readonly name: string;
  readonly databaseUrl: string;
  readonly env: Readonly<Record<string, string>>;
  /** How wrong its machine's clock is. */
  readonly skewMs: number;
  /** Folder for its log. */
  readonly logs: string;
  /**
   * A repository of an older version that it runs from until it ends for the first time; after that
   * it is this version.
   */
  readonly from?: string;
}

/** A program with its line laid, not started yet. */
export async function member(settings: MemberSettings): Promise<Member> {
  const { name, databaseUrl, env, skewMs, logs } = settings;
  let from = settings.from;
  const url = new URL(databaseUrl);
  const line = await layLine(Number(url.port));
  url.port = String(line.port);
  let child: ChildProcess | null = null;
  let atWork: ChildProcess | null = null;
  const log = createWriteStream(join(logs, `${name}.log`), { flags: 'a' });
  const gone = async (signal: NodeJS.Signals): Promise<number | null> => {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return null;
    const exit = once(running, 'exit');
    running.kill(signal);
    const [code] = (await exit) as [number | null];
    return code;
  };
  return {
    name,
    line,
    pid: () => child?.pid ?? null,
    up: () => child !== null && atWork === child,
    start() {
      const skewed = ['--import', './test/support/chaos/skew.ts'];
      const mine = endingWithUs(
        spawn(process.execPath, [...skewed, 'src/main.ts', 'start'], {
          stdio: ['ignore', 'ignore', 'pipe'],
          ...(from === undefined ? {} : { cwd: from }),
          env: { PATH: process.env.PATH, ...env, DATABASE_URL: url.href, SKEW_MS: String(skewMs) },
        }),
      );
      child = mine;
      from = undefined;
      mine.stderr.pipe(log, { end: false });
      mine.stderr.on('data', (some) => {
        if (String(some).includes('"msg":"started"')) atWork = mine;
      });
      // A program that ends by itself is a finding: it is said in its log, and started again like
      // any other.
      mine.once('exit', (code, signal) => {
        if (child !== mine) return;
        child = null;
        if (signal !== 'SIGKILL') log.write(`ENDED BY ITSELF with code ${code}\n`);
      });
    },
    kill: async () => void (await gone('SIGKILL')),
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    stop: () => gone('SIGTERM'),
  };
}

/** The loopback Discord as a process of its own. */
export async function discordProcess(options: object) {
  const child = endingWithUs(
    spawn(process.execPath, ['test/support/discord/serve.ts', JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const told = JSON.parse(String(line)) as { api: string; token: string; control: string };
  const ask = async <T>(name: string, body: object = {}): Promise<T> => {
    const answer = await fetch(`${told.control}/${name}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return (await answer.json()) as T;
  };
  return { ...told, ask, end: () => void child.kill('SIGKILL') };
}
