import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import { type Reason, reason, storedSentence } from '../../../src/domain/reason.ts';
import type { OutgoingMessage, SendOutcome } from '../../../src/domain/sink.ts';
import { HOUR, MINUTE } from '../../base/store/build.ts';
import { aDeliver, FakeRoom, StandingClock, saveAlert, states } from './world.ts';

/** A far side whose messages can be changed. */
class EditableRoom extends FakeRoom {
  readonly edits: { sent: string; message: OutgoingMessage }[] = [];
  answer: SendOutcome['kind'] = 'sent';

  async edit(message: OutgoingMessage, sent: string): Promise<SendOutcome> {
    this.edits.push({ sent, message });
    if (this.answer === 'sent') return { kind: 'sent', message: sent };
    if (this.answer === 'refused')
      return {
        kind: 'refused',
        because: storedSentence('the message that it corrects was deleted'),
        disable: false,
      };
    return {
      kind: this.answer,
      because: storedSentence('no answer'),
      afterMs: null,
    } as SendOutcome;
  }

  async complete(message: OutgoingMessage): Promise<Reason | null> {
    if (this.beside === 'throws') throw new Error('it broke');
    return message.crosspost === true ? null : this.beside;
  }
  beside: 'throws' | Reason | null = null;
}

let store: OpenStore;
let clock: StandingClock;
let room: EditableRoom;
beforeEach(async () => {
  store = await openStore({ path: ':memory:' });
  clock = new StandingClock();
  room = new EditableRoom(clock);
});
afterEach(() => store.close());
const tick = () => aDeliver(store, [room], clock).deliver.tick(clock.now());
/** The first message, and its correction. */
async function saveBoth(): Promise<void> {
  await saveAlert(store, 1, ['a'], { subscriptions: [] });
  await saveAlert(store, 2, ['a'], { subscriptions: [] }, { edits: 'alert-1' });
}

describe('a delivery that corrects an earlier message', () => {
  test('goes after it, changes it, keeps its reference, and answers for it from then on', async () => {
    await saveBoth();
    expect(await tick()).toMatchObject({ sent: 2 });
    expect(room.posted).toHaveLength(1);
    expect(room.edits).toMatchObject([
      { sent: 'm-1', message: { card: { reference: 'alert-1' } } },
    ]);
    expect(
      (
        await store.deliveries({
          alert: 'alert-2' as never,
          address: { sink: 'fake', to: 'a' },
          limit: 1,
        })
      )[0]?.message ?? null,
    ).toBe('m-1');
  });

  test('while the first one is tried again, waits for it', async () => {
    await saveBoth();
    room.fate = () => ({ kind: 'retry', because: storedSentence('busy'), afterMs: 10 * MINUTE });
    await tick();
    expect(room.edits).toEqual([]);
    room.fate = () => 'answered';
    clock.pass(11 * MINUTE);
    await tick();
    clock.pass(11 * MINUTE);
    await tick();
    expect(await states(store)).toEqual({ 'd-1-a': 'sent', 'd-2-a': 'sent' });
    expect(room.edits).toHaveLength(1);
  });

  test('of a doubt is made again and never looked up: twice is once', async () => {
    await saveBoth();
    room.answer = 'unknown';
    await tick();
    clock.pass(HOUR);
    room.answer = 'sent';
    expect(await tick()).toMatchObject({ sent: 1 });
    expect(room.edits).toHaveLength(2);
    expect(room.lookUps).toBe(0);
  });

  test('of a message that was deleted ends, and nobody is disabled or told', async () => {
    await saveBoth();
    room.answer = 'refused';
    const { deliver, told } = aDeliver(store, [room], clock);
    expect(await deliver.tick(clock.now())).toMatchObject({ sent: 1, refused: 1 });
    expect(told).toEqual([]);
  });

  test('of a message that never arrived is refused with that reason', async () => {
    await saveBoth();
    room.fate = () => ({ kind: 'refused', because: storedSentence('no'), disable: false });
    await tick();
    const [row] = await store.deliveries({ alert: 'alert-2' as never, limit: 1 });
    expect(row).toMatchObject({
      state: 'refused',
      lastError: reason('corrected-never-arrived'),
    });
  });

  test('where the far side cannot edit, is a message of its own', async () => {
    await saveBoth();
    const plain = new FakeRoom(clock);
    await aDeliver(store, [plain], clock).deliver.tick(clock.now());
    expect(plain.posted).toHaveLength(2);
  });
});

test.each<['throws' | Reason | null, Reason | null]>([
  [null, null],
  [reason('crosspost-no-channel'), reason('crosspost-no-channel')],
  ['throws', reason('beside-missing', { why: 'it broke' })],
])(
  'what is done beside a message (%s) never disturbs it, and its row says what is missing',
  async (beside, note) => {
    await saveAlert(store, 1, ['a'], { subscriptions: [] });
    room.beside = beside;
    expect(await tick()).toMatchObject({ sent: 1 });
    expect((await store.deliveries({ limit: 1 }))[0]).toMatchObject({
      state: 'sent',
      lastError: note,
    });
  },
);
