import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { createProgram } from '../../../src/app/program.ts';
import { migrate } from '../../../src/base/store/migrate.ts';
import { type OpenStore, storeOver } from '../../../src/base/store/open.ts';
import { openSqlite } from '../../../src/base/store/sqlite.ts';
import type { Subscription } from '../../../src/domain/alert.ts';
import { reason } from '../../../src/domain/reason.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { isOutage } from '../../../src/pipeline/deliver/deliver.ts';
import type { Workers } from '../../../src/pipeline/flows/workers.ts';
import { hashOf } from '../../../src/pipeline/watch/identity.ts';
import type { PollReport } from '../../../src/pipeline/watch/poll.ts';
import { seeded } from '../../pipeline/deliver/world.ts';
import { workersHere } from '../workers-here.ts';
import { createChannel, type Posted } from './channels.ts';
import { COMPANIES, type Day, type Fault, SINKS } from './plan.ts';
import { createProcess, engineOf, fetchOf, type Kill, sinkOf, workersOf } from './process.ts';
import { companyIdOf, simulatedKnowledge, simulatedSources } from './registry.ts';
import { createSite, type Published, publishedOf } from './site.ts';

const MINUTE = 60_000;
const START = Date.parse('2021-09-20T09:00+08:00');
/** The last fault ends before; then the program has a day to make up for it. */
const FAULTS_END = 120;
const ROUNDS = [
  ...Array.from({ length: FAULTS_END / 10 + 1 }, (_, at) => at * 10),
  ...[126, 140, 170, 230, 330, 900, 5_000, 5_005],
];

/** Half a day after the last fault everything must have been sent. */
const LATE = 900;

/** How a day ended. */
export interface Ended {
  readonly pages: readonly Published[];
  readonly posted: readonly Posted[];
  readonly store: OpenStore;
  readonly followers: readonly Subscription[];
  readonly now: Instant;
  /** Deliveries that were still tried half a day after the last fault. */
  readonly late: readonly string[];
  /** Errors that no part of the program expects. */
  readonly broke: readonly string[];
}

/** What days share: the registry, a reader and an empty database, each made once. */
let shared: Promise<Shared> | null = null;
type Shared = Awaited<ReturnType<typeof prepare>>;

async function prepare() {
  const knowledge = simulatedKnowledge();
  const engine = openSqlite(':memory:');
  await migrate(engine.db, 'memory');
  const { rows: tables } = await sql<{ name: string }>`
    select name from sqlite_schema
    where type = 'table' and name not like 'sqlite%' and name not like 'kysely%'`.execute(
    engine.db,
  );
  return { knowledge, engine, workers: remembering(workersHere(knowledge)), tables };
}

/** Reading is pure: the same page need not be read again for every day. */
function remembering(own: Workers): Workers {
  const once = <A extends unknown[], T>(act: (...args: A) => Promise<T>) => {
    const known = new Map<string, Promise<T>>();
    return (...args: A): Promise<T> => {
      const key = hashOf(JSON.stringify(args));
      const answer = known.get(key) ?? act(...args);
      known.set(key, answer);
      return answer.then(structuredClone);
    };
  };
  return { ...own, decode: once(own.decode), read: once(own.read) };
}

async function emptied({ engine, tables }: Shared): Promise<void> {
  await sql`pragma foreign_keys = off`.execute(engine.db);
  for (const { name } of tables) await sql`delete from ${sql.table(name)}`.execute(engine.db);
  await sql`pragma foreign_keys = on`.execute(engine.db);
}

/** Plays a day on the real program, and judges how it ended. */
export async function simulate<T>(day: Day, judge: (ended: Ended) => Promise<T>): Promise<T> {
  shared ??= prepare();
  const parts = await shared;
  const restore = shortWaitsPass();
  try {
    return await play(day, parts, judge);
  } finally {
    restore();
  }
}

/** Time of the simulation, which passes by what happens. */
const clock = {
  at: START,
  pass(ms: number): void {
    clock.at += ms;
  },
};

/** The program waits half a second for a database that is away: here it passes at once. */
const SHORT_MS = 1_000;

function shortWaitsPass(): () => void {
  const { setTimeout: real } = timers;
  timers.setTimeout = (async (ms: number, value: unknown) => {
    // Patience with what is slow: nothing here takes real time.
    if (ms > SHORT_MS) return new Promise(() => {});
    clock.pass(ms);
    return timers.setImmediate(value);
  }) as typeof real;
  syncBuiltinESMExports();
  return () => {
    timers.setTimeout = real;
    syncBuiltinESMExports();
  };
}

async function play<T>(day: Day, parts: Shared, judge: (ended: Ended) => Promise<T>) {
  const { knowledge, engine, workers: own } = parts;
  await emptied(parts);
  clock.at = START;
  const minute = () => (clock.at - START) / MINUTE;
  const active = <K extends Fault['kind']>(kind: K) =>
    day.faults.filter(
      (fault): fault is Extract<Fault, { kind: K }> =>
        fault.kind === kind &&
        minute() >= fault.at &&
        minute() < fault.at + ('lasts' in fault ? fault.lasts : 0),
    );
  const site = createSite(
    (host) => active('network').find((fault) => fault.host === host)?.how ?? null,
    clock.pass,
  );
  const channels = SINKS.map((id, index) =>
    createChannel(
      id,
      ({ discord: 'minutes', webhook: 'always', mail: undefined } as const)[id],
      id === 'discord',
      () => active('channel').find((fault) => fault.sink === index)?.how ?? null,
      clock,
    ),
  );
  const kills = day.faults
    .filter((fault) => fault.kind === 'kill')
    .map((fault): Kill & { at: number } => ({ ...fault }));
  const nextKill = () => kills.find(({ at, call }) => minute() >= at && call >= 0) ?? null;
  const store = storeOver(engine);
  const followers = await follow(store);
  const now = () =>
    (clock.at + active('clock').reduce((sum, { minutes }) => sum + minutes * MINUTE, 0)) as Instant;

  async function start() {
    const process = createProcess(nextKill);
    const { call } = process;
    // As the real program does once it holds the database.
    await store.freeLeases(now());
    const program = createProgram({
      knowledge,
      watchedSources: simulatedSources(),
      store: storeOver(engineOf(engine, () => active('disk').length > 0, call)),
      sinks: channels.map(({ sink }) => sinkOf(sink, call)),
      fetch: fetchOf(site.fetch, call),
      workers: workersOf(own, () => active('reader')[0]?.how ?? null, call),
      clock: { now },
      random: seeded(1),
      log: pino({ level: 'silent' }),
      incidents: { operator: null, noOperator: reason('no-operator') },
    });
    return { process, program };
  }

  const broke: string[] = [];
  const late: string[] = [];
  let running = await start();
  const rounds = ['watch', 'settle', 'deliver'] as const;
  for (const [index, at] of ROUNDS.entries()) {
    clock.at = Math.max(clock.at, START + at * MINUTE);
    publish(day, ROUNDS[index - 1] ?? -1, at, site.pages);
    if (at === LATE) late.push(...(await unsent(store)));
    for (const round of rounds) {
      const { program, process } = running;
      const done = program[round](now()).then(
        (report) => void broke.push(...blamed(report, at)),
        (error: Error) => {
          if (!isOutage(error)) broke.push(`${round} at minute ${at}: ${error.stack}`);
        },
      );
      await Promise.race([done, process.killed]);
      if (process.isDead()) running = await start();
    }
  }
  try {
    const posted = channels.flatMap((channel) => channel.posted);
    return await judge({ pages: site.pages, posted, store, followers, now: now(), broke, late });
  } finally {
    await running.program.stop();
  }
}

/** Findings that no host of the simulation gives cause for. */
const OURS = ['own-fault', 'hostile-feed'];

/** Sources of a round that are blamed for a fault of the program. */
const blamed = (report: unknown, at: number): string[] =>
  Array.isArray(report)
    ? (report as PollReport[])
        .filter(({ finding }) => OURS.includes(finding?.code ?? ''))
        .map(({ source, finding }) => `${source} was blamed at minute ${at} (${finding!.code})`)
    : [];

const unsent = async (store: OpenStore): Promise<string[]> =>
  (await store.deliveries({ limit: 100_000 }))
    .filter(({ settledAt, attempts }) => settledAt === null && attempts > 0)
    .map(({ id }) => id);

/** Publishes and edits what is due between two rounds. */
function publish({ pages }: Day, since: number, until: number, published: Published[]): void {
  const isDue = (minute: number) => minute > since && minute <= until;
  for (const [index, page] of pages.entries()) {
    if (isDue(page.at)) published.push(publishedOf(page, index, '2021-09-20 10:00'));
    if (page.edit === null || page.kind === 'training' || !isDue(page.at + page.edit.after))
      continue;
    const { company } = page.edit;
    const edited = published.find((one) => one.index === index)!;
    edited.companies = [...new Set([...edited.companies, company])];
  }
}

/** A follower of each company on one channel, and one of all of them. */
async function follow(store: OpenStore): Promise<Subscription[]> {
  const subscription = (to: string, sink: string, scope: Subscription['scope']): Subscription => ({
    id: `${sink}:${to}` as Subscription['id'],
    address: { sink, to },
    scope,
    leastBand: 'background',
    timing: 'at-once',
    language: 'en',
    role: null,
    server: null,
    owner: 'test',
    createdAt: START as Instant,
    disabled: null,
  });
  const followers = [
    ...COMPANIES.keys().map((company) =>
      subscription(companyIdOf(company), SINKS[company % SINKS.length]!, {
        kind: 'company',
        id: companyIdOf(company) as never,
      }),
    ),
    subscription('all', 'discord', { kind: 'all' }),
  ];
  for (const follower of followers) await store.addSubscription(follower);
  return followers;
}
