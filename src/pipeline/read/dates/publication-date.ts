import type { DatedBy } from '../../../domain/notice.ts';
import { type CalendarDate, dayIn, dayOf, type Instant, instantAt } from '../../../domain/time.ts';
import { daysIn } from './days.ts';

/**
 * When something was published. `datedBy` = how, where its own date could not be taken as it is.
 */
export interface Publication {
  readonly day: CalendarDate;
  /** null = only the day is known. */
  readonly at: Instant | null;
  readonly datedBy?: DatedBy;
}

export interface StatedDates {
  /** As page and list state it, verbatim, the page's first. */
  readonly texts: readonly (string | null)[];
  /** The feed's own instant, from a date with a zone. */
  readonly machine: Instant | null;
}

/** The watch as of which a date is judged. */
export interface SeenAt {
  /** IANA zone of who published. */
  readonly zone: string;
  readonly fetchedAt: Instant;
  /** When the page was first seen; a later version of it is as old as the first. */
  readonly firstSeenAt: Instant;
}

/** Fifteen minutes: by so much the clocks of a site and of this machine may differ. */
const SKEW_MS = 15 * 60_000;

/**
 * When something was published: the feed's own instant, else what page or list state in the zone of
 * who published. A date that lies a little ahead of the fetch is the fetch (`skew`). One further
 * ahead may be a local time under a false zone and is read as such (`zone`). Where nothing can be
 * taken, it is the moment at which the page was first seen (`fetch`): a notice always has a date.
 */
export function publicationOf({ texts, machine }: StatedDates, seen: SeenAt): Publication {
  const { zone, fetchedAt } = seen;
  const instant = machine === null ? null : atMost(machine, seen);
  if (instant !== null) return instant;
  for (const text of texts) {
    const clock = text === null ? null : clockIn(text);
    const read = clock === null ? null : localDate(clock, seen);
    if (read !== null) return { ...read, ...(isMislabelled(machine, read) ? ZONE : {}) };
  }
  const at = Math.min(seen.firstSeenAt, fetchedAt) as Instant;
  return { day: dayIn(at, zone), at, datedBy: 'fetch' };
}

const ZONE = { datedBy: 'zone' } as const;
const HALF_HOUR_MS = 30 * 60_000;
/** China Standard Time, where `CST` is taken for Chicago's. */
const WIDEST_ZONE_MS = 14 * 3_600_000;

/** Whether an instant is a local time under another zone: whole half hours ahead of it. */
function isMislabelled(machine: Instant | null, { at }: Publication): boolean {
  if (machine === null || at === null) return false;
  const apart = machine - at;
  // The text is read to the minute.
  return apart > 0 && apart < WIDEST_ZONE_MS + 60_000 && apart % HALF_HOUR_MS < 60_000;
}

/** An instant that is past, or so little ahead that a clock is wrong; else null. */
function atMost(at: Instant, { zone, fetchedAt }: SeenAt): Publication | null {
  if (at <= fetchedAt) return { day: dayIn(at, zone), at };
  if (at - fetchedAt > SKEW_MS) return null;
  return { day: dayIn(fetchedAt, zone), at: fetchedAt, datedBy: 'skew' };
}

/** A day with or without a time, of no zone. */
interface WrittenTime {
  readonly day: CalendarDate;
  readonly time: string | null;
}

const NUMERIC = /(20\d\d)\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})[日일]?/u;
/** 20260302 and 20260302T1015Z. */
const COMPACT = /^\s*(20\d\d)(\d\d)(\d\d)(?=$|[T\s])/u;
/** As C's `asctime` and Unix's `date` write it: Sun Jan  4 16:29:06 UTC 2026. */
const UNIX =
  /^\s*[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{1,2}:\d{2}:\d{2})(?: [A-Z\d+-]{1,6})? (20\d\d)\s*$/u;
const usualOrder = (text: string) => text.replace(COMPACT, '$1-$2-$3').replace(UNIX, '$2 $1 $4 $3');
const TIME = /(?:^|[T\s,])(\d{1,2}):(\d{2})(?::\d{2})?(?!\d)/u;
const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** What a text states as its date; null where it states none: 2021-13-45 25:00 is no date. */
function clockIn(written: string): WrittenTime | null {
  const text = usualOrder(written);
  const numeric = NUMERIC.exec(text);
  const named = numeric === null ? daysIn(text, null)[0] : undefined;
  const day =
    numeric === null
      ? (named?.date ?? null)
      : dayOf(Number(numeric[1]), Number(numeric[2]), Number(numeric[3]));
  if (day === null) return null;
  const rest = text.slice(numeric === null ? named!.end : numeric.index + numeric[0].length);
  const [, hour, minute] = TIME.exec(rest) ?? [];
  const time = hour === undefined ? null : `${hour.padStart(2, '0')}:${minute}`;
  if (time !== null && !TIME_OF_DAY.test(time)) return null;
  // Midnight is what systems write when they know no time, so it counts as "day only".
  return { day, time: time === '00:00' ? null : time };
}

/** A local day or time that is not ahead of the fetch, or by a wrong clock only; else null. */
function localDate({ day, time }: WrittenTime, seen: SeenAt): Publication | null {
  const { zone, fetchedAt } = seen;
  const read = time === null ? null : atMost(instantAt(day, time, zone), seen);
  if (read !== null) return read;
  const today = dayIn(fetchedAt, zone);
  if (day <= today) return { day, at: null };
  const isSoon = time === null && day === dayIn((fetchedAt + SKEW_MS) as Instant, zone);
  return isSoon ? { day: today, at: fetchedAt, datedBy: 'skew' } : null;
}

/**
 * When a document that nobody watched was published, by the texts that state it as seen at `now`;
 * null where none does. A page says its local time in China's zone unless it says otherwise.
 */
export function statedPublication(
  texts: readonly (string | null)[],
  now: Instant,
): Publication | null {
  const seen = { zone: 'Asia/Shanghai', fetchedAt: now, firstSeenAt: now };
  const found = publicationOf({ texts, machine: null }, seen);
  return found.datedBy === 'fetch' ? null : found;
}
