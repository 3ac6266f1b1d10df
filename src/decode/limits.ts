/** How much of a document is read before the rest is left out with a finding. A regulator's page is far below all of these. */
export type Limits = {
  /** Bytes of the document as it arrived. */
  bytes: number;
  /** Bytes that an archive (docx, xlsx) says it unpacks to, all entries together. */
  unzippedBytes: number;
  pages: number;
  /** Rows of one table or sheet. */
  rows: number;
  columns: number;
  /** UTF-16 units of `Document.text`. */
  characters: number;
};

export const LIMITS: Limits = {
  bytes: 32 * 1024 * 1024,
  unzippedBytes: 128 * 1024 * 1024,
  pages: 200,
  rows: 20_000,
  columns: 64,
  characters: 4_000_000,
};
