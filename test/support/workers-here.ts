import type { Knowledge } from '../../src/ask/knowledge.ts';
import { decode } from '../../src/decode/decode.ts';
import { readerOf } from '../../src/flows/reader.ts';
import type { Workers } from '../../src/flows/workers.ts';
import { PAGES_HERE } from '../../src/watch/reach.ts';

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
    close: async () => {},
  };
}
