import type { Address, Alert, Delivery, Silence, Subscription } from '../domain/alert.ts';
import type { Channel } from '../domain/channel.ts';
import type { AlertId } from '../domain/ids.ts';
import { type Incident, type IncidentReport, undecided } from '../domain/incident.ts';
import { type Reason, reason, reasons } from '../domain/reason.ts';
import type { Instant } from '../domain/time.ts';
import { addressKey, deliveriesTo, mutesAt, newDelivery, WITHOUT_SIGNALS } from './delivery.ts';
import { type IncidentReader, type IncidentVerdict, incidentVerdict } from './incident-rules.ts';
import { covers } from './stage.ts';

const MINUTE = 60_000;
/** What begins or ends within these minutes is told in one message: a broken network is one incident and not eighty. */
const TOGETHER_MS = 5 * MINUTE;
/** The end of a gap waits for what is found late: a notice waits ten minutes for its list. */
const LATE_MS = 12 * MINUTE;

export interface IncidentContext {
  readonly now: Instant;
  /** Where the operator reads; null = nowhere, for this reason. */
  readonly operator: Address | null;
  readonly noOperator: Reason | null;
  readonly subscriptions: readonly Subscription[];
  readonly silences: readonly Silence[];
  readonly channels: ReadonlyMap<string, Channel>;
  /** Longest time in milliseconds for which a source may be unseen before its subscribers hear of it. */
  readonly limitOf: (incident: Incident) => number;
  /** Incidents of the last day, settled ones as well. */
  readonly lately: readonly Incident[];
  /** Notices that were found late since a gap ended. */
  readonly lateSince: (incident: Incident) => number;
}

export interface IncidentAlerts {
  /** The incidents that were decided on, as they are now. */
  readonly changed: readonly Incident[];
  readonly alerts: readonly Alert[];
  readonly deliveries: readonly Delivery[];
}

const READERS: readonly IncidentReader[] = [
  { to: 'operator', of: 'begin' },
  { to: 'operator', of: 'end' },
  { to: 'subscribers', of: 'begin' },
  { to: 'subscribers', of: 'end' },
];

/**
 * Decides for every incident whether its beginning and its end are told to the operator and to subscribers, with a reason where they are
 * not; what is told goes out together, one alert for each kind of reader. Pure: the same values give the same rows.
 */
export function alertIncidents(pending: readonly Incident[], context: IncidentContext): IncidentAlerts {
  const decided = new Map(pending.map((incident) => [incident.id, incident]));
  const alerts: Alert[] = [];
  const deliveries: Delivery[] = [];
  const add = (
    incident: Incident,
    reader: IncidentReader,
    report: Pick<IncidentReport, 'alert' | 'because'>,
  ) => {
    const tellings = [...incident.tellings, { ...reader, ...report, at: context.now }];
    decided.set(incident.id, { ...incident, tellings });
  };
  for (const reader of READERS) {
    const verdicts = [...decided.values()]
      .filter((one) => undecided(one).some((open) => open.to === reader.to && open.of === reader.of))
      .map((incident) => ({ incident, verdict: incidentVerdict(incident, reader, context) }));
    for (const { incident, verdict } of verdicts)
      if (verdict.kind === 'not') add(incident, reader, { alert: null, because: verdict.because });
    const ready = verdicts.filter(isReported).map((one) => one.incident);
    if (!ready.some((one) => isRipe(one, reader, context.now))) continue;
    const counted = ready.map((one) => (reader.of === 'end' ? withLate(one, context) : one));
    const report = groupIntoAlert(counted, reader, context);
    if (report.alert !== null) alerts.push(report.alert);
    deliveries.push(...report.deliveries);
    for (const incident of counted) add(incident, reader, report.outcomeOf(incident));
  }
  const changed = [...decided.values()].filter((one) => one !== pending.find(({ id }) => id === one.id));
  return {
    changed: changed.map((one) => ({ ...one, revision: one.revision + 1 })),
    alerts,
    deliveries,
  };
}

const isReported = (one: { readonly verdict: IncidentVerdict }) => one.verdict.kind === 'tell';

function isRipe(incident: Incident, { to, of }: IncidentReader, now: Instant): boolean {
  if (of === 'begin') return now - incident.notedAt >= TOGETHER_MS;
  const wait = incident.kind === 'gap' && to === 'subscribers' ? LATE_MS : TOGETHER_MS;
  return now - (incident.endNotedAt ?? now) >= wait;
}

function withLate(incident: Incident, context: IncidentContext): Incident {
  return incident.kind === 'gap' ? { ...incident, late: context.lateSince(incident) } : incident;
}

function groupIntoAlert(incidents: readonly Incident[], reader: IncidentReader, context: IncidentContext) {
  const ids = incidents.map((one) => one.id).toSorted();
  // One alert a moment for each kind of reader, and short: it stands below the message.
  const id = `watch:${reader.to}:${reader.of}:${context.now.toString(36)}` as AlertId;
  const alert: Alert = {
    ...WITHOUT_SIGNALS,
    id,
    notice: null,
    alertReason: 'watch',
    createdAt: context.now,
    follows: beginningOf(incidents, reader),
    watch: { of: reader.of, troubles: ids },
  };
  if (reader.to === 'operator') {
    const { operator, noOperator } = context;
    const because = noOperator ?? reason('no-follower');
    if (operator === null)
      return { alert: null, deliveries: [], outcomeOf: () => ({ alert: null, because }) };
    const delivery = newDelivery(alert, operator, { subscriptions: [], signals: [], level: 2 });
    return { alert, deliveries: [delivery], outcomeOf: () => ({ alert: id, because: null }) };
  }
  const { wanted, because } = subscribersOf(incidents, context);
  return {
    alert: wanted.length === 0 ? null : alert,
    deliveries: deliveriesTo(alert, wanted, 2, context.channels),
    outcomeOf: (incident: Incident) =>
      wanted.some((one) => concerns(one, incident))
        ? { alert: id, because }
        : { alert: null, because: because ?? reason('no-follower') },
  };
}

/**
 * Subscriptions to one of the bodies or everything, without those of addresses that muted it or read digests alone, and why those are
 * left out.
 */
function subscribersOf(incidents: readonly Incident[], context: IncidentContext) {
  const inScope = context.subscriptions.filter(
    (one) => one.disabled === null && incidents.some((incident) => concerns(one, incident)),
  );
  const left = new Map<string, LeftOut>();
  const wanted = inScope.filter((one) => {
    const why = leftOut(one, incidents, context);
    if (why !== null) left.set(addressKey(one.address), why);
    return why === null;
  });
  for (const one of wanted) left.delete(addressKey(one.address));
  const counts = Map.groupBy(left.values(), (why) => why);
  const [first, ...more] = [...counts].map(([why, all]) =>
    reason('left-out', { n: all.length, why: reason(why) }),
  );
  return { wanted, because: first === undefined ? null : reasons(first, ...more) };
}

type LeftOut = 'reads-digests' | 'muted';

function leftOut(
  one: Subscription,
  incidents: readonly Incident[],
  context: IncidentContext,
): LeftOut | null {
  if (one.timing === 'digest') return 'reads-digests';
  const muted = mutesAt(one.address, context).some((silence) =>
    incidents.every((incident) => concerns(silence, incident)),
  );
  return muted ? 'muted' : null;
}

/** Whether a subscription takes an incident in: it is about the body that could not be seen, or about everything. */
export function concerns({ scope }: Pick<Subscription, 'scope'>, { regulator }: Incident): boolean {
  return covers(scope, { regulator });
}

/** The one message that told how all of these began; an end replies to it. */
function beginningOf(incidents: readonly Incident[], { to, of }: IncidentReader): AlertId | null {
  if (of === 'begin') return null;
  const began = new Set(
    incidents.map(
      ({ tellings }) => tellings.find((one) => one.to === to && one.of === 'begin')?.alert ?? null,
    ),
  );
  const [only] = began;
  return began.size === 1 ? (only ?? null) : null;
}
