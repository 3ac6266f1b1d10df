import type { Listing } from '../domain/company.ts';
import type { Instant } from '../domain/time.ts';

interface Hours {
  readonly zone: string;
  /** Regular sessions as `09:30-12:00`, Monday to Friday. */
  readonly sessions: readonly string[];
  readonly name: string;
}

const US: Hours = { zone: 'America/New_York', sessions: ['09:30-16:00'], name: 'US' };
const CHINA: Hours = { zone: 'Asia/Shanghai', sessions: ['09:30-11:30', '13:00-15:00'], name: 'A shares' };
/** Regular hours by exchange (ISO 10383). Exchange holidays are not in it, and the line that is made of it says so. */
const HOURS: Readonly<Record<string, Hours>> = {
  XNYS: US,
  XNAS: US,
  XASE: US,
  ARCX: US,
  OTCM: US,
  XSHG: CHINA,
  XSHE: CHINA,
  BJSE: CHINA,
  XHKG: { zone: 'Asia/Hong_Kong', sessions: ['09:30-12:00', '13:00-16:00'], name: 'Hong Kong' },
  XTKS: { zone: 'Asia/Tokyo', sessions: ['09:00-11:30', '12:30-15:30'], name: 'Tokyo' },
  XKRX: { zone: 'Asia/Seoul', sessions: ['09:00-15:30'], name: 'Seoul' },
  XTAI: { zone: 'Asia/Taipei', sessions: ['09:00-13:30'], name: 'Taipei' },
  XSES: { zone: 'Asia/Singapore', sessions: ['09:00-12:00', '13:00-17:00'], name: 'Singapore' },
  XLON: { zone: 'Europe/London', sessions: ['08:00-16:30'], name: 'London' },
  XAMS: { zone: 'Europe/Amsterdam', sessions: ['09:00-17:30'], name: 'Amsterdam' },
  XETR: { zone: 'Europe/Berlin', sessions: ['09:00-17:30'], name: 'Xetra' },
};

const MINUTE = 60_000;
/** A weekend and a day: the next opening of any exchange lies within it. */
const AHEAD_MINUTES = 4 * 1_440;

export interface Market {
  readonly name: string;
  readonly open: boolean;
  /** When it opens next; null while it is open. */
  readonly opens: Instant | null;
}

/** The markets of some listings, each once: open now, or when they open next by their regular hours. */
export function marketsOf(listings: readonly Pick<Listing, 'mic'>[], at: Instant): Market[] {
  const hours = [...new Set(listings.map((one) => HOURS[one.mic]).filter((one) => one !== undefined))];
  return hours.map((one) => {
    const open = isOpen(one, at);
    return { name: one.name, open, opens: open ? null : nextOpening(one, at) };
  });
}

function isOpen({ zone, sessions }: Hours, at: Instant): boolean {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  if (['Sat', 'Sun'].includes(part('weekday'))) return false;
  const time = `${part('hour')}:${part('minute')}`;
  return sessions.some((session) => session.slice(0, 5) <= time && time < session.slice(6));
}

/** Quarter of an hour by quarter of an hour, on which every session of the table begins. */
function nextOpening(hours: Hours, at: Instant): Instant | null {
  const first = Math.ceil(at / (15 * MINUTE)) * 15 * MINUTE;
  for (let minutes = 0; minutes <= AHEAD_MINUTES; minutes += 15) {
    const then = (first + minutes * MINUTE) as Instant;
    if (isOpen(hours, then)) return then;
  }
  return null;
}
