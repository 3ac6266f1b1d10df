import type { App, Company, ReachTier, ValueTier } from '../domain/company.ts';
import { type CalendarDate, holdsOn } from '../domain/time.ts';
import type { Weights } from '../domain/weights.ts';

const VALUE_ORDER: readonly ValueTier[] = ['trivial', 'minor', 'major', 'core'];
const REACH_ORDER: readonly ReachTier[] = ['unknown', 'other', 'large', 'super'];

/** Value tier of an app on a day; `unknown` where nobody recorded one. */
export function valueOn(app: App, day: CalendarDate): ValueTier {
  return app.value.find((one) => holdsOn(one, day))?.tier ?? 'unknown';
}

/**
 * What an app of the company counts as that nobody graded: minor beside a core app or where apps are channels of another
 * business, major where the issuer has hardly another, else unknown.
 */
export function ungradedOn(company: Company, day: CalendarDate, { ungraded }: Weights): ValueTier {
  const apps = company.apps.filter((app) => holdsOn(app, day));
  if (ungraded.channelSectors.includes(company.sector)) return 'minor';
  if (apps.some((app) => valueOn(app, day) === 'core')) return 'minor';
  return apps.length <= ungraded.fewApps ? 'major' : 'unknown';
}

/** Reach tier of an app on a day; `unknown` where nobody recorded one. */
export function reachOn(app: App, day: CalendarDate): ReachTier {
  return app.reach.find((one) => holdsOn(one, day))?.tier ?? 'unknown';
}

/** Highest reach of a company's apps on a day: an action against the whole company touches all of them. */
export function highestReach({ apps }: Company, day: CalendarDate): ReachTier {
  const reached = apps.filter((app) => holdsOn(app, day)).map((app) => reachOn(app, day));
  return REACH_ORDER.findLast((tier) => reached.includes(tier)) ?? 'unknown';
}

/**
 * Value of an app for a company further up. A part makes no more of the upper company's revenue than the company that it
 * is part of, so the least tier on the way holds; a step that nobody recorded leaves it open, unless the rest is minor or less.
 */
export function valueThrough(value: ValueTier, steps: readonly ValueTier[]): ValueTier {
  const tiers = [value, ...steps];
  const least = VALUE_ORDER.find((tier) => tiers.includes(tier)) ?? 'core';
  return tiers.includes('unknown') && least !== 'minor' && least !== 'trivial' ? 'unknown' : least;
}
