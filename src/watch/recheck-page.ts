import type { PageCheck } from '../domain/item.ts';
import type { Source } from '../domain/regulator.ts';
import type { Instant } from '../domain/time.ts';
import { nextCheck } from './cadence.ts';
import { saveOne } from './new-entries.ts';
import { fetchContent, saveVersion } from './page-content.ts';
import { pagesOf, type StoredReach } from './reach.ts';

/** `completed` = a file that was missing has come; `edited` = the page says something else; `gone` = no withdrawal, only noted. */
export type RecheckOutcome = 'same' | 'edited' | 'completed' | 'gone' | 'failed';

/**
 * Looks at a saved page again, with its validators. What a reader sees must differ before a version is saved: counters and clocks
 * do not. A page that vanished or turned into a challenge is left as it was saved.
 */
export async function recheckPage(
  check: PageCheck,
  source: Source,
  deps: StoredReach,
  now: Instant,
): Promise<RecheckOutcome> {
  const { store } = deps;
  const poll = { ...deps, source, now, firstRun: false, afterGap: false, seenBefore: check.firstSeenAt };
  const newest = await store.itemByKey(source.id, check.key);
  if (newest === null) {
    // An entry that waited for its page and left the list meanwhile: saved as it is now, with its title at least.
    await saveOne({ entry: { ...check, publishedAt: null, body: null }, names: [check.key] }, check, poll);
    return 'completed';
  }
  const again = async (outcome: RecheckOutcome, more: Partial<PageCheck> = {}): Promise<RecheckOutcome> => {
    const next = { ...check, ...more, tries: check.tries + 1 };
    const dueAt = nextCheck(check.firstSeenAt, 0, now, next.missing.length > 0);
    if (dueAt === null) await store.dropPageCheck(source.id, check.key);
    else await store.savePageCheck({ ...next, dueAt });
    return outcome;
  };
  const { etag, lastModified } = check;
  const validators = check.missing.length > 0 ? {} : { etag, lastModified };
  const content = await fetchContent({ ...check, title: newest.title }, poll, validators);
  if (content.kind === 'not-modified') return again('same');
  if (content.kind === 'failed') return again(content.code === 'gone' ? 'gone' : 'failed');
  const validated = { etag: content.etag, lastModified: content.lastModified, missing: [...content.missing] };
  const stored = await store.itemBytes(newest.id);
  const { legibleHash } = pagesOf(deps);
  const names = new Set(stored?.files.map(({ file }) => file.hash));
  const moreFiles = content.files.some(({ file }) => !names.has(file.hash));
  const sameText =
    stored !== null &&
    (await legibleHash(stored.bytes, newest.contentType)) ===
      (await legibleHash(content.bytes, content.contentType));
  if (sameText && !moreFiles) return again('same', validated);
  // A file that is away for a moment is kept from the version before.
  const lost = (stored?.files ?? []).filter(({ file }) => content.missing.includes(file.url));
  const files = [...content.files, ...lost];
  const around = { ...poll, firstRun: newest.backfill, afterGap: newest.late === true };
  const outcome = await saveVersion(newest, check.key, { ...content, files }, newest, around);
  return again(outcome === 'known' ? 'same' : sameText ? 'completed' : 'edited', validated);
}
