import { partsOf } from '../../domain/act-kind.ts';
import type { Address, Alert, Delivery, Signal, Subscription } from '../../domain/alert.ts';
import { isOfKind, takesIn } from '../../domain/alert-rule.ts';
import type { AlertId, CompanyId, NoticeId, SignalId } from '../../domain/ids.ts';
import { levelOf } from '../../domain/measures.ts';
import type { Notice } from '../../domain/notice.ts';
import type { ReportedAction } from '../../domain/reported-action.ts';
import type { Level } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { bySeverity, type Decision } from './decide.ts';
import {
  addressKey,
  afterQuiet,
  deliveriesTo,
  idsOf,
  mutesAt,
  newAlert,
  newDelivery,
} from './delivery.ts';
import { publishedBy } from './signals.ts';
import { covers, type ScopeSubject, type StageContext } from './stages.ts';

/** Two days. A list that appears later, or an older report, is no longer news. */
const NEWS_MS = 2 * 86_400_000;

/**
 * Whether a notice announces a list that it does not contain: an annex that is not published yet,
 * or a picture.
 */
export function announcesList(notice: Notice): boolean {
  return (
    notice.verdict === 'action' &&
    notice.listElsewhere &&
    notice.outlet === null &&
    notice.regulator !== null &&
    !notice.mentions.some((mention) => mention.role === 'subject')
  );
}

/** Id of the alert for an announced list; later versions look it up by this id. */
export function announcementId(notice: NoticeId): AlertId {
  return `${notice}:announced` as AlertId;
}

/**
 * The alert for a list that is announced but not attached. No company is known yet, so only
 * subscribers of the regulator or of everything get it, and only at once. Addresses that muted the
 * regulator or everything, or that want high bands only, do not.
 */
export function announce(
  notice: Notice,
  subscriptions: readonly Subscription[],
  context: StageContext,
): Planned {
  if (context.firstSight || isStale(notice, context) || !announcesList(notice)) return NOTHING;
  const body = { regulator: notice.regulator!.value };
  const wanting = subscriptions.filter(
    (subscription) =>
      subscription.disabled === null &&
      subscription.timing !== 'digest' &&
      (subscription.leastBand === 'background' || subscription.leastBand === 'watch') &&
      hears(subscription, body, context),
  );
  const fields = { notice: notice.id, alertReason: 'announced', createdAt: context.now } as const;
  const alert = newAlert(announcementId(notice.id), fields);
  return planned(alert, deliveriesTo(alert, wanting, 2, context.channels));
}

const isStale = (notice: Notice, { now }: StageContext) =>
  now - (publishedBy(notice) ?? now) > NEWS_MS;

type Planned = Pick<Decision, 'alerts' | 'deliveries'>;
const NOTHING: Planned = { alerts: [], deliveries: [] };

/** An alert without a delivery is dropped. */
const planned = (alert: Alert, deliveries: readonly Delivery[]): Planned =>
  deliveries.length === 0 ? NOTHING : { alerts: [alert], deliveries };

/** Whether a subscription covers a subject and its address did not mute it. */
const hears = ({ scope, address }: Subscription, subject: ScopeSubject, context: StageContext) =>
  covers(scope, subject) &&
  !mutesAt(address, context).some((silence) => covers(silence.scope, subject));

/**
 * Adds the published list to a decision: the alert becomes a reply to the announcement, and every
 * address that received the announcement gets it, whatever its threshold.
 */
export function complete(
  decision: Decision,
  announced: { readonly alert: Alert; readonly deliveries: readonly Delivery[] },
  notice: Notice,
  signals: readonly Signal[],
  context: StageContext,
): Decision {
  const ordered = idsOf([...signals].sort(bySeverity));
  const fields = { notice: notice.id, alertReason: 'announced', createdAt: context.now } as const;
  const completed = newAlert(`${notice.id}:completed`, { ...fields, signals: ordered });
  const alert: Alert = { ...(decision.alerts[0] ?? completed), follows: announced.alert.id };
  const recipients = new Set(decision.deliveries.map((delivery) => addressKey(delivery.address)));
  const rest = announced.deliveries
    .filter((delivery) => !recipients.has(addressKey(delivery.address)))
    .map(({ address, subscriptions }) =>
      newDelivery(alert, address, {
        subscriptions,
        signals: ordered.filter((id) => alert.signals.includes(id)),
        level: 2,
        dueAt: afterQuiet(context.now, context.channels?.get(addressKey(address))),
      }),
    );
  return {
    ...decision,
    alerts: [alert, ...decision.alerts.slice(1)],
    deliveries: [...decision.deliveries, ...rest],
  };
}

/** An unconfirmed act as the subject of a scope; `sector` = its company's. */
export function reportedActionSubject(
  { company, authority }: ReportedAction,
  sector: string | null,
): ScopeSubject {
  return { company, regulator: authority?.id ?? null, sector };
}

/**
 * Whether a subscription wants an unconfirmed act. A reported act goes to those who follow the
 * company by name unless they switched it off, and to others on request; any other unconfirmed act
 * only on request. Kinds and rules apply to both; a rule that names a grade counts as a request for
 * it.
 */
export function wantsReportedAction(
  subscription: Pick<Subscription, 'scope' | 'reported' | 'unconfirmed' | 'kinds' | 'rules'>,
  { grade, kind }: Pick<ReportedAction, 'grade' | 'kind'>,
): boolean {
  const { scope, reported, unconfirmed, kinds, rules } = subscription;
  const { measure, form } = partsOf(kind);
  const measures = measure === null ? [] : [measure];
  const isReported = grade === 'reported';
  const isUsual = unconfirmed === true || (isReported && (reported ?? scope.kind === 'company'));
  if (measure !== null && !isOfKind(kinds, measures)) return false;
  if (rules === undefined) return isUsual;
  const level = ((measure && levelOf(measure, form)) ?? 2) as Level;
  return rules.some((rule) => {
    const isTaken = measure === null ? level >= rule.level : takesIn(rule, { measures, level });
    if (!isTaken || rule.grade === 'confirmed') return false;
    if (rule.grade === undefined) return isUsual;
    return isReported || rule.grade === 'unconfirmed';
  });
}

/** The alert of a notice's unconfirmed acts. */
export const unconfirmedAlertId = (notice: NoticeId): AlertId => `${notice}:unconfirmed` as AlertId;

/**
 * The silent alert of reported and unconfirmed acts, for the subscriptions that want them. It has
 * no signals of its own. Mutes and quiet hours apply.
 */
export function announceUnconfirmed(
  notice: Notice,
  actions: readonly ReportedAction[],
  subscriptions: readonly Subscription[],
  context: StageContext,
): Planned {
  const { now, channels } = context;
  if (isStale(notice, context)) return NOTHING;
  const subjects = actions.map((action) => ({
    claim: action,
    subject: reportedActionSubject(
      action,
      action.company === null ? null : context.sectorOf({ company: action.company }),
    ),
  }));
  const wanting = subscriptions.filter(
    (subscription) =>
      subscription.disabled === null &&
      subjects.some(
        ({ claim: action, subject }) =>
          wantsReportedAction(subscription, action) && hears(subscription, subject, context),
      ),
  );
  const fields = { notice: notice.id, alertReason: 'unconfirmed', createdAt: now } as const;
  const alert = newAlert(unconfirmedAlertId(notice.id), { ...fields, unconfirmed: [...actions] });
  return planned(alert, deliveriesTo(alert, wanting, 1, channels));
}

/** An alert whose page was edited since, with its messages. */
export interface Original {
  readonly alert: Alert;
  readonly signals: readonly Signal[];
  readonly deliveries: readonly Delivery[];
}

export interface Correction {
  /** The edited page. */
  readonly notice: NoticeId;
  readonly now: Instant;
  readonly originals: readonly Original[];
  /** The newest signal of each company. */
  readonly newest: ReadonlyMap<CompanyId, Signal>;
  /**
   * Signals that only correct details: the first message is edited. All others are news and get a
   * message.
   */
  readonly details: ReadonlySet<SignalId>;
  /** Whether a message about these companies would read differently now. */
  readonly changes: (companies: readonly CompanyId[]) => boolean;
  readonly canEdit: (address: Address) => boolean;
}

/** Messages that never arrived need no correction. */
const NEVER_THERE: readonly Delivery['state'][] = ['refused', 'expired'];

/**
 * Adds the edits of a corrected notice to a decision: every earlier message of it is edited in
 * place. An address that gets the edit gets no further message where only details changed.
 */
export function correctInPlace(decision: Decision, correction: Correction): Decision {
  const { notice, now, newest, details } = correction;
  const alerts: Alert[] = [];
  const edits: Delivery[] = [];
  const edited = new Set<string>();
  const newestIds = (signals: readonly Signal[]) =>
    signals.map((signal) => (newest.get(signal.company) ?? signal).id);
  for (const { alert: original, signals, deliveries } of correction.originals) {
    const fields = {
      notice,
      alertReason: 'correction',
      createdAt: now,
      edits: original.id,
    } as const;
    const alert = newAlert(`${notice}:edits:${original.id}`, {
      ...fields,
      signals: newestIds(signals),
    });
    const changed = deliveries.flatMap(({ address, state, ...sent }) => {
      const own = signals.filter((signal) => sent.signals.includes(signal.id));
      const companies = own.map((signal) => signal.company);
      if (
        NEVER_THERE.includes(state) ||
        !correction.canEdit(address) ||
        !correction.changes(companies)
      )
        return [];
      for (const company of companies) edited.add(`${addressKey(address)} ${company}`);
      // The edit is due after a first message that is still waiting.
      const dueAt = (sent.settledAt === null ? Math.max(now, sent.dueAt) : now) as Instant;
      const { subscriptions, level } = sent;
      return [
        newDelivery(alert, address, { subscriptions, signals: newestIds(own), level, dueAt }),
      ];
    });
    if (changed.length > 0) alerts.push(alert);
    edits.push(...changed);
  }
  if (alerts.length === 0) return decision;
  const companyOf = new Map([...newest.values()].map((signal) => [signal.id, signal.company]));
  const isSaid = (id: SignalId, address: Address) =>
    details.has(id) && edited.has(`${addressKey(address)} ${companyOf.get(id)}`);
  const deliveries = decision.deliveries
    .map((delivery) => ({
      ...delivery,
      signals: delivery.signals.filter((id) => !isSaid(id, delivery.address)),
    }))
    .filter((one) => one.signals.length > 0);
  const used = new Set(deliveries.map((delivery) => delivery.alert));
  return {
    ...decision,
    alerts: [...decision.alerts.filter((alert) => used.has(alert.id)), ...alerts],
    deliveries: [...deliveries, ...edits],
  };
}
