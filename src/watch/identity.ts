import { createHash } from 'node:crypto';
import type { ItemId, SourceId } from '../domain/ids.ts';

/** SHA-256 in hex. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Id of an item's version, made of raw source values only, so that it never changes silently. */
export function itemId(source: SourceId, key: string, version: number): ItemId {
  return hashOf(`${source}\n${key}\n${version}`).slice(0, 16) as ItemId;
}
