import type { Confirmation } from '../../domain/evidence.ts';
import type { OutletId } from '../../domain/ids.ts';
import type { ConfirmedAction, ReportedActionRow, Store } from '../../domain/ports.ts';
import type { Outlet } from '../../domain/regulator.ts';
import type { ReportedAction } from '../../domain/reported-action.ts';
import { daysBetween, type Instant, plusDays } from '../../domain/time.ts';
import { isWordy } from '../../knowledge/names/word-edges.ts';
import { isAlike } from '../score/kinds.ts';

/**
 * Agencies that a report cites, its outlet included. Two reports that share one are one account,
 * whoever printed them.
 */
export function agenciesOf(
  text: string,
  outlet: OutletId | null,
  outlets: Iterable<Outlet>,
): OutletId[] {
  return [...outlets]
    .filter((outlet) => outlet.quality === 'agency')
    .filter((one) => one.id === outlet || one.names.some((name) => holdsName(text, name)))
    .map((outlet) => outlet.id);
}

/** Whether a text holds a name as a word of its own. */
export function holdsName(text: string, name: string): boolean {
  const isWithin = (edge: number) =>
    isWordy(text.charCodeAt(edge - 1)) && isWordy(text.charCodeAt(edge));
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!isWithin(at) && !isWithin(at + name.length)) return true;
  return false;
}

/** Days between two reports of one act. */
export const NEAR_DAYS = 3;

/**
 * What confirms an unconfirmed act: a person who accepted it; else the authority's own page; else
 * another outlet that rests on no common agency, is confirmed by itself and names the same known
 * authority. All must state the same act against the same company within three days. Two unsure
 * reports confirm nothing (`isReportedTwice`): newspapers are misread in similar ways. Null =
 * nothing does, or a person rejected it.
 */
export function confirmationOf(
  { action, decision }: ReportedActionRow,
  others: readonly ReportedActionRow[],
): Confirmation | null {
  if (action.state !== 'unconfirmed' || decision?.verdict === 'rejected') return null;
  if (decision !== null) return { kind: 'person', by: decision.by, because: decision.because };
  const same = saidToo(action, others);
  // An authority's page with unconfirmed acts of its own confirms nothing.
  const official = same.find(
    (other) => other.outlet === null && other.state === 'alerted' && action.outlet !== null,
  );
  if (official !== undefined)
    return { kind: 'official', notice: official.notice, url: official.url };
  const second = same.find(
    (other) =>
      other.state === 'alerted' && isIndependent(action, other) && isOneBody(action, other),
  );
  if (second === undefined) return null;
  return { kind: 'outlet', outlet: second.outlet!, notice: second.notice, url: second.url };
}

/**
 * The least probability of each of two unsure reports. Of names reported twice above it, 16 of 18
 * were right on archives left out of the training; of all pairs 26 of 40.
 */
const LIKELY = 0.5;

/**
 * Whether an unconfirmed act becomes reported: another report that rests on no common agency states
 * the same act by the same known authority, and both are likely right.
 */
export function isReportedTwice(
  { action, decision }: ReportedActionRow,
  others: readonly ReportedActionRow[],
): boolean {
  if (action.state !== 'unconfirmed' || action.grade === 'reported') return false;
  if (action.outlet === null || decision !== null || !isLikely(action)) return false;
  return saidToo(action, others).some(
    (other) => isLikely(other) && isIndependent(action, other) && isOneBody(action, other),
  );
}

/** A misread target would be misread again in the next report. */
const isLikely = ({ probability, because }: ReportedAction): boolean =>
  because === undefined && (probability ?? 1) >= LIKELY;

/** Reports of the same act on other pages that nobody rejected, in order of detection. */
function saidToo(action: ReportedAction, others: readonly ReportedActionRow[]): ReportedAction[] {
  return others
    .filter((other) => other.decision?.verdict !== 'rejected' && isSameStep(action, other.action))
    .map((other) => other.action)
    .sort((a, b) => a.detectedAt - b.detectedAt || (a.notice < b.notice ? -1 : 1));
}

/** Whether two reports are independent: of different outlets, and without a common agency. */
function isIndependent(action: ReportedAction, { outlet, agencies }: ReportedAction): boolean {
  return (
    outlet !== null &&
    outlet !== action.outlet &&
    !action.agencies.some((agency) => agencies.includes(agency))
  );
}

function isOneBody(action: ReportedAction, other: ReportedAction): boolean {
  const body = knownBody(action);
  return body !== null && body === knownBody(other);
}

/**
 * Whether two reports state one act: same company, few days apart. Where both authorities are known
 * they must be the same, and a report must name one.
 */
function isSameStep(reportedAction: ReportedAction, other: ReportedAction): boolean {
  const [here, there] = [knownBody(reportedAction), knownBody(other)];
  return (
    other.state !== 'person' &&
    reportedAction.page !== other.page &&
    reportedAction.company !== null &&
    reportedAction.company === other.company &&
    isAlike(reportedAction.kind, other.kind) &&
    [reportedAction, other].every(
      (action) => action.outlet === null || action.authority !== null,
    ) &&
    (here === null || there === null || here === there) &&
    Math.abs(daysBetween(reportedAction.day, other.day)) <= NEAR_DAYS
  );
}

function knownBody({ authority }: Pick<ReportedAction, 'authority'>): string | null {
  const id = authority?.id ?? null;
  return id === null || id.endsWith('-unnamed') ? null : id;
}

const CLAIMS_AT_ONCE = 50;
/** Limit for reports of one act of a company within a week: more than the press ever prints. */
const MOST = 500;

/**
 * Compares every newly saved report with others of the same act. The comparison follows the saving,
 * so that of two reports processed at once the later one finds the earlier. Pages whose acts become
 * confirmed or reported are processed again. Returns the number of confirmed reports.
 */
export async function compareReportedActions(store: Store, now: Instant): Promise<number> {
  let count = 0;
  for (;;) {
    const waiting = await store.actionsToCompare(CLAIMS_AT_ONCE);
    for (const row of waiting) {
      const { company, kind, day } = row.action;
      const days = { from: plusDays(day, -NEAR_DAYS), to: plusDays(day, NEAR_DAYS) };
      const near =
        company === null
          ? [row]
          : (await store.reportedActions({ company, ...days, limit: MOST })).filter((row) =>
              isAlike(kind, row.action.kind),
            );
      const confirmed = near.flatMap((row): ConfirmedAction[] => {
        const by = confirmationOf(row, near);
        return by === null ? [] : [{ action: row.action, by }];
      });
      const reported = near.flatMap((row) =>
        confirmationOf(row, near) === null && isReportedTwice(row, near) ? [row.action] : [],
      );
      await store.confirmActions(row.action, { confirmed, reported }, now);
      count += confirmed.length;
    }
    if (waiting.length < CLAIMS_AT_ONCE) return count;
  }
}
