import { type DaySpan, firstDay, type PartialDate } from './time.ts';

/** The days that both have in common, null if there are none. */
export function intersect(one: DaySpan, other: DaySpan): DaySpan | null {
  const from = later(one.from, other.from);
  const to = earlier(one.to, other.to);
  return from !== null && to !== null && firstDay(from) >= firstDay(to) ? null : { from, to };
}

/** Whether two spans share a day. */
export function overlaps(one: DaySpan, other: DaySpan): boolean {
  return intersect(one, other) !== null;
}

function later(one: PartialDate | null, other: PartialDate | null): PartialDate | null {
  if (one === null || other === null) return one ?? other;
  return firstDay(one) >= firstDay(other) ? one : other;
}

function earlier(one: PartialDate | null, other: PartialDate | null): PartialDate | null {
  if (one === null || other === null) return one ?? other;
  return firstDay(one) <= firstDay(other) ? one : other;
}
