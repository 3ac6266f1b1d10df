import type { ActionType, Notice } from '../../domain/notice.ts';
import type { Step } from '../../domain/score.ts';
import { dayNumber } from '../../domain/time.ts';
import { appKey, isListing } from './severity.ts';

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
      sameTypes(notice, other),
  );
  // A list is mirrored in several columns, reposted by a province, or reprinted.
  const ways: readonly ((other: Notice) => boolean)[] = [
    (other) => sameNumber(notice, other),
    (other) => sameApps(notice, other) && !isGraver(typesOf(notice), typesOf(other)),
    (other) => isSamePage(notice, other),
  ];
  return candidates.filter((other) => ways.some((isSame) => isSame(other)));
}

const typesOf = ({ actions }: Notice) => actions.map((action) => action.type);

/** Whether acts hold a kind that the others lack, beyond naming and ordering. */
const isGraver = (types: readonly ActionType[], others: readonly ActionType[]): boolean =>
  types.some((type) => !others.includes(type) && !isListing(type));

const sameTypes = (one: Notice, other: Notice) =>
  one.actions.some((action) => other.actions.some((each) => each.type === action.type));

/** A total number is never used twice; a yearly one belongs to its year. */
function sameNumber(one: Notice, other: Notice): boolean {
  const here = one.batch?.value;
  const there = other.batch?.value;
  if (!here || !there) return false;
  if (here.total !== null && there.total !== null) return here.total === there.total;
  return (
    here.yearly !== null &&
    here.yearly === there.yearly &&
    one.published?.slice(0, 4) === other.published?.slice(0, 4)
  );
}

function sameApps(one: Notice, other: Notice): boolean {
  if (one.published === null || other.published === null) return false;
  const apart = Math.abs(dayNumber(one.published) - dayNumber(other.published));
  if (apart > NEAR_DAYS || (one.batch !== null && other.batch !== null)) return false;
  const here = subjects(one);
  const there = subjects(other);
  const smaller = Math.min(here.size, there.size);
  return smaller > 0 && here.intersection(there).size / smaller >= OVERLAP;
}

/**
 * The same text under another address or date, as a site that moved publishes its old pages: the
 * same title, acts, deadline, count and names.
 */
function isSamePage(one: Notice, other: Notice): boolean {
  const here = subjects(one);
  return (
    one.title === other.title &&
    one.title.length >= LEAST_TITLE &&
    here.size > 0 &&
    isEqual(here, subjects(other)) &&
    isEqual(new Set(typesOf(one)), new Set(typesOf(other))) &&
    dayOfYear(one) === dayOfYear(other) &&
    one.counts.apps?.value === other.counts.apps?.value
  );
}

/** A deadline without its year, which is read from the date of the page where it states none. */
const dayOfYear = ({ deadline }: Notice) => deadline?.value.slice('2021-'.length);

const subjects = ({ mentions }: Notice) =>
  new Set(
    mentions.filter(({ role }) => role === 'subject').map(({ kind, name }) => `${kind}:${name}`),
  );

/**
 * Compares the steps of a duplicate with those of the first telling, company by company. What was
 * told is dropped; a fuller account (more apps, another deadline or act) replaces the first. Only
 * an edit of the same page takes a company back.
 * @returns steps that say something new, and earlier ones that they replace or take back
 */
export function stepDelta(steps: readonly Step[], first: readonly Step[], edited: boolean) {
  const fresh: Step[] = [];
  const withdrawn: Step[] = [];
  const companies = new Set([...steps, ...first].map((step) => step.company));
  for (const company of companies) {
    const now = steps.filter((step) => step.company === company);
    const before = first.filter((step) => step.company === company && !step.withdrawnAt);
    const isNews = now.length === 0 ? edited : before.length === 0 || saysMore(now, before, edited);
    if (!isNews) continue;
    fresh.push(...now);
    withdrawn.push(...before);
  }
  return { fresh, withdrawn };
}

function saysMore(now: readonly Step[], before: readonly Step[], edited: boolean): boolean {
  const here = marksOf(now);
  const there = marksOf(before);
  if (here.until.size > 0 && there.until.size === 0) return true;
  if (!edited) {
    // A repost words the same act in its own way, names the firm beside its app, may be shorter, and
    // the year of a deadline that it states without one is read from its own, later date. Only a
    // further app or a graver kind of act is more.
    return !here.apps.isSubsetOf(there.apps) || isGraver([...here.types], [...there.types]);
  }
  const isSame =
    isEqual(here.apps, there.apps) &&
    isEqual(here.types, there.types) &&
    isEqual(here.until, there.until) &&
    here.isWhole === there.isWhole;
  return !isSame;
}

const isEqual = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean =>
  one.size === other.size && one.isSubsetOf(other);

function marksOf(steps: readonly Step[]) {
  const apps = steps.flatMap((step) =>
    // An act against the whole company stands as an app of the company's name.
    step.apps.filter(({ app, name }) => app !== null || name !== step.company),
  );
  return {
    apps: new Set(apps.map(appKey)),
    types: new Set(steps.flatMap((step) => step.types)),
    until: new Set(steps.flatMap((step) => step.deadline ?? [])),
    isWhole: steps.some((step) => step.companyWide),
  };
}
