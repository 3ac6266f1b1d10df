import type { Address, MuteScope, Subscription } from '../../domain/alert.ts';
import type { Language } from '../../domain/language.ts';
import { reason } from '../../domain/reason.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { type JournalEntry, mayAs, type Viewer, type WorkspaceId } from '../../domain/workspace.ts';
import { addressKey } from '../../pipeline/alert/delivery.ts';
import type { LookupDeps } from './lookup-result.ts';
import type { Changed } from './membership.ts';
import {
  codeOf,
  type RequestedScope,
  type Requester,
  type SubscribeTerms,
  scopeKey,
} from './scopes.ts';
import { createSubscriptions } from './subscriptions.ts';
import { addressCode, addressText } from './workspace-rows.ts';

/** A mute that holds at addresses of a workspace. */
export interface WorkspaceMute {
  readonly label: string;
  readonly scope: MuteScope;
  readonly until: Instant;
  readonly by: string;
  readonly addresses: readonly Address[];
}

const DONE: Changed = { ok: true };

/** The Discord server that a workspace is; null for any other. */
export const serverOf = (workspace: WorkspaceId): string | null =>
  workspace.startsWith('server:') ? workspace.slice('server:'.length) : null;

/**
 * Subscriptions and mutes of a workspace's addresses, and their changes by a viewer: an editor
 * makes them, each with a line in the journal. No code gives access to another workspace.
 */
export function workspaceTerms(
  deps: LookupDeps,
  viewer: Viewer,
  { now, language }: { readonly now: Instant; readonly language: Language },
) {
  const { store } = deps;
  const { workspace } = viewer;
  const changes = createSubscriptions(deps);
  const whoAt = (address: Address): Requester => ({
    address,
    server: serverOf(workspace),
    by: viewer.by,
    now,
    language,
  });
  const addresses = async () => (await store.addressesOf(workspace)).map(({ address }) => address);
  const note = (what: JournalEntry['what'], detail: string) =>
    store.note({ workspace, at: now, by: viewer.by, what, detail });
  const asEditor = async (change: () => Promise<Changed>): Promise<Changed> =>
    mayAs(viewer, 'editor')
      ? change()
      : { ok: false, because: reason('role-needed', { memberRole: 'editor' }) };
  const subscriptionAt = async (code: string): Promise<Subscription | undefined> => {
    for (const address of await addresses())
      for (const subscription of await store.subscriptions({ address, active: false }))
        if (codeOf(subscription) === code) return subscription;
    return undefined;
  };
  const noSubscription = (code: string): Changed => ({
    ok: false,
    because: reason('no-subscription', { query: code }),
  });
  const put = async (requested: RequestedScope, terms: SubscribeTerms, at: Address) => {
    const done = await changes.follow(requested, terms, whoAt(at));
    if (!done.found) return { ok: false, because: done.because } as const;
    if (done.how !== 'same') await note('followed', done.label);
    return DONE;
  };

  /** Mutes at addresses of the workspace, the next to end first. */
  async function mutes(): Promise<WorkspaceMute[]> {
    const own = new Set((await addresses()).map(addressKey));
    const here = (await store.silences(now)).filter(({ address }) => own.has(addressKey(address)));
    const alike = Map.groupBy(here, ({ scope, until }) => `${until} ${JSON.stringify(scope)}`);
    return [...alike.values()].map((same) => {
      const { scope, until, by } = same[0]!;
      const at = same.map(({ address }) => address);
      return { label: changes.label(scope, whoAt(at[0]!)), scope, until, by, addresses: at };
    });
  }

  async function muteAtAll(code: string, until: Instant | null) {
    let label: string | null = null;
    for (const address of await addresses()) {
      const done = await changes.muteCase(code, until, whoAt(address));
      if (!done.found) return { ok: false, because: done.because } as const;
      label = done.label;
    }
    return label === null
      ? ({ ok: false, because: reason('no-address-here') } as const)
      : { label };
  }

  return {
    /** What is followed, by address, with its code and its words. */
    async followed() {
      const all = [];
      for (const address of await addresses())
        for (const one of await changes.list(whoAt(address)))
          all.push({ ...one, code: codeOf(one.subscription) });
      return all;
    },
    /**
     * Follows one thing, or every company of a list, at an address of the workspace by its code.
     */
    follow: (
      at: string,
      wanted: RequestedScope | { kind: 'list'; id: string },
      terms: SubscribeTerms,
    ) =>
      asEditor(async () => {
        const address = (await addresses()).find((address) => addressCode(address) === at);
        if (address === undefined)
          return { ok: false, because: reason('no-such-address', { address: at }) };
        if (wanted.kind !== 'list') return put(wanted, terms, address);
        const list = (await store.watchlists(workspace)).find(({ id }) => id === wanted.id);
        const companies = list?.holdings.flatMap(({ company }) => company ?? []) ?? [];
        const done = await changes.importList(companies, terms, whoAt(address));
        await note('followed', `${list?.name ?? wanted.id}: ${done.added.length}`);
        return DONE;
      }),
    /** Changes the terms of a subscription; fields that a form omits stay. */
    change: (code: string, terms: Partial<SubscribeTerms>) =>
      asEditor(async () => {
        const known = await subscriptionAt(code);
        if (known === undefined) return noSubscription(code);
        const { scope } = known;
        const requested: RequestedScope =
          scope.kind === 'all' ? scope : { kind: scope.kind, query: scope.id };
        return put(requested, { ...known, ...terms }, known.address);
      }),
    /** Stops a subscription without losing its terms, or lets it alert again. */
    pause: (code: string, isPaused: boolean) =>
      asEditor(async () => {
        const known = await subscriptionAt(code);
        if (known === undefined) return noSubscription(code);
        const disabled = isPaused
          ? { at: now, because: reason('paused', { who: viewer.by }) }
          : null;
        await store.removeSubscription(known.id);
        await store.addSubscription({ ...known, disabled });
        await note(
          isPaused ? 'paused' : 'resumed',
          changes.label(known.scope, whoAt(known.address)),
        );
        return DONE;
      }),
    /** Sends the morning note of a list to an address of the workspace, or sends it no more. */
    sendNote: (id: string, at: string, isOn: boolean) =>
      asEditor(async () => {
        const list = (await store.watchlists(workspace)).find((watchlist) => watchlist.id === id);
        const address = (await addresses()).find((address) => addressCode(address) === at);
        if (list === undefined) return { ok: false, because: reason('no-such-list') };
        if (address === undefined)
          return { ok: false, because: reason('no-such-address', { address: at }) };
        const others = (list.notes ?? []).filter((note) => addressCode(note) !== at);
        await store.saveWatchlist({ ...list, notes: isOn ? [...others, address] : others });
        await note('list-saved', `${list.name}: ${addressText(address)} ${isOn ? '+' : '-'}`);
        return DONE;
      }),
    end: (code: string) =>
      asEditor(async () => {
        const known = await subscriptionAt(code);
        if (known === undefined) return noSubscription(code);
        const done = await changes.unfollow(known.id, whoAt(known.address));
        if (done.found) await note('unfollowed', done.label);
        return DONE;
      }),
    mutes,
    /** Mutes a case at every address of the workspace; 0 days end it. */
    muteCase: (code: string, days: number) =>
      asEditor(async () => {
        const until = days === 0 ? null : ((now + days * DAY_MS) as Instant);
        const muted = await muteAtAll(code, until);
        if (!('label' in muted)) return muted;
        await note(until === null ? 'unmuted' : 'muted', muted.label);
        return DONE;
      }),
    /** Ends a mute at every address of the workspace, by the key of its scope. */
    unmute: (scope: string) =>
      asEditor(async () => {
        const mute = (await mutes()).find((mute) => scopeKey(mute.scope) === scope);
        if (mute === undefined) return { ok: false, because: reason('no-mute') };
        for (const address of mute.addresses)
          await store.endSilences({ address, scope: mute.scope });
        await note('unmuted', mute.label);
        return DONE;
      }),
  };
}
