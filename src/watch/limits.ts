/** Bounds of one request, in bytes and milliseconds. */
export interface FetchLimits {
  readonly maxBytes: number;
  readonly connectMs: number;
  readonly headersMs: number;
  readonly bodyMs: number;
  readonly maxRedirects: number;
}

export const DEFAULT_LIMITS: FetchLimits = {
  maxBytes: 20_000_000,
  connectMs: 10_000,
  headersMs: 20_000,
  bodyMs: 30_000,
  maxRedirects: 5,
};
