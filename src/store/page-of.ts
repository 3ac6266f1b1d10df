import { createHash } from 'node:crypto';

/** Names a page whatever its version: the id of its first one. */
export function pageOf({ source, key }: { readonly source: string; readonly key: string }): string {
  return versionId(source, key, 1);
}

/** Id of an item's version. */
export function versionId(source: string, key: string, version: number): string {
  return createHash('sha256').update(`${source}\n${key}\n${version}`).digest('hex').slice(0, 16);
}
