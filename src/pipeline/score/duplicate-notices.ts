import { type ActKind, kindOf } from '../../domain/act-kind.ts';
import type { Notice } from '../../domain/notice.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { dayNumber } from '../../domain/time.ts';
import { isListing } from './kinds.ts';
import { appKey } from './severity.ts';

/** Days within which two official pages without a number may be one act. */
export const NEAR_DAYS = 3;
/** Share of the smaller list that the larger must hold. */
const OVERLAP = 0.8;
/** A title shorter than this names no act. */
const LEAST_TITLE = 8;

/**
 * The official notices that a later official page tells again: those of the same number, those that
 * name the same apps within three days, and the same page under another address or date.
 */
export function duplicatesOf(notice: Notice, known: readonly Notice[]): Notice[] {
  const isOfficial = ({ verdict, outlet }: Notice) => verdict === 'action' && outlet === null;
  if (!isOfficial(notice)) return [];
  const bodies = [notice.regulator?.value, ...notice.jointRegulators];
  const candidates = known.filter(
    (other) =>
      other.id !== notice.id &&
      isOfficial(other) &&
      other.regulator !== null &&
      bodies.includes(other.regulator.value) &&
      sameKinds(notice, other),
  );
  // A list is mirrored in several columns, reposted by a province, or reprinted.
  const ways: readonly ((other: Notice) => boolean)[] = [
    (other) => sameNumber(notice, other),
    (other) => sameApps(notice, other) && !isGraver(kindsOf(notice), kindsOf(other)),
    (other) => isSamePage(notice, other),
  ];
  return candidates.filter((other) => ways.some((isSame) => isSame(other)));
}

const kindsOf = ({ actions }: Notice) => actions.map((action) => kindOf(action.act));

/** Whether acts hold a kind that the others lack, beyond naming and ordering. */
const isGraver = (kinds: readonly ActKind[], others: readonly ActKind[]): boolean =>
  kinds.some((kind) => !others.includes(kind) && !isListing(kind));

const sameKinds = (notice: Notice, other: Notice) =>
  notice.actions.some((action) =>
    other.actions.some((each) => kindOf(each.act) === kindOf(action.act)),
  );

/** A total number is never used twice; a yearly one belongs to its year. */
function sameNumber(notice: Notice, other: Notice): boolean {
  const here = notice.batch?.value;
  const there = other.batch?.value;
  if (!here || !there) return false;
  if (here.total !== null && there.total !== null) return here.total === there.total;
  return (
    here.yearly !== null &&
    here.yearly === there.yearly &&
    notice.published?.slice(0, 4) === other.published?.slice(0, 4)
  );
}

function sameApps(notice: Notice, other: Notice): boolean {
  if (notice.published === null || other.published === null) return false;
  const apart = Math.abs(dayNumber(notice.published) - dayNumber(other.published));
  if (apart > NEAR_DAYS || (notice.batch !== null && other.batch !== null)) return false;
  const here = subjects(notice);
  const there = subjects(other);
  const smaller = Math.min(here.size, there.size);
  return smaller > 0 && here.intersection(there).size / smaller >= OVERLAP;
}

/**
 * The same text under another address or date, as a site that moved publishes its old pages: the
 * same title, acts, deadline, count and names.
 */
function isSamePage(notice: Notice, other: Notice): boolean {
  const here = subjects(notice);
  return (
    notice.title === other.title &&
    notice.title.length >= LEAST_TITLE &&
    here.size > 0 &&
    isEqual(here, subjects(other)) &&
    isEqual(new Set(kindsOf(notice)), new Set(kindsOf(other))) &&
    dayOfYear(notice) === dayOfYear(other) &&
    notice.counts.apps?.value === other.counts.apps?.value
  );
}

/** A deadline without its year, which is read from the date of the page where it states none. */
const dayOfYear = ({ deadline }: Notice) => deadline?.value.slice('2021-'.length);

const subjects = ({ mentions }: Notice) =>
  new Set(
    mentions.filter(({ role }) => role === 'subject').map(({ kind, name }) => `${kind}:${name}`),
  );

/**
 * Compares the acts of a duplicate with those of the first telling, company by company. What was
 * known is dropped; a fuller account (more apps, another deadline or act) replaces the first. Only
 * an edit of the same page takes a company back.
 * @returns acts that say something new, and earlier ones that they replace or take back
 */
export function stepDelta(
  events: readonly RegulatoryEvent[],
  first: readonly RegulatoryEvent[],
  edited: boolean,
) {
  const fresh: RegulatoryEvent[] = [];
  const withdrawn: RegulatoryEvent[] = [];
  const companies = new Set([...events, ...first].map((event) => event.company));
  for (const company of companies) {
    const now = events.filter((event) => event.company === company);
    const before = first.filter((event) => event.company === company && !event.withdrawnAt);
    if (before.length > 0 && !saysMore(now, before, edited)) continue;
    fresh.push(...now);
    withdrawn.push(...before);
  }
  return { fresh, withdrawn };
}

function saysMore(
  now: readonly RegulatoryEvent[],
  before: readonly RegulatoryEvent[],
  edited: boolean,
): boolean {
  const here = marksOf(now);
  const there = marksOf(before);
  if (here.until.size > 0 && there.until.size === 0) return true;
  if (!edited) {
    // A repost words the same act in its own way, names the firm beside its app, may be shorter,
    // and the year of a deadline that it states without one is read from its own, later date. Only
    // a further app or a graver kind of act is more.
    return !here.apps.isSubsetOf(there.apps) || isGraver([...here.kinds], [...there.kinds]);
  }
  const isSame =
    isEqual(here.apps, there.apps) &&
    isEqual(here.kinds, there.kinds) &&
    isEqual(here.until, there.until) &&
    here.isWhole === there.isWhole;
  return !isSame;
}

const isEqual = <T>(readonlySet: ReadonlySet<T>, other: ReadonlySet<T>): boolean =>
  readonlySet.size === other.size && readonlySet.isSubsetOf(other);

function marksOf(events: readonly RegulatoryEvent[]) {
  const apps = events.flatMap((event) =>
    // An act against the whole company stands as an app of the company's name.
    event.apps.filter(({ app, name }) => app !== null || name !== event.company),
  );
  return {
    apps: new Set(apps.map(appKey)),
    kinds: new Set(events.flatMap((event) => event.kinds)),
    until: new Set(events.flatMap((event) => event.deadline ?? [])),
    isWhole: events.some((event) => event.companyWide),
  };
}
