import '../../support/seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/base/store/open.ts';
import { actOfKind, MEASURE_KINDS } from '../../../src/domain/act-kind.ts';
import type { Subscription } from '../../../src/domain/alert.ts';
import type { CompanyId } from '../../../src/domain/ids.ts';
import { Effect } from '../../../src/domain/measures.ts';
import type { Notice } from '../../../src/domain/notice.ts';
import type { Outcome, Store } from '../../../src/domain/ports.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import { Band } from '../../../src/domain/score.ts';
import { type CalendarDate, DAY_MS, type Instant } from '../../../src/domain/time.ts';
import { addressKey } from '../../../src/pipeline/alert/delivery.ts';
import { covers } from '../../../src/pipeline/alert/stages.ts';
import { processNotice } from '../../../src/pipeline/flows/pipeline.ts';
import { readerOf } from '../../../src/pipeline/flows/reader.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { itemId } from '../../../src/pipeline/watch/identity.ts';
import { aNewItem, aNotice, aSubscription } from '../../base/store/build.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

// Whatever a notice names ends as a signal or as a suppression with its reason, and every signal
// reaches each address that follows it, or says why it does not.

const knowledge = knowledgeOf(repositoryCatalog().catalog!, {
  historyUntil: '2021-08-01' as CalendarDate,
});
const reader = readerOf(knowledge.catalog);
const START = Date.parse('2021-09-20T10:00+08:00');

const NAMES = ['携程旅行', '去哪儿旅行', '微信', '快手', '应用宝', '小小记事簿'] as const;
const COMPANIES = ['trip-com', 'tencent', 'kuaishou'] as const;

const mention = fc.record({
  name: fc.constantFrom(...NAMES),
  role: fc.constantFrom('subject', 'subject', 'store', 'background'),
  kind: fc.constantFrom('app', 'app', 'entity'),
});
const action = fc.record({
  type: fc.constantFrom(...MEASURE_KINDS, ...Effect.options),
  companyWide: fc.boolean(),
  whole: fc.boolean(),
  of: fc.nat(5),
});
const generated = fc.record({
  page: fc.nat(3),
  hours: fc.nat(200),
  mentions: fc.array(mention, { maxLength: 4 }),
  actions: fc.array(action, { minLength: 1, maxLength: 3 }),
  regulator: fc.constantFrom(null, 'cn-miit', 'cn-miit', 'cn-cac'),
  outlet: fc.constantFrom(null, null, 'reuters'),
  published: fc.constantFrom(null, '2021-09-20', '2021-09-21', '2021-06-01'),
  deadline: fc.constantFrom(null, '2021-09-28', '2021-10-15'),
  backfill: fc.constantFrom(false, false, false, true),
  listElsewhere: fc.boolean(),
});
type Generated = typeof generated extends fc.Arbitrary<infer T> ? T : never;

const subscription = fc.record({
  to: fc.constantFrom('a', 'b', 'c'),
  scope: fc.oneof(
    fc.constantFrom(...COMPANIES).map((id) => ({ kind: 'company', id })),
    fc.constantFrom('cn-miit', 'cn-cac').map((id) => ({ kind: 'regulator', id })),
    fc.constant({ kind: 'all' }),
  ),
  leastBand: fc.constantFrom(...Band.options),
  timing: fc.constantFrom('at-once', 'same-day', 'digest'),
  stores: fc.boolean(),
});

const SPAN = { start: 0, end: 0 };

function noticeOf(id: string, generated: Generated): Notice {
  const mentions = generated.mentions.map(({ name, role, kind }, at) => ({
    id: `m${at}`,
    kind,
    role,
    roleBecause: storedSentence('generated'),
    name,
    developer: null,
    developerInherited: false,
    icp: null,
    owner: null,
    rows: [],
    span: SPAN,
    rule: 'generated',
    setting: 'cell',
    confidence: 1,
  }));
  const actions = generated.actions.map(({ type, companyWide, whole, of }) => ({
    act: actOfKind(type),
    object: null,
    grade: 'confirmed',
    phrase: type,
    english: type,
    span: SPAN,
    rule: 'generated',
    mentions: whole || mentions[of] === undefined ? [] : [`m${of}`],
    companyWide,
    fine: null,
  }));
  const { regulator, deadline, outlet, published, listElsewhere } = generated;
  return aNotice({
    id,
    item: id,
    source: 'cn-miit-lists',
    title: `generated ${generated.page}`,
    outlet,
    published,
    listElsewhere,
    mentions,
    actions,
    regulator: regulator && { value: regulator, span: SPAN, rule: 'generated' },
    deadline: deadline && { value: deadline, span: SPAN, rule: 'generated' },
  });
}

/** Saves a version of a page and settles the notice that it is read as. */
async function settle(
  generated: Generated,
  at: number,
  versions: Map<number, number>,
  store: Store,
) {
  const version = (versions.get(generated.page) ?? 0) + 1;
  versions.set(generated.page, version);
  const key = `https://regulator.test/${generated.page}`;
  const id = itemId('cn-miit-lists' as never, key, version);
  const whole = aNewItem(
    {
      id,
      key,
      version,
      url: key,
      fetchedAt: at,
      firstSeenAt: at,
      backfill: generated.backfill,
      hash: id,
    },
    id,
  );
  await store.saveItem(whole);
  const deps = { store, knowledge, reader, watchedSourceOf: () => null };
  return processNotice(whole.item, noticeOf(id, generated), at as Instant, deps);
}

function expectNothingLost(outcome: Outcome, subscriptions: readonly Subscription[]): void {
  const { mapping, signals, suppressed, deliveries, waiting = [] } = outcome;
  const named = new Set(mapping?.exposures.map(({ company }) => company));
  const withSignal = new Set(signals.map(({ company }) => company));
  const without = new Set(suppressed.flatMap(({ company }) => company ?? []));
  expect(named.difference(withSignal).difference(without)).toEqual(new Set());
  expect(withSignal.intersection(without)).toEqual(new Set());
  for (const signal of signals) {
    const no = suppressed.filter((one) => one.signal === signal.id);
    if (no.some(({ address }) => address === null)) continue;
    const { company, regulator } = signal;
    const sector = knowledge.catalog.companies.get(company as CompanyId)?.sector ?? null;
    const followers = subscriptions.filter(({ scope }) =>
      covers(scope, { company, regulator, sector }),
    );
    const reached = [
      ...deliveries.filter((one) => one.signals.includes(signal.id)),
      ...no,
      ...waiting.filter((one) => one.signal === signal.id),
    ].flatMap(({ address }) => (address === null ? [] : addressKey(address)));
    for (const { address } of followers) expect(reached).toContain(addressKey(address));
  }
}

test('whatever matched a company ends as a signal or as a suppression with its reason', async () => {
  const sequence = fc.array(generated, { minLength: 1, maxLength: 6 });
  const followers = fc.array(subscription, { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(sequence, followers, async (notices, wanted) => {
      const store = await openStore({ path: ':memory:' });
      for (const [index, { to, ...generated }] of wanted.entries())
        await store.addSubscription(
          aSubscription({ ...generated, id: `s${index}`, address: { sink: 'terminal', to } }),
        );
      const versions = new Map<number, number>();
      let at = START;
      for (const notice of notices) {
        at += notice.hours * 3_600_000;
        const processed = await settle(notice, at, versions, store);
        expectNothingLost(processed!.outcome, await store.subscriptions({ active: true }));
      }
      await store.close();
    }),
    { numRuns: Number(process.env.NOTHING_LOST_RUNS ?? 60) },
  );
}, 120_000);

test('an old day is suppressed with its reason', async () => {
  const store = await openStore({ path: ':memory:' });
  const old: Generated = {
    page: 0,
    hours: 0,
    mentions: [{ name: '携程旅行', role: 'subject', kind: 'app' }],
    actions: [{ type: 'name', companyWide: false, whole: true, of: 0 }],
    regulator: 'cn-miit',
    outlet: null,
    published: '2021-06-01',
    deadline: null,
    backfill: false,
    listElsewhere: false,
  };
  const processed = await settle(old, START + DAY_MS, new Map(), store);
  expect(processed!.outcome.suppressed).toMatchObject([{ stage: 'backfill', why: 'backfill' }]);
  await store.close();
});
