import { describe, expect, test } from 'vitest';
import type { Subscription } from '../../../src/domain/alert.ts';
import type { Card } from '../../../src/domain/card.ts';
import { reason, storedSentence } from '../../../src/domain/reason.ts';
import { retry, type SendOutcome, type Sink } from '../../../src/domain/sink.ts';
import { tried, type World } from './trial.ts';
import { aCard } from './world.ts';

const WHY = storedSentence('why');

describe('what a message carries', () => {
  const subscribed = (parts: Partial<Subscription>, more: World = {}): World => ({
    ...more,
    delivery: { subscriptions: ['s-1', 's-2'] as never, ...more.delivery },
    subscriptions: [
      { id: 's-0' as never, role: 'other', crosspost: true, threads: true },
      { id: 's-1' as never, ...parts },
    ],
  });
  const message = async (world: World) => (await tried(world)).message!;

  test('its delivery, address, nonce, level and reference', async () => {
    expect(await message({ delivery: { nonce: 'n', level: 3 } })).toMatchObject({
      delivery: 'delivery-1',
      address: { to: 'room-1' },
      nonce: 'n',
      level: 3,
      replyTo: null,
      repeated: false,
      card: { reference: 'alert-1' },
    });
  });

  test('role, thread and crosspost that one of its own subscriptions wants', async () => {
    expect(await message(subscribed({ role: 'r', threads: true, crosspost: true }))).toMatchObject({
      role: 'r',
      thread: true,
      crosspost: true,
    });
    expect(await message(subscribed({}))).toMatchObject({
      role: null,
      thread: false,
      crosspost: false,
    });
    expect(
      await message(subscribed({ threads: true }, { alert: { urgency: 'digest' } })),
    ).toMatchObject({ thread: false });
  });

  test('that it got worse, where it follows another', async () => {
    const escalated = { follows: 'alert-0' as never, alertReason: 'escalated' as const };
    expect(await message({ alert: escalated })).toMatchObject({ escalates: true });
    expect(await message({ alert: { ...escalated, follows: null } })).toMatchObject({
      escalates: false,
    });
    expect(await message({ alert: { ...escalated, alertReason: 'first' } })).toMatchObject({
      escalates: false,
    });
  });

  test('no sound, where it is not pushed or nobody wants it at once, unless it is grave', async () => {
    const quiet = async (world: World) => (await message(world)).quiet;
    const later = { timing: 'digest' as never };
    expect(await quiet({})).toBe(false);
    expect(await quiet({ alert: { urgency: 'same-day' } })).toBe(true);
    expect(await quiet(subscribed({}))).toBe(false);
    expect(await quiet(subscribed(later))).toBe(true);
    expect(await quiet(subscribed(later, { delivery: { level: 4 } }))).toBe(false);
  });

  test('links to what its buttons do, where the sink has none', async () => {
    const linksOf = () => ({ useful: 'https://a.example/u', unsubscribe: 'https://a.example/x' });
    const card = aCard({ buttons: [{ label: 'Useful', act: 'useful:1' }] }) as Card;
    const deps = { linksOf, cardOf: async () => card } as never;
    const plain = await message({ deps });
    expect(plain.card.links.map(({ url }) => url)).toEqual(['https://a.example/u']);
    expect(plain.unsubscribe).toBe('https://a.example/x');
    expect((await message({ deps, sink: { hasButtons: true } })).card.links).toEqual([]);
    expect(await message({})).not.toHaveProperty('unsubscribe');
  });
});

describe('what is done beside a message', () => {
  test('is noted where it was left out, and costs the message nothing', async () => {
    const outcome = async (complete: Sink['complete'], answer?: SendOutcome) =>
      (await tried({ sink: { complete: complete! }, ...(answer === undefined ? {} : { answer }) }))
        .outcome;
    const note = reason('crosspost-closed');
    expect(await outcome(async () => note)).toEqual({ kind: 'sent', message: 'm-1', note });
    expect(await outcome(async () => null)).toEqual({ kind: 'sent', message: 'm-1' });
    expect(await outcome(() => Promise.reject(new Error('broke')))).toMatchObject({
      kind: 'sent',
      note: { code: 'beside-missing', params: { why: 'broke' } },
    });
    expect(await outcome(async () => note, retry(WHY))).not.toHaveProperty('note');
  });
});
