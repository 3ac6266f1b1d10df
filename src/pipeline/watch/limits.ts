/** Bounds of one request, in bytes and milliseconds. */
export type FetchLimits = Readonly<typeof DEFAULT_LIMITS>;

export const DEFAULT_LIMITS = {
  maxBytes: 20_000_000,
  maxHeaderBytes: 64_000,
  connectMs: 10_000,
  headersMs: 20_000,
  /** The whole exchange, from the first byte sent to the last one read, over all redirects. */
  exchangeMs: 45_000,
  maxRedirects: 6,
};

/** Bytes of a list or feed, which is far smaller than a scanned annex. */
export const LIST_BYTES = 8_000_000;
/** Rows of a list that are read; the newest stand first. */
export const MOST_ROWS = 1_000;
/**
 * Pages behind the first one of a list that one poll reads, where none of the rows before is known.
 */
export const MOST_OLDER_PAGES = 10;
/** New pages fetched by one poll; the rest follow at the next poll. */
export const MOST_PAGES_A_POLL = 40;
/** How long one poll fetches new pages; the rest follow at the next poll. */
export const POLL_MS = 120_000;
/**
 * Pages that are fetched when a source is seen for the first time; older rows are known by name
 * only.
 */
export const FIRST_RUN_PAGES = 20;
/** Files of one notice, and their size together. */
export const MOST_FILES = 20;
export const FILES_BYTES = 60_000_000;
/** How long a notice waits for a list that it announces. */
export const LIST_WAIT_MS = 10 * 60_000;
/** Pages that one tick checks again. */
export const CHECKS_A_TICK = 200;
