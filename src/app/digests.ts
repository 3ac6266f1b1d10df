import { digestDue, digestOf, isForDigest } from '../alert/digest.ts';
import { usualChannel } from '../ask/create-wishes.ts';
import type { Knowledge } from '../ask/knowledge.ts';
import { nonceOf } from '../deliver/nonce.ts';
import type { Signal } from '../domain/alert.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';

type DigestStore = Pick<
  Store,
  'addressesWaiting' | 'channel' | 'waiting' | 'subscriptions' | 'silences' | 'tell'
>;

/** Makes the digest of every address whose hour has come in its own zone. The day is written with it, so that a restart makes no second one. */
export async function digestTick(now: Instant, store: DigestStore, knowledge: Knowledge): Promise<number> {
  let made = 0;
  for (const address of await store.addressesWaiting()) {
    const active = await store.subscriptions({ address, active: true });
    const channel =
      (await store.channel(address)) ?? usualChannel({ address, server: active[0]?.server ?? null });
    const day = digestDue(channel, now);
    if (day === null) continue;
    const silences = await store.silences(now);
    const sectorOf = (signal: Signal) => knowledge.catalog.companies.get(signal.company)?.sector ?? null;
    const waiting = (await store.waiting(address)).filter((one) =>
      isForDigest(one.waiting.since, day, channel),
    );
    if (waiting.length === 0) continue;
    const done = digestOf(channel, day, waiting, active, { now, silences, sectorOf }, nonceOf);
    await store.tell({
      alerts: done === null ? [] : [done.alert],
      deliveries: done === null ? [] : [done.delivery],
      channel: { ...channel, digestedOn: day },
    });
    if (done !== null) made += 1;
  }
  return made;
}
