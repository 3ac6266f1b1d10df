import { z } from 'zod';
import type { Address } from './alert.ts';
import type { AlertId, SignalId } from './ids.ts';
import type { Reason } from './reason.ts';
import type { CalendarDate, Instant } from './time.ts';

/** `07:30`, in the channel's zone. */
export const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** Pushes and quiet alerts of seven days at an address that follows more than single companies. */
export const WEEKLY_BUDGET = { push: 2, sameDay: 10 } as const;

/** Settings of a channel or person, besides its subscriptions. */
export interface Channel {
  address: Address;
  server: string | null;
  /** IANA zone that its hours and days are in. */
  zone: string;
  digest: {
    every: 'daily' | 'weekly';
    at: string;
    /** 1 = Monday, for a weekly one. */
    weekday: number;
  };
  /** Nothing below level 4 is alerted between these; null = at any hour. */
  quiet: { from: string; to: string } | null;
  /** Calendar day in the zone of the last digest that was made. */
  digestedOn: CalendarDate | null;
}

/** A change at an address and its author, shown only by `/audit` there. */
export interface Change {
  readonly address: Address;
  readonly server: string | null;
  readonly by: string;
  readonly at: Instant;
  readonly what:
    | 'subscribed'
    | 'unsubscribed'
    | 'imported'
    | 'muted'
    | 'unmuted'
    | 'set'
    | 'disabled';
  /** As text: `Trip.com Group (TCOM)`, `digest daily 08:00 Europe/London`. */
  readonly detail: string;
}

/** A person's vote on an alert; a second one replaces the first. */
export interface Vote {
  readonly alert: AlertId;
  readonly address: Address;
  readonly by: string;
  readonly useful: boolean;
  readonly at: Instant;
}

/** A signal that waits for the next digest of an address. */
export interface Waiting {
  readonly address: Address;
  readonly signal: SignalId;
  readonly since: Instant;
  /** Why it was not alerted at once. */
  readonly because: Reason;
}

/** Default channel settings: a daily digest at 08:00 in Hong Kong, no quiet hours. */
export function defaultChannel({ address, server }: Pick<Channel, 'address' | 'server'>): Channel {
  return {
    address,
    server,
    zone: 'Asia/Hong_Kong',
    digest: { every: 'daily', at: '08:00', weekday: 1 },
    quiet: null,
    digestedOn: null,
  };
}
