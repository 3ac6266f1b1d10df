import type { Incident, IncidentReport } from '../../domain/incident.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import type { Instant } from '../../domain/time.ts';

const MINUTE = 60_000;
/** Transient errors are reported only once they last this long. */
const PASSING_MS = 30 * MINUTE;
/** A recurring finding at one source is reported once in this time. */
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
   * Longest time in milliseconds for which a source may be unobserved before its subscribers are
   * alerted.
   */
  readonly limitOf: (incident: Incident) => number;
  /** Incidents of the last day, including ended ones. */
  readonly lately: readonly Incident[];
}

export type IncidentReader = Pick<IncidentReport, 'to' | 'of'>;

const minutes = (ms: number) => ({ minutes: Math.round(ms / MINUTE) });

/**
 * Whether the beginning or end of an incident is reported to one kind of reader: now, later, or not
 * and why. The first rule that fits decides.
 */
export function incidentVerdict(
  incident: Incident,
  reader: IncidentReader,
  context: RuleContext,
): 'tell' | 'wait' | Reason {
  if (reader.of === 'end' && incident.to === null) return 'wait';
  if (reader.to === 'subscribers' && incident.regulator === null) return reason('newspaper-source');
  if (reader.of === 'end') return endVerdict(incident, reader.to, context);
  if (isWithinLimit(incident, reader.to, context))
    return incident.to === null ? 'wait' : withinLimit(incident, context);
  return incident.kind === 'finding'
    ? findingVerdict(incident, reader.to, context)
    : gapVerdict(incident, reader.to, context);
}

type Audience = IncidentReader['to'];

function isWithinLimit(incident: Incident, reader: Audience, context: RuleContext): boolean {
  const { from, to } = incident;
  return reader === 'subscribers' && (to ?? context.now) - from < context.limitOf(incident);
}

const withinLimit = (incident: Incident, { limitOf }: RuleContext): Reason =>
  reason('within-limit', minutes(limitOf(incident)));

const wasReported = ({ tellings }: Incident, reader: Audience): boolean =>
  tellings.some(({ to, of, alert }) => to === reader && of === 'begin' && alert !== null);

function endVerdict(incident: Incident, reader: Audience, context: RuleContext): 'tell' | Reason {
  if (wasReported(incident, reader)) return 'tell';
  if (incident.kind === 'finding') return reason('beginning-not-reported');
  if (isWithinLimit(incident, reader, context)) return withinLimit(incident, context);
  const alone = incident.tellings.find(({ to, of }) => to === reader && of === 'begin')?.because;
  return alone?.code === 'with-its-finding' ? alone : 'tell';
}

function gapVerdict(
  { source, from, to }: Incident,
  reader: Audience,
  { lately }: RuleContext,
): 'tell' | Reason {
  if (to !== null) return reason('with-its-end');
  const isOfFinding = lately.some(
    (other) =>
      other.kind === 'finding' &&
      other.source === source &&
      (other.to === null || other.to > from) &&
      wasReported(other, reader),
  );
  return reader === 'operator' && isOfFinding ? reason('with-its-finding') : 'tell';
}

function findingVerdict(
  { id, code, source, from, to }: Incident,
  reader: Audience,
  { now, lately }: RuleContext,
): 'tell' | 'wait' | Reason {
  if (to !== null && to > from) return reason('over-before-report', minutes(to - from));
  if (PASSING.has(code) && now - from < PASSING_MS) return 'wait';
  const comesAndGoes = lately.some(
    (other) =>
      other.id !== id &&
      other.source === source &&
      other.code === code &&
      wasReported(other, reader) &&
      now - other.from < AGAIN_MS,
  );
  // Every odd notice is an incident of its own.
  return comesAndGoes && code !== 'rows-unusual' ? reason('comes-and-goes') : 'tell';
}
