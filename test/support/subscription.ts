import type { Subscription } from '../../src/domain/alert.ts';
import type { Instant } from '../../src/domain/time.ts';

/** A subscription of a Discord channel to everything on Trip.com, for runs of the real program. */
export const followingTrip = (channel: string): Subscription => ({
  id: `s-${channel}` as Subscription['id'],
  address: { sink: 'discord', to: `channel:${channel}` },
  scope: { kind: 'company', id: 'trip-com' as never },
  leastBand: 'background',
  timing: 'at-once',
  language: 'en',
  role: null,
  server: null,
  owner: 'nobody',
  createdAt: Date.now() as Instant,
  disabled: null,
});
