import { partsOf } from '../../domain/act-kind.ts';
import type { Address, Alert } from '../../domain/alert.ts';
import type { Grade } from '../../domain/grade.ts';
import type { AlertId, CompanyId } from '../../domain/ids.ts';
import { MEASURES, type MeasureGroup } from '../../domain/measures.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import type { AlertMark } from '../../domain/workspace.ts';
import type { WorkspaceAlert } from '../../domain/workspace-store.ts';
import type { WorkspaceRows } from './workspace-rows.ts';

export interface InboxQuery {
  /** Only alerts that name one of these; absent = all. */
  readonly companies?: readonly CompanyId[] | undefined;
  /** Only alerts of an act of this group. */
  readonly kind?: MeasureGroup | undefined;
  readonly unread?: boolean | undefined;
  readonly address?: Address | undefined;
  readonly alert?: AlertId | undefined;
  readonly until?: Instant | undefined;
  readonly limit: number;
  readonly offset?: number | undefined;
}

/** An alert with its content, its recipients, its follow-ups and the feedback on it. */
export interface InboxEntry extends WorkspaceAlert {
  /** Null where the alert is about the watch itself. */
  readonly grade: Grade | null;
  readonly kinds: readonly MeasureGroup[];
  readonly companies: readonly CompanyId[];
  readonly notice: Notice | null;
  /** Later alerts that correct it, oldest first. */
  readonly corrections: readonly Alert[];
  readonly marks: readonly AlertMark[];
  /** The viewer's mark on it; null = unread. */
  readonly own: AlertMark | null;
}

/** Alerts searched for a kind or for unread ones. */
const MOST_SCANNED = 1_000;
const AT_ONCE = 100;

/** The alerts sent to the viewer's workspace, newest first. */
export async function inboxOf(
  rows: WorkspaceRows,
  store: Pick<Store, 'notice'>,
  query: InboxQuery,
): Promise<InboxEntry[]> {
  const { kind, unread = false, until, limit, offset = 0, ...of } = query;
  const isFiltered = kind !== undefined || unread;
  const isWanted = (entry: InboxEntry) =>
    (kind === undefined || entry.kinds.includes(kind)) && (!unread || entry.own === null);
  const found: InboxEntry[] = [];
  const wanted = isFiltered ? offset + limit : limit;
  const size = isFiltered ? AT_ONCE : limit;
  for (let at = isFiltered ? 0 : offset; ; at += size) {
    const page = await rows.sentAlerts({ ...of, limit: size, offset: at }, until);
    found.push(...(await entriesOf(page, rows, until)).filter(isWanted));
    if (page.length < size || found.length >= wanted || at >= MOST_SCANNED) break;
  }
  const entries = isFiltered ? found.slice(offset, wanted) : found;
  return Promise.all(
    entries.map(async (entry) => {
      const { notice } = entry.alert;
      return { ...entry, notice: notice === null ? null : await store.notice(notice) };
    }),
  );
}

async function entriesOf(
  page: readonly WorkspaceAlert[],
  rows: WorkspaceRows,
  until: Instant | undefined,
): Promise<InboxEntry[]> {
  const ids = page.map(({ alert }) => alert.id);
  const [later, marks] = await Promise.all([rows.followUps(ids, until), rows.marks(ids)]);
  return page.map((sent) => {
    const { alert, signals } = sent;
    const reported = alert.unconfirmed ?? [];
    const measures = [
      ...signals.flatMap((signal) => signal.measures ?? []),
      ...reported.flatMap(({ kind }) => partsOf(kind).measure ?? []),
    ];
    const own = marks.filter((mark) => mark.alert === alert.id);
    return {
      ...sent,
      grade: gradeOf(alert),
      kinds: [...new Set(measures.map((measure) => MEASURES[measure].group))],
      companies: [
        ...new Set([
          ...signals.map(({ company }) => company),
          ...reported.flatMap(({ company }) => company ?? []),
        ]),
      ],
      notice: null,
      corrections: later.filter(
        (one) =>
          one.edits === alert.id || (one.follows === alert.id && one.alertReason === 'correction'),
      ),
      marks: own,
      own: own.find(({ by }) => by === rows.viewer.by) ?? null,
    };
  });
}

/** Confidence in the content of an alert when it was sent. */
function gradeOf({ unconfirmed, watch, note }: Alert): Grade | null {
  if (watch !== undefined || note !== undefined) return null;
  if (unconfirmed === undefined) return 'confirmed';
  return unconfirmed.every(({ grade }) => grade === 'reported') ? 'reported' : 'unconfirmed';
}
