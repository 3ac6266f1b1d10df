import { type ActKind, kindOf } from '../../domain/act-kind.ts';
import type { Exposure, Match } from '../../domain/exposure.ts';
import type { CompanyId, NoticeId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import { reason } from '../../domain/reason.ts';

/**
 * A person's word that a page reports no act against a company. It holds for this page and its
 * later versions; the name itself stays the company's. /
 */
export interface RejectedAct {
  /** Any version of the page. */
  readonly notice: NoticeId;
  /** Null = the page reports no act against anybody. */
  readonly company: CompanyId | null;
  /**
   * Only the act of this kind that something else had confirmed; absent = every act of the page.
   */
  readonly confirmedKind?: ActKind | null;
  readonly by: string;
  readonly because: string;
}

const rejectionOf = (company: CompanyId | null, rejected: readonly RejectedAct[]) =>
  company === null
    ? undefined
    : rejected.findLast(
        (rejectedAct) => rejectedAct.company === null || rejectedAct.company === company,
      );

/**
 * What was taken back of a mention: what concerns the whole page, and the confirmed act that the
 * mention alone stands for.
 */
export const rejectedOf = (
  mention: string,
  { actions }: Pick<Notice, 'actions'>,
  rejected: readonly RejectedAct[],
): RejectedAct[] =>
  rejected.filter(
    ({ confirmedKind }) =>
      confirmedKind === undefined ||
      actions.some(
        ({ act, confirmed, mentions }) =>
          kindOf(act) === confirmedKind && confirmed !== undefined && mentions.includes(mention),
      ),
  );

/** A match without the company that a person took back for this page. */
export function withoutRejectedAct(match: Match, rejected: readonly RejectedAct[]): Match {
  const found = rejectionOf(match.company, rejected);
  if (found === undefined) return match;
  const because = reason('decided-no-act', { who: found.by, why: found.because });
  const nobody = { app: null, entity: null, owner: null, company: null, chain: [] };
  return { ...match, ...nobody, kind: 'none', private: false, reason: because, candidates: [] };
}

/** Whether an exposure, also one by way of a listed child, was not taken back for this page. */
export function standsAgainst(
  { company, via }: Exposure,
  rejected: readonly RejectedAct[],
): boolean {
  const whole = rejected.filter(({ confirmedKind }) => confirmedKind === undefined);
  return rejectionOf(company, whole) === undefined && rejectionOf(via, whole) === undefined;
}
