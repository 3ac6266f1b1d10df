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
import type { Knowledge } from '../ask/knowledge.ts';
import type { Signal, Subscription } from '../domain/alert.ts';
import type { Claim } from '../domain/claim.ts';
import type { Item } from '../domain/item.ts';
import type { Notice } from '../domain/notice.ts';
import { EVERY_ADDRESS, type Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { contextOf, scopesAround } from './alert-context.ts';

/** The alert to who asked for unconfirmed steps; none for what was there before, or was settled again. */
export async function unconfirmedAlert(
  item: Item,
  notice: Notice,
  claims: readonly Claim[],
  now: Instant,
  { store, knowledge }: { readonly store: Store; readonly knowledge: Knowledge },
): Promise<Pick<Decision, 'alerts' | 'deliveries'>> {
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
  const context = await contextOf([], wanting, { now, firstSight: item.backfill }, { store, knowledge });
  return announceUnconfirmed(notice, open, wanting, context);
}

/** Whether a second reader is asked: about what a source gave, and not about what was there before or was learnt since. */
export function usesSecondReader(
  item: Item,
  claims: readonly Claim[],
  deps: { readonly usesSecondReader?: boolean },
): boolean {
  const isNews = !item.backfill && item.revision === undefined;
  return deps.usesSecondReader === true && isNews && claims.some((claim) => claim.state === 'unconfirmed');
}

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
  store: Store,
): Promise<Decision> {
  const { notice, signals, follows, subscriptions, context } = tellable;
  if (follows === null) {
    const { alerts, deliveries } = announce(notice, subscriptions, context);
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
  return complete(decision, { alert: announced.alert, deliveries }, notice, signals, heard);
}
