import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isUnread, type ReaderFault, type Unread } from '../../domain/debt.ts';
import type { SourceId } from '../../domain/ids.ts';
import type { Item } from '../../domain/item.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Instant } from '../../domain/time.ts';
import {
  type PipelineDeps,
  type ProcessedItem,
  processNotice,
  setAside,
  writeParts,
} from './pipeline.ts';
import { readItem } from './read-item.ts';

const ITEMS_AT_ONCE = 50;

/** An item whose files are being read. */
interface ItemWork {
  readonly item: Item;
  readonly notice: Promise<Notice | Unread | Error>;
  done: boolean;
}

type Process = (work: ItemWork) => Promise<void>;

/**
 * Processes every waiting item, oldest first. An item whose files take longer than `patienceMs` to
 * read continues in the background: other sources go on, later items of its own source wait behind
 * it. An item that breaks a reader is quarantined with its reason. Items keep arriving, also from
 * other processes: none is processed as of an instant before it was fetched, when its own act would
 * not have happened yet.
 */
export function createItemWorker(log: Logger, patienceMs: number) {
  const slow = new Map<SourceId, ItemWork>();

  function begin(item: Item, deps: PipelineDeps): ItemWork {
    if (!item.backfill) deps.expectMessage?.();
    const notice = readItem(item, deps).catch((broke: Error) => broke);
    const work: ItemWork = { item, done: false, notice };
    void notice.then(() => {
      work.done = true;
    });
    return work;
  }

  async function finish(
    { item, notice }: ItemWork,
    at: Instant,
    deps: PipelineDeps,
  ): Promise<ProcessedItem | null> {
    try {
      const ready = await notice;
      if (ready instanceof Error) throw ready;
      return await processNotice(item, ready, at, deps);
    } catch (error) {
      if ((error as Error).name === 'StoreProblem') throw error;
      log.error(
        { item: item.id, url: item.url, error: (error as Error).stack },
        'an item could not be read and is set aside',
      );
      const cause = (error as Error).name === 'ReaderFault' ? 'program' : 'reading';
      if (cause === 'program') deps.onFault?.(error as ReaderFault);
      await setAside(item, { unread: (error as Error).message, cause }, at, deps);
      return null;
    }
  }

  /** Saves slow items that have been read by now. */
  async function saveLate(processItem: Process): Promise<void> {
    for (const [source, work] of [...slow]) {
      if (!work.done) continue;
      slow.delete(source);
      await processItem(work);
    }
  }

  /**
   * Reads items in order. A page that names nobody depends on nothing before it, and is saved
   * together with others.
   */
  async function processInOrder(
    items: readonly Item[],
    deps: PipelineDeps,
    processItem: Process,
  ): Promise<void> {
    let uneventful: ItemWork[] = [];
    const settleUneventful = async () => {
      const some = uneventful;
      uneventful = [];
      await Promise.all(some.map(processItem));
    };
    for (const item of items) {
      if (slow.has(item.source)) continue;
      const work = begin(item, deps);
      await Promise.race([work.notice, wait(patienceMs, null, { ref: false })]);
      if (!work.done) slow.set(item.source, work);
      else if (isUneventful(await work.notice)) uneventful.push(work);
      else {
        await settleUneventful();
        await processItem(work);
      }
    }
    await settleUneventful();
  }

  return {
    /** Processes waiting items; returns those that are done. */
    async tick(deps: PipelineDeps, now: Instant): Promise<ProcessedItem[]> {
      const settled: ProcessedItem[] = [];
      let at = now;
      const processItem = async (work: ItemWork) => {
        at = Math.max(at, work.item.fetchedAt) as Instant;
        const processedItem = await finish(work, at, deps);
        if (processedItem !== null) settled.push(processedItem);
      };
      // Finishes what a killed process left.
      await writeParts(deps.store);
      for (;;) {
        await saveLate(processItem);
        const items = await deps.store.pendingItems(ITEMS_AT_ONCE, [...slow.keys()]);
        if (items.length === 0) return settled;
        await processInOrder(items, deps, processItem);
      }
    },
  };
}

function isUneventful(notice: Notice | Unread | Error): boolean {
  if (notice instanceof Error || isUnread(notice)) return true;
  const { verdict, unconfirmed = [], persons = [], revised } = notice;
  return verdict !== 'action' && revised === undefined && unconfirmed.length + persons.length === 0;
}
