import { createHash } from 'node:crypto';
import type { ItemId, SourceId } from '../../domain/ids.ts';
import type { Entry } from './kinds/entry.ts';

/** SHA-256 in hex. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Id of an item's version, made of raw source values only, so that it never changes silently. */
export function itemId(source: SourceId, key: string, version: number): ItemId {
  return hashOf(`${source}\n${key}\n${version}`).slice(0, 16) as ItemId;
}

/** Hash of a version: of its bytes, and of its files where it has some. */
export function versionHash(bytes: Uint8Array, files: readonly string[]): string {
  const own = hashOf(bytes);
  return files.length === 0 ? own : hashOf([own, ...files.toSorted()].join('\n'));
}

/** Hash of what a list states about an entry; a different hash means it was edited in place. */
export function contentHash(entry: Entry): string {
  return hashOf([entry.title, entry.statedDate ?? '', entry.body ?? ''].join('\n')).slice(0, 16);
}

const TRACKING = /^(?:utm_.+|spm|from|share|source|fbclid|gclid|ref)$/i;

/**
 * Normalises an address for use as a name: a mirror's host becomes the source's, http becomes
 * https, fragment and tracking parameters are removed. Anything else is returned trimmed.
 */
function addressName(url: string, listUrl: string, sourceUrl: string): string {
  try {
    const name = new URL(url);
    if (name.host === new URL(listUrl).host) name.host = new URL(sourceUrl).host;
    if (name.protocol === 'http:') name.protocol = 'https:';
    name.hash = '';
    for (const key of [...name.searchParams.keys()])
      if (TRACKING.test(key)) name.searchParams.delete(key);
    return name.href;
  } catch {
    return url.trim();
  }
}

export interface NamedEntry {
  readonly entry: Entry;
  /** Its key and address, where unique to it; the first becomes the item's key. */
  readonly names: readonly string[];
}

/**
 * Entries with the names by which they are recognised later. A name that entries of different
 * titles share (every item links the home page, every guid is "1") identifies none of them; a row
 * that appears twice is one entry. An entry without a name is named by title and date.
 */
export function namedEntries(
  entries: readonly Entry[],
  listUrl: string,
  sourceUrl: string,
): NamedEntry[] {
  const nameOf = (name: string) =>
    /^https?:/.test(name) ? addressName(name, listUrl, sourceUrl) : name.trim();
  const candidates = entries.map(({ key, url }) => [
    ...new Set([key, url].filter((name) => name !== '').map(nameOf)),
  ]);
  const titles = new Map<string, Set<string>>();
  for (const [index, names] of candidates.entries())
    for (const name of names)
      titles.set(name, (titles.get(name) ?? new Set()).add(entries[index]!.title));
  const seen = new Set<string>();
  return entries.flatMap((entry, index): NamedEntry[] => {
    const own = candidates[index]!.filter((name) => titles.get(name)!.size === 1);
    const fallback = `${entry.title}\n${entry.statedDate ?? ''}`.trim();
    const others = fallback === '' ? candidates[index]! : [fallback];
    const names = own.length > 0 ? own : others;
    const once = names.find((name) => !seen.has(name));
    if (once === undefined) return [];
    for (const name of names) seen.add(name);
    return [{ entry, names }];
  });
}
