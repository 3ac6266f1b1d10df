import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createOutages, createSerialJob } from '../../../src/app/schedules.ts';
import { StoreProblem } from '../../../src/base/store/problem.ts';

function logging() {
  const lines: { level: number; msg: string }[] = [];
  const log = pino(
    { level: 'info' },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  return { log, said: () => lines.map(({ level, msg }) => `${pino.levels.labels[level]}: ${msg}`) };
}

test('a round that is asked for while one runs follows it, once however often it was asked for', async () => {
  const doors: (() => void)[] = [];
  const rounds = createSerialJob(
    'job',
    () => new Promise<void>((open) => doors.push(open)),
    createOutages(logging().log, async () => {}),
  );
  rounds.wake();
  rounds.wake();
  rounds.wake();
  await expect.poll(() => doors.length).toBe(1);
  doors[0]!();
  await expect.poll(() => doors.length).toBe(2);
  doors[1]!();
  await rounds.stop();
  expect(doors).toHaveLength(2);
  rounds.wake();
  expect(doors).toHaveLength(2);
});

const well = async () => {};

test('a lost lease is no fault; a bug is told with its stack', () => {
  const { log, said } = logging();
  const outages = createOutages(log, well);
  outages.failed('settle', new StoreProblem('lease-lost', 'taken over'));
  outages.failed('settle', new Error('a bug'));
  expect(said()).toEqual([
    'info: a job was left to the process that has taken it over',
    'error: a scheduled job failed; it runs again at its next time',
  ]);
});

test.each(['unreachable', 'disk-full', 'not-writable', 'locked'] as const)(
  'an outage (%s) is said once, nothing is begun while it stands, and its end is said',
  async (code) => {
    const { log, said } = logging();
    let away = true;
    let begun = 0;
    const outages = createOutages(log, async () => {
      if (away) throw new StoreProblem(code, 'no');
    });
    const jobs = ['watch', 'settle', 'deliver'].map((job) =>
      createSerialJob(
        job,
        async () => {
          begun += 1;
          if (away) throw new StoreProblem(code, 'no');
        },
        outages,
      ),
    );
    const round = async () => {
      for (const job of jobs) job.wake();
      await new Promise((resolve) => setImmediate(resolve));
    };
    for (let n = 0; n < 10; n += 1) await round();
    const before = begun;
    expect(before).toBeLessThanOrEqual(3);
    away = false;
    await round();
    for (const job of jobs) await job.stop();
    expect(begun).toBe(before + 3);
    expect(said()).toEqual([
      'error: the database cannot be written; everything waits until it can',
      'warn: the database can be written again',
    ]);
  },
);
