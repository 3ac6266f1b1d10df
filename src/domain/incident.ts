import { z } from 'zod';
import { AlertId, RegulatorId, SourceId } from './ids.ts';
import { jsonIn } from './json-text.ts';
import { Reason } from './reason.ts';
import { Instant } from './time.ts';

/**
 * Whether a kind of reader was alerted to the beginning or end of an incident, by which alert, or
 * why not.
 */
export const IncidentReport = z.strictObject({
  to: z.enum(['operator', 'subscribers']),
  of: z.enum(['begin', 'end']),
  alert: AlertId.nullable(),
  /** Why it is not alerted, or which readers are not. */
  because: Reason.nullable(),
  at: Instant,
});
export type IncidentReport = z.infer<typeof IncidentReport>;

/**
 * A problem of the watch: a finding at a source, or a period in which it was not observed. It is
 * stored with who was alerted to it and why others were not.
 */
export const Incident = z.strictObject({
  /** Derived from source, code and start, so that noting it twice stores one incident. */
  id: z.string().min(1),
  source: SourceId,
  /** Name of the source for people. */
  title: z.string(),
  /** The authority that was not observed; null for a newspaper. */
  regulator: RegulatorId.nullable(),
  kind: z.enum(['finding', 'gap']),
  /** Code of the finding; of a gap, of what caused it. */
  code: z.string().min(1),
  message: z.string(),
  from: Instant,
  /** null = it lasts. A momentary one (another charset, an odd notice) ends when it begins. */
  to: Instant.nullable(),
  notedAt: Instant,
  endNotedAt: Instant.nullable(),
  /** Notices that were found late at the end of a gap; null = not counted (yet). */
  late: z.number().int().min(0).nullable(),
  tellings: z.array(IncidentReport),
  /** Number of its changes: a write based on an older revision is dropped. */
  revision: z.number().int().min(0),
});
export type Incident = z.infer<typeof Incident>;

type OpenReport = Pick<IncidentReport, 'to' | 'of'>;

/**
 * Undecided reports of an incident: findings are for the operator only, gaps also for subscribers
 * of the regulator; a momentary one has no end.
 */
export function undecided(incident: Incident): OpenReport[] {
  const readers =
    incident.kind === 'gap' ? (['operator', 'subscribers'] as const) : (['operator'] as const);
  const ends = incident.from === incident.to ? (['begin'] as const) : (['begin', 'end'] as const);
  return readers
    .flatMap((to) => ends.map((of): OpenReport => ({ to, of })))
    .filter(
      (openReport) =>
        !incident.tellings.some(
          (report) => report.to === openReport.to && report.of === openReport.of,
        ),
    );
}

/**
 * Whether nothing of it changes any more: it is over, and everybody was alerted or not for a
 * reason.
 */
export function isOver(incident: Incident): boolean {
  return incident.to !== null && undecided(incident).length === 0;
}

/** Sources of incidents of this program itself, which are watched by nobody else. */
export const OWN_SOURCES = { gateway: 'discord-gateway', reading: 'reading-process' } as const;

/** The connection to Discord's gateway; `since` = when the present state began. */
export const GatewayStatus = z.strictObject({
  connected: z.boolean(),
  since: Instant,
  /** Message of the last failure; null while connected or before the first one. */
  because: z.string().nullable(),
});
export type GatewayStatus = z.infer<typeof GatewayStatus>;

/** Key under which the last reported status is remembered, for `/readyz` and `doctor`. */
export const GATEWAY_KEY = 'discord-gateway';

/**
 * The stored status; null = this database never had a gateway, or the row is of another version.
 */
export function gatewayStatusFrom(text: string | null): GatewayStatus | null {
  return GatewayStatus.safeParse(jsonIn(text ?? '')).data ?? null;
}
