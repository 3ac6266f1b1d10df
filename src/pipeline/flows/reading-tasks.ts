import type { Document } from '../../domain/document.ts';
import type { Incoming } from '../decode/with-files.ts';
import type { ReadContext } from '../read/document/page.ts';
import type { Pages } from '../watch/fetch-context.ts';
import type { ReaderFrom } from './reader.ts';

const pages = async () => (await import('../watch/fetch-context.ts')).PAGES_HERE;

/** Tasks on foreign bytes in a process apart. Each loads its module at first use. */
export const TASKS = {
  decode: async (incoming: Omit<Incoming, 'ocr'>) =>
    (await import('../decode/decode.ts')).decode(incoming),
  entries: async (...list: Parameters<Pages['entries']>) => (await pages()).entries(...list),
  files: async (...page: Parameters<Pages['files']>) => (await pages()).files(...page),
  legibleHash: async (...page: Parameters<Pages['legibleHash']>) =>
    (await pages()).legibleHash(...page),
  listCalls: async (...page: Parameters<Pages['listCalls']>) => (await pages()).listCalls(...page),
  nextPage: async (...page: Parameters<Pages['nextPage']>) => (await pages()).nextPage(...page),
  prepareReader: async (from: ReaderFrom) => (await import('./reader.ts')).prepareReader(from),
  getReady: async (from: ReaderFrom) => {
    const [{ hasReader, prepareReader }] = await Promise.all([
      import('./reader.ts'),
      import('../decode/decode.ts'),
      pages(),
    ]);
    return hasReader() || prepareReader(from);
  },
  read: async (document: Document, context: ReadContext) =>
    (await import('./reader.ts')).readHere(document, context),
  offer: async (...page: Parameters<Pages['offer']>) => (await pages()).offer(...page),
  menu: async (...page: Parameters<Pages['menu']>) => (await pages()).menu(...page),
};
