import type { Confirmation } from '../../domain/evidence.ts';
import type { OutletId } from '../../domain/ids.ts';
import type { ConfirmedAction, ReportedActionRow, Store } from '../../domain/ports.ts';
import type { Outlet } from '../../domain/regulator.ts';
import type { ReportedAction } from '../../domain/reported-action.ts';
import { daysBetween, type Instant, plusDays } from '../../domain/time.ts';
import { isWordy } from '../../knowledge/names/word-edges.ts';
import { isAlike } from '../score/kinds.ts';

/**
 * Agencies that a report rests on or names anywhere, its outlet included: two reports that share
 * one are one account, whoever printed it.
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

/** Whether a text holds a name, and not only as a part of a longer word. */
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
 * What confirms an unconfirmed claim: a person who accepted it; else the authority's own page; else
 * another outlet that does not rest on the same agency, is sure by itself and names the same known
 * authority. All say the same act of the same company within three days. Two reports that are both
 * unsure confirm nothing (`isReportedTwice`): newspapers are misread in the same way. Null =
 * nothing does, or a person rejected it.
 */
export function confirmationOf(
  { action, decision }: ReportedActionRow,
  others: readonly ReportedActionRow[],
): Confirmation | null {
  if (action.state !== 'unconfirmed' || decision?.verdict === 'rejected') return null;
  if (decision !== null) return { kind: 'person', by: decision.by, because: decision.because };
  const same = saidToo(action, others);
  // An authority's page that is not sure of its own act confirms nobody else's.
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
 * Of two reports that are both unsure each is more likely right than not: of such names on archives
 * that were left out of the training 16 of 18 were right, of all pairs only 26 of 40.
 */
const LIKELY = 0.5;

/**
 * Whether an unconfirmed claim of an outlet is reported from now on: another one that does not rest
 * on the same agency says the same act by the same known authority, and both are likely right.
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

/** What is aimed at somebody else is read so again by the next. */
const isLikely = ({ probability, because }: ReportedAction): boolean =>
  because === undefined && (probability ?? 1) >= LIKELY;

/** What other pages say of the same act and nobody rejected, in the order of their detection. */
function saidToo(action: ReportedAction, others: readonly ReportedActionRow[]): ReportedAction[] {
  return others
    .filter((other) => other.decision?.verdict !== 'rejected' && isSameStep(action, other.action))
    .map((other) => other.action)
    .sort((a, b) => a.detectedAt - b.detectedAt || (a.notice < b.notice ? -1 : 1));
}

/**
 * Two pages of one outlet are one outlet, and two reports that name one agency are that agency's.
 */
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
 * One act of one company within few days; two authorities that are both known must be one, and a
 * report must name one.
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
/** Reports of one act of one company within a week: more than any press has. */
const MOST = 500;

/**
 * Compares every claim that was saved since with the others on the same act. Claims are compared
 * after they were saved, so that of two reports that are settled at the same time the later one
 * finds the earlier. Pages whose claims are confirmed, or reported from now on, are due to be
 * settled again. Answers how many claims were confirmed.
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
