import { z } from 'zod';
import { Confirmation } from './evidence.ts';
import { ItemId, NoticeId, SourceId } from './ids.ts';
import { Reason } from './reason.ts';
import { Instant } from './time.ts';

/** Why a page is settled once more though its source gave nothing new. */
export const Revision = z.strictObject({
  /**
   * `review` = a person decided on a name; `confirmed` = unconfirmed steps were confirmed; `second-reader` = the same by a second
   * reader. The version is made again from the notice as it was read.
   */
  kind: z.enum(['review', 'confirmed', 'second-reader']),
  /** What it rests on (the id of the review); the same key makes the same version. */
  key: z.string().min(1),
  /** The notice of the version before, which is taken as it was read. */
  notice: NoticeId,
  /** Steps that became certain, each with what confirms it. */
  confirmed: z.array(z.strictObject({ step: z.string().min(1), by: Confirmation })).optional(),
});
export type Revision = z.infer<typeof Revision>;

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
  /** True for what was there before the watch began: stored and read, and not told as news. */
  backfill: z.boolean(),
  /** True where the watch was interrupted before it: it is told, and labelled late. */
  late: z.boolean().optional(),
  /** SHA-256 in hex of the bytes, and where files came with them, of those as well: another file makes another version. */
  hash: z.string(),
  /** Present where the version was made here and not by the source. */
  revision: Revision.optional(),
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

/** What a watch learns of a Source beside when to ask it again. */
export const SourceMemory = z.strictObject({
  /** The address in the configuration for which all of this was learnt; another one begins anew. */
  configuredUrl: z.string(),
  /** Where the etag and date in the state come from: a mirror's are never shown to the first address. */
  answeredUrl: z.string().nullable(),
  /** SHA-256 of the last list that was read to the end; the same bytes are not read twice. */
  listHash: z.string().nullable(),
  /** True while entries from before a gap ended are still to be fetched: they are late, too. */
  backlog: z.boolean().optional(),
  /** Pages of the list that the next poll reads whatever it knows of them: entries there wait, or the last one did not answer. */
  pages: z.number().int().optional(),
  charset: z.string().nullable(),
  rows: z.number().int().nullable(),
  /** When something new appeared, oldest first, at most twelve. */
  changes: z.array(Instant),
  /** Milliseconds from publication to detection, at most twenty; an upper bound where the source states no time. */
  lags: z.array(z.number().int().min(0)),
});
export type SourceMemory = z.infer<typeof SourceMemory>;

/** A page that is looked at again: one that is not complete yet, or a saved one that may be edited in place. */
export const PageCheck = z.strictObject({
  source: SourceId,
  key: z.string().min(1),
  url: z.string(),
  title: z.string(),
  statedDate: z.string().nullable(),
  /** `waiting` = not saved yet, its page or list is not there; `saved` = looked at again for edits and late files. */
  stage: z.enum(['waiting', 'saved']),
  firstSeenAt: Instant,
  dueAt: Instant,
  /** Tries that found it incomplete (`waiting`), looks taken (`saved`). */
  tries: z.number().int().min(0),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Addresses of files that the page links to and that did not answer yet. */
  missing: z.array(z.string()),
});
export type PageCheck = z.infer<typeof PageCheck>;

/** A stretch of time in which a source was not seen, whoever was to blame. */
export const Gap = z.strictObject({
  source: SourceId,
  from: Instant,
  /** null = it lasts. */
  to: Instant.nullable(),
  because: Reason,
});
export type Gap = z.infer<typeof Gap>;

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
  memory: SourceMemory.optional(),
});
export type SourceState = z.infer<typeof SourceState>;
