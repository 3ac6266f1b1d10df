import type { SourceId } from '../domain/ids.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { type PollDeps, type PollReport, pollSource } from '../watch/poll.ts';
import type { Logger } from './log.ts';
import { type PipelineDeps, type Settled, settleItem } from './pipeline.ts';
import type { Carrier } from './sources.ts';

/** How many sources are asked at the same time; each host still gets one request at a time. */
const POLLS_AT_ONCE = 8;
const ITEMS_AT_ONCE = 50;

/** Asks every source that is due. One broken source never keeps the others from being asked. */
export async function watchTick(
  carriers: ReadonlyMap<SourceId, Carrier>,
  deps: PollDeps & { store: Store },
  log: Logger,
  now: Instant,
): Promise<PollReport[]> {
  const states = new Map((await deps.store.sourceStates()).map((state) => [state.source, state]));
  const due = [...carriers.values()].filter(
    ({ source }) => source.enabled && (states.get(source.id)?.nextPollAt ?? now) <= now,
  );
  const reports: PollReport[] = [];
  const queue = [...due];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const report = await pollSource(next.source, next.zone, deps, now);
      if (report.finding !== null)
        log.warn({ ...report.finding, source: report.source }, 'a source needs a look');
      else if (report.saved > 0) log.info({ source: report.source, items: report.saved }, 'new items');
      reports.push(report);
    }
  };
  await Promise.all(Array.from({ length: Math.min(POLLS_AT_ONCE, due.length) }, worker));
  return reports;
}

/** Takes every waiting Item through the pipeline, oldest first. An item that breaks a reader is set aside with its reason, and the rest goes on. */
export async function settleTick(deps: PipelineDeps, log: Logger, now: Instant): Promise<Settled[]> {
  const settled: Settled[] = [];
  for (
    let items = await deps.store.pendingItems(ITEMS_AT_ONCE);
    items.length > 0;
    items = await deps.store.pendingItems(ITEMS_AT_ONCE)
  ) {
    for (const item of items) {
      try {
        const one = await settleItem(item, now, deps);
        if (one !== null) settled.push(one);
      } catch (error) {
        if ((error as Error).name === 'StoreProblem') throw error;
        log.error(
          { item: item.id, url: item.url, error: (error as Error).stack },
          'an item could not be read and is set aside',
        );
        await deps.store.setItemAside(item.id, (error as Error).message, now);
      }
    }
  }
  return settled;
}
