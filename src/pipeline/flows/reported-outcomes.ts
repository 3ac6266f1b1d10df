import type { Alert, Delivery } from '../../domain/alert.ts';
import { EVERY_ADDRESS } from '../../domain/ports.ts';
import type { ReportedAction, ReportedOutcome } from '../../domain/reported-action.ts';
import { reviewIdOf } from '../../domain/reported-action.ts';
import { unconfirmedAlertId } from '../alert/amend.ts';
import { newAlert, newDelivery } from '../alert/delivery.ts';
import { EDITING_SINKS } from '../deliver/limits.ts';
import type { NoticeContext } from './alert-context.ts';

const NOTHING = { alerts: [], deliveries: [] };
/** Limit for earlier versions of a page. */
const VERSIONS = 20;
/** Messages that never arrived need no correction. */
const NEVER_THERE: readonly Delivery['state'][] = ['refused', 'expired'];

interface FollowUp {
  readonly alerts: readonly Alert[];
  readonly deliveries: readonly Delivery[];
}

/**
 * What happens to the messages of a report when its page is processed again: confirmed or
 * withdrawn, they are edited in place. Where a channel cannot edit, a withdrawal is sent as a
 * message; a confirmation is alerted there anyway.
 */
export async function followReported(
  context: NoticeContext,
  actions: readonly ReportedAction[],
): Promise<FollowUp> {
  const { item, notice, now, store } = context;
  const original = item.version > 1 ? await reportedBefore(context) : null;
  if (original === null) return NOTHING;
  const unconfirmed = (original.unconfirmed ?? []).map((action) => {
    const outcome = outcomeOf(action, actions, context);
    return outcome === null ? action : { ...action, outcome };
  });
  const outcomes = unconfirmed.flatMap(({ outcome }) => outcome ?? []);
  if (outcomes.length === 0) return NOTHING;
  const isWithdrawn = outcomes.some(({ kind }) => kind !== 'confirmed');
  const fields = { notice: notice.id, alertReason: 'unconfirmed', createdAt: now } as const;
  const edit = newAlert(`${notice.id}:edits:${original.id}`, {
    ...fields,
    unconfirmed,
    edits: original.id,
  });
  const reply = newAlert(`${notice.id}:withdraws:${original.id}`, {
    ...fields,
    unconfirmed,
    follows: original.id,
  });
  const sent = await store.deliveries({ alert: original.id, limit: EVERY_ADDRESS });
  const deliveries = sent
    .filter(({ state }) => !NEVER_THERE.includes(state))
    .flatMap(({ address, subscriptions, level, settledAt, dueAt }) => {
      const canEdit = EDITING_SINKS.includes(address.sink);
      if (!canEdit && !isWithdrawn) return [];
      // The edit is due after a report that is still waiting.
      const due = settledAt === null && dueAt > now ? dueAt : now;
      return newDelivery(canEdit ? edit : reply, address, {
        subscriptions,
        signals: [],
        level,
        dueAt: due,
      });
    });
  const used = new Set(deliveries.map(({ alert }) => alert));
  return { alerts: [edit, reply].filter(({ id }) => used.has(id)), deliveries };
}

/** The alert of an earlier version of the page, as last changed. */
async function reportedBefore({ item, store }: NoticeContext): Promise<Alert | null> {
  for (const { id } of await store.earlierNotices(item, VERSIONS)) {
    const found = await store.alert(unconfirmedAlertId(id));
    if (found !== null) return found.alert;
  }
  return null;
}

function outcomeOf(
  action: ReportedAction,
  actions: readonly ReportedAction[],
  { item, notice, knowledge }: NoticeContext,
): ReportedOutcome | null {
  const refuted = knowledge.refuted.get(reviewIdOf(action));
  if (refuted !== undefined) return { kind: 'rejected', ...refuted };
  const same = actions.find(({ step }) => step === action.step);
  if (same === undefined) return { kind: 'gone' };
  if (same.state !== 'alerted') return null;
  const by =
    item.revision?.confirmed?.find(({ step }) => step === action.step)?.by ??
    notice.actions.flatMap(({ confirmed }) => confirmed ?? [])[0];
  return { kind: 'confirmed', by: by ?? null };
}
