import type { Incident, IncidentReport } from '../domain/incident.ts';
import { type Reason, reason } from '../domain/reason.ts';
import type { Instant } from '../domain/time.ts';

const MINUTE = 60_000;
/** Transient errors are reported only once they last this long. */
const PASSING_MS = 30 * MINUTE;
/** The same finding at the same source is reported once in this time, however often it comes and goes. */
const AGAIN_MS = 6 * 60 * MINUTE;

/** Findings of the network and of single notices. */
const PASSING: ReadonlySet<string> = new Set([
  'not-reached',
  'name-not-found',
  'too-slow',
  'broken-body',
  'asked-to-wait',
  'server-error',
  'error-page',
  'page-failed',
  'files-missing',
]);

/** It is told now, later, or not for a reason. */
export type IncidentVerdict = 'tell' | 'wait' | Reason;

export interface RuleContext {
  readonly now: Instant;
  readonly limitOf: (incident: Incident) => number;
  readonly lately: readonly Incident[];
}

export type IncidentReader = Pick<IncidentReport, 'to' | 'of'>;
type IncidentRule = (
  incident: Incident,
  reader: IncidentReader,
  context: RuleContext,
) => IncidentVerdict | null;

const minutes = (ms: number) => ({ minutes: Math.round(ms / MINUTE) });
const lasted = ({ from, to }: Incident, now: Instant) => (to ?? now) - from;
const wasReported = ({ tellings }: Incident, to: IncidentReader['to']) =>
  tellings.some((one) => one.to === to && one.of === 'begin' && one.alert !== null);

/** In this order; the first that has an opinion decides. Nobody's opinion = it is told. */
const RULES: readonly IncidentRule[] = [
  function endsLater({ to }, { of }) {
    return of === 'end' && to === null ? 'wait' : null;
  },
  function pressIsNoBody({ regulator }, { to }) {
    return to === 'subscribers' && regulator === null ? reason('newspaper-source') : null;
  },
  function withinTheLimit(incident, { to, of }, { limitOf, now }) {
    if (to !== 'subscribers' || of !== 'begin') return null;
    const limit = limitOf(incident);
    if (lasted(incident, now) >= limit) return null;
    return incident.to === null ? 'wait' : reason('within-limit', minutes(limit));
  },
  function withItsEnd({ kind, to }, reader) {
    return kind === 'gap' && reader.of === 'begin' && to !== null ? reason('with-its-end') : null;
  },
  function endOfUnreported(incident, { to, of }, { limitOf, now }) {
    if (of !== 'end' || wasReported(incident, to)) return null;
    if (incident.kind === 'finding') return reason('beginning-not-reported');
    if (to === 'subscribers' && lasted(incident, now) < limitOf(incident))
      return reason('within-limit', minutes(limitOf(incident)));
    const alone = incident.tellings.find((one) => one.to === to && one.of === 'begin')?.because;
    return alone?.code === 'with-its-finding' ? alone : null;
  },
  function withItsFinding(incident, { to, of }, { lately }) {
    if (incident.kind !== 'gap' || to !== 'operator' || of !== 'begin') return null;
    const same = lately.some(
      (one) =>
        one.kind === 'finding' &&
        one.source === incident.source &&
        (one.to === null || one.to > incident.from) &&
        wasReported(one, 'operator'),
    );
    return same ? reason('with-its-finding') : null;
  },
  function overBeforeReported({ kind, from, to }, { of }) {
    return kind === 'finding' && of === 'begin' && to !== null && to > from
      ? reason('over-before-report', minutes(to - from))
      : null;
  },
  function onlyWhereItLasts(incident, { of }, { now }) {
    if (incident.kind !== 'finding' || of !== 'begin' || !PASSING.has(incident.code)) return null;
    return now - incident.from < PASSING_MS ? 'wait' : null;
  },
  function oncePerHours(incident, { of, to }, { lately, now }) {
    // Every odd notice is one of its own.
    if (incident.kind !== 'finding' || of !== 'begin' || incident.code === 'rows-unusual') return null;
    const before = lately.find(
      (one) =>
        one.id !== incident.id &&
        one.source === incident.source &&
        one.code === incident.code &&
        wasReported(one, to) &&
        now - one.from < AGAIN_MS,
    );
    return before === undefined ? null : reason('comes-and-goes');
  },
];

/** Whether the beginning or end of an incident is told to one kind of reader now, later, or not and why. */
export function incidentVerdict(
  incident: Incident,
  reader: IncidentReader,
  context: RuleContext,
): IncidentVerdict {
  for (const rule of RULES) {
    const verdict = rule(incident, reader, context);
    if (verdict !== null) return verdict;
  }
  return 'tell';
}
