import { SHORT_LIST } from '../test/support/miit-list.ts';
import { type PublishedPage, startWorld, type World } from '../test/support/world.ts';

// What a follower of one company hears while its source runs wild. `node bench/flood.ts`.

const LIMIT = 20;
const BEGIN = Date.parse('2021-09-20T10:00+08:00');
const MINUTE = 60_000;

const list = (n: number, changes: Partial<PublishedPage> = {}): PublishedPage => ({
  ...SHORT_LIST,
  path: `/miit/list_${n}.html`,
  title: SHORT_LIST.title.replace('第9批，总第18批', `第${n}批，总第${n + 100}批`),
  ...changes,
});

interface Flood {
  readonly name: string;
  /** Messages that the follower may get at most. */
  readonly most: number;
  /** Publishes step by step; each step is one poll. */
  readonly steps: readonly ((world: World) => void)[];
}

const times = (n: number) => Array.from({ length: n }, (_, index) => index);
const publishAll =
  (from: number, to: number, changes: (n: number) => Partial<PublishedPage> = () => ({})) =>
  (world: World) => {
    for (const n of times(to - from)) world.publish('miit', list(from + n, changes(from + n)));
  };
const ALONE = '关于侵害用户权益行为的APP通报（携程旅行）';

const FLOODS: readonly Flood[] = [
  {
    name: '108 lists of one source within half an hour',
    most: LIMIT + 2,
    steps: times(6).map((n) => publishAll(n * 18, n * 18 + 18)),
  },
  {
    name: '20 lists in one poll, and none after',
    most: LIMIT,
    steps: [publishAll(0, 20)],
  },
  {
    name: 'the same page under 60 new addresses and dates',
    most: 1,
    steps: [
      publishAll(0, 1, () => ({ title: ALONE })),
      publishAll(1, 60, (n) => ({ title: ALONE, date: `2021-09-${10 + (n % 11)} 10:00` })),
    ],
  },
  {
    name: '10,000 new entries at once',
    most: 0,
    steps: [publishAll(0, 10_000)],
  },
];

async function run({ steps }: Flood) {
  const world = await startWorld({ alertsPerSourceHour: LIMIT });
  await world.follow('trip-com');
  let at = BEGIN;
  const tick = async () => {
    await world.tickAt(new Date(at + 8 * 60 * MINUTE).toISOString().slice(0, 16));
    at += 6 * MINUTE;
  };
  await tick();
  const started = performance.now();
  for (const publish of steps) {
    publish(world);
    await tick();
  }
  for (const _ of times(8)) await tick();
  const seconds = (performance.now() - started) / 1_000;
  const reminders = await world.store.deliveries({ state: 'pending', limit: 10_000 });
  const shown = world.shown.length;
  await world.close();
  return { shown, reminders: reminders.length, seconds };
}

let failed = 0;
for (const flood of FLOODS) {
  const { shown, reminders, seconds } = await run(flood);
  if (shown > flood.most) failed += 1;
  console.log(
    `${flood.name}: ${shown} messages (at most ${flood.most}), ${reminders} reminders planned, ${seconds.toFixed(1)} s`,
  );
}
process.exitCode = failed === 0 ? 0 : 1;
