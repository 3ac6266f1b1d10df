import type { Alert, Scope, Subscription } from '../domain/alert.ts';
import type { Claim } from '../domain/claim.ts';
import type { AlertId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import type { Decision } from './decide.ts';
import { type NonceOf, newDelivery } from './new-delivery.ts';
import { afterQuiet } from './quiet-hours.ts';
import { addressKey, type StageContext } from './stage.ts';

/** Two days: an older report is no news. */
const NEWS_MS = 2 * 86_400_000;

/** Whether a scope takes in an unconfirmed step; `sector` = of the step's company. */
export function takesInClaim(scope: Scope, claim: Claim, sector: string | null): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'company':
      return scope.id === claim.company;
    case 'regulator':
      return claim.authority !== null && scope.id === claim.authority.id;
    case 'sector':
      return scope.id === sector;
  }
}

/**
 * The alert of unconfirmed steps, silently and only to subscriptions that asked for them. It has no signals: no score moves. Muted
 * scopes hear nothing, and quiet hours are kept.
 */
export function announceUnconfirmed(
  notice: Notice,
  claims: readonly Claim[],
  subscriptions: readonly Subscription[],
  context: StageContext,
  nonceOf: NonceOf,
): Pick<Decision, 'alerts' | 'deliveries'> {
  const { now, silences, channels } = context;
  const published = notice.publishedAt ?? (notice.published === null ? now : Date.parse(notice.published));
  if (now - published > NEWS_MS) return { alerts: [], deliveries: [] };
  const sectorOf = ({ company }: Claim) => (company === null ? null : context.sectorOf({ company }));
  const isMuted = (one: Subscription, claim: Claim) =>
    silences.some(
      ({ address, scope, until }) =>
        until > now &&
        addressKey(address) === addressKey(one.address) &&
        takesInClaim(scope, claim, sectorOf(claim)),
    );
  const wanting = subscriptions.filter(
    (one) =>
      one.disabled === null &&
      one.unconfirmed === true &&
      claims.some((claim) => takesInClaim(one.scope, claim, sectorOf(claim)) && !isMuted(one, claim)),
  );
  if (wanting.length === 0) return { alerts: [], deliveries: [] };
  const alert: Alert = {
    id: `${notice.id}:unconfirmed` as AlertId,
    notice: notice.id,
    alertReason: 'unconfirmed',
    signals: [],
    urgency: 'same-day',
    createdAt: now,
    follows: null,
    unconfirmed: [...claims],
  };
  const deliveries = [...Map.groupBy(wanting, (one) => addressKey(one.address)).values()].map((here) =>
    newDelivery(
      alert.id,
      here[0]!.address,
      {
        subscriptions: here.map((one) => one.id),
        signals: [],
        level: 1,
        dueAt: afterQuiet(now, channels?.get(addressKey(here[0]!.address))),
        createdAt: now,
      },
      nonceOf,
    ),
  );
  return { alerts: [alert], deliveries };
}
