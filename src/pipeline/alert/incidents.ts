import type {
  Address,
  Alert,
  Delivery,
  MuteScope,
  Silence,
  Subscription,
} from '../../domain/alert.ts';
import type { Channel } from '../../domain/channel.ts';
import type { AlertId } from '../../domain/ids.ts';
import { type Incident, OWN_SOURCES, undecided } from '../../domain/incident.ts';
import { type Reason, reason, reasons } from '../../domain/reason.ts';
import type { Instant } from '../../domain/time.ts';
import { addressKey, deliveriesTo, idsOf, mutesAt, newAlert, newDelivery } from './delivery.ts';
import { type IncidentReader, incidentVerdict, type RuleContext } from './incident-rules.ts';
import { covers } from './stages.ts';

const MINUTE = 60_000;
/**
 * Incidents that begin or end within these minutes are reported in one message: a broken network is
 * one incident, not eighty.
 */
const TOGETHER_MS = 5 * MINUTE;
/**
 * The end of a gap is reported after this time, which includes notices found late: a notice waits
 * ten minutes for its list.
 */
const LATE_MS = 12 * MINUTE;

export interface IncidentContext extends RuleContext {
  /** Address of the operator; null = none, for the reason in `noOperator`. */
  readonly operator: Address | null;
  readonly noOperator: Reason | null;
  readonly subscriptions: readonly Subscription[];
  readonly silences: readonly Silence[];
  readonly channels: ReadonlyMap<string, Channel>;
  /** Number of notices found late since a gap ended. */
  readonly lateSince: (incident: Incident) => number;
}

const READERS: readonly IncidentReader[] = [
  { to: 'operator', of: 'begin' },
  { to: 'operator', of: 'end' },
  { to: 'subscribers', of: 'begin' },
  { to: 'subscribers', of: 'end' },
];

/**
 * Decides for every incident whether its beginning and its end are reported to the operator and to
 * subscribers, with a reason where they are not. What is reported goes out as one alert for each
 * kind of reader. `changed` = the incidents with new decisions. Pure: equal values give equal rows.
 */
export function alertIncidents(pending: readonly Incident[], context: IncidentContext) {
  const { now } = context;
  const decided = new Map(pending.map((incident) => [incident.id, incident]));
  const alerts: Alert[] = [];
  const deliveries: Delivery[] = [];
  const note = (
    incident: Incident,
    reader: IncidentReader,
    alert: AlertId | null,
    because: Reason | null,
  ) => {
    const tellings = [...incident.tellings, { ...reader, alert, because, at: now }];
    decided.set(incident.id, { ...incident, tellings });
  };
  /** The incidents to report to a kind of reader; records the decision on the others. */
  const readyFor = (reader: IncidentReader): Incident[] =>
    [...decided.values()].filter((incident) => {
      if (!isUndecided(incident, reader)) return false;
      const verdict = incidentVerdict(incident, reader, context);
      if (verdict !== 'tell' && verdict !== 'wait') note(incident, reader, null, verdict);
      return verdict === 'tell';
    });
  for (const reader of READERS) {
    const ready = readyFor(reader);
    if (!ready.some((incident) => isRipe(incident, reader, now))) continue;
    const alert = alertOf(ready, reader, now);
    const { sent, because, isReported } = recipientsOf(alert, ready, reader, context);
    if (sent.length > 0) alerts.push(alert);
    deliveries.push(...sent);
    for (const incident of ready) {
      const counted = withLate(incident, reader, context);
      if (isReported(incident)) note(counted, reader, alert.id, because);
      else note(counted, reader, null, because ?? reason('no-follower'));
    }
  }
  const changed = [...decided.values()].filter((incident) => !pending.includes(incident));
  return {
    changed: changed.map((incident) => ({ ...incident, revision: incident.revision + 1 })),
    alerts,
    deliveries,
  };
}

/** The ended gap with the number of notices found late. */
function withLate(
  incident: Incident,
  { of }: IncidentReader,
  { lateSince }: IncidentContext,
): Incident {
  const isCounted = of === 'end' && incident.kind === 'gap';
  return isCounted ? { ...incident, late: lateSince(incident) } : incident;
}

const isUndecided = (incident: Incident, { to, of }: IncidentReader): boolean =>
  undecided(incident).some((open) => open.to === to && open.of === of);

function isRipe(incident: Incident, { to, of }: IncidentReader, now: Instant): boolean {
  // Nothing can be read: this waits for no other incident.
  if (of === 'begin' && incident.source === OWN_SOURCES.reading) return true;
  if (of === 'begin') return now - incident.notedAt >= TOGETHER_MS;
  const wait = incident.kind === 'gap' && to === 'subscribers' ? LATE_MS : TOGETHER_MS;
  return now - (incident.endNotedAt ?? now) >= wait;
}

function alertOf(incidents: readonly Incident[], { to, of }: IncidentReader, now: Instant): Alert {
  // At most one alert for each kind of reader and instant.
  return newAlert(`watch:${to}:${of}:${now.toString(36)}`, {
    notice: null,
    alertReason: 'watch',
    createdAt: now,
    follows: of === 'begin' ? null : beginningOf(incidents, to),
    watch: { of, troubles: idsOf(incidents).toSorted() },
  });
}

/**
 * The deliveries of an alert of incidents, the incidents that its readers are alerted to, and why
 * some or all of them are not. Its readers are the subscribers of one of the regulators or of
 * everything; addresses that muted them or read digests only are left out.
 */
function recipientsOf(
  alert: Alert,
  incidents: readonly Incident[],
  reader: IncidentReader,
  context: IncidentContext,
) {
  const { operator, noOperator, subscriptions, channels } = context;
  if (reader.to === 'operator') {
    if (operator === null) return { sent: [], because: noOperator, isReported: () => false };
    const delivery = newDelivery(alert, operator, { subscriptions: [], signals: [], level: 2 });
    return { sent: [delivery], because: null, isReported: () => true };
  }
  const inScope = subscriptions.filter(
    (subscription) =>
      subscription.disabled === null &&
      incidents.some((incident) => concerns(subscription, incident)),
  );
  const left = new Map<string, 'reads-digests' | 'muted'>();
  const wanted = inScope.filter(({ timing, address }) => {
    const isMuted = () =>
      mutesAt(address, context).some((mute) =>
        incidents.every((incident) => concerns(mute, incident)),
      );
    const muted = () => (isMuted() ? 'muted' : null);
    const why = timing === 'digest' ? 'reads-digests' : muted();
    if (why !== null) left.set(addressKey(address), why);
    return why === null;
  });
  for (const subscription of wanted) left.delete(addressKey(subscription.address));
  const counts = Map.groupBy(left.values(), (why) => why);
  const [first, ...more] = [...counts].map(([why, all]) =>
    reason('left-out', { n: all.length, why: reason(why) }),
  );
  return {
    sent: deliveriesTo(alert, wanted, 2, channels),
    because: first === undefined ? null : reasons(first, ...more),
    isReported: (incident: Incident) =>
      wanted.some((subscription) => concerns(subscription, incident)),
  };
}

/**
 * Whether a subscription takes an incident in: it is about the body that could not be seen, or
 * about everything.
 */
export function concerns(
  { scope }: { readonly scope: MuteScope },
  { regulator }: Incident,
): boolean {
  return covers(scope, { regulator });
}

/** The one message that said how all of these began; an end replies to it. */
function beginningOf(incidents: readonly Incident[], to: IncidentReader['to']): AlertId | null {
  const began = incidents.map(
    ({ tellings }) =>
      tellings.find((incidentReport) => incidentReport.to === to && incidentReport.of === 'begin')
        ?.alert ?? null,
  );
  return new Set(began).size === 1 ? began[0]! : null;
}
