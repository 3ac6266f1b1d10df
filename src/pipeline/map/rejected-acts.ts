import { type ActKind, kindOf } from '../../domain/act-kind.ts';
import type { Exposure, Match } from '../../domain/exposure.ts';
import type { CompanyId, NoticeId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import { reason } from '../../domain/reason.ts';

/**
 * A person's decision that a page reports no act against a company. It holds for this page and its
 * later versions; the name still belongs to the company.
 */
export interface RejectedAct {
  /** Any version of the page. */
  readonly notice: NoticeId;
  /** Null = the page reports no act against anybody. */
  readonly company: CompanyId | null;
  /** Only the confirmed act of this kind; absent = every act of the page. */
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
 * Rejections that concern a mention: those of the whole page, and that of the confirmed act that
 * the mention stands for.
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

/** A match without the company that a person rejected on this page. */
export function withoutRejectedAct(match: Match, rejected: readonly RejectedAct[]): Match {
  const found = rejectionOf(match.company, rejected);
  if (found === undefined) return match;
  const because = reason('decided-no-act', { who: found.by, why: found.because });
  const nobody = { app: null, entity: null, owner: null, company: null, chain: [] };
  return { ...match, ...nobody, kind: 'none', private: false, reason: because, candidates: [] };
}

/** Whether an exposure, also one through a listed child, was not rejected on this page. */
export function standsAgainst(
  { company, via }: Exposure,
  rejected: readonly RejectedAct[],
): boolean {
  const whole = rejected.filter(({ confirmedKind }) => confirmedKind === undefined);
  return rejectionOf(company, whole) === undefined && rejectionOf(via, whole) === undefined;
}
