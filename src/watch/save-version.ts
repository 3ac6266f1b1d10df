import type { Item } from '../domain/item.ts';
import type { NewItem, Store } from '../domain/ports.ts';
import type { Source } from '../domain/regulator.ts';
import type { Instant } from '../domain/time.ts';
import { itemId, versionHash } from './identity.ts';
import type { Entry } from './kinds/entry.ts';
import type { Content } from './page-content.ts';

export interface Circumstances {
  readonly source: Source;
  readonly firstRun: boolean;
  /** True where the source was not seen for too long before: what is found now is late. */
  readonly afterGap: boolean;
  /** The last good answer before this one. */
  readonly seenBefore: Instant | null;
  readonly now: Instant;
}

/** Saves a version of an entry; its id is made of source, key and version. */
export async function saveVersion(
  entry: Pick<Entry, 'url' | 'title' | 'statedDate' | 'publishedAt'>,
  key: string,
  content: Content,
  newest: Item | null,
  around: Pick<Circumstances, 'source' | 'firstRun' | 'afterGap' | 'now'> & { firstSeenAt?: Instant },
  deps: { readonly store: Pick<Store, 'saveItem'> },
  /** What is written in the same transaction. */
  together: Pick<NewItem, 'named' | 'check'> = {},
): Promise<'new' | 'edited' | 'known'> {
  const { source, now, firstRun, afterGap } = around;
  const version = (newest?.version ?? 0) + 1;
  const item: Item = {
    id: itemId(source.id, key, version),
    source: source.id,
    key,
    version,
    url: entry.url,
    title: entry.title,
    statedDate: entry.statedDate,
    publishedAt: entry.publishedAt as Instant | null,
    contentType: content.contentType,
    fetchedAt: now,
    firstSeenAt: newest?.firstSeenAt ?? around.firstSeenAt ?? now,
    backfill: firstRun,
    ...(afterGap ? { late: true } : {}),
    hash: versionHash(
      content.bytes,
      content.files.map(({ file }) => file),
    ),
  };
  return deps.store.saveItem({ item, bytes: content.bytes, files: content.files, ...together });
}
