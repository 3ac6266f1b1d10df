import type { CompanyId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import { dayNumber } from '../domain/time.ts';
import type { Weights } from '../domain/weights.ts';

/** A notice with the companies that it touches. */
export interface TouchingNotice {
  readonly notice: Notice;
  readonly companies: readonly CompanyId[];
}

export interface JoinedPress {
  readonly official: TouchingNotice;
  /** `same batch`, `same deadline`, … */
  readonly because: string;
}

interface PressSign {
  readonly because: string;
  readonly matches: (press: TouchingNotice, official: TouchingNotice) => boolean;
}

/** What shows that press tells an official act, strongest first (scoring.md 11). */
const SIGNS: readonly PressSign[] = [
  { because: 'same batch', matches: sameBatch },
  { because: 'same deadline', matches: sameDeadline },
  { because: 'same count of apps', matches: sameCount },
  { because: 'same company and action', matches: sameCompanyAndAction },
];

/**
 * The official notice whose act a press report tells, and why; null where none is held. Both must name the same body
 * and stand within `press.days` of each other; the strongest sign wins, then the nearer day.
 */
export function joinPress(
  press: TouchingNotice,
  known: readonly TouchingNotice[],
  weights: Weights,
): JoinedPress | null {
  const near = known
    .map((official) => ({ official, apart: daysApart(press.notice, official.notice) }))
    .filter(
      ({ official, apart }) =>
        isOfficial(official) && sameBody(press, official) && apart <= weights.press.days,
    )
    .sort((one, other) => one.apart - other.apart);
  for (const { because, matches } of SIGNS) {
    const found = near.find(({ official }) => matches(press, official));
    if (found !== undefined) return { official: found.official, because };
  }
  return null;
}

const isOfficial = ({ notice }: TouchingNotice) => notice.outlet === null && notice.verdict === 'action';

function sameBody(press: TouchingNotice, official: TouchingNotice): boolean {
  const body = press.notice.regulator?.value;
  const { regulator, jointRegulators } = official.notice;
  return body !== undefined && (regulator?.value === body || jointRegulators.includes(body));
}

function daysApart(one: Notice, other: Notice): number {
  if (one.published === null || other.published === null) return Number.POSITIVE_INFINITY;
  return Math.abs(dayNumber(one.published) - dayNumber(other.published));
}

function sameBatch(press: TouchingNotice, official: TouchingNotice): boolean {
  const one = press.notice.batch?.value;
  const other = official.notice.batch?.value;
  if (!one || !other) return false;
  if (one.total !== null && other.total !== null) return one.total === other.total;
  return one.yearly !== null && one.yearly === other.yearly;
}

function sameDeadline(press: TouchingNotice, official: TouchingNotice): boolean {
  const deadline = press.notice.deadline?.value;
  return deadline !== undefined && deadline === official.notice.deadline?.value;
}

function sameCount(press: TouchingNotice, official: TouchingNotice): boolean {
  const count = press.notice.counts.apps?.value;
  return count !== undefined && count > 1 && count === official.notice.counts.apps?.value;
}

function sameCompanyAndAction(press: TouchingNotice, official: TouchingNotice): boolean {
  return (
    press.companies.some((company) => official.companies.includes(company)) &&
    press.notice.actions.some((action) => official.notice.actions.some((one) => one.type === action.type))
  );
}
