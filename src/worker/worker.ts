import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { READY, type Tasks, type WorkerAnswer, type WorkerOrder } from './protocol.ts';

export interface WorkerOptions {
  /** The module whose `TASKS` the process runs. */
  readonly tasks: URL;
  /** How long one task may take, in milliseconds, counted from its beginning. */
  readonly timeoutMs: number;
  /** Memory of the whole process in MB: its heap, its buffers and what native code takes. */
  readonly residentMb: number;
  /** After so long without a task the process ends, in milliseconds. */
  readonly idleMs: number;
}

/** Runs tasks in a process apart, one after the other. Never rejects. */
export interface Worker<T extends Tasks> {
  run<K extends keyof T & string>(
    task: K,
    values: Parameters<T[K]>,
    timeoutMs?: number,
  ): Promise<WorkerAnswer<Awaited<ReturnType<T[K]>>>>;
  /** Ends the process when its task is done. A later task starts another one. */
  close(): Promise<void>;
}

const START_MS = 60_000;

/**
 * A process of its own for tasks that foreign input may make endless or boundless. One that takes too long or too much ends the process; the next
 * one gets a new process. It is a process and no thread, since a thread that runs out of heap may take the whole program with
 * it. It starts with the first task and keeps no program alive.
 */
export function createWorker<T extends Tasks>(options: WorkerOptions): Worker<T> {
  let child: ChildProcess | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  const end = () => {
    child?.kill('SIGKILL');
    child = null;
  };

  async function run(order: WorkerOrder, timeoutMs: number): Promise<WorkerAnswer<unknown>> {
    clearTimeout(idle);
    if (child?.connected !== true) {
      child = startChild(options);
      const started = await answerOf(child, null, START_MS, options);
      if (!started.ok) {
        end();
        return started;
      }
    }
    const answer = await answerOf(child, order, timeoutMs, options);
    if (!answer.ok && answer.code !== 'broke') end();
    idle = setTimeout(end, options.idleMs).unref();
    return answer;
  }

  return {
    async run(task, values, timeoutMs = options.timeoutMs) {
      const next = queue.then(() => run({ task, values }, timeoutMs));
      queue = next;
      return (await next) as never;
    },
    async close() {
      await queue;
      end();
    },
  };
}

function startChild({ tasks, residentMb }: WorkerOptions): ChildProcess {
  const child = fork(
    fileURLToPath(new URL('./child.ts', import.meta.url)),
    [tasks.href, String(residentMb)],
    {
      execArgv: [`--max-old-space-size=${residentMb}`],
      serialization: 'advanced',
      // What parsers print is not for the operator's screen.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  );
  // Between tasks nobody listens; the next task finds it gone.
  child.on('error', () => {});
  return child;
}

/** The answer of the process to an order, or its first sign of life. */
function answerOf(
  child: ChildProcess,
  order: WorkerOrder | null,
  timeoutMs: number,
  { residentMb }: WorkerOptions,
): Promise<WorkerAnswer<unknown>> {
  return new Promise((resolve) => {
    const settle = (answer: WorkerAnswer<unknown>) => {
      clearTimeout(timer);
      child.off('message', onAnswer).off('error', onError).off('exit', onExit);
      child.unref();
      child.channel?.unref();
      resolve(answer);
    };
    const fail = (code: 'took-too-long' | 'took-too-much' | 'broke', message: string) =>
      settle({ ok: false, code, message });
    const onAnswer = (answer: unknown) =>
      settle(answer === READY ? { ok: true, value: READY } : (answer as WorkerAnswer<unknown>));
    const onError = (error: Error) => fail('broke', error.message.slice(0, 200));
    const onExit = () =>
      fail('took-too-much', `Reading took more than ${residentMb} MB of memory, or ended its process.`);
    const timer = setTimeout(
      () => fail('took-too-long', `Reading took more than ${timeoutMs / 1000} seconds.`),
      timeoutMs,
    );
    child.on('message', onAnswer).on('error', onError).on('exit', onExit);
    child.ref();
    child.channel?.ref();
    if (order !== null)
      child.send(order, (error) => {
        if (error) onError(error);
      });
  });
}
