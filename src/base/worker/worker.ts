import { type ChildProcess, fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
  Tasks,
  WorkerAnswer,
  WorkerFailure,
  WorkerOrder,
  WorkerReply,
  WorkerStart,
} from './protocol.ts';

export interface WorkerOptions {
  /** The module whose `TASKS` the process runs. */
  readonly tasks: URL;
  /**
   * How long one task may compute, in milliseconds; on the clock it may take `WALL` times as long,
   * since the machine has other work.
   */
  readonly timeoutMs: number;
  /** Memory of the whole process in MB: its heap, its buffers and what native code takes. */
  readonly residentMb: number;
  /** A process that is larger than this after a task, in MB, serves no other one. */
  readonly keepMb: number;
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

/** What a process takes beside its heap: the text of Node, its watchdog and some buffers. */
const BESIDE_HEAP_MB = 90;
/** How long a process may take to load its tasks, in milliseconds. */
const START_MS = 60_000;
const WALL = 4;

/**
 * Settings of glibc's allocator, as `scripts/run.mjs` has them: blocks from 128 kB on are given
 * back when they are freed.
 */
const ALLOCATOR = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/**
 * A process of its own for tasks that foreign input may make endless or boundless. One that takes
 * too long or too much ends the process; the next one gets a new process. It is a process and no
 * thread, since a thread that runs out of heap may take the whole program with it. It starts with
 * the first task and keeps no program alive.
 */
export function createWorker<T extends Tasks>(options: WorkerOptions): Worker<T> {
  let child: ChildProcess | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  /** It ends by itself, and keeps its compiled code for the next one. */
  const dismiss = () => {
    if (child?.connected === true) child.disconnect();
    child = null;
  };

  async function run(order: WorkerOrder): Promise<WorkerAnswer<unknown>> {
    clearTimeout(idle);
    const startMs = child?.connected === true ? 0 : START_MS;
    if (child?.connected !== true) child = startChild(options);
    const { answer, last } = await replyOf(child, order, startMs + order.cpuMs * WALL, options);
    if (last && !answer.ok) child?.kill('SIGKILL');
    if (last) dismiss();
    idle = setTimeout(dismiss, options.idleMs).unref();
    return answer;
  }

  return {
    async run(task, values, timeoutMs = options.timeoutMs) {
      const next = queue.then(() => run({ task, values, cpuMs: timeoutMs }));
      queue = next;
      return (await next) as never;
    },
    async close() {
      await queue;
      dismiss();
    },
  };
}

function startChild({ tasks, residentMb, keepMb }: WorkerOptions): ChildProcess {
  // The compiled code of this program: a process that finds it needs no compiler.
  const folder = getCompileCacheDir();
  const compiledCode = folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
  const child = fork(
    fileURLToPath(new URL('./child.ts', import.meta.url)),
    [tasks.href, String(residentMb), String(keepMb)],
    {
      // V8 collects garbage before the heap takes what is left for it. Small steps of the whole
      // heap would make large pages four times as slow.
      execArgv: [`--max-old-space-size=${residentMb - BESIDE_HEAP_MB}`, '--max-semi-space-size=2'],
      env: { ...process.env, ...ALLOCATOR, ...compiledCode },
      serialization: 'advanced',
      // What parsers print is not for the operator's screen.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  );
  // Between tasks nobody listens; the next task finds it gone.
  child.on('error', () => {});
  return child;
}

/** Processes that have loaded their tasks. */
const started = new WeakSet<ChildProcess>();

/** The reply of the process to an order. */
function replyOf(
  child: ChildProcess,
  order: WorkerOrder,
  wallMs: number,
  { residentMb }: WorkerOptions,
) {
  return new Promise<WorkerReply>((resolve) => {
    const settle = (reply: WorkerReply) => {
      clearTimeout(timer);
      child.off('message', onMessage).off('error', onError).off('exit', onExit);
      child.unref();
      child.channel?.unref();
      resolve(reply);
    };
    const fail = (code: WorkerFailure['code'], message: string) =>
      settle({ answer: { ok: false, code, message }, last: true });
    const tookTooLong = () =>
      fail('took-too-long', `Reading took more than ${order.cpuMs / 1000} seconds.`);
    const onMessage = (message: WorkerReply | WorkerStart) => {
      if ('failed' in message) fail('cannot-start', message.failed);
      else if ('started' in message) started.add(child);
      else settle(message);
    };
    const onError = (error: Error) =>
      fail(started.has(child) ? 'broke' : 'cannot-start', error.message.slice(0, 200));
    const onExit = (code: number | null, signal: string | null) => {
      if (signal === 'SIGALRM') tookTooLong();
      else if (!started.has(child))
        fail('cannot-start', `The process ended before its first task (${signal ?? code}).`);
      else
        fail(
          'took-too-much',
          `Reading took more than ${residentMb} MB of memory, or ended its process.`,
        );
    };
    const timer = setTimeout(tookTooLong, wallMs);
    child.on('message', onMessage).on('error', onError).on('exit', onExit);
    child.ref();
    child.channel?.ref();
    child.send(order, (error) => {
      if (error) onError(error);
    });
  });
}
