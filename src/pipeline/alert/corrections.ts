import { kindOf } from '../../domain/act-kind.ts';
import type { Signal } from '../../domain/alert.ts';
import type { Exposure, Mapping } from '../../domain/exposure.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Action, Mention, Notice } from '../../domain/notice.ts';
import type { CalendarDate } from '../../domain/time.ts';

/** One version of a page: its notice and mapping. */
export interface SentNotice {
  readonly notice: Notice;
  readonly mapping: Mapping;
}

/** One change that an edit of a page makes for the companies of a message. */
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
 * The changes that an edit of a page makes for some companies: first those of the notice itself,
 * then those of each company. Empty = the messages stay as they are.
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
  return all.filter((detail) =>
    // Other words for the same acts are no change.
    detail.kind === 'acts' ? kindsOf(detail.was) !== kindsOf(detail.is) : detail.was !== detail.is,
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
/** Accusations are compared by issue, whatever their words. */
const issuesIn = ({ rows }: Mention) =>
  distinct(rows.flatMap((row) => row.accusations.map(({ issue, phrase }) => issue ?? phrase)));

/** Whether the later version still names a company, and names no further app of it. */
export function namesNoMore(company: CompanyId, was: SentNotice, is: SentNotice): boolean {
  const before = exposureOf(company, was.mapping);
  const after = exposureOf(company, is.mapping);
  if (before === null || after === null) return false;
  const known = appsOf(before, was);
  return [...appsOf(after, is).keys()].every((key) => known.has(key));
}

/**
 * Whether an earlier version of the page named the company of a signal and this one does not. The
 * apps of the company are found in the earlier version only.
 */
export const isSignalWithdrawn = (
  { company }: Pick<Signal, 'company'>,
  { exposures }: Pick<Mapping, 'exposures'>,
): boolean => !exposures.some((exposure) => exposure.company === company);

/** The exposure of a company; as operator of its apps where it has one. */
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
