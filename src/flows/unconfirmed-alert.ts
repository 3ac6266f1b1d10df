import type { Decision } from '../alert/decide.ts';
import { announceUnconfirmed } from '../alert/unconfirmed.ts';
import type { Knowledge } from '../ask/knowledge.ts';
import { nonceOf } from '../deliver/nonce.ts';
import type { Scope } from '../domain/alert.ts';
import type { Claim } from '../domain/claim.ts';
import type { RegulatorId } from '../domain/ids.ts';
import type { Item } from '../domain/item.ts';
import type { Notice } from '../domain/notice.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { contextOf } from './alert-context.ts';

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
  const { companies } = knowledge.catalog;
  const scopes = open.flatMap(({ company, authority }) =>
    unconfirmedScopes(company, authority?.id, companies),
  );
  const subscriptions = await store.subscriptions({ scopes: [{ kind: 'all' }, ...scopes], active: true });
  const wanting = subscriptions.filter((one) => one.unconfirmed === true);
  if (wanting.length === 0) return { alerts: [], deliveries: [] };
  const context = await contextOf([], wanting, { now, firstSight: item.backfill }, { store, knowledge });
  return announceUnconfirmed(notice, open, wanting, context, nonceOf);
}

const unconfirmedScopes = (
  company: Claim['company'],
  regulator: RegulatorId | null | undefined,
  companies: Knowledge['catalog']['companies'],
): Scope[] => {
  const sector = company === null ? undefined : companies.get(company)?.sector;
  return [
    ...(company === null ? [] : [{ kind: 'company' as const, id: company }]),
    ...(sector ? [{ kind: 'sector' as const, id: sector }] : []),
    ...(regulator ? [{ kind: 'regulator' as const, id: regulator }] : []),
  ];
};

/** Whether a second reader is asked: about what a source gave, and not about what was there before or was learnt since. */
export function usesSecondReader(
  item: Item,
  claims: readonly Claim[],
  deps: { readonly usesSecondReader?: boolean },
): boolean {
  const isNews = !item.backfill && item.revision === undefined;
  return deps.usesSecondReader === true && isNews && claims.some((claim) => claim.state === 'unconfirmed');
}
