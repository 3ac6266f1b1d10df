import { announce, announcementId, announcesList, complete } from '../alert/announcement.ts';
import type { Decision } from '../alert/decide.ts';
import { addressKey, type StageContext } from '../alert/stage.ts';
import { nonceOf } from '../deliver/nonce.ts';
import type { Signal, Subscription } from '../domain/alert.ts';
import type { Notice } from '../domain/notice.ts';
import { EVERY_ADDRESS, type Store } from '../domain/ports.ts';

/**
 * Adds to a decision what a list that is published later needs: the alert that it is announced, told once, and the reply that it
 * is there. `follows` = the earlier telling of the same act.
 */
export async function withPendingListAlert(
  decision: Decision,
  tellable: {
    readonly notice: Notice;
    readonly signals: readonly Signal[];
    readonly follows: Notice | null;
    readonly subscriptions: readonly Subscription[];
    readonly context: StageContext;
  },
  store: Pick<Store, 'alert' | 'deliveries' | 'channels'>,
): Promise<Decision> {
  const { notice, signals, follows, subscriptions, context } = tellable;
  if (follows === null) {
    const { alerts, deliveries } = announce(notice, subscriptions, context, nonceOf);
    return {
      ...decision,
      alerts: [...decision.alerts, ...alerts],
      deliveries: [...decision.deliveries, ...deliveries],
    };
  }
  if (announcesList(notice) || !announcesList(follows)) return decision;
  const alert = announcementId(follows.id);
  const announced = await store.alert(alert);
  if (announced === null) return decision;
  const deliveries = await store.deliveries({ alert, limit: EVERY_ADDRESS });
  // Who heard the announcement may have no subscription any more; its quiet hours count all the same.
  const settings = await store.channels(deliveries.map(({ address }) => address));
  const channels = new Map(settings.map((channel) => [addressKey(channel.address), channel]));
  const heard = { ...context, channels: new Map([...(context.channels ?? []), ...channels]) };
  return complete(decision, { alert: announced.alert, deliveries }, notice, signals, heard, nonceOf);
}
