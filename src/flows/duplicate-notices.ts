import type { Exposure, Mapping } from '../domain/exposure.ts';
import type { Item } from '../domain/item.ts';
import type { Notice } from '../domain/notice.ts';
import type { Store } from '../domain/ports.ts';
import type { Step } from '../domain/score.ts';
import { duplicateOf, stepDelta } from '../score/duplicate-notices.ts';

/** What a notice adds beside what was told before, and the earlier notice that it tells again (null = it is the first). */
export interface NoticeDelta {
  readonly steps: readonly Step[];
  readonly withdrawn: readonly Step[];
  readonly follows: Notice | null;
}

/** Notices of the body that are looked through: a year of the busiest body's pages. */
const LOOK_BACK = 400;

/**
 * Sets the steps of a notice against the earlier telling of the same act: an earlier version of the page, or an official page
 * that is mirrored, reposted or reprinted. Press is settled by the ledger. A replacing step counts from its detection on, so
 * that the score before it stays what it was.
 */
export async function againstEarlier(
  item: Item,
  notice: Notice,
  steps: readonly Step[],
  store: Store,
): Promise<NoticeDelta> {
  const edited = item.version > 1 ? await store.earlierVersion(item) : null;
  const first = edited ?? (await reposted(notice, store));
  if (first === null) return { steps, withdrawn: [], follows: null };
  const { fresh, withdrawn } = stepDelta(steps, await store.steps({ notice: first.id }), edited !== null);
  return { steps: fresh.map((step) => ({ ...step, at: item.fetchedAt })), withdrawn, follows: first };
}

async function reposted(notice: Notice, store: Store): Promise<Notice | null> {
  if (notice.regulator === null || notice.outlet !== null) return null;
  const known = await store.notices({ regulator: notice.regulator.value, limit: LOOK_BACK });
  return duplicateOf(notice, known)?.official ?? null;
}

/** Exposures of companies that the earlier telling named and this one takes back: they are told, too. */
export function exposuresTakenBack(
  earlier: Mapping | null,
  withdrawn: readonly Step[],
  mapping: Mapping,
): Exposure[] {
  const still = new Set(mapping.exposures.map((exposure) => exposure.company));
  const gone = new Set(withdrawn.map((step) => step.company).filter((company) => !still.has(company)));
  return (earlier?.exposures ?? []).filter((exposure) => gone.has(exposure.company));
}
