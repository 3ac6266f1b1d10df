import { isUnread, type Unread } from '../../domain/debt.ts';
import type { Document } from '../../domain/document.ts';
import type { ItemId, NoticeId } from '../../domain/ids.ts';
import type { Item } from '../../domain/item.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Store } from '../../domain/ports.ts';
import type { WatchedSource } from '../../knowledge/catalog/watched-sources.ts';
import { failureOf } from '../decode/failure.ts';
import { type Decode, decodeWithFiles } from '../decode/with-files.ts';
import { publicationOf, type SeenAt } from '../read/dates/publication-date.ts';
import type { Knowledge } from '../standing/knowledge.ts';
import { agenciesOf } from './corroborate.ts';
import { withDocumentDoubts } from './publication.ts';
import type { NoticeReader } from './reader.ts';
import type { ReadInWorker } from './workers.ts';

export interface ReadingDeps {
  readonly knowledge: Knowledge;
  /** The reader in this process, or in a process apart that may fail with a reason. */
  readonly reader: NoticeReader | ReadInWorker;
  readonly store: Store;
  /** Absent = decode in this process; the running program decodes in another. */
  readonly decode?: Decode;
  /** The source of an item, and the newspaper or null that carries it. */
  readonly watchedSourceOf: (source: Item['source']) => WatchedSource | null;
}

/**
 * The notice of an item, or why there is none: read from its bytes, or the stored one where a
 * person decided on it. Writes nothing; may take as long as its files do.
 */
export async function readItem(item: Item, deps: ReadingDeps): Promise<Notice | Unread> {
  const watched = deps.watchedSourceOf(item.source);
  if (item.revision !== undefined) {
    const before = await deps.store.notice(item.revision.notice);
    if (before === null) return ofPage('the notice that was decided on is not stored any more');
    return {
      ...dated(before, item, watched),
      id: item.id as string as NoticeId,
      item: item.id,
      revised: item.revision.kind,
    };
  }
  const document = await documentOf(item, deps);
  if (document === null) return ofPage('its bytes are missing');
  const outlet = watched?.outlet?.id ?? null;
  const {
    day: published,
    at: publishedAt,
    datedBy,
  } = publicationOf(
    { texts: [document.statedDate, item.statedDate], machine: item.publishedAt },
    seenAt(item, watched),
  );
  const { id, source, url, title } = item;
  const read = await deps.reader(document, {
    item: id,
    source,
    outlet,
    url,
    title,
    published,
    publishedAt,
  });
  if (isUnread(read)) return read;
  const { outlets } = deps.knowledge.catalog;
  const agencies =
    outlet === null ? [] : agenciesOf(`${title}\n${document.text}`, outlet, outlets.values());
  const failure = read.verdict === 'action' ? null : failureOf(document);
  if (failure !== null) return { unread: failure, cause: causeOf(document) };
  const namesNobody = read.mentions.every(({ role }) => role !== 'subject');
  if (namesNobody && isTitleAlone(item, watched))
    return ofPage('its feed gives no address: only its title is known');
  const beside = {
    ...(agencies.length === 0 ? {} : { agencies }),
    ...(datedBy === undefined ? {} : { datedBy }),
  };
  return withDocumentDoubts({ ...read, ...beside }, document);
}

/** Whether an authority's entry has neither an address nor a text of its own. */
const isTitleAlone = ({ url, contentType, title }: Item, watched: WatchedSource | null): boolean =>
  url === '' &&
  title !== '' &&
  contentType?.startsWith('text/plain') === true &&
  watched?.source.fetchPage === true &&
  watched.outlet === null;

const ofPage = (unread: string): Unread => ({ unread, cause: 'page' });

/** Findings of a document that ended its process or took too long. */
const ENDED = ['took-too-long', 'took-too-much'];

const causeOf = ({ findings }: Document): Unread['cause'] =>
  findings.some(({ code }) => ENDED.includes(code)) ? 'reading' : 'page';

const seenAt = ({ fetchedAt, firstSeenAt }: Item, watched: WatchedSource | null): SeenAt => ({
  zone: watched?.zone ?? 'Asia/Shanghai',
  fetchedAt,
  firstSeenAt,
});

/** A notice that an earlier version stored without a date, with the day on which it was seen. */
function dated(notice: Notice, item: Item, watched: WatchedSource | null): Notice {
  if (notice.published !== null) return notice;
  const { day, at, datedBy } = publicationOf({ texts: [], machine: null }, seenAt(item, watched));
  return {
    ...notice,
    published: day,
    publishedAt: at,
    ...(datedBy === undefined ? {} : { datedBy }),
  };
}

/** The stored bytes of an item as a Document; null where they were deleted. */
export async function documentOf(
  given: Item | ItemId,
  { store, decode: apart }: { readonly decode?: Decode; readonly store: Store },
): Promise<Document | null> {
  const item = typeof given === 'string' ? await store.item(given) : given;
  const stored = item && (await store.itemBytes(item.id));
  if (item === null || stored === null) return null;
  return decodeWithFiles(
    { bytes: stored.bytes, contentType: item.contentType, url: item.url },
    stored.files.map(({ file, bytes }) => ({ ...file, bytes })),
    apart ?? (await import('../decode/decode.ts')).decode,
  );
}
