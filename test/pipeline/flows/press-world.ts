import { afterEach, beforeEach } from 'vitest';
import { withDecisions } from '../../../src/answers/queries/decisions.ts';
import { replay, type Trace } from '../../../src/answers/replay/replay.ts';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import type { OutletId, SourceId } from '../../../src/domain/ids.ts';
import type { Notice, PressAction } from '../../../src/domain/notice.ts';
import { actNamed } from '../../../src/domain/old-acts.ts';
import { reason, storedSentence } from '../../../src/domain/reason.ts';
import type { CalendarDate, Instant } from '../../../src/domain/time.ts';
import { compareReportedActions } from '../../../src/pipeline/flows/corroborate.ts';
import { type PipelineDeps, processItem } from '../../../src/pipeline/flows/pipeline.ts';
import type { ReadContext } from '../../../src/pipeline/read/document/page.ts';
import { promote } from '../../../src/pipeline/read/press/press-notice.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { aNewItem, aNotice } from '../../base/store/build.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const { catalog } = repositoryCatalog();
export const knowledge = knowledgeOf(catalog!, { historyUntil: '2021-09-01' as CalendarDate });
const { outlets } = knowledge.catalog;
export const HOUR = 3_600_000;
export const START = Date.parse('2021-09-20T10:00+08:00');
export const QUOTE = 'antitrust regulators are investigating Trip.com';

export const trip = (some: Partial<PressAction> = {}): PressAction =>
  ({
    act: actNamed('probe'),
    polarity: 'step',
    scope: 'company',
    name: 'Trip.com',
    kind: 'entity',
    company: null,
    probability: 0.6,
    quote: QUOTE,
    fine: null,
    authority: {
      id: 'cn-samr',
      name: 'antitrust regulators',
      country: 'CN',
      span: { start: 0, end: 20 },
    },
    span: { start: 39, end: 47 },
    quoteSpan: { start: 0, end: 47 },
    ...some,
  }) as PressAction;

/**
 * A page as a test tells it: which outlet (null = the authority itself) carries it, on which day,
 * and what is read in it.
 */
export interface Told {
  readonly url: string;
  readonly outlet: string | null;
  readonly day?: string;
  readonly text?: string;
  readonly unconfirmed?: readonly PressAction[];
  readonly persons?: readonly PressAction[];
  /** Names about which the page denies a report. */
  readonly denies?: readonly string[];
  /** The report is sure: its acts act without a confirmation. */
  readonly isSure?: boolean;
}

export const reuters = { url: 'https://reuters.test/1', outlet: 'reuters' };
export const ft = { url: 'https://ft.test/1', outlet: 'financial-times', isSure: true };

/** What the model gives of a report where it is not sure of the acts. */
export function reportOf(
  carried: ReadContext,
  unconfirmed: readonly PressAction[],
  persons: readonly PressAction[] = [],
): Notice {
  return aNotice({
    id: carried.item,
    item: carried.item,
    source: carried.source,
    outlet: carried.outlet,
    url: carried.url,
    title: carried.title,
    language: 'en',
    published: carried.published,
    verdict: 'none',
    verdictBecause: storedSentence('only 60 %'),
    regulator: null,
    unconfirmed,
    persons,
  });
}

/** A page that denies a report about some names. */
const denialOf = (carried: ReadContext, names: readonly string[]): Notice => ({
  ...reportOf(carried, []),
  verdictBecause: reason('page-denial', { phrase: 'not true', names: [...names] }),
});

/** An outlet is a source of its own name; `authority` is the authority itself. */
export const watchedSourceOf = (source: SourceId) => ({
  source: { id: source, ...(source === 'authority' ? { speaksFor: 'cn-samr' } : {}) } as never,
  outlet: source === 'authority' ? null : outlets.get(source as string as OutletId)!,
  zone: 'Asia/Shanghai' as const,
});

/** What a replay of everything stored finds. */
export async function tracesOf({ store: stored, ...deps }: PipelineDeps): Promise<Trace[]> {
  const all: Trace[] = [];
  for await (const trace of replay(
    { ...deps, stored: stored as OpenStore },
    { from: null, to: null },
  ))
    all.push(trace);
  return all;
}

/** The notice as the model gives it where it is sure of the acts. */
function sure(notice: Notice, actions: readonly PressAction[]): Notice {
  const by = { kind: 'person', by: '', because: '' } as const;
  const told = promote(notice, new Map(actions.map((action) => [action, by])), null);
  return { ...told, actions: told.actions.map(({ confirmed: _, ...action }) => action) };
}

/**
 * The pipeline over a fresh database for each test of a file, with pages and a clock that the test
 * sets.
 */
export function pressWorld() {
  let store: OpenStore;
  let pages: Map<string, Told>;
  let now: number;
  beforeEach(async () => {
    store = await openStore({ path: ':memory:' });
    pages = new Map();
    now = START;
  });
  afterEach(() => store.close());

  async function deps(): Promise<PipelineDeps> {
    return {
      store,
      knowledge: await withDecisions(knowledge, store),
      reader: (_, carried) => {
        const page = pages.get(carried.url)!;
        const actions = page.unconfirmed ?? [trip()];
        if (page.denies !== undefined) return denialOf(carried, page.denies);
        const notice = reportOf(carried, actions, page.persons);
        return page.isSure === true ? sure(notice, actions) : notice;
      },
      watchedSourceOf,
    };
  }

  /**
   * Fetches pages an hour apart and takes everything that waits through the pipeline, as the
   * program's rounds do.
   */
  async function publish(...told: Told[]) {
    for (const page of told) {
      pages.set(page.url, page);
      now = Math.max(now + HOUR, Date.parse(`${page.day || '2021-09-20'}T12:00+08:00`));
      await store.saveItem(
        aNewItem(
          {
            id: `item-${pages.size}`,
            source: page.outlet ?? 'authority',
            key: page.url,
            url: page.url,
            title: 'Trip.com in sights',
            statedDate: (page.day ?? '2021-09-20') || null,
            hash: page.url,
            contentType: 'text/plain; charset=utf-8',
            fetchedAt: now,
            firstSeenAt: now,
          },
          page.text ?? `${QUOTE}, it said.`,
        ),
      );
      await round();
    }
  }

  async function round() {
    for (let times = 0; times < 3; times++) {
      for (const item of await store.pendingItems(50))
        await processItem(item, now as Instant, await deps());
      await compareReportedActions(store, now as Instant);
    }
  }

  const claimed = async () =>
    (await store.reportedActions({ limit: 50 }))
      .map(({ action }) => `${action.outlet ?? 'authority'} ${action.grade ?? action.state}`)
      .sort();
  const newestNotice = async (outlet: string) =>
    (await store.notices({ limit: 50 }))
      .filter((one) => one.outlet === outlet)
      .find((one) => one.verdict === 'action');
  return {
    get store() {
      return store;
    },
    get now() {
      return now as Instant;
    },
    deps,
    publish,
    round,
    claimed,
    newestNotice,
  };
}
