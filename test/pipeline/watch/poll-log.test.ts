import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { SourceId } from '../../../src/domain/ids.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { FindingCode } from '../../../src/pipeline/watch/findings.ts';
import type { PollReport } from '../../../src/pipeline/watch/poll.ts';
import { createPollLog } from '../../../src/pipeline/watch/poll-log.ts';

const LOOK_MS = 60_000;
const at = (ms: number) => ms as Instant;

function logged(sources: number, level = 'info') {
  const lines: { level: number; msg: string; [field: string]: unknown }[] = [];
  const log = pino({ base: null, level }, { write: (line) => void lines.push(JSON.parse(line)) });
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

test('five sources without an answer make the network suspect, four do not', () => {
  const { said, log } = logged(70);
  for (const one of many(4, 'too-slow')) log.note(one);
  log.flush(at(0));
  expect(said()).toEqual([]);
  log.note(poll(5, 'too-slow'));
  log.flush(at(1));
  expect(said()).toHaveLength(1);
});

test.each<[string, PollReport]>([
  ['answered', poll(5, null, { saved: 0 })],
  ['answered with something wrong', poll(5, 'gone')],
  ['failed without a finding', poll(5, null, { saved: 0, failed: true })],
  ['answered, and only a page of it was not reached', poll(5, 'too-slow', { failed: false })],
])('the network is not suspect where a source %s', (_, other) => {
  const { said, log } = logged(70);
  for (const one of [...many(5, 'not-reached'), other]) log.note(one);
  log.flush(at(0));
  expect(said()).toEqual([]);
});

test('the network is back with the first of many sources that answers, and may be lost again', () => {
  const { said, log } = logged(1);
  for (const one of many(5, 'not-reached')) log.note(one);
  log.flush(at(0));
  said();
  for (const one of [...many(5, 'not-reached'), poll(6, null, { saved: 0 })]) log.note(one);
  log.flush(at(1));
  expect(said()[0]).toBe('sources answer again');
  for (const one of many(5, 'not-reached', { news: false })) log.note(one);
  log.flush(at(2));
  expect(said()).toEqual([expect.stringMatching(/no source answers/)]);
});

describe('the first look', () => {
  test('ends once every source was polled', () => {
    const { said, log } = logged(3);
    for (const one of many(2, null, { saved: 0 })) log.note(one);
    log.flush(at(LOOK_MS - 1));
    expect(said()).toEqual([]);
    log.note(poll(2, null, { saved: 0 }));
    log.flush(at(LOOK_MS));
    expect(said()).toEqual(['the first look is done']);
  });

  test('its time counts from the first flush', () => {
    const { said, log } = logged(3);
    log.note(poll(0, null, { saved: 0 }));
    log.flush(at(5_000_000));
    log.flush(at(5_000_000 + LOOK_MS - 1));
    expect(said()).toEqual([]);
    log.flush(at(5_000_000 + LOOK_MS));
    expect(said()).toEqual(['the first look is done']);
  });

  test('of no source at all is not worth a line', () => {
    const { said, log } = logged(0);
    log.flush(at(0));
    expect(said()).toEqual([]);
  });
});

test('each source is logged for who looks for it: an exception at once, items once they are news', () => {
  const { lines, log } = logged(2, 'debug');
  log.note(poll(0, null, { saved: 1, edited: 1 }));
  log.note(poll(1, 'gone', { broke: new Error('no such selector') }));
  log.note(poll(2, null, { saved: 0, edited: 0 }));
  expect(lines).toMatchObject([
    { level: 20, msg: 'new items', source: 'source-0', items: 1, edited: 1 },
    { level: 50, msg: 'a source broke its reader', source: 'source-1' },
    { level: 20, msg: 'a source has a finding', source: 'source-1', code: 'gone' },
  ]);
  expect(lines[1]!.error).toContain('no such selector');
  log.flush(at(0));
  lines.length = 0;
  log.note(poll(0, null, { saved: 0, edited: 1 }));
  expect(lines).toMatchObject([{ level: 30, msg: 'new items', edited: 1 }]);
});

test('three findings are a line each, a fourth makes them one', () => {
  const { lines, said, log } = logged(0);
  log.flush(at(0));
  for (const one of many(3, 'gone')) log.note(one);
  log.flush(at(1));
  expect(lines).toMatchObject(
    [0, 1, 2].map((n) => ({ source: `source-${n}`, code: 'gone', message: 'its sentence' })),
  );
  said();
  for (const one of many(7, 'gone')) log.note(one);
  log.flush(at(2));
  expect(lines).toMatchObject([{ gone: 7, some: many(5, null).map(({ source }) => source) }]);
});

describe('a gap in the watch', () => {
  const HOUR = 3_600_000;
  const gap = (n: number, state: 'opened' | 'ended') => {
    const to = state === 'ended' ? ((2 * HOUR) as Instant) : null;
    const span = { source: `source-${n}`, from: HOUR, to, because: 'no answer' };
    return poll(n, null, { saved: 0, gap: { state, gap: span } as never });
  };
  const logOf = (gaps: PollReport[]) => {
    const { lines, log } = logged(0);
    log.flush(at(0));
    for (const one of gaps) log.note(one);
    log.flush(at(1));
    return lines;
  };

  test('is a line with its span when it opens and when it ends', () => {
    const from = '1970-01-01T01:00:00.000Z';
    expect(logOf([gap(0, 'opened'), gap(1, 'ended')])).toMatchObject([
      {
        msg: 'a gap in the watch opened',
        source: 'source-0',
        from,
        to: null,
        because: 'no answer',
      },
      { msg: 'a gap in the watch ended', source: 'source-1', from, to: '1970-01-01T02:00:00.000Z' },
    ]);
  });

  test('of four sources is one line, of three it is three', () => {
    expect(logOf([0, 1, 2].map((n) => gap(n, 'opened')))).toHaveLength(3);
    expect(logOf([0, 1, 2, 3].map((n) => gap(n, 'opened')))).toMatchObject([
      {
        msg: 'gaps in the watch opened',
        sources: 4,
        some: many(4, null).map(({ source }) => source),
      },
    ]);
  });
});
