import type { PageCheck } from '../domain/item.ts';
import type { Source } from '../domain/regulator.ts';
import type { Instant } from '../domain/time.ts';
import { nextCheck } from './cadence.ts';
import { saveOne } from './new-entries.ts';
import { contentOf, saveVersion } from './page-content.ts';
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
  const newest = await deps.store.itemByKey(source.id, check.key);
  if (newest === null) return saveLost(check, source, deps, now);
  const validators = check.missing.length > 0 ? {} : { etag: check.etag, lastModified: check.lastModified };
  const page = await deps.fetch({
    url: check.url,
    referer: source.url,
    linkedFrom: source.url,
    proxy: deps.proxy,
    ...validators,
  });
  const again = async (outcome: RecheckOutcome, more: Partial<PageCheck> = {}): Promise<RecheckOutcome> => {
    const next = { ...check, ...more, tries: check.tries + 1 };
    const dueAt = nextCheck(check.firstSeenAt, 0, now, next.missing.length > 0);
    if (dueAt === null) await deps.store.dropPageCheck(source.id, check.key);
    else await deps.store.savePageCheck({ ...next, dueAt });
    return outcome;
  };
  if (page.kind === 'not-modified') return again('same');
  if (page.kind === 'failed') return again(page.code === 'gone' ? 'gone' : 'failed');
  const content = await contentOf(page, { ...check, title: newest.title }, source, deps);
  if (!content.ok) return again(content.code === 'gone' ? 'gone' : 'failed');
  const validated = { etag: page.etag, lastModified: page.lastModified, missing: [...content.missing] };
  const stored = await deps.store.itemBytes(newest.id);
  const { legibleHash } = pagesOf(deps);
  const names = new Set(stored?.files.map(({ file }) => file.hash));
  const moreFiles = content.files.some(({ file }) => !names.has(file.hash));
  const sameText =
    stored !== null &&
    (await legibleHash(stored.bytes, newest.contentType)) ===
      (await legibleHash(content.bytes, content.contentType));
  if (sameText && !moreFiles) return again('same', validated);
  const around = { source, firstRun: newest.backfill, afterGap: newest.late === true, now };
  // A file that is away for a moment is kept from the version before.
  const lost = (stored?.files ?? []).filter(({ file }) => content.missing.includes(file.url));
  const files = [...content.files, ...lost];
  const outcome = await saveVersion(newest, check.key, { ...content, files }, newest, around, deps);
  return again(outcome === 'known' ? 'same' : sameText ? 'completed' : 'edited', validated);
}

/** An entry that waited for its page and left the list meanwhile: saved as it is now, with its title at least. */
async function saveLost(
  check: PageCheck,
  source: Source,
  deps: StoredReach,
  now: Instant,
): Promise<RecheckOutcome> {
  const { key, url, title, statedDate } = check;
  const entry = { key, url, title, statedDate, publishedAt: null, body: null };
  const around = { source, firstRun: false, afterGap: false, seenBefore: check.firstSeenAt, now };
  await saveOne({ entry, names: [key] }, check, around, deps);
  return 'completed';
}
