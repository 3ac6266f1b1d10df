import { z } from 'zod';
import { ItemId, SourceId } from './ids.ts';
import { Instant } from './time.ts';

/** What a Source gave, uninterpreted. The bytes are stored beside it, compressed, before anything reads them. */
export const Item = z.strictObject({
  id: ItemId,
  source: SourceId,
  /** Identity within the source (guid or address), pinned when first seen. */
  key: z.string().min(1),
  /** 1 for the first sighting; an edit in place makes the next version. */
  version: z.number().int().min(1),
  url: z.string(),
  title: z.string(),
  /** As the list or feed states it, verbatim; the read room interprets it. */
  statedDate: z.string().nullable(),
  /** Interpreted from the feed's own machine-readable date, null where there is none. */
  publishedAt: Instant.nullable(),
  contentType: z.string().nullable(),
  fetchedAt: Instant,
  firstSeenAt: Instant,
  /** True for what was there before the watch began or came back; such items are stored and read, and marked late. */
  backfill: z.boolean(),
  /** SHA-256 of the bytes, hex. */
  hash: z.string(),
});
export type Item = z.infer<typeof Item>;

/** A file fetched with an Item. */
export const ItemFile = z.strictObject({
  url: z.string(),
  name: z.string(),
  contentType: z.string().nullable(),
  hash: z.string(),
});
export type ItemFile = z.infer<typeof ItemFile>;

/** What is remembered of a Source between polls. */
export const SourceState = z.strictObject({
  source: SourceId,
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Where it answered last (after permanent redirects or a mirror). */
  url: z.string().nullable(),
  nextPollAt: Instant,
  lastAttemptAt: Instant.nullable(),
  lastSuccessAt: Instant.nullable(),
  lastChangeAt: Instant.nullable(),
  failures: z.number().int().min(0),
  /** Newest finding: code and sentence; null = healthy. */
  finding: z.strictObject({ code: z.string(), message: z.string(), since: Instant }).nullable(),
});
export type SourceState = z.infer<typeof SourceState>;
