import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reviewOfReader } from '../../src/answers/queries/reviews.ts';
import { formatReason } from '../../src/base/i18n/sentence.ts';
import type { Review } from '../../src/domain/ports.ts';
import { runCommandLine } from '../../src/interfaces/cli/command-line.ts';
import { scoreOver, stepsKnown } from '../../src/pipeline/standing/knowledge.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.follow('trip-com');
});
afterEach(() => world.close());

const STRANGER = '虚构市无名软件有限公司';
const SUBJECT = `携程旅行 · ${STRANGER}`;
/** The list of September, and those of October and November, each a batch of its own. */
const LISTS = [
  { batch: '第9批，总第18批', day: '9月28日', date: '2021-09-20 10:00' },
  { batch: '第10批，总第19批', day: '10月28日', date: '2021-10-20 10:00' },
  { batch: '第11批，总第20批', day: '11月28日', date: '2021-11-20 10:00' },
];

function list(which: number, developer: string) {
  const { batch, day, date } = LISTS[which]!;
  return {
    path: `/miit/art_${which + 1}.html`,
    date,
    title: SHORT_LIST.title.replace('第9批，总第18批', batch),
    body: SHORT_LIST.body.replace('上海携程商务有限公司', developer).replace('9月28日', day),
  };
}

/** The command beside the running program, on the same database, as an operator types it. */
async function tocsin(...args: string[]) {
  const said = { out: '', err: '' };
  const code = await runCommandLine(args, {
    out: (text) => {
      said.out += `${text}\n`;
    },
    err: (text) => {
      said.err += `${text}\n`;
    },
    env: { DATA_DIR: world.folder },
    now: () => Date.parse('2021-09-20T12:00+08:00') as never,
    terminal: { out: false, err: false, columns: 80 },
    stopped: new Promise(() => {}),
  });
  return { code, ...said };
}

const open = async (): Promise<Review[]> =>
  JSON.parse((await tocsin('review', 'list', '--json')).out);
const DECIDE = ['--because', 'annual report 2021, list of subsidiaries', '--by', 'ann'];

describe('a question of a name, asked, decided and not asked again', () => {
  let asked: Review;
  beforeEach(async () => {
    world.publish('miit', list(0, STRANGER));
    await world.tickAt('2021-09-20T10:05');
    asked = (await open()).find((one) => one.subject === SUBJECT)!;
  });

  test('it is listed and shown with its candidates', async () => {
    expect(world.shown).toEqual([]);
    expect(asked).toMatchObject({
      name: { text: '携程旅行', developer: STRANGER, day: '2021-09-20' },
      candidates: [{ company: 'trip-com' }],
    });
    expect((await tocsin('review')).out).toContain(SUBJECT);
    const shown = await tocsin('review', 'show', asked.id);
    expect(shown.out).toContain('the same name by another developer is no match');
    expect(shown.out).toMatch(/ {2}trip-com \(Trip\.com Group.*9961\.HK.*\): “携程旅行” equals/);
  });

  test('accepted, the next list alerts with decider and reason, without a restart', async () => {
    const done = await tocsin('review', 'accept', asked.id, '--company', 'TCOM', ...DECIDE);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toMatch(/belongs to Trip\.com Group.* from 2021-09-20 on/);
    expect((await open()).map((one) => one.subject)).not.toContain(SUBJECT);

    world.publish('miit', list(1, STRANGER));
    const tick = await world.tickAt('2021-10-20T10:05');
    expect(world.shown).toHaveLength(1);
    const mapped = tick.settled[0]!.outcome.mapping!.matches.find(
      (one) => one.company === 'trip-com',
    )!;
    expect(mapped).toMatchObject({ kind: 'alias', app: 'trip-com/ctrip' });
    expect(formatReason(mapped.reason, 'en')).toContain('ann decided');
    expect(formatReason(mapped.reason, 'en')).toContain('annual report 2021, list of subsidiaries');
  });

  test('accepted, the notice that asked is settled again and alerts within a tick, once', async () => {
    await tocsin('review', 'accept', asked.id, '--company', 'TCOM', ...DECIDE);
    await world.tickAt('2021-09-20T12:01');
    await world.tickAt('2021-09-20T12:10');
    expect(world.shown).toHaveLength(1);
    expect(world.shown[0]).toContain('携程旅行');
  });

  test('look-ups use it too, from its day on', async () => {
    await tocsin('review', 'accept', asked.id, ...DECIDE, '--from', '2021-09-01');
    const on = async (day: string) =>
      JSON.parse(
        (await tocsin('app', '携程旅行', '--developer', STRANGER, '--at', day, '--json')).out,
      );
    expect((await on('2021-09-01')).company.id).toBe('trip-com');
    expect((await on('2021-08-31')).company).toBeNull();
  });

  test('rejected, it is not asked again, and the true app still alerts', async () => {
    const done = await tocsin('review', 'reject', asked.id, ...DECIDE);
    expect(done.out).toContain('is none of trip-com');
    world.publish('miit', list(1, STRANGER));
    await world.tickAt('2021-10-20T10:05');
    expect(await open()).toEqual([]);
    expect(world.shown).toEqual([]);
    world.publish('miit', list(2, '上海携程商务有限公司'));
    await world.tickAt('2021-11-20T10:05');
    expect(world.shown).toHaveLength(1);
  });

  test('it is decided once', async () => {
    await tocsin('review', 'reject', asked.id, ...DECIDE);
    const again = await tocsin('review', 'accept', asked.id, ...DECIDE);
    expect(again).toMatchObject({ code: 1, err: 'It was rejected by ann already.\n' });
    expect((await tocsin('review', 'list', '--decided')).out).toContain('rejected');
  });

  test('what cannot be done is said in one sentence, and decides nothing', async () => {
    const refusals = [
      [['accept', 'nobody', ...DECIDE], 1, 'There is no review “nobody”'],
      [['accept', asked.id, '--company', 'no such firm', ...DECIDE], 2, 'No company matches'],
      [['accept', asked.id, '--by', 'ann'], 2, '--because'],
      [['accept', asked.id, '--by', ' ', '--because', 'x'], 2, 'neither may be empty'],
      [['reject', asked.id, ...DECIDE, '--from', 'May'], 2, 'is not a date'],
      [['list', '--limit', 'many'], 2, 'is not a whole number'],
    ] as const;
    for (const [args, code, sentence] of refusals) {
      const done = await tocsin('review', ...args);
      expect(done.code, args.join(' ')).toBe(code);
      expect(done.err).toContain(sentence);
      expect(done.err).not.toContain('bug');
    }
    expect((await open()).map((one) => one.subject)).toContain(SUBJECT);
  }, 60_000);
});

describe('an alert that a person rejects', () => {
  const OTHER =
    '<tr><td>3</td><td>拼多多</td><td>上海寻梦信息技术有限公司</td><td>应用宝</td><td>6.0</td><td>违规收集个人信息</td></tr></table>';
  const CTRIP = '上海携程商务有限公司';
  const two = { ...list(0, CTRIP), body: SHORT_LIST.body.replace('</table>', OTHER) };
  const score = async (company: string, when: string) => {
    const at = Date.parse(`${when}+08:00`) as never;
    const events = await stepsKnown(world.knowledge, world.store, company as never, at);
    return scoreOver(world.knowledge, company as never, events, at).score;
  };

  /** Somebody presses "Wrong company?" on the first alert. */
  async function object(page = two): Promise<string> {
    await world.follow('pdd');
    world.publish('miit', page);
    await world.tickAt('2021-09-20T10:05');
    const notice = (await world.store.notices({ limit: 1 }))[0]!;
    const signals = await world.store.signals({ notice: notice.id, limit: 9 });
    const alert = { notice: notice.id } as never;
    const who = { by: 'reader', now: Date.parse('2021-09-20T10:30+08:00') as never };
    const review = reviewOfReader(alert, signals, notice, 'not this one', who);
    await world.store.addReview(review);
    return review.id;
  }

  test('is taken back on its page only: the next act against the company is told', async () => {
    const id = await object();
    const done = await tocsin('review', 'reject', id, '--company', 'TCOM', ...DECIDE);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain('This page only: later notices count as before.');
    await world.tickAt('2021-09-20T12:01');
    const back = world.shown.at(-1)!;
    const now = await score('trip-com', '2021-09-20T12:05');
    expect(back).toContain(`its score is ${now.toFixed(1)} again`);
    expect(await score('trip-com', '2021-09-20T11:00')).toBe(now);
    expect(await score('pdd', '2021-09-20T12:05')).toBeGreaterThan(0);
    const before = world.shown.length;
    world.publish('miit', list(1, CTRIP));
    await world.tickAt('2021-10-20T10:05');
    expect(world.shown).toHaveLength(before + 1);
    expect(world.shown.at(-1)).toContain('Trip.com');
  });

  test('is told truly two days later: the page that was taken back is no earlier report of it', async () => {
    const lone = { ...list(0, CTRIP), title: '关于侵害用户权益行为的APP通报' };
    const id = await object(lone);
    await tocsin('review', 'reject', id, ...DECIDE);
    await world.tickAt('2021-09-20T12:01');
    const before = world.shown.length;
    world.publish('miit', { ...lone, path: '/miit/true.html', date: '2021-09-22 10:00' });
    await world.tickAt('2021-09-22T10:05');
    expect(world.shown).toHaveLength(before + 1);
    expect(world.shown.at(-1)).not.toContain('Correction');
  });

  test('on several companies: which one has to be said', async () => {
    const id = await object();
    const done = await tocsin('review', 'reject', id, ...DECIDE);
    expect(done).toMatchObject({ code: 2 });
    expect(done.err).toContain('Trip.com');
    expect(done.err).toContain('pdd');
  });

  test('as a whole page: everything that it says is taken back', async () => {
    const id = await object();
    const done = await tocsin('review', 'reject', id, '--wrong', 'page', ...DECIDE);
    expect(done.out).toContain('Everything that this page says is taken back');
    await world.tickAt('2021-09-20T12:01');
    for (const company of ['trip-com', 'pdd'])
      expect(await score(company, '2021-09-20T12:05'), company).toBe(0);
  });

  test.each([
    ['match', CTRIP, false],
    ['match', '携程计算机技术（上海）有限公司', true],
    ['company', '携程计算机技术（上海）有限公司', false],
  ])('for its %s: a later notice by %s counts: %s', async (wrong, developer, counts) => {
    const id = await object();
    const done = await tocsin(
      ...['review', 'reject', id, '--company', 'TCOM', '--wrong', wrong, ...DECIDE],
    );
    expect(done.out).toContain('“携程旅行”');
    await world.tickAt('2021-09-20T12:01');
    world.publish('miit', list(1, developer));
    await world.tickAt('2021-10-20T10:05');
    expect((await score('trip-com', '2021-10-20T12:00')) > 0).toBe(counts);
  });

  test('accepted for another company, its name is that company’s', async () => {
    const id = await object(list(0, CTRIP));
    const done = await tocsin('review', 'accept', id, '--company', 'PDD', ...DECIDE);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toMatch(/“携程旅行” by .* belongs to PDD/);
    await world.tickAt('2021-09-20T12:01');
    expect(await score('trip-com', '2021-09-20T12:05')).toBe(0);
    expect(await score('pdd', '2021-09-20T12:05')).toBeGreaterThan(0);
  });
});
