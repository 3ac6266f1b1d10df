import type { Address } from '../../domain/alert.ts';
import { defaultChannel } from '../../domain/channel.ts';
import type { Language } from '../../domain/language.ts';
import type { Store } from '../../domain/ports.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import type { Instant } from '../../domain/time.ts';
import {
  HOME,
  type JournalEntry,
  type Member,
  type MemberRole,
  mayAs,
  type Viewer,
  type Workspace,
  WorkspaceId,
} from '../../domain/workspace.ts';
import { addressCode, addressText } from './workspace-rows.ts';

/** Result of a change of a workspace. */
export type Changed = { readonly ok: true } | { readonly ok: false; readonly because: Reason };

const DONE: Changed = { ok: true };
const refuse = (because: Reason): Changed => ({ ok: false, because });

const noAddress = (which: Address | string) =>
  reason('no-such-address', { address: typeof which === 'string' ? which : addressText(which) });

/** `Harbour Fund` → `harbour-fund`; null where nothing of it may stand in an id. */
export function idOfName(name: string): string | null {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  return id === '' ? null : id;
}

/** Changes of a workspace by a viewer, with the role for each and a line in its journal. */
export function membershipOf(store: Store, viewer: Viewer, now: Instant) {
  const { workspace } = viewer;
  const note = (what: JournalEntry['what'], detail: string, where = workspace) =>
    store.note({ workspace: where, at: now, by: viewer.by, what, detail });
  /** Runs a change where the viewer has the role for it. */
  const as = async (least: Viewer['role'], change: () => Promise<Changed>): Promise<Changed> =>
    mayAs(viewer, least) ? change() : refuse(reason('role-needed', { memberRole: least }));
  const here = () => store.members({ workspace });
  /** By the address, or its code on a form. */
  const memberAt = async (which: Address | string) => {
    const code = typeof which === 'string' ? which : addressCode(which);
    return (await here()).find(({ address }) => addressCode(address) === code);
  };
  /** At least one owner must remain; the operator always may change members. */
  const leavesNoOwner = async (member: Member, role: MemberRole | null) =>
    member.role === 'owner' &&
    role !== 'owner' &&
    viewer.role !== 'operator' &&
    (await here()).filter((one) => one.role === 'owner').length < 2;

  /** Gives an address the zone of its workspace, where it has the one of before or none. */
  const takeZone = async (address: Address, before: string | null, zone: string) => {
    const usual = defaultChannel({ address, server: null });
    const known = await store.channel(address);
    const now = known ?? usual;
    if (now.zone === zone || (known !== null && known.zone !== (before ?? usual.zone))) return;
    await store.saveChannel({ ...now, zone });
  };
  /** Addresses and subscriptions that have what the workspace had take what it has now. */
  const follow = async (before: Workspace, { zone, language }: Workspace) => {
    for (const { address } of await store.addressesOf(workspace)) {
      await takeZone(address, before.zone, zone);
      for (const subscription of await store.subscriptions({ address, active: false })) {
        if (subscription.language !== before.language || subscription.language === language)
          continue;
        await store.removeSubscription(subscription.id);
        await store.addSubscription({ ...subscription, language });
      }
    }
  };

  return {
    /** A new named workspace. */
    add: (name: string, more: { readonly language: Language; readonly zone: string }) =>
      as('operator', async () => {
        const parsed = WorkspaceId.safeParse(idOfName(name));
        if (!parsed.success) return refuse(reason('no-workspace-name', { name }));
        const id = parsed.data;
        if ((await store.workspace(id)) !== null)
          return refuse(reason('workspace-exists', { name: id }));
        const made = { id, name: name.trim(), ...more, createdAt: now, createdBy: viewer.by };
        await store.saveWorkspace(made);
        await note('workspace-added', made.name, id);
        return DONE;
      }),
    change: (fields: Partial<Pick<Workspace, 'name' | 'language' | 'zone'>>) =>
      as('owner', async () => {
        const known = await store.workspace(workspace);
        if (known === null) return refuse(reason('no-workspace', { name: workspace }));
        const changed = { ...known, ...fields };
        await store.saveWorkspace(changed);
        await follow(known, changed);
        await note('workspace-changed', Object.values(fields).join(', '));
        return DONE;
      }),
    /** Deletes the workspace with all its rows. */
    remove: () =>
      as('operator', async () => {
        await store.removeWorkspace(workspace);
        await note('workspace-removed', workspace, HOME);
        return DONE;
      }),
    /** An address of nobody else; the operator may move one from another workspace. */
    addAddress: (address: Address) =>
      as('owner', async () => {
        const row = { address, workspace, addedAt: now, addedBy: viewer.by };
        const how = await store.addAddress(row);
        if (how === 'taken' && viewer.role !== 'operator')
          return refuse(reason('address-taken', { address: addressText(address) }));
        if (how === 'taken') await store.moveAddress(row);
        if (how !== 'exists') {
          await note('address-added', addressText(address));
          const own = await store.workspace(workspace);
          if (own !== null) await takeZone(address, null, own.zone);
        }
        return DONE;
      }),
    /** With everything that it follows; by the address, or its code on a form. */
    removeAddress: (which: Address | string) =>
      as('owner', async () => {
        const code = typeof which === 'string' ? which : addressCode(which);
        const all = await store.addressesOf(workspace);
        const address = all.find((known) => addressCode(known.address) === code)?.address;
        if (address === undefined) return refuse(noAddress(which));
        await store.forget(address);
        await note('address-removed', addressText(address));
        return DONE;
      }),
    addMember: (address: Address, name: string, role: MemberRole) =>
      as('owner', async () => {
        const known = await memberAt(address);
        if (known !== undefined && (await leavesNoOwner(known, role)))
          return refuse(reason('last-owner'));
        const called = name.trim() || address.to;
        const others = (await here()).filter((one) => one !== known);
        if (others.some((one) => one.name === called && one.address.to !== address.to))
          return refuse(reason('name-taken', { name: called }));
        await store.saveMember({
          workspace,
          address,
          name: called,
          role,
          addedAt: known?.addedAt ?? now,
          addedBy: known?.addedBy ?? viewer.by,
        });
        const what = known === undefined ? 'member-added' : 'member-changed';
        await note(what, `${called}, ${addressText(address)}, ${role}`);
        return DONE;
      }),
    /** Ends their sessions and links, too. */
    removeMember: (which: Address | string) =>
      as('owner', async () => {
        const known = await memberAt(which);
        if (known === undefined) return refuse(noAddress(which));
        if (await leavesNoOwner(known, null)) return refuse(reason('last-owner'));
        await store.removeMember(known);
        await note('member-removed', `${known.name}, ${addressText(known.address)}`);
        return DONE;
      }),
    /** Somebody's own session, or as an owner anybody's. */
    async endSession(id: string, own: Address | null): Promise<Changed> {
      const open = await store.sessions({ workspace, now });
      const session = open.find((loginSession) => loginSession.id === id);
      const isOwn =
        own !== null && session?.address.sink === own.sink && session.address.to === own.to;
      if (session === undefined) return refuse(reason('no-session'));
      if (!isOwn && !mayAs(viewer, 'owner'))
        return refuse(reason('role-needed', { memberRole: 'owner' }));
      await store.endSession({ workspace, id });
      await note('session-ended', `${id}, ${addressText(session.address)}`);
      return DONE;
    },
  };
}
