import type { Alert, Subscription } from '../../domain/alert.ts';
import type { Vote } from '../../domain/channel.ts';
import { WEEKLY_BUDGET } from '../../domain/channel.ts';
import type { AlertId } from '../../domain/ids.ts';
import type { Store } from '../../domain/ports.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { addressKey } from '../alert/delivery.ts';
import type { Budget } from '../alert/stages.ts';

const WEEK_MS = 7 * DAY_MS;
const VOTES_MS = 30 * DAY_MS;
/**
 * The fewest votes that count, and the share of useful alerts that is aimed at (docs/scoring.md).
 */
const VOTES_NEEDED = 5;
const USEFUL_SHARE = 0.6;

/**
 * The rest of the weekly budget of every address that follows more than single companies; half of
 * it where few alerts were voted useful.
 */
export async function budgetsOf(
  subscriptions: readonly Subscription[],
  now: Instant,
  store: Store,
): Promise<Map<string, Budget>> {
  const wide = subscriptions.filter((subscription) => subscription.scope.kind !== 'company');
  const used = new Map(
    wide.map((subscription) => [
      addressKey(subscription.address),
      { push: 0, 'same-day': 0, digest: 0 },
    ]),
  );
  if (used.size === 0) return new Map();
  const sent = await store.addressed({ since: (now - WEEK_MS) as Instant, until: now });
  const here = sent.filter(({ address }) => used.has(addressKey(address)));
  for (const [id, own] of Map.groupBy(here, ({ alert }) => alert)) {
    const urgency = await countsAs(id, store);
    for (const { address } of own) used.get(addressKey(address))![urgency] += 1;
  }
  const votes = Map.groupBy(await store.votes((now - VOTES_MS) as Instant), ({ address }) =>
    addressKey(address),
  );
  return new Map(
    [...used].map(([key, { push, 'same-day': sameDay }]) => {
      const part = shareOf(votes.get(key) ?? []);
      const of = {
        push: Math.ceil(WEEKLY_BUDGET.push * part),
        sameDay: Math.ceil(WEEKLY_BUDGET.sameDay * part),
      };
      return [
        key,
        { push: { used: push, of: of.push }, sameDay: { used: sameDay, of: of.sameDay } },
      ];
    }),
  );
}

/** An edit sends no message, and a reply about prices belongs to its alert: neither counts. */
async function countsAs(id: AlertId, store: Store): Promise<Alert['urgency']> {
  const alert = (await store.alert(id))?.alert;
  const isFree =
    alert === undefined || alert.edits !== undefined || alert.alertReason === 'aftermath';
  return isFree ? 'digest' : alert.urgency;
}

function shareOf(votes: readonly Vote[]): number {
  if (votes.length < VOTES_NEEDED) return 1;
  return votes.filter((vote) => vote.useful).length / votes.length >= USEFUL_SHARE ? 1 : 0.5;
}
