import { Worker } from 'node:worker_threads';
import type { Document } from '../../domain/document.ts';
import { decode, unread } from '../decode.ts';
import type { Decode } from '../with-files.ts';
import type { Answer, Order } from './order.ts';

export interface DecoderOptions {
  /** How long one file may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Heap of the thread in MB. Buffers lie outside of it; what they hold is bounded by the limits on bytes. */
  readonly memoryMb: number;
  /** Text up to this size is read at once: it costs less than the way to the thread. Bytes. */
  readonly lightBytes: number;
}

export const DECODER: DecoderOptions = { timeoutMs: 60_000, memoryMb: 512, lightBytes: 1024 * 1024 };

export interface Decoder {
  readonly decode: Decode;
  /** Ends the thread. A later file starts another one. */
  close(): Promise<void>;
}

/**
 * Decodes in a thread with bounded memory and time, one file after the other; short texts at once. A file that takes too long or
 * too much ends the thread and costs the finding `took-too-long` or `took-too-much`; the next file gets a new thread. The thread
 * starts with the first file that needs it and keeps no process alive.
 */
export function createDecoder(options: DecoderOptions = DECODER): Decoder {
  let thread: Worker | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const apart: Decode = async (incoming) => {
    thread ??= startThread(options);
    const answer = await ask(thread, { incoming }, options);
    if ('document' in answer) return answer.document;
    const broken = thread;
    thread = null;
    await broken.terminate();
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
      await thread?.terminate();
      thread = null;
    },
  };
}

/** Text without a doubt: no control characters at its beginning and no mark of a PDF. UTF-16 takes the longer way. */
function isPlain(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 1024);
  const control = head.some((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13);
  return !control && !Buffer.from(head).includes('%PDF');
}

function startThread({ memoryMb }: DecoderOptions): Worker {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, stackSizeMb: 4 },
    // What parsers print is not for the operator's screen.
    stdout: true,
    stderr: true,
  });
  thread.unref();
  return thread;
}

type Failure = { code: string; message: string };

/** One answer of the thread, or why there is none. Never rejects. */
function ask(
  thread: Worker,
  order: Order,
  { timeoutMs, memoryMb }: DecoderOptions,
): Promise<{ document: Document } | Failure> {
  return new Promise((resolve) => {
    const settle = (answer: { document: Document } | Failure) => {
      clearTimeout(timer);
      thread.off('message', onAnswer).off('error', onError).off('exit', onExit);
      thread.unref();
      resolve(answer);
    };
    const onAnswer = ({ document }: Answer) => settle({ document });
    const onError = (error: Error & { code?: string }) =>
      settle(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? { code: 'took-too-much', message: `Reading the file took more than ${memoryMb} MB of memory.` }
          : { code: 'unreadable', message: `The file could not be read: ${error.message.slice(0, 200)}` },
      );
    const onExit = () => settle({ code: 'unreadable', message: 'The file ended its reader.' });
    const timer = setTimeout(
      () =>
        settle({
          code: 'took-too-long',
          message: `Reading the file took more than ${timeoutMs / 1000} seconds.`,
        }),
      timeoutMs,
    );
    thread.on('message', onAnswer).on('error', onError).on('exit', onExit);
    thread.ref();
    thread.postMessage(order);
  });
}
