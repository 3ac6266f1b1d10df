import type { Confirmation } from './evidence.ts';
import type { ItemId, NoticeId, SourceId } from './ids.ts';
import type { Reason } from './reason.ts';
import type { Instant } from './time.ts';

/** Why a page is processed again although its source published nothing new. */
export interface Revision {
  /**
   * `review` = a person decided on a name; `confirmed` = other pages confirm or report its
   * unconfirmed acts; `second-reader` = the same by a second reader; `registry` = a changed
   * registry names other companies. The new version is made from the notice as it was read.
   */
  kind: 'review' | 'confirmed' | 'second-reader' | 'registry';
  /** Its cause (the id of the review); the same key makes the same version. */
  key: string;
  /** The notice of the version before, used as it was read. */
  notice: NoticeId;
  /** Acts that became certain, each with what confirms it. */
  confirmed?: { step: string; by: Confirmation }[] | undefined;
  /**
   * Acts that a second reader without a licence, or another unsure outlet, reads in the same way:
   * they become reported.
   */
  reported?: string[] | undefined;
}

/** The raw result of a Source. Its bytes are stored, compressed, before anything reads them. */
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
  /** True for items older than the watch: stored and read, and not alerted as news. */
  backfill: boolean;
  /** True where it came with far more new entries than its source can have made. */
  flood?: boolean | undefined;
  /** True where the watch was interrupted before it: it is alerted, and labelled late. */
  late?: boolean | undefined;
  /** SHA-256 in hex of the bytes and of files: another file makes another version. */
  hash: string;
  /** Present where this program made the version, not the source. */
  revision?: Revision | undefined;
}

/** A file fetched with an Item. */
export interface ItemFile {
  url: string;
  name: string;
  contentType: string | null;
  hash: string;
}

/** What the watch learns of a Source. */
export interface SourceMemory {
  /** The configured address to which all of this belongs; another one starts again. */
  configuredUrl: string;
  /** Origin of the etag and date in the state: a mirror's are never sent to the first address. */
  answeredUrl: string | null;
  /** SHA-256 of the last list that was fully processed; the same bytes are not read twice. */
  listHash: string | null;
  /** True while entries from before a gap ended are still to be fetched: they are late, too. */
  backlog?: boolean | undefined;
  /**
   * Pages of the list that the next poll reads in any case: entries there wait, or the last one did
   * not answer.
   */
  pages?: number | undefined;
  charset: string | null;
  rows: number | null;
  /** Day of its newest row, as far as its rows state one. */
  newest?: string | null | undefined;
  /** Times of new entries, oldest first, at most twelve. */
  changes: Instant[];
  /**
   * Milliseconds from publication to detection, at most twenty; an upper bound where the source
   * states no time.
   */
  lags: number[];
}

/** A page to check again: an incomplete one, or a saved one that may be edited. */
export interface PageCheck {
  source: SourceId;
  key: string;
  url: string;
  title: string;
  statedDate: string | null;
  /**
   * `waiting` = not saved yet, since its page or list is missing; `saved` = checked again for edits
   * and late files.
   */
  stage: 'waiting' | 'saved';
  firstSeenAt: Instant;
  dueAt: Instant;
  /** Number of tries (`waiting`) or checks (`saved`) so far. */
  tries: number;
  etag: string | null;
  lastModified: string | null;
  /** Addresses of files that the page links to and that did not answer yet. */
  missing: string[];
}

/** A period in which a source was not observed, for any reason. */
export interface Gap {
  source: SourceId;
  from: Instant;
  /** null = it lasts. */
  to: Instant | null;
  because: Reason;
}

/** The stored state of a Source between polls. */
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
