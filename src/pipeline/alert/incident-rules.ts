import type { Incident, IncidentReport } from '../../domain/incident.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import type { Instant } from '../../domain/time.ts';

const MINUTE = 60_000;
/** Transient errors are reported only once they last this long. */
const PASSING_MS = 30 * MINUTE;
/**
 * The same finding at the same source is reported once in this time, however often it comes and
 * goes.
 */
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

export interface RuleContext {
  readonly now: Instant;
  /**
   * Longest time in milliseconds for which a source may be unseen before its subscribers hear of
   * it.
   */
  readonly limitOf: (incident: Incident) => number;
  /** Incidents of the last day, settled ones as well. */
  readonly lately: readonly Incident[];
}

export type IncidentReader = Pick<IncidentReport, 'to' | 'of'>;

const minutes = (ms: number) => ({ minutes: Math.round(ms / MINUTE) });

/**
 * Whether the beginning or end of an incident is reported to one kind of reader: now, later, or not and
 * why. The first rule that fits decides.
 */
export function incidentVerdict(
  incident: Incident,
  { to: reader, of }: IncidentReader,
  { now, limitOf, lately }: RuleContext,
): 'tell' | 'wait' | Reason {
  const { kind, code, source, from, to, tellings } = incident;
  const isFinding = kind === 'finding';
  const wasReported = (incident: Incident) =>
    incident.tellings.some(
      (telling) => telling.to === reader && telling.of === 'begin' && telling.alert !== null,
    );
  const isWithinLimit = () => reader === 'subscribers' && (to ?? now) - from < limitOf(incident);
  const withinLimit = () => reason('within-limit', minutes(limitOf(incident)));

  if (of === 'end' && to === null) return 'wait';
  if (reader === 'subscribers' && incident.regulator === null) return reason('newspaper-source');
  if (of === 'end') {
    if (wasReported(incident)) return 'tell';
    if (isFinding) return reason('beginning-not-reported');
    if (isWithinLimit()) return withinLimit();
    const alone = tellings.find(
      (incidentReport) => incidentReport.to === reader && incidentReport.of === 'begin',
    )?.because;
    return alone?.code === 'with-its-finding' ? alone : 'tell';
  }
  if (isWithinLimit()) return to === null ? 'wait' : withinLimit();
  if (!isFinding) {
    if (to !== null) return reason('with-its-end');
    const isOfFinding = lately.some(
      (incident) =>
        incident.kind === 'finding' &&
        incident.source === source &&
        (incident.to === null || incident.to > from) &&
        wasReported(incident),
    );
    return reader === 'operator' && isOfFinding ? reason('with-its-finding') : 'tell';
  }
  if (to !== null && to > from) return reason('over-before-report', minutes(to - from));
  if (PASSING.has(code) && now - from < PASSING_MS) return 'wait';
  const comesAndGoes = lately.some(
    (one) =>
      one.id !== incident.id &&
      one.source === source &&
      one.code === code &&
      wasReported(one) &&
      now - one.from < AGAIN_MS,
  );
  // Every odd notice is one of its own.
  return comesAndGoes && code !== 'rows-unusual' ? reason('comes-and-goes') : 'tell';
}
