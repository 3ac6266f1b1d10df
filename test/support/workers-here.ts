import { decode } from '../../src/pipeline/decode/decode.ts';
import { readerOf } from '../../src/pipeline/flows/reader.ts';
import type { Workers } from '../../src/pipeline/flows/workers.ts';
import type { Knowledge } from '../../src/pipeline/standing/knowledge.ts';
import { PAGES_HERE } from '../../src/pipeline/watch/fetch-context.ts';

/**
 * Reads in this process: one apart takes seconds to build its reader, and every world would start
 * three.
 */
export function workersHere({ catalog }: Knowledge): Workers {
  const read = readerOf(catalog);
  return {
    decode: (incoming) => decode(incoming),
    pages: PAGES_HERE,
    read: async (document, context) => read(document, context),
    getReady: async () => null,
    close: async () => {},
  };
}
