import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../../src/base/store/open.ts';
import type { ActKind } from '../../../src/domain/act-kind.ts';
import type { Catalog } from '../../../src/domain/catalog.ts';
import type { CompanyId } from '../../../src/domain/ids.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { DAY_MS, type Instant } from '../../../src/domain/time.ts';
import type { Timeline } from '../../../src/pipeline/score/timeline.ts';
import {
  createStandings,
  standingsAfter,
  timelineOf,
} from '../../../src/pipeline/standing/daily.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { at, step } from '../../pipeline/score/building.ts';
import { repositoryCatalog } from '../../support/catalog.ts';
import { aNewItem, aNotice, aScore } from './build.ts';
import { anOutcome } from './build-outcome.ts';
import type { FreshStore } from './contract.ts';
import { opening } from './fresh.ts';

const FEW = ['trip-com', 'didi', 'iqiyi', 'tencent'];
const KINDS: readonly ActKind[] = ['rectify', 'delist-app', 'probe', 'summon', 'dropped'];

/** A small generator, so that a sequence that fails can be run again. */
function generator(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function knowledgeOfFew(): Knowledge {
  const { catalog } = repositoryCatalog();
  const companies = new Map([...catalog!.companies].filter(([id]) => FEW.includes(id)));
  return knowledgeOf({ ...catalog!, companies } as Catalog);
}

/** Outcomes as the program writes them: new acts, some of them late, and acts taken back. */
async function happen(store: OpenStore, knowledge: Knowledge, seed: number, rounds: number) {
  const pick = generator(seed);
  const stored: RegulatoryEvent[] = [];
  let now = at('2021-03-01');
  for (let n = 0; n < rounds; n += 1) {
    now = (now + pick(60) * DAY_MS) as Instant;
    const id = `${seed}-${n}`;
    const company = FEW[pick(FEW.length)]!;
    const date = new Date(now - pick(3) * 200 * DAY_MS).toISOString().slice(0, 10);
    const withdrawn = stored.length > 3 && pick(4) === 0 ? stored.splice(pick(3), 1) : [];
    const event = step(date, KINDS[pick(KINDS.length)]!, {
      id: `e-${id}`,
      company,
      attested: pick(3) > 0,
      notice: `n-${id}`,
    } as never);
    const events = withdrawn.length > 0 && pick(2) === 0 ? [] : [event];
    stored.push(...events);
    await store.saveItem(aNewItem({ id: `i-${id}`, key: `k-${id}`, hash: `h-${id}` }));
    const standings = await standingsAfter(
      { knowledge, store },
      { events, withdrawn },
      now as Instant,
    );
    const touched = [...events, ...withdrawn].map((one) => one.company);
    const outcome = anOutcome({
      item: `i-${id}`,
      notice: aNotice({ id: `n-${id}`, item: `i-${id}` }),
      events,
      withdrawn: withdrawn.map((one) => one.id),
      scores: touched.map((of) => aScore({ company: of, at: now })),
      standings,
    });
    await store.saveOutcome(outcome, now as Instant);
  }
  return now as Instant;
}

const shown = (timeline: Timeline, instants: readonly number[]) => ({
  loads: timeline.loads(instants).map((load) => load.toPrecision(6)),
  attested: instants.map((instant) => timeline.attested(instant).toPrecision(6)),
  cases: instants.map((instant) => timeline.openCases(instant)),
  kinds: timeline.kinds(instants[0]!, instants.at(-1)!).toSorted(),
});

export function standingsContract(backend: string, fresh: FreshStore): void {
  describe(`${backend}: daily standings`, () => {
    const open = opening(fresh);

    test.each([1, 2, 3])('are what a recount finds after every outcome (%i)', async (seed) => {
      const store = await open();
      const knowledge = knowledgeOfFew();
      const now = await happen(store, knowledge, seed, 24);
      const standings = createStandings({ knowledge, store, clock: { now: () => now } });
      const differing: string[] = [];
      const touched = new Set((await store.events({})).map((event) => event.company));
      const marks = await store.standingMarks();
      expect(new Set(marks.map((row) => row.company))).toEqual(touched);
      const kept = new Set(marks.map((row) => `${row.company} ${row.year}`));
      const compared = await standings.recount(({ company, year }) =>
        differing.push(`${company} ${year}`),
      );
      expect(compared.rows).toBeGreaterThan(kept.size - 1);
      // Rows of companies that no outcome touched, or of the next year, are the refresh's to make.
      expect(differing.filter((row) => kept.has(row))).toEqual([]);
    });

    test('serve the same answers as the acts, on every day and within it', async () => {
      const store = await open();
      const knowledge = knowledgeOfFew();
      const now = await happen(store, knowledge, 7, 16);
      const standings = createStandings({ knowledge, store, clock: { now: () => now } });
      await standings.refresh();
      const days = Array.from({ length: 90 }, (_, n) => at('2021-06-01') + n * DAY_MS);
      const rows = await standings.timelines(days.at(-1)! as Instant);
      for (const company of FEW as CompanyId[])
        expect(shown(rows.get(company)!, days)).toEqual(
          shown(await timelineOf({ knowledge, store }, company), days),
        );
    });

    test('are made anew where they are missing, of other acts or of another model, and only there', async () => {
      const store = await open();
      const knowledge = knowledgeOfFew();
      const now = await happen(store, knowledge, 11, 6);
      const clock = { now: () => now };
      const standings = createStandings({ knowledge, store, clock });
      const touched = new Set((await store.events({})).map((event) => event.company));
      expect(await standings.refresh()).toBe(FEW.length - touched.size);
      expect(await standings.refresh()).toBe(0);
      // As a program of the version before writes: without rows.
      await store.saveItem(aNewItem({ id: 'old', key: 'old', hash: 'old' }));
      const event = step('2022-01-05', 'delist-app', { company: 'didi' });
      await store.saveOutcome(
        anOutcome({ item: 'old', notice: aNotice({ id: 'old', item: 'old' }), events: [event] }),
        now,
      );
      expect(await standings.refresh()).toBe(1);
      const other = { ...knowledge, model: 'another' } as Knowledge;
      const others = createStandings({ knowledge: other, store, clock });
      expect(await others.refresh()).toBeGreaterThan(1);
      expect(await others.refresh()).toBe(0);
    });
  });
}
