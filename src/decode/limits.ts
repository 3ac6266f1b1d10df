/** How much of a document is read before the rest is left out with a finding. A regulator's page is far below all of these. */
export const LIMITS = {
  /** Bytes of the document as it arrived. */
  bytes: 32 * 1024 * 1024,
  /** Bytes that an archive (docx, xlsx, zip) says it unpacks to, all entries together. */
  unzippedBytes: 128 * 1024 * 1024,
  pages: 200,
  /** Rows of one table or sheet. */
  rows: 20_000,
  columns: 64,
  /** UTF-16 units of `Document.text`. */
  characters: 4_000_000,
} as const;
