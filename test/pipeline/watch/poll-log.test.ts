import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { SourceId } from '../../../src/domain/ids.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { FindingCode } from '../../../src/pipeline/watch/findings.ts';
import type { PollReport } from '../../../src/pipeline/watch/poll.ts';
import { createPollLog } from '../../../src/pipeline/watch/poll-log.ts';

const LOOK_MS = 60_000;
const at = (ms: number) => ms as Instant;

function logged(sources: number) {
  const lines: { level: number; msg: string; [field: string]: unknown }[] = [];
  const log = pino(
    { base: null, level: 'info' },
    { write: (line) => void lines.push(JSON.parse(line)) },
  );
  return {
    lines,
    said: () => lines.splice(0).map(({ msg }) => msg),
    log: createPollLog(log, sources, LOOK_MS),
  };
}

function poll(n: number, code: FindingCode | null, more: Partial<PollReport> = {}): PollReport {
  return {
    source: `source-${n}` as SourceId,
    saved: code === null ? 2 : 0,
    edited: 0,
    unchanged: false,
    failed: code !== null,
    finding: code === null ? null : { code, message: 'its sentence' },
    news: true,
    gap: null,
    ...more,
  };
}
const many = (count: number, code: FindingCode | null, more?: Partial<PollReport>) =>
  Array.from({ length: count }, (_, n) => poll(n, code, more));

test('a machine without a network is one line, however many sources fail, until one answers', () => {
  const { lines, said, log } = logged(70);
  for (const one of many(20, 'name-not-found')) log.note(one);
  log.flush(at(0));
  expect(lines).toMatchObject([{ level: 40, answered: 0, polled: 20, sources: 70 }]);
  expect(said()[0]).toMatch(/no source answers: this machine seems to have no network/);
  for (const one of many(70, 'name-not-found')) log.note(one);
  log.flush(at(30_000));
  expect(said()).toEqual(['the first look is done']);
  for (const one of many(70, 'not-reached')) log.note(one);
  log.flush(at(90_000));
  expect(said()).toEqual([]);
  log.note(poll(1, null));
  log.flush(at(120_000));
  expect(said()).toEqual(['new items', 'sources answer again']);
});

test('the first look is one line with what failed, at the latest when its time is over', () => {
  const { lines, log } = logged(10);
  for (const one of [...many(4, null), poll(5, 'gone'), poll(6, 'refused')]) log.note(one);
  log.flush(at(0));
  expect(lines).toEqual([]);
  log.flush(at(LOOK_MS));
  expect(lines).toMatchObject([
    { level: 30, msg: 'the first look is done', answered: 4, polled: 6, items: 8 },
    { level: 40, gone: 1, refused: 1, some: ['source-5', 'source-6'] },
  ]);
});

test('later a finding is a line of its own, many of them are one, and one that stands is none', () => {
  const { said, log } = logged(1);
  log.note(poll(0, null));
  log.flush(at(0));
  said();
  for (const one of many(2, 'gone')) log.note(one);
  log.flush(at(1_000));
  expect(said()).toEqual(['a source needs a look', 'a source needs a look']);
  for (const one of many(4, 'gone')) log.note(one);
  log.flush(at(2_000));
  expect(said()).toEqual(['sources need a look: `tocsin sources` shows each with its remedy']);
  for (const one of many(4, 'gone', { news: false })) log.note(one);
  log.flush(at(3_000));
  expect(said()).toEqual([]);
});
