import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../../src/domain/alert.ts';
import { reason, storedSentence } from '../../../src/domain/reason.ts';
import { refused, retry, type Sink, unknown } from '../../../src/domain/sink.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { givenBack } from '../../../src/pipeline/deliver/attempt.ts';
import { LIMITS } from '../../../src/pipeline/deliver/limits.ts';
import { anAlert, HOUR, MINUTE, NOON } from '../../base/store/build.ts';
import { ended, tried, type World } from './trial.ts';

const SECOND = 1_000;
const WHY = storedSentence('why');
const EDITS = { edit: async () => ({ kind: 'sent', message: 'm-1' }) } as Partial<Sink>;

describe('how an attempt ends', () => {
  test('sent: nothing more is due', async () => {
    expect(await ended({})).toEqual(['sent', null, null, true]);
  });

  test('a certain failure is tried again, later and later, or when the sink says', async () => {
    expect(await ended({ answer: retry(WHY) })).toEqual(['retry', 'stored-sentence', SECOND, true]);
    expect((await tried({ answer: retry(WHY), delivery: { attempts: 3 } })).inMs).toBe(4 * SECOND);
    expect((await tried({ answer: retry(WHY, 5 * SECOND) })).inMs).toBe(5 * SECOND);
  });

  test('a failure is not tried again past the time of the delivery', async () => {
    const day = 24 * HOUR;
    expect(await ended({ answer: retry(WHY), at: day - SECOND })).toContain(SECOND);
    expect((await ended({ answer: retry(WHY), at: day - SECOND + 1 }))[2]).toBeNull();
    expect(await ended({ answer: retry(WHY), at: day })).toEqual([
      'retry',
      'stored-sentence',
      null,
      true,
    ]);
    expect(await ended({ at: day + 1 })).toEqual(['retry', 'too-old', null, false]);
    expect((await tried({ at: day + 1, delivery: { level: 4 } })).messages).toHaveLength(1);
  });

  test('a refusal is final', async () => {
    expect(await ended({ answer: refused(WHY) })).toEqual([
      'refused',
      'stored-sentence',
      null,
      true,
    ]);
  });

  test('what may have arrived is looked up again after a minute', async () => {
    const [kind, , inMs, ofSink] = await ended({ answer: unknown(WHY) });
    expect([kind, inMs, ofSink]).toEqual(['unknown', MINUTE, true]);
    expect(await ended({ answer: new Error('broke') })).toEqual([
      'unknown',
      'attempt-failed',
      MINUTE,
      true,
    ]);
  });

  test('sooner, where the sink knows a repetition', async () => {
    const sink = { knowsRepeats: 'minutes' } as const;
    expect((await tried({ answer: unknown(WHY), sink })).inMs).toBe(SECOND);
    expect((await tried({ answer: unknown(WHY), sink, at: 24 * HOUR })).inMs).toBe(SECOND);
  });

  test('a claim that ran out is given back at once', () => {
    expect(givenBack(NOON as Instant)).toEqual({
      outcome: retry(reason('no-turn')),
      dueAt: NOON,
      ofSink: false,
    });
  });
});

describe('a delivery that nobody waits for any more', () => {
  const subscribed = { delivery: { subscriptions: ['s-1'] } } as World;

  test.each<[string, World, string]>([
    ['whose subscription ended', subscribed, 'unsubscribed'],
    [
      'of other subscriptions',
      { ...subscribed, subscriptions: [{ id: 's-2' as never }] },
      'unsubscribed',
    ],
    ['whose alert was deleted', { alert: null }, 'alert-gone'],
    ['whose notice was deleted', { deps: { cardOf: async () => null } }, 'notice-gone'],
    [
      'that has become pointless',
      { deps: { cardOf: async () => ({ noLongerDue: reason('too-old') }) } },
      'too-old',
    ],
  ])('%s is not sent', async (_, world, code) => {
    const found = await tried(world);
    expect(found).toMatchObject({
      outcome: { kind: 'refused', because: { code }, disable: false },
      inMs: null,
      ofSink: false,
      messages: [],
    });
  });

  test('to the operator needs no subscription', async () => {
    expect((await tried({})).messages).toHaveLength(1);
  });

  test('a card that fails is tried nine times, and no database that is away counts', async () => {
    const cardOf = () => Promise.reject(new Error('broken'));
    const at = (attempts: number) => ended({ deps: { cardOf }, delivery: { attempts } });
    expect(await at(1)).toEqual(['retry', 'card-failed', SECOND, false]);
    expect((await at(8))[2]).not.toBeNull();
    expect((await at(9))[2]).toBeNull();
    const away = Object.assign(new Error('away'), { name: 'StoreProblem' });
    await expect(tried({ deps: { cardOf: () => Promise.reject(away) } })).rejects.toThrow('away');
    expect(await ended({ deps: { cardOf: () => Promise.reject('text') } })).toContain(
      'card-failed',
    );
  });
});

describe('a message that may have arrived', () => {
  const doubt = (parts: Partial<Delivery> = {}) => ({
    doubtSince: (NOON - MINUTE) as Instant,
    ...parts,
  });
  const looking = (found: Awaited<ReturnType<Sink['find']>> | Error, more: Partial<Sink> = {}) => ({
    ...more,
    find: async () => {
      if (found instanceof Error) throw found;
      return found;
    },
  });

  test('is settled where it is found, and what stands beside it is done', async () => {
    const note = reason('crosspost-closed');
    const sink = looking({ message: 'm-9' }, { complete: async () => note });
    const found = await tried({ delivery: doubt(), sink });
    expect(found).toMatchObject({
      outcome: { kind: 'sent', message: 'm-9', note },
      inMs: null,
      ofSink: true,
      messages: [],
    });
  });

  test('is settled where it is found, though its alert was deleted', async () => {
    const found = await tried({
      delivery: doubt(),
      alert: null,
      sink: looking({ message: 'm-9' }),
    });
    expect(found.outcome).toEqual({ kind: 'sent', message: 'm-9' });
  });

  test('is sent as new where it is certainly missing', async () => {
    const found = await tried({ delivery: doubt(), sink: looking(null) });
    expect(found.message).toMatchObject({ repeated: false });
    expect(found.noted).toEqual([]);
  });

  test('is looked for again where the sink does not answer, and not past its time', async () => {
    const sink = looking(new Error('no answer'));
    expect(await ended({ delivery: doubt(), sink })).toEqual([
      'unknown',
      'look-up-failed',
      MINUTE,
      true,
    ]);
    expect((await ended({ delivery: doubt(), sink, at: 25 * HOUR }))[2]).toBeNull();
  });

  test('where nobody can look, goes once more, marked, and never a third time', async () => {
    const sink = looking('unreadable');
    const again = await tried({ delivery: doubt(), sink });
    expect(again).toMatchObject({
      noted: ['delivery-1'],
      outcome: { kind: 'sent', note: { code: 'possibly-repeated' } },
      message: { repeated: true },
    });
    expect(again.message!.card.footer).toMatch(/^.+ · Not investment advice$/);
    const third = doubt({ repeatedAt: NOON as Instant });
    expect(await ended({ delivery: third, sink })).toEqual([
      'unknown',
      'may-have-arrived',
      null,
      false,
    ]);
    expect(await ended({ delivery: doubt(), sink, at: 25 * HOUR })).toContain('may-have-arrived');
    expect((await ended({ delivery: doubt(), sink, answer: unknown(WHY) }))[2]).toBeNull();
  });

  test('is left to the process that noted the repetition first', async () => {
    const store = { noteRepeat: async () => false };
    const found = await tried({
      delivery: doubt(),
      sink: looking('unreadable'),
      deps: {
        store: {
          ...store,
          alert: async () => ({ alert: anAlert({}), signals: [] }),
          deliveries: async () => [],
        } as never,
      },
    });
    expect(found).toMatchObject({ outcome: { because: { code: 'no-turn' } }, messages: [] });
  });

  test('goes again unmarked while the sink surely knows its nonce', async () => {
    const sink = looking('unreadable', { knowsRepeats: 'minutes' });
    const since = (ms: number) => ({ delivery: { doubtSince: (NOON - ms) as Instant }, sink });
    expect((await tried(since(LIMITS.nonceMs - 1))).message).toMatchObject({ repeated: false });
    expect((await tried(since(LIMITS.nonceMs))).messages).toEqual([]);
    const always = looking('unreadable', { knowsRepeats: 'always' });
    const tries = (attempts: number) => tried({ delivery: doubt({ attempts }), sink: always });
    expect((await tries(15)).messages).toHaveLength(1);
    expect((await tries(16)).messages).toEqual([]);
  });
});

describe('a correction', () => {
  const corrects = (delivery: Partial<Delivery> | undefined, more: World = {}): World => ({
    ...more,
    alert: { edits: 'alert-0' as never, ...more.alert },
    others: { 'alert-0': { ...(delivery === undefined ? {} : { delivery }) } },
    sink: { ...EDITS, ...more.sink },
  });
  const arrived = { settledAt: NOON as Instant, message: 'm-0' };

  test('edits the message, which keeps its reference', async () => {
    const found = await tried(corrects(arrived));
    expect(found.message).toMatchObject({ edited: 'm-0', card: { reference: 'alert-0' } });
    expect(found).toMatchObject({ ofSink: true, outcome: { kind: 'sent' } });
  });

  test('waits for a message that is not sent yet', async () => {
    const waits = { settledAt: null, message: null };
    expect(await ended(corrects(waits))).toEqual(['retry', 'corrected-not-sent', SECOND, false]);
  });

  test('of a message that never arrived is not sent', async () => {
    const never = { settledAt: NOON as Instant, message: null };
    for (const delivery of [never, undefined])
      expect(await ended(corrects(delivery))).toEqual([
        'refused',
        'corrected-never-arrived',
        null,
        false,
      ]);
  });

  test('of a message that a person deleted says nothing of the sink, a lost address does', async () => {
    expect(await ended(corrects(arrived, { answer: refused(WHY) }))).toContain(false);
    expect((await tried(corrects(arrived, { answer: refused(WHY, true) }))).ofSink).toBe(true);
    expect((await tried(corrects(arrived, { answer: retry(WHY) }))).ofSink).toBe(true);
  });

  test('in doubt is made again without a look: twice is once', async () => {
    const find = async () => Promise.reject(new Error('asked'));
    const delivery = { doubtSince: NOON as Instant };
    const found = await tried(corrects(arrived, { delivery, sink: { find } }));
    expect(found.outcome.kind).toBe('sent');
  });

  test('is a message of its own where the sink cannot edit', async () => {
    const found = await tried({
      alert: { edits: 'alert-0' as never },
      others: { 'alert-0': { delivery: arrived } },
    });
    expect(found.message).toMatchObject({ card: { reference: 'alert-0' } });
    expect(found.message).not.toHaveProperty('edited');
  });

  test('stands where the message stands that it corrects: it replies to the same one', async () => {
    const found = await tried({
      alert: { edits: 'alert-0' as never },
      others: {
        'alert-0': { alert: { follows: 'alert-a' as never, alertReason: 'escalated' } },
        'alert-a': { delivery: { message: 'm-a' } },
      },
    });
    expect(found.message).toMatchObject({ replyTo: 'm-a', escalates: true });
  });
});
