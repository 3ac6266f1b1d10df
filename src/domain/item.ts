import type { Confirmation } from './evidence.ts';
import type { ItemId, NoticeId, SourceId } from './ids.ts';
import type { Reason } from './reason.ts';
import type { Instant } from './time.ts';

/** Why a page is settled once more though its source gave nothing new. */
export interface Revision {
  /**
   * `review` = a person decided on a name; `confirmed` = other pages confirm or report unconfirmed
   * acts as well;
   * `second-reader` = the same by a second reader; `registry` = the registry of companies changed,
   * and other companies are named. The version is made again from the notice as it was read.
   */
  kind: 'review' | 'confirmed' | 'second-reader' | 'registry';
  /** What it rests on (the id of the review); the same key makes the same version. */
  key: string;
  /** The notice of the version before, which is taken as it was read. */
  notice: NoticeId;
  /** Acts that became certain, each with what confirms it. */
  confirmed?: { step: string; by: Confirmation }[] | undefined;
  /**
   * Acts that a second reader without a licence, or another outlet that is unsure too, reads as
   * well: they are reported from then on.
   */
  reported?: string[] | undefined;
}

/**
 * What a Source gave, uninterpreted. The bytes are stored beside it, compressed, before anything
 * reads them.
 */
export interface Item {
  id: ItemId;
  source: SourceId;
  /** Identity within the source (guid or address), pinned when first seen. */
  key: string;
  /** 1 for the first sighting; an edit in place makes the next version. */
  version: number;
  url: string;
  title: string;
  /** As the list or feed states it, verbatim; the read room interprets it. */
  statedDate: string | null;
  /** Interpreted from the feed's own machine-readable date, null where there is none. */
  publishedAt: Instant | null;
  contentType: string | null;
  fetchedAt: Instant;
  firstSeenAt: Instant;
  /** True for what was there before the watch began: stored and read, and not alerted as news. */
  backfill: boolean;
  /** True where it came with far more new entries than its source can have made. */
  flood?: boolean | undefined;
  /** True where the watch was interrupted before it: it is alerted, and labelled late. */
  late?: boolean | undefined;
  /**
   * SHA-256 in hex of the bytes, and where files came with them, of those as well: another file
   * makes another version.
   */
  hash: string;
  /** Present where the version was made here and not by the source. */
  revision?: Revision | undefined;
}

/** A file fetched with an Item. */
export interface ItemFile {
  url: string;
  name: string;
  contentType: string | null;
  hash: string;
}

/** What a watch learns of a Source beside when to ask it again. */
export interface SourceMemory {
  /** The address in the configuration for which all of this was learnt; another one begins anew. */
  configuredUrl: string;
  /**
   * Where the etag and date in the state come from: a mirror's are never shown to the first
   * address.
   */
  answeredUrl: string | null;
  /** SHA-256 of the last list that was read to the end; the same bytes are not read twice. */
  listHash: string | null;
  /** True while entries from before a gap ended are still to be fetched: they are late, too. */
  backlog?: boolean | undefined;
  /**
   * Pages of the list that the next poll reads whatever it knows of them: entries there wait, or
   * the last one did not answer.
   */
  pages?: number | undefined;
  charset: string | null;
  rows: number | null;
  /** Day of its newest row, as far as its rows state one. */
  newest?: string | null | undefined;
  /** When something new appeared, oldest first, at most twelve. */
  changes: Instant[];
  /**
   * Milliseconds from publication to detection, at most twenty; an upper bound where the source
   * states no time.
   */
  lags: number[];
}

/**
 * A page that is looked at again: one that is not complete yet, or a saved one that may be edited
 * in place.
 */
export interface PageCheck {
  source: SourceId;
  key: string;
  url: string;
  title: string;
  statedDate: string | null;
  /**
   * `waiting` = not saved yet, its page or list is not there; `saved` = looked at again for edits
   * and late files.
   */
  stage: 'waiting' | 'saved';
  firstSeenAt: Instant;
  dueAt: Instant;
  /** Tries that found it incomplete (`waiting`), looks taken (`saved`). */
  tries: number;
  etag: string | null;
  lastModified: string | null;
  /** Addresses of files that the page links to and that did not answer yet. */
  missing: string[];
}

/** A period in which a source was not seen, whatever the cause. */
export interface Gap {
  source: SourceId;
  from: Instant;
  /** null = it lasts. */
  to: Instant | null;
  because: Reason;
}

/** What is remembered of a Source between polls. */
export interface SourceState {
  source: SourceId;
  etag: string | null;
  lastModified: string | null;
  /** Where it answered last (after permanent redirects or a mirror). */
  url: string | null;
  nextPollAt: Instant;
  lastAttemptAt: Instant | null;
  lastSuccessAt: Instant | null;
  lastChangeAt: Instant | null;
  failures: number;
  /** Newest finding: code and sentence; null = healthy. */
  finding: { code: string; message: string; since: Instant } | null;
  memory?: SourceMemory | undefined;
}
