import { describe, expect, test } from 'vitest';
import type { Channel } from '../../../src/domain/channel.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { afterQuiet, mutesAt } from '../../../src/pipeline/alert/delivery.ts';

const at = (text: string) => Date.parse(`2021-08-${text}+08:00`) as Instant;
const due = (now: string, from: string, to: string) => {
  const channel = { zone: 'Asia/Shanghai', quiet: { from, to } } as Channel;
  return afterQuiet(at(now), channel);
};

describe('quiet hours', () => {
  test.each([
    ['within a span of one day', '18T12:00', '11:00', '13:00', '18T13:00'],
    ['before it', '18T10:59', '11:00', '13:00', '18T10:59'],
    ['at its first minute', '18T11:00', '11:00', '13:00', '18T13:00'],
    ['at its end', '18T13:00', '11:00', '13:00', '18T13:00'],
    ['after it', '18T14:00', '11:00', '13:00', '18T14:00'],
    ['in the evening of a span over midnight', '18T23:00', '22:00', '07:00', '19T07:00'],
    ['in the morning of it', '18T06:00', '22:00', '07:00', '18T07:00'],
    ['at its first minute in the evening', '18T22:00', '22:00', '07:00', '19T07:00'],
    ['at its end in the morning', '18T07:00', '22:00', '07:00', '18T07:00'],
    ['by day', '18T12:00', '22:00', '07:00', '18T12:00'],
    ['where both are one, that is always', '18T12:00', '07:00', '07:00', '19T07:00'],
    ['where both are one, at that minute', '18T07:00', '07:00', '07:00', '19T07:00'],
  ])('%s', (_, now, from, to, expected) => {
    expect(new Date(due(now, from, to)).toISOString()).toBe(new Date(at(expected)).toISOString());
  });

  test('an address without settings, or without quiet hours, is sent to at once', () => {
    expect(afterQuiet(at('18T12:00'), undefined)).toBe(at('18T12:00'));
    const channel = { zone: 'Asia/Shanghai', quiet: null } as Channel;
    expect(afterQuiet(at('18T12:00'), channel)).toBe(at('18T12:00'));
  });
});

test('a mute holds at its address until its time', () => {
  const now = at('18T12:00');
  const here = { sink: 'terminal', to: 'here' } as never;
  const mute = (until: number, address = here) => ({ address, until }) as never;
  const held = (...silences: never[]) => mutesAt(here, { silences, now }).length;
  expect(held(mute(now + 1))).toBe(1);
  expect(held(mute(now))).toBe(0);
  expect(held(mute(now + 1, { sink: 'terminal', to: 'there' } as never))).toBe(0);
});
