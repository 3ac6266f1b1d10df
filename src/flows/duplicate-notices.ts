import type { Exposure, Mapping } from '../domain/exposure.ts';
import type { Item } from '../domain/item.ts';
import { actKeys, type Notice } from '../domain/notice.ts';
import type { Store } from '../domain/ports.ts';
import type { Step } from '../domain/score.ts';
import { duplicateOf, NEAR_DAYS, stepDelta } from '../score/duplicate-notices.ts';
import type { Settling } from './alert-context.ts';

/** What a notice adds beside what was told before, and the earlier notice that it tells again (null = it is the first). */
export interface NoticeDelta {
  readonly steps: readonly Step[];
  readonly withdrawn: readonly Step[];
  readonly follows: Notice | null;
}

/**
 * Sets the steps of a notice against the earlier telling of the same act: an earlier version of the page, or an official page
 * that is mirrored, reposted or reprinted. Press is settled by the ledger. A replacing step counts from its detection on, so
 * that the score before it stays what it was.
 */
export async function againstEarlier(settling: Settling, steps: readonly Step[]): Promise<NoticeDelta> {
  const { item, notice, store } = settling;
  const versions = await versionsBefore(item, store);
  const first = versions[0] ?? (await reposted(notice, store));
  if (first === null) return { steps, withdrawn: [], follows: null };
  // What an edit left as it was still stands with the version that first told it.
  const stored: Step[] = [];
  for (const { id } of versions.length > 0 ? versions : [first])
    stored.push(...(await store.steps({ notice: id })));
  const { fresh, withdrawn } = stepDelta(steps, stored, versions.length > 0);
  return { steps: fresh.map((step) => ({ ...step, at: item.fetchedAt })), withdrawn, follows: first };
}

/** Versions of one page that are looked back on. */
const VERSIONS = 20;

/** The notices of the earlier versions of a page, newest first. */
export async function versionsBefore(item: Item, store: Store): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (let version = item.version; version > 1 && notices.length < VERSIONS; version--) {
    const notice = await store.earlierVersion({ ...item, version });
    if (notice === null) break;
    if (!notices.some((one) => one.id === notice.id)) notices.push(notice);
  }
  return notices;
}

async function reposted(notice: Notice, store: Store): Promise<Notice | null> {
  if (notice.regulator === null || notice.outlet !== null) return null;
  const known = await store.noticesAlike(notice, actKeys(notice, NEAR_DAYS));
  return duplicateOf(notice, known)?.official ?? null;
}

/** Exposures of companies that the earlier telling named and this one takes back: they are stored, too. */
export function exposuresTakenBack(
  earlier: Mapping | null,
  withdrawn: readonly Step[],
  mapping: Mapping,
): Exposure[] {
  const still = new Set(mapping.exposures.map((exposure) => exposure.company));
  const gone = new Set(withdrawn.map((step) => step.company).filter((company) => !still.has(company)));
  return (earlier?.exposures ?? []).filter((exposure) => gone.has(exposure.company));
}
