import { mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../domain/time.ts';
import { closesOf } from '../../study/prices/closes.ts';
import { type PricePlace, priceAddress } from '../../study/prices/price-address.ts';
import type { Fetch } from '../../watch/fetch.ts';

/** A ticker, or an index, which lies in a folder of its own. */
export interface WantedSeries {
  readonly ticker: string;
  readonly isIndex: boolean;
  /** Older than this it is fetched again, in milliseconds. */
  readonly freshMs: number;
}

export interface Fetched {
  readonly fetched: number;
  readonly fresh: number;
  readonly problems: readonly { readonly ticker: string; readonly because: string }[];
}

const MAX_BYTES = 8_000_000;
/** A source that refuses so many in a row is left alone until the next time. */
const GIVE_UP_AFTER = 5;

/**
 * Fetches closes into the folder that the study reads, one file a ticker, each in its place only when it is whole and reads as
 * closes: what was there before stays otherwise. Through the same guarded, paced client as the sources.
 */
export async function fetchPrices(
  place: Extract<PricePlace, { kind: 'http' }>,
  wanted: readonly WantedSeries[],
  folder: string,
  { fetch, now }: { readonly fetch: Fetch; readonly now: Instant },
): Promise<Fetched> {
  let fetched = 0;
  let fresh = 0;
  let refusals = 0;
  const problems: { ticker: string; because: string }[] = [];
  mkdirSync(join(folder, 'index'), { recursive: true });
  for (const { ticker, isIndex, freshMs } of wanted) {
    const file = join(folder, isIndex ? 'index' : '', `${ticker.replaceAll(/[^A-Za-z0-9.^-]/g, '_')}.csv`);
    if (now - ageOf(file) < freshMs) {
      fresh += 1;
      continue;
    }
    if (refusals >= GIVE_UP_AFTER) {
      problems.push({ ticker, because: 'not asked: the source refused the ones before' });
      continue;
    }
    const answer = await fetch({ url: priceAddress(place, ticker), maxBytes: MAX_BYTES });
    const closes =
      answer.kind === 'ok'
        ? closesOf(new TextDecoder().decode(answer.bytes), file)
        : { because: answer.kind === 'failed' ? answer.message : 'not changed' };
    refusals = answer.kind === 'failed' ? refusals + 1 : 0;
    if ('because' in closes) problems.push({ ticker, because: closes.because });
    else {
      writeFileSync(`${file}.unfinished`, closes.csv);
      renameSync(`${file}.unfinished`, file);
      fetched += 1;
    }
  }
  return { fetched, fresh, problems };
}

/** When a file was written; 0 where there is none. */
function ageOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
