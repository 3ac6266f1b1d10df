import { type Day, dayOf } from './plan.ts';
import { brokenPromises } from './promises.ts';
import { simulate } from './run.ts';

/** A seed whose day broke a promise, and the smallest day found that still does. */
export interface Failure {
  readonly seed: number;
  readonly broken: readonly string[];
  readonly smallest: Day;
}

const brokenOn = (planned: Day): Promise<string[]> => simulate(planned, brokenPromises);

/** Days tried to make a failing one smaller. */
const MOST_SMALLER = 300;

/** Plays the day of a seed; null where every promise was kept. */
export async function checkSeed(seed: number, shrinks = MOST_SMALLER): Promise<Failure | null> {
  const broken = await brokenOn(dayOf(seed));
  if (broken.length === 0) return null;
  return { seed, broken, smallest: await smaller(dayOf(seed), shrinks) };
}

/** Leaves out faults, pages and edits as long as a promise is still broken. */
async function smaller(failing: Day, most: number): Promise<Day> {
  let smallest = failing;
  let left = most;
  for (let found = true; found; ) {
    found = false;
    for (const candidate of candidatesOf(smallest)) {
      if (left === 0) return smallest;
      left -= 1;
      if ((await brokenOn(candidate)).length === 0) continue;
      smallest = candidate;
      found = true;
      break;
    }
  }
  return smallest;
}

function candidatesOf({ pages, faults }: Day): Day[] {
  const without = <T>(list: readonly T[], index: number) => list.toSpliced(index, 1);
  return [
    ...pages.keys().map((index) => ({ pages: without(pages, index), faults })),
    ...faults.keys().map((index) => ({ pages, faults: without(faults, index) })),
    ...pages.flatMap((page, index) =>
      page.edit === null ? [] : [{ pages: pages.with(index, { ...page, edit: null }), faults }],
    ),
  ];
}
