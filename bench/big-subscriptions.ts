import type { Engine } from '../src/base/store/schema.ts';
import type { Loaded } from './big-store.ts';

/** A subscription of one channel, told everything at once. */
export function subscription(n: number, scope: { kind: string; id?: string }) {
  return {
    id: `subscription-${n}`,
    address: { sink: 'fake', to: `channel-${n}` },
    scope,
    leastBand: 'background',
    timing: 'at-once',
    language: 'en',
    role: null,
    server: null,
    owner: 'bench',
    createdAt: 0,
    disabled: null,
  } as never;
}

/** Puts channels into so many workspaces, each with a list and a member. */
export async function fillWorkspaces(
  { db }: Engine,
  workspaces: number,
  channels: number,
  cast: Loaded,
): Promise<void> {
  const noun = (row: object, body: object) => ({ ...row, body: JSON.stringify(body) });
  const ids = Array.from({ length: workspaces }, (_, n) => `fund-${n}`);
  const start = { createdAt: 0, createdBy: 'bench', language: 'en', zone: 'Asia/Hong_Kong' };
  const rows = {
    workspaces: ids.map((id) => noun({ id, rank: 1, name: id }, { id, name: id, ...start })),
    watchlists: ids.map((workspace) => {
      const own = { workspace, id: 'watchlist', name: 'watchlist' };
      const holdings = cast.companies.slice(0, 20).map((company) => ({ typed: company, company }));
      return noun(own, { ...own, holdings, changedAt: 0, changedBy: 'bench' });
    }),
    addresses: Array.from({ length: channels }, (_, n) => {
      const [recipient, workspace] = [`channel-${n}`, ids[n % ids.length]!];
      const address = { sink: 'fake', to: recipient };
      const row = { sink: 'fake', recipient, workspace, added_at: 0 };
      return noun(row, { address, workspace, addedAt: 0, addedBy: 'bench' });
    }),
  };
  for (const [table, all] of Object.entries(rows))
    for (let at = 0; at < all.length; at += 1_000)
      await db
        .insertInto(table as 'workspaces')
        .values(all.slice(at, at + 1_000) as never)
        .onConflict((c) => c.doNothing())
        .execute();
}

/**
 * 100,000 subscriptions of 10,000 channels: mostly single companies, some bodies and sectors, a few
 * of everything.
 */
export async function fillSubscriptions(
  { db }: Engine,
  subscriptions: number,
  channels: number,
  cast: Loaded,
): Promise<void> {
  const sectors = [
    ...new Set(cast.companies.map((id) => cast.knowledge.catalog.companies.get(id)!.sector)),
  ];
  const scopeOf = (channel: number, turn: number) => {
    if (turn === 0 && channel % 10 === 1)
      return { kind: 'sector', id: sectors[channel % sectors.length]! };
    if (turn === 0 && channel % 10 === 0)
      return { kind: 'regulator', id: cast.bodies[channel % cast.bodies.length]! };
    return { kind: 'company', id: cast.companies[(channel + turn * 31) % cast.companies.length]! };
  };
  const rows = Array.from({ length: subscriptions }, (_, n) => {
    const channel = n % channels;
    const turn = Math.floor(n / channels);
    const scope = scopeOf(channel, turn);
    const whole = { ...(subscription(channel, scope) as object), id: `s-${n}` };
    return {
      id: `s-${n}`,
      sink: 'fake',
      recipient: `channel-${channel}`,
      scope_kind: scope.kind,
      scope_id: scope.id,
      server: null,
      owner: 'bench',
      created_at: 0,
      disabled_at: null,
      body: JSON.stringify(whole),
    };
  });
  for (let at = 0; at < rows.length; at += 1_000)
    await db
      .insertInto('subscriptions')
      .values(rows.slice(at, at + 1_000))
      .onConflict((c) => c.doNothing())
      .execute();
}
