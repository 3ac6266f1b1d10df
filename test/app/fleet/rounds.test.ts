import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createOutages, createRounds } from '../../../src/app/rounds.ts';
import { StoreProblem } from '../../../src/store/problem.ts';

function logging() {
  const lines: { level: number; msg: string }[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, said: () => lines.map(({ level, msg }) => `${pino.levels.labels[level]}: ${msg}`) };
}

test('a round that is asked for while one runs follows it, once however often it was asked for', async () => {
  const doors: (() => void)[] = [];
  const rounds = createRounds(
    'job',
    () => new Promise<void>((open) => doors.push(open)),
    createOutages(logging().log),
  );
  rounds.wake();
  rounds.wake();
  rounds.wake();
  expect(doors).toHaveLength(1);
  doors[0]!();
  await expect.poll(() => doors.length).toBe(2);
  doors[1]!();
  await rounds.stop();
  expect(doors).toHaveLength(2);
  rounds.wake();
  expect(doors).toHaveLength(2);
});

test('an outage of the database is said once, and its end; a lost lease is no fault; a bug is told with its stack', () => {
  const { log, said } = logging();
  const outages = createOutages(log);
  outages.failed('watch', new StoreProblem('unreachable', 'PostgreSQL does not answer'));
  outages.failed('deliver', new StoreProblem('unreachable', 'PostgreSQL does not answer'));
  outages.worked();
  outages.worked();
  outages.failed('settle', new StoreProblem('lease-lost', 'taken over'));
  outages.failed('settle', new Error('a bug'));
  expect(said()).toEqual([
    'error: the database is away; everything waits until it is back',
    'warn: the database is back',
    'info: a job was left to the process that has taken it over',
    'error: a scheduled job failed; it runs again at its next time',
  ]);
});
