import type { WorkerAnswer, WorkerFailure } from '../../base/worker/protocol.ts';
import { createWorker } from '../../base/worker/worker.ts';
import { ReaderFault, type ReaderFaultCode, type Unread } from '../../domain/debt.ts';
import type { Document } from '../../domain/document.ts';
import type { Notice } from '../../domain/notice.ts';
import { unread } from '../decode/compose.ts';
import { isOcrInstalled } from '../decode/ocr/engines.ts';
import type { Decode } from '../decode/with-files.ts';
import type { ReadContext } from '../read/document/page.ts';
import type { Pages } from '../watch/fetch-context.ts';
import { finding } from '../watch/findings.ts';
import { hashOf } from '../watch/identity.ts';
import { NO_FILES } from '../watch/page-files.ts';
import type { ReaderFrom } from './reader.ts';
import type { TASKS } from './reading-tasks.ts';

/** Reads foreign pages and files in processes apart. */
export interface Workers {
  readonly decode: Decode;
  readonly pages: Pages;
  /** A document as a Notice, or why it could not be read in time. */
  readonly read: ReadInWorker;
  /**
   * Starts the process for pages and builds its reader before the first page; returns its fault, or
   * null. It ends after some idle time, as always.
   */
  getReady(): Promise<ReaderFault | null>;
  close(): Promise<void>;
}

export type ReadInWorker = (document: Document, context: ReadContext) => Promise<Notice | Unread>;

export const WORKERS = {
  // Pages, feeds and texts, and reading: sentences and lists, with the words, names and models of
  // the catalog.
  pages: { timeoutMs: 10_000, residentMb: 300, keepMb: 200, idleMs: 60_000 },
  // Word, Excel, PDF, archives and pictures.
  files: { timeoutMs: 30_000, residentMb: 280, keepMb: 100, idleMs: 2_000 },
};

export type WorkerLimits = typeof WORKERS;

/** What the program itself takes while it watches every source. */
const PROGRAM_MB = 150;
/** The reader of the whole catalog takes 170 MB, and a large page some more. */
const LEAST_PAGES_MB = 200;
/** A machine with less refuses to start. */
export const LEAST_MACHINE_MB = PROGRAM_MB + LEAST_PAGES_MB;

/**
 * Limits that fit into the memory of a machine; null where it is too small.
 * @param machineMb memory of the machine, or of the part of it that the program may use
 * @param pagesMb what the operator grants the process for pages
 */
export function workerLimits(machineMb: number, pagesMb?: number): WorkerLimits | null {
  if (pagesMb === undefined && machineMb < LEAST_MACHINE_MB) return null;
  const { pages, files } = WORKERS;
  const granted = pagesMb ?? Math.min(pages.residentMb, Math.floor(machineMb) - PROGRAM_MB);
  return {
    pages: { ...pages, residentMb: granted, keepMb: Math.min(pages.keepMb, granted) },
    files: { ...files, residentMb: Math.min(files.residentMb, granted) },
  };
}

/** An OCR engine takes 300 to 650 MB. */
const OCR_MB = 700;

const TASK_MODULE = new URL('./reading-tasks.ts', import.meta.url);

/** How long a fresh process may take to build its reader. */
const PREPARE_MS = 60_000;

/**
 * Two processes, so that files do not delay pages. A page or file that takes too long or too much
 * memory costs a finding of its own only.
 * @param readerFrom sources of the reader; the first that works is used
 */
export function createWorkers(
  options = WORKERS,
  readerFrom: readonly (() => Promise<ReaderFrom | null>)[] = [],
): Workers {
  const quick = createWorker<typeof TASKS>({ ...options.pages, tasks: TASK_MODULE });
  const forPictures = isOcrInstalled() ? { residentMb: OCR_MB, keepMb: OCR_MB } : {};
  const slow = createWorker<typeof TASKS>({ ...options.files, ...forPictures, tasks: TASK_MODULE });
  const orElse = async <V>(
    answer: Promise<WorkerAnswer<V>>,
    fallback: (message: string) => V,
  ): Promise<V> => {
    const got = await answer;
    if (got.ok) return got.value;
    throwIfOurs(got);
    return fallback(got.message);
  };
  /** Builds the reader of the process; `value` = false where there is nothing to build it from. */
  const prepare = async (from: () => Promise<ReaderFrom | null>) => {
    const source = await from();
    if (source === null) return { ok: true, value: false } as const;
    return quick.run('prepareReader', [source], PREPARE_MS);
  };
  /** Reads a document; a process without a reader builds it first. `value` = null without one. */
  const readPrepared = async (...page: Parameters<ReadInWorker>) => {
    let answer = await quick.run('read', page);
    // Twice: a process that grew while it built its reader was replaced by another.
    for (const from of [...readerFrom, ...readerFrom]) {
      if (!answer.ok || answer.value !== null) break;
      const prepared = await prepare(from);
      if (!prepared.ok) throw faultOf(prepared);
      if (prepared.value) answer = await quick.run('read', page);
    }
    return answer;
  };
  return {
    async decode({ ocr, ...incoming }, withinMs) {
      if (ocr !== undefined)
        return (await import('../decode/decode.ts')).decode({ ...incoming, ocr });
      const answer = await (isPlain(incoming.bytes) ? quick : slow).run(
        'decode',
        [incoming],
        withinMs,
      );
      if (answer.ok) return answer.value;
      throwIfOurs(answer);
      return unread(answer.code, answer.message);
    },
    pages: {
      entries: (text, { kind, select }, url) =>
        orElse(quick.run('entries', [text, { kind, select }, url]), (message) => ({
          ok: false,
          ...finding('hostile-feed', url, message),
        })),
      files: (...page) => orElse(quick.run('files', page), () => NO_FILES),
      legibleHash: (...page) => orElse(quick.run('legibleHash', page), () => hashOf(page[0])),
      listCalls: async (...page) =>
        /buildstatic|bulidstatic/i.test(page[0])
          ? orElse(quick.run('listCalls', page), () => [])
          : [],
      nextPage: (...page) => orElse(quick.run('nextPage', page), () => null),
      offer: (...page) => orElse(quick.run('offer', page), () => ({ feed: null, selector: null })),
      menu: (...page) => orElse(quick.run('menu', page), () => []),
    },
    async read(document, context) {
      const answer = await readPrepared(document, context);
      if (!answer.ok) {
        throwIfOurs(answer);
        return { unread: answer.message, cause: 'reading', fault: FAULTS[answer.code] };
      }
      if (answer.value !== null) return answer.value;
      throw new ReaderFault('reader-tables', 'The reading process has no reader.');
    },
    async getReady() {
      const source = await readerFrom[0]?.();
      if (!source) return null;
      const answer = await quick.run('getReady', [source], PREPARE_MS);
      return answer.ok ? null : faultOf(answer);
    },
    async close() {
      await Promise.all([quick.close(), slow.close()]);
    },
  };
}

/** What it means where the process fails before it has any page. */
const FAULTS: Readonly<Record<WorkerFailure['code'], ReaderFaultCode>> = {
  'cannot-start': 'reader-cannot-start',
  'took-too-much': 'reader-memory',
  'took-too-long': 'reader-slow',
  broke: 'reader-tables',
};

function faultOf({ code, message }: WorkerFailure): ReaderFault {
  const isMissing = code === 'cannot-start' && /Cannot find (?:package|module)/.test(message);
  return new ReaderFault(isMissing ? 'reader-dependency' : FAULTS[code], message);
}

/** A process that cannot start is at fault whatever it was given. */
function throwIfOurs(failure: WorkerFailure): void {
  if (failure.code === 'cannot-start') throw faultOf(failure);
}

/**
 * Certainly text: no control characters at its beginning and no mark of a PDF. UTF-16 is treated as
 * a file.
 */
function isPlain(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 1024);
  const control = head.some(
    (byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13,
  );
  return !control && !Buffer.from(head).includes('%PDF');
}
