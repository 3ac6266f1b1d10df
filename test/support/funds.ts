import { expect } from 'vitest';
import { membershipOf } from '../../src/answers/queries/membership.ts';
import { typedAddress } from '../../src/answers/queries/sign-in.ts';
import { workspaceRows } from '../../src/answers/queries/workspace-rows.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { MemberRole, Viewer, WorkspaceId } from '../../src/domain/workspace.ts';
import type { World } from './world.ts';

/** When the page of the tests is opened. */
export const NOW = Date.parse('2021-09-21T12:00+08:00') as Instant;
export const BEFORE = Date.parse('2021-07-02T09:00+08:00') as Instant;

/** A person with what they are called, where a link reaches them, and what they may do. */
type Person = readonly [name: string, mail: string, role: MemberRole];

/**
 * Three workspaces and twelve people; each workspace has words that must stand on no page of another
 * one: its addresses, its people, its lists and its notes.
 */
export const FUNDS: Readonly<Record<string, { mark: string; people: readonly Person[] }>> = {
  'harbour-fund': {
    mark: 'harbourmark',
    people: [
      ['Ann Harbourmark', 'ann@harbourmark.example', 'owner'],
      ['Bob Harbourmark', 'bob@harbourmark.example', 'editor'],
      ['Cem Harbourmark', 'cem@harbourmark.example', 'reader'],
      ['Dee Harbourmark', 'dee@harbourmark.example', 'reader'],
    ],
  },
  'reef-fund': {
    mark: 'reefmark',
    people: [
      ['Eve Reefmark', 'eve@reefmark.example', 'owner'],
      ['Fay Reefmark', 'fay@reefmark.example', 'editor'],
      ['Gus Reefmark', 'gus@reefmark.example', 'reader'],
      ['Hal Reefmark', 'hal@reefmark.example', 'reader'],
    ],
  },
  'server:99': {
    mark: 'servermark',
    people: [
      ['Ida Servermark', 'ida@servermark.example', 'owner'],
      ['Jon Servermark', 'jon@servermark.example', 'editor'],
      ['Kim Servermark', 'kim@servermark.example', 'reader'],
      ['Lea Servermark', 'lea@servermark.example', 'reader'],
    ],
  },
};
export const EVERYBODY = Object.entries(FUNDS).flatMap(([fund, { people }]) =>
  people.map((person) => ({ fund, person })),
);

const operatorIn = (workspace: string): Viewer => ({
  workspace: workspace as WorkspaceId,
  role: 'operator',
  sees: 'own',
  by: 'operator',
});

/** Fills a workspace: an address that follows Trip.com, a list, members. */
export async function found(world: World, fund: string) {
  const { store } = world;
  const { mark, people } = FUNDS[fund]!;
  const isServer = fund.startsWith('server:');
  if (!isServer) {
    const change = membershipOf(store, operatorIn('home'), BEFORE);
    const name = fund.replace('-', ' ');
    expect(await change.add(name, { language: 'en', zone: 'Asia/Hong_Kong' })).toEqual({
      ok: true,
    });
  }
  const address = isServer
    ? { sink: 'discord', to: 'channel:777000777000777000' }
    : { sink: 'email', to: `room@${mark}.example` };
  const change = membershipOf(store, operatorIn(fund), BEFORE);
  if (!isServer) expect(await change.addAddress(address)).toEqual({ ok: true });
  await store.addSubscription({
    id: `${mark}-1` as never,
    address,
    // The reef follows somebody else: what others are sent is none of its business.
    scope: { kind: 'company', id: (fund === 'reef-fund' ? 'tencent' : 'trip-com') as never },
    leastBand: 'watch',
    timing: 'at-once',
    language: 'en',
    role: null,
    // The harbour wants orders on conduct alone, the server what is graver: each by a rule of its own.
    rules: fund === 'harbour-fund' ? [{ kinds: ['conduct'], level: 1 }] : [{ level: 2 }],
    server: isServer ? '99' : null,
    owner: mark,
    createdAt: BEFORE,
    disabled: null,
  });
  for (const [name, mail, role] of people)
    expect(await change.addMember(typedAddress(mail), name, role)).toEqual({ ok: true });
  const rows = workspaceRows(store, operatorIn(fund), BEFORE);
  const holdings = [{ typed: 'TCOM', company: 'trip-com' as never, weight: 10 }];
  await rows.saveWatchlist({ id: `${mark}-list`, name: `${mark} list` }, holdings);
}
