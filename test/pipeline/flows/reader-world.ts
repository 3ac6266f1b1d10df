import { afterEach, beforeEach } from 'vitest';
import { withDecisions } from '../../../src/answers/queries/decisions.ts';
import { migrate } from '../../../src/base/store/migrate.ts';
import { type OpenStore, storeOver } from '../../../src/base/store/open.ts';
import type { Engine } from '../../../src/base/store/schema.ts';
import { openSqlite } from '../../../src/base/store/sqlite.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { type PipelineDeps, processItem } from '../../../src/pipeline/flows/pipeline.ts';
import { documentOf } from '../../../src/pipeline/flows/read-item.ts';
import {
  authoritiesOf,
  createReaderRound,
  licenceKey,
  type ReaderSettings,
} from '../../../src/pipeline/flows/second-reader.ts';
import type {
  Article,
  ReaderFailure,
  ReaderReading,
} from '../../../src/pipeline/second-reader/second-reader.ts';
import { aNewItem } from '../../base/store/build.ts';
import { HOUR, knowledge, reportOf, START, trip, watchedSourceOf } from './press-world.ts';
import { QUOTE, SETTINGS } from './second-readings.ts';

export const TEXT = 'SAMR is investigating Trip.com, it said on Monday.';
export const LICENCE = JSON.stringify({ right: 200, wrong: 0, unsure: { right: 130, wrong: 0 } });

// A press article that the press reader leaves unconfirmed, and a second reader beside it. Tests
// move `time.now` on.

export let engine: Engine;
export let store: OpenStore;
export let asked: Article[];
export const time = { now: START };

/** Gives each test of a file an empty store; files of one worker share this module. */
export function useReaderWorld(): void {
  beforeEach(async () => {
    engine = openSqlite(':memory:');
    await migrate(engine.db, 'memory');
    store = storeOver(engine);
    asked = [];
    time.now = START;
  });
  afterEach(() => store.close());
}

export const pipeline = (): PipelineDeps => ({
  store,
  knowledge,
  usesSecondReader: true,
  reader: (document, carried) => {
    const at = document.text.indexOf('Trip.com');
    const span = { start: at, end: at + 8 };
    const authority = { id: 'cn-samr', name: 'SAMR', country: 'CN', span: { start: 0, end: 4 } };
    return reportOf(carried, [
      trip({ quote: QUOTE, span, quoteSpan: span, authority: authority as never }),
    ]);
  },
  watchedSourceOf,
});

export async function processAll() {
  const decided = await withDecisions(knowledge, store);
  for (const item of await store.pendingItems(50))
    await processItem(item, time.now as Instant, { ...pipeline(), knowledge: decided });
}

export async function publish(...texts: string[]) {
  for (const [n, text] of texts.entries()) {
    time.now += HOUR;
    const url = `https://reuters.test/${n}`;
    await store.saveItem(
      aNewItem(
        {
          id: `item-${n}`,
          source: 'reuters',
          key: url,
          url,
          title: 'A probe',
          hash: url,
          statedDate: '2021-09-20',
          contentType: 'text/plain',
          fetchedAt: time.now,
          firstSeenAt: time.now,
        },
        text,
      ),
    );
  }
  await processAll();
}

/** One process: a round of questions, and what follows from the answers. */
export function reader(
  answer: (article: Article) => ReaderReading | ReaderFailure,
  some: Partial<ReaderSettings> = {},
) {
  const ask = createReaderRound({
    store,
    settings: { ...SETTINGS, ...some },
    index: async () => knowledge.index,
    authorities: authoritiesOf(knowledge.catalog),
    documentOf: async (id) => documentOf((await store.item(id))!, { store }),
    reader: {
      async read(article) {
        asked.push(article);
        return answer(article);
      },
    },
  });
  return async () => {
    await ask(time.now as Instant);
    await processAll();
  };
}

export const states = async () =>
  (await store.reportedActions({ limit: 50 })).map(({ action }) => action.state);
export const licensed = () => store.remember(licenceKey(SETTINGS), LICENCE);
