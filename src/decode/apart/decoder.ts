import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Document } from '../../domain/document.ts';
import { decode, unread } from '../decode.ts';
import type { Decode } from '../with-files.ts';
import type { Answer, Order } from './order.ts';

export interface DecoderOptions {
  /** How long one file may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Heap of the process in MB. Buffers lie outside of it; what they hold is bounded by the limits on bytes. */
  readonly memoryMb: number;
  /** Text up to this size is read at once: it costs less than the way to the process. Bytes. */
  readonly lightBytes: number;
}

export const DECODER: DecoderOptions = { timeoutMs: 60_000, memoryMb: 512, lightBytes: 1024 * 1024 };

export interface Decoder {
  readonly decode: Decode;
  /** Ends the process. A later file starts another one. */
  close(): Promise<void>;
}

/**
 * Decodes in a process of its own with bounded memory and time, one file after the other; short texts at once. A file that takes too
 * long or too much ends the process and costs the finding `took-too-long` or `took-too-much`; the next file gets a new one. It is
 * a process and no thread, since a thread that runs out of heap may take the whole program with it. It starts with the first file that
 * needs it and keeps no program alive.
 */
export function createDecoder(options: DecoderOptions = DECODER): Decoder {
  let child: ChildProcess | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const apart: Decode = async (incoming) => {
    if (child?.connected !== true) child = startChild(options);
    const answer = await ask(child, { incoming }, options);
    if ('document' in answer) return answer.document;
    child.kill('SIGKILL');
    child = null;
    return unread(incoming, answer.code, answer.message);
  };

  return {
    async decode(incoming) {
      const { bytes, ocr } = incoming;
      if ((bytes.length <= options.lightBytes && isPlain(bytes)) || ocr !== undefined)
        return decode(incoming);
      const next = queue.then(() => apart(incoming));
      queue = next;
      return next;
    },
    async close() {
      await queue;
      child?.kill('SIGKILL');
      child = null;
    },
  };
}

/** Text without a doubt: no control characters at its beginning and no mark of a PDF. UTF-16 takes the longer way. */
function isPlain(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 1024);
  const control = head.some((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13);
  return !control && !Buffer.from(head).includes('%PDF');
}

function startChild({ memoryMb }: DecoderOptions): ChildProcess {
  const child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), [], {
    execArgv: [`--max-old-space-size=${memoryMb}`],
    serialization: 'advanced',
    // What parsers print is not for the operator's screen.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Between files nobody listens; the next file finds it gone.
  child.on('error', () => {});
  child.unref();
  child.channel?.unref();
  return child;
}

type Failure = { code: string; message: string };

/** One answer of the process, or why there is none. Never rejects. */
function ask(
  child: ChildProcess,
  order: Order,
  { timeoutMs, memoryMb }: DecoderOptions,
): Promise<{ document: Document } | Failure> {
  return new Promise((resolve) => {
    const settle = (answer: { document: Document } | Failure) => {
      clearTimeout(timer);
      child.off('message', onAnswer).off('error', onError).off('exit', onExit);
      child.unref();
      child.channel?.unref();
      resolve(answer);
    };
    const onAnswer = (answer: unknown) => settle(answer as Answer);
    const onError = (error: Error) =>
      settle({ code: 'unreadable', message: `The file could not be read: ${error.message.slice(0, 200)}` });
    const onExit = () =>
      settle({
        code: 'took-too-much',
        message: `Reading the file took more than ${memoryMb} MB of memory, or ended its reader.`,
      });
    const timer = setTimeout(
      () =>
        settle({
          code: 'took-too-long',
          message: `Reading the file took more than ${timeoutMs / 1000} seconds.`,
        }),
      timeoutMs,
    );
    child.on('message', onAnswer).on('error', onError).on('exit', onExit);
    child.ref();
    child.channel?.ref();
    child.send(order, (error) => {
      if (error) onError(error);
    });
  });
}
