import { kindOf } from '../../domain/act-kind.ts';
import type { Signal } from '../../domain/alert.ts';
import type { Exposure, Mapping } from '../../domain/exposure.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Action, Mention, Notice } from '../../domain/notice.ts';
import type { CalendarDate } from '../../domain/time.ts';

/** One version of a page: what was read of it, and what that was mapped to. */
export interface SentNotice {
  readonly notice: Notice;
  readonly mapping: Mapping;
}

/** One thing that an edit of a page changed for the companies of a message. */
export type CorrectedDetail =
  | {
      readonly kind: 'deadline';
      readonly was: CalendarDate | null;
      readonly is: CalendarDate | null;
    }
  | { readonly kind: 'acts'; readonly was: readonly Action[]; readonly is: readonly Action[] }
  /** Apps that the page counts or names. */
  | { readonly kind: 'count'; readonly was: number; readonly is: number }
  /** The page does not name the company any more. */
  | { readonly kind: 'company-gone'; readonly company: CompanyId }
  | { readonly kind: 'app-gone' | 'app-added'; readonly name: string }
  /** Versions and stores of an app, or what it is accused of. */
  | { readonly kind: 'places' | 'issues'; readonly was: Mention; readonly is: Mention };

/**
 * What an edit of a page changed for some companies: of the notice itself, then company by company.
 * Empty = a reader would miss nothing, and no message is changed.
 * @param about companies that a message names
 */
export function correctionsBetween(
  was: SentNotice,
  is: SentNotice,
  about: readonly CompanyId[],
): CorrectedDetail[] {
  return [...ofNotice(was, is), ...about.flatMap((company) => ofCompany(company, was, is))];
}

function ofNotice(was: SentNotice, is: SentNotice): CorrectedDetail[] {
  const all: readonly (CorrectedDetail & { readonly was: unknown; readonly is: unknown })[] = [
    { kind: 'deadline', was: deadlineOf(was), is: deadlineOf(is) },
    { kind: 'acts', was: was.notice.actions, is: is.notice.actions },
    { kind: 'count', was: countOf(was), is: countOf(is) },
  ];
  return all.filter((one) =>
    // Another phrase for the same acts is no change.
    one.kind === 'acts' ? kindsOf(one.was) !== kindsOf(one.is) : one.was !== one.is,
  );
}

const deadlineOf = ({ notice }: SentNotice) => notice.deadline?.value ?? null;
const kindsOf = (actions: readonly Action[]) =>
  actions
    .map(({ act }) => kindOf(act))
    .sort()
    .join();
const countOf = ({ notice, mapping }: SentNotice) =>
  Math.max(notice.counts.apps?.value ?? 0, mapping.counts.subjects);

function ofCompany(company: CompanyId, was: SentNotice, is: SentNotice): CorrectedDetail[] {
  const first = exposureOf(company, was.mapping);
  const last = exposureOf(company, is.mapping);
  if (first === null) return [];
  if (last === null) return [{ kind: 'company-gone', company }];
  const before = appsOf(first, was);
  const after = appsOf(last, is);
  const missing = (own: typeof before, other: typeof before, kind: 'app-gone' | 'app-added') =>
    [...own].flatMap(([key, { name }]) => (other.has(key) ? [] : [{ kind, name }]));
  return [
    ...missing(before, after, 'app-gone'),
    ...missing(after, before, 'app-added'),
    ...[...after].flatMap(([key, mention]) => {
      const known = before.get(key);
      return known === undefined ? [] : ofApp(known, mention);
    }),
  ];
}

function ofApp(was: Mention, is: Mention): CorrectedDetail[] {
  const details = { places: placesIn, issues: issuesIn };
  return (['places', 'issues'] as const)
    .filter((kind) => details[kind](was) !== details[kind](is))
    .map((kind) => ({ kind, was, is }));
}

const distinct = (texts: readonly string[]) => [...new Set(texts)].join('\n');
const placesIn = ({ rows }: Mention) =>
  distinct(rows.map(({ version, store }) => `${version ?? ''} ${store ?? ''}`));
/** An accusation is the same where it is the same issue, in whatever words. */
const issuesIn = ({ rows }: Mention) =>
  distinct(rows.flatMap((row) => row.accusations.map(({ issue, phrase }) => issue ?? phrase)));

/** Whether the later version still names a company, and names no app of it beyond the first. */
export function namesNoMore(company: CompanyId, was: SentNotice, is: SentNotice): boolean {
  const before = exposureOf(company, was.mapping);
  const after = exposureOf(company, is.mapping);
  if (before === null || after === null) return false;
  const known = appsOf(before, was);
  return [...appsOf(after, is).keys()].every((key) => known.has(key));
}

/**
 * Whether an earlier version of the page named the company of a signal and this one does not: its
 * apps stand in that version alone.
 */
export const isSignalWithdrawn = (
  { company }: Pick<Signal, 'company'>,
  { exposures }: Pick<Mapping, 'exposures'>,
): boolean => !exposures.some((exposure) => exposure.company === company);

/** How a company is touched: as the operator of its apps before anything else. */
export function exposureOf(
  company: CompanyId,
  { exposures }: Pick<Mapping, 'exposures'>,
): Exposure | null {
  const own = exposures.filter((exposure) => exposure.company === company);
  return (
    own.find((exposure) => exposure.edge === 'operator') ??
    own.find((exposure) => exposure.edge === 'via') ??
    own[0] ??
    null
  );
}

function appsOf(exposure: Exposure, { notice }: SentNotice): Map<string, Mention> {
  return new Map(
    exposure.apps.flatMap((app) => {
      const mention = notice.mentions.find((mention) => mention.id === app.mention);
      return mention === undefined ? [] : [[app.app ?? app.name, mention] as const];
    }),
  );
}
