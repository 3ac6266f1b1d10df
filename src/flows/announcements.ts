import {
  announce,
  announcementId,
  announcesList,
  announceUnconfirmed,
  complete,
} from '../alert/announcement.ts';
import type { Decision } from '../alert/decide.ts';
import { addressKey } from '../alert/delivery.ts';
import type { StageContext } from '../alert/stage.ts';
import type { Signal, Subscription } from '../domain/alert.ts';
import type { Claim } from '../domain/claim.ts';
import type { Notice } from '../domain/notice.ts';
import { EVERY_ADDRESS } from '../domain/ports.ts';
import { contextOf, type Settling, scopesAround } from './alert-context.ts';

type FurtherAlerts = Pick<Decision, 'alerts' | 'deliveries'>;

/** A decision with further alerts. */
export const withMore = (decision: Decision, { alerts, deliveries }: FurtherAlerts): Decision => ({
  ...decision,
  alerts: [...decision.alerts, ...alerts],
  deliveries: [...decision.deliveries, ...deliveries],
});

/** The alert to who asked for unconfirmed steps; none for what was there before, or was settled again. */
export async function unconfirmedAlert(settling: Settling, claims: readonly Claim[]): Promise<FurtherAlerts> {
  const { item, notice, store, knowledge } = settling;
  const open = claims.filter((claim) => claim.state === 'unconfirmed');
  if (open.length === 0 || item.backfill || item.version > 1) return { alerts: [], deliveries: [] };
  const scopes = scopesAround(
    open.flatMap(({ company }) => company ?? []),
    open.flatMap(({ authority }) => authority?.id ?? []),
    knowledge,
  );
  const subscriptions = await store.subscriptions({ scopes, active: true });
  const wanting = subscriptions.filter((one) => one.unconfirmed === true);
  if (wanting.length === 0) return { alerts: [], deliveries: [] };
  return announceUnconfirmed(notice, open, wanting, await contextOf(settling, [], wanting));
}

/**
 * Adds to a decision what a list that is published later needs: the alert that it is announced, told once, and the reply that it
 * is there. `follows` = the earlier telling of the same act.
 */
export async function withPendingListAlert(
  decision: Decision,
  { notice, store }: Settling,
  signals: readonly Signal[],
  follows: Notice | null,
  subscriptions: readonly Subscription[],
  context: StageContext,
): Promise<Decision> {
  if (follows === null) return withMore(decision, announce(notice, subscriptions, context));
  if (announcesList(notice) || !announcesList(follows)) return decision;
  const alert = announcementId(follows.id);
  const announced = await store.alert(alert);
  if (announced === null) return decision;
  const deliveries = await store.deliveries({ alert, limit: EVERY_ADDRESS });
  // Who heard the announcement may have no subscription any more; its quiet hours count all the same.
  const settings = await store.channels(deliveries.map(({ address }) => address));
  const channels = new Map(settings.map((channel) => [addressKey(channel.address), channel]));
  const heard = { ...context, channels: new Map([...(context.channels ?? []), ...channels]) };
  return complete(decision, { alert: announced.alert, deliveries }, notice, signals, heard);
}
