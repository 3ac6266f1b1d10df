import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { historyOf } from '../../src/ask/history.ts';
import { knowledgeOf, scoreOver, stepsKnown } from '../../src/ask/knowledge.ts';
import { withDecisions } from '../../src/ask/reviews.ts';
import { lookUp } from '../../src/ask/unconfirmed.ts';
import type { CompanyId, OutletId, SourceId } from '../../src/domain/ids.ts';
import type { Notice, PressStep } from '../../src/domain/notice.ts';
import { storedSentence } from '../../src/domain/reason.ts';
import type { CalendarDate, Instant } from '../../src/domain/time.ts';
import { alertCards } from '../../src/flows/alert-cards.ts';
import { compareClaims } from '../../src/flows/corroborate.ts';
import { type PipelineDeps, settleItem } from '../../src/flows/pipeline.ts';
import { sentence } from '../../src/present/sentence.ts';
import { promote } from '../../src/read/press/promote.ts';
import { replay, type Trace } from '../../src/replay/replay.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';
import { aNewItem, aNotice, aSubscription, type Loose } from '../store/build.ts';
import { repositoryCatalog } from '../support/catalog.ts';

const { catalog } = repositoryCatalog();
const knowledge = knowledgeOf(catalog!, { historyUntil: '2021-09-01' as CalendarDate });
const { companies, outlets } = knowledge.catalog;
const HOUR = 3_600_000;
const START = Date.parse('2021-09-20T10:00+08:00');
const QUOTE = 'antitrust regulators are investigating Trip.com';

const trip = (some: Partial<PressStep> = {}): PressStep =>
  ({
    ...{ type: 'probe-opened', polarity: 'step', scope: 'company', name: 'Trip.com', kind: 'entity' },
    ...{ company: null, probability: 0.6, quote: QUOTE, fine: null },
    authority: { id: 'cn-samr', name: 'antitrust regulators', country: 'CN', span: { start: 0, end: 20 } },
    ...{ span: { start: 39, end: 47 }, quoteSpan: { start: 0, end: 47 } },
    ...some,
  }) as PressStep;

/** A page as a test tells it: which outlet (null = the authority itself) carries it, on which day, and what is read in it. */
interface Told {
  readonly url: string;
  readonly outlet: string | null;
  readonly day?: string;
  readonly text?: string;
  readonly unconfirmed?: readonly PressStep[];
  readonly persons?: readonly PressStep[];
  /** The report is sure: its steps act without a confirmation. */
  readonly isSure?: boolean;
}

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
      const steps = page.unconfirmed ?? [trip()];
      const notice = aNotice({
        ...{ id: carried.item, item: carried.item, source: carried.source, outlet: carried.outlet },
        ...{ url: carried.url, title: carried.title, language: 'en', published: carried.published },
        ...{ verdict: 'none', verdictBecause: storedSentence('only 60 %'), regulator: null },
        ...{ unconfirmed: steps, persons: page.persons ?? [] },
      }) as Notice;
      return page.isSure === true ? sure(notice, steps) : notice;
    },
    watchedSourceOf: (source: SourceId) => ({
      source: { id: source } as never,
      outlet: source === 'authority' ? null : outlets.get(source as string as OutletId)!,
      zone: 'Asia/Shanghai',
    }),
  };
}

/** The notice as the model gives it where it is sure of the steps. */
function sure(notice: Notice, steps: readonly PressStep[]): Notice {
  const by = { kind: 'person', by: '', because: '' } as const;
  const told = promote(notice, new Map(steps.map((step) => [step, by])), null);
  return { ...told, actions: told.actions.map(({ confirmed: _, ...action }) => action) };
}

/** Fetches pages an hour apart and takes everything that waits through the pipeline, as the program's rounds do. */
async function publish(...told: Told[]) {
  for (const page of told) {
    pages.set(page.url, page);
    now = Math.max(now + HOUR, Date.parse(`${page.day || '2021-09-20'}T12:00+08:00`));
    await store.saveItem(
      aNewItem(
        {
          ...{ id: `item-${pages.size}`, source: page.outlet ?? 'authority', key: page.url, url: page.url },
          ...{ title: 'Trip.com in sights', statedDate: (page.day ?? '2021-09-20') || null, hash: page.url },
          ...{ contentType: 'text/plain; charset=utf-8', fetchedAt: now, firstSeenAt: now },
        },
        page.text ?? `${QUOTE}, it said.`,
      ),
    );
    await round();
  }
}

async function round() {
  for (let times = 0; times < 3; times++) {
    for (const item of await store.pendingItems(50)) await settleItem(item, now as Instant, await deps());
    await compareClaims(store, now as Instant);
  }
}

const claimed = async () =>
  (await store.claims({ limit: 50 }))
    .map(({ claim }) => `${claim.outlet ?? 'authority'} ${claim.state}`)
    .sort();
const newestNotice = async (outlet: string) =>
  (await store.notices({ limit: 50 }))
    .filter((one) => one.outlet === outlet)
    .find((one) => one.verdict === 'action');
const reuters = { url: 'https://reuters.test/1', outlet: 'reuters' };
const ft = { url: 'https://ft.test/1', outlet: 'financial-times', isSure: true };

describe('an unconfirmed step', () => {
  test('goes to the review queue and the look-up, moves no score and alerts nobody', async () => {
    await store.addSubscription(follow());
    await publish(reuters);
    expect(await store.steps({})).toEqual([]);
    expect(await store.deliveries({ limit: 5 })).toEqual([]);
    const [review] = await store.reviews({ open: true, limit: 5 });
    expect(review).toMatchObject({ kind: 'unconfirmed', candidates: [{ company: 'trip-com' }] });
    expect(sentence(review!.because, 'en')).toContain('60 %');
    const at = { at: now as Instant, language: 'en' as const };
    for (const words of [[], ['TCOM']]) {
      const found = await lookUp({ words, ...at }, { store, knowledge, find });
      expect(found.found && JSON.stringify(found.card)).toContain(QUOTE);
    }
  });

  test.each<[string, Told[], string[]]>([
    ['an outlet beside one that is sure', [reuters, ft], ['financial-times told', 'reuters told']],
    [
      'two outlets of which none is sure',
      [reuters, { ...ft, isSure: false }],
      ['financial-times unconfirmed', 'reuters unconfirmed'],
    ],
    [
      'two pages of one outlet',
      [reuters, { ...reuters, url: 'https://reuters.test/2' }],
      ['reuters unconfirmed', 'reuters unconfirmed'],
    ],
    [
      'an outlet that reprints the agency',
      [reuters, { ...ft, text: `(Reuters) ${QUOTE}` }],
      ['financial-times told', 'reuters unconfirmed'],
    ],
    [
      'two outlets that quote one agency',
      [
        { ...ft, text: `Bloomberg reported that ${QUOTE}` },
        { url: 'https://scmp.test/1', outlet: 'scmp', text: `${QUOTE}, according to Bloomberg` },
      ],
      ['financial-times told', 'scmp unconfirmed'],
    ],
    [
      'two outlets three days apart',
      [reuters, { ...ft, day: '2021-09-23' }],
      ['financial-times told', 'reuters told'],
    ],
    [
      'two outlets four days apart',
      [reuters, { ...ft, day: '2021-09-24' }],
      ['financial-times told', 'reuters unconfirmed'],
    ],
    [
      'two outlets on two kinds of step',
      [reuters, { ...ft, unconfirmed: [trip({ type: 'fined' })] }],
      ['financial-times told', 'reuters unconfirmed'],
    ],
    [
      'two outlets of which one names no authority',
      [reuters, { ...ft, unconfirmed: [trip({ authority: null })] }],
      ['financial-times told', 'reuters unconfirmed'],
    ],
    [
      'two outlets that name two authorities',
      [
        reuters,
        { ...ft, unconfirmed: [trip({ authority: { ...trip().authority!, id: 'us-ftc' as never } })] },
      ],
      ['financial-times told', 'reuters unconfirmed'],
    ],
    [
      'two outlets that name two authorities nobody knows',
      ['China', 'European'].map((name, n) => ({
        ...[reuters, ft][n]!,
        unconfirmed: [trip({ authority: { ...trip().authority!, id: null, name } })],
      })),
      ['financial-times told', 'reuters unconfirmed'],
    ],
    [
      'the authority’s own page',
      [reuters, { url: 'https://authority.test/1', outlet: null }],
      ['authority told', 'reuters told'],
    ],
  ])('of %s', async (_, told, expected) => {
    await publish(...told);
    expect(await claimed()).toEqual(expected);
  });

  test('that a sure report confirms is alerted once, and is no question any more', async () => {
    await store.addSubscription(follow());
    await publish(reuters, ft);
    const alerts = (await store.deliveries({ limit: 9 })).filter(({ alert }) => !alert.includes('deadline'));
    expect(alerts).toHaveLength(1);
    expect(await store.reviews({ open: true, limit: 5 })).toEqual([]);
    const steps = await stepsKnown(knowledge, store, 'trip-com' as CompanyId, now as Instant);
    expect(steps.some((one) => one.origin === 'notice' && one.types.includes('probe-opened'))).toBe(true);
    expect((await newestNotice('reuters'))?.revised).toBe('confirmed');
  });

  test('that a person accepts is told with the name of that person', async () => {
    await publish(reuters);
    expect(await decide('accepted')).toBe(true);
    await round();
    expect(await claimed()).toEqual(['reuters told']);
    expect((await newestNotice('reuters'))?.actions[0]?.confirmed).toEqual({
      ...{ kind: 'person', by: 'Ada', because: 'a filing says so' },
    });
  });

  test('that a person rejects is in no look-up, and no outlet confirms it', async () => {
    await publish(reuters);
    await decide('rejected');
    await publish(ft);
    expect(await claimed()).toEqual(['financial-times told', 'reuters unconfirmed']);
    const at = { at: now as Instant, language: 'en' as const };
    const found = await lookUp({ words: [], ...at }, { store, knowledge, find });
    expect(JSON.stringify(found)).not.toContain(QUOTE);
  });

  test('alerts an address that asked for it, marked, silently, and once', async () => {
    await store.addSubscription(follow({ unconfirmed: true }));
    await publish(reuters);
    const [delivery, ...more] = await store.deliveries({ limit: 5 });
    expect(more).toEqual([]);
    const card = await alertCards(store, knowledge)(delivery!, now as Instant);
    expect(card).toMatchObject({ title: expect.stringContaining('Unconfirmed: Trip.com') });
    expect((await store.alert(delivery!.alert))?.signals).toEqual([]);
  });

  test('is replayed from rows: the same steps, confirmed by the same', async () => {
    await publish(reuters, ft);
    const traces = async () => {
      const { store: _, ...rest } = await deps();
      const all: Trace[] = [];
      for await (const one of replay({ ...rest, stored: store }, { from: null, to: null })) all.push(one);
      return all;
    };
    const first = await traces();
    expect(first.filter((one) => one.kind === 'score').length).toBeGreaterThan(0);
    expect(first.filter((one) => one.kind === 'failed')).toEqual([]);
    expect(await traces()).toEqual(first);
  });
});

test('a step against a person stands in the history of the company, and moves neither score nor alert', async () => {
  await store.addSubscription(follow({ unconfirmed: true }));
  const before = await scoreNow();
  await publish({ ...reuters, unconfirmed: [], persons: [trip({ scope: 'person', type: 'fined' })] });
  expect(await scoreNow()).toBe(before);
  expect(await store.deliveries({ limit: 5 })).toEqual([]);
  const company = companies.get('trip-com' as CompanyId)!;
  const { answer, card } = await historyOf(knowledge, store, company, {
    ...{ at: now as Instant, language: 'en', taken: null },
  });
  expect(answer.entries[0]).toMatchObject({ kind: 'person', types: ['fined'], level: null });
  expect(JSON.stringify(card)).toContain('against a person');
});

const scoreNow = async () => {
  const id = 'trip-com' as CompanyId;
  const at = (START + 2 * HOUR) as Instant;
  return scoreOver(knowledge, id, await stepsKnown(knowledge, store, id, at), at).score;
};

const find = () => [{ company: 'trip-com' as CompanyId, because: 'its ticker' }] as never;

function follow(some: Loose = {}) {
  return aSubscription({
    ...{ scope: { kind: 'company', id: 'trip-com' }, leastBand: 'background', createdAt: START - 1_000 },
    ...some,
  });
}

async function decide(verdict: 'accepted' | 'rejected') {
  const [review] = await store.reviews({ open: true, limit: 5 });
  return store.decideReview(review!.id, {
    ...{ verdict, company: null, by: 'Ada', because: 'a filing says so', at: now as Instant },
  });
}
