import { z } from 'zod';
import type { Address } from './alert.ts';
import type { AlertId, CompanyId, WorkspaceId } from './ids.ts';
import type { Language } from './language.ts';
import type { Instant } from './time.ts';

export { WorkspaceId } from './ids.ts';

/** The workspace of this machine: all that is not of a server, a person or a named one. */
export const HOME = 'home' as WorkspaceId;

/** A fund, a Discord server, or somebody's direct messages: who shares addresses and watchlists. */
export interface Workspace {
  readonly id: WorkspaceId;
  readonly name: string;
  /** Of its page, cards and links. */
  readonly language: Language;
  /** IANA zone of its days. */
  readonly zone: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

/** An address belongs to one workspace at a time. */
export interface WorkspaceAddress {
  readonly address: Address;
  readonly workspace: WorkspaceId;
  readonly addedAt: Instant;
  readonly addedBy: string;
}

/**
 * `reader` sees; `editor` changes watchlists, subscriptions and mutes; `owner` changes members and
 * addresses too.
 */
export const MemberRole = z.enum(['reader', 'editor', 'owner']);
export type MemberRole = z.infer<typeof MemberRole>;

/** A person in a workspace, known by an address at which a link reaches them. */
export interface Member {
  readonly workspace: WorkspaceId;
  readonly address: Address;
  readonly name: string;
  readonly role: MemberRole;
  readonly addedAt: Instant;
  readonly addedBy: string;
}

/** A link that signs somebody in once. Its secret is kept as a hash. */
export interface SignInLink {
  readonly hash: string;
  readonly workspace: WorkspaceId;
  readonly address: Address;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** Somebody who is signed in; its secret is kept as a hash, `id` names it. */
export interface LoginSession {
  readonly id: string;
  readonly hash: string;
  readonly workspace: WorkspaceId;
  readonly address: Address;
  /** `browser` = a cookie; `key` = what a program brings as a bearer token. */
  readonly kind: 'browser' | 'key';
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  readonly endsAt: Instant;
  /** What the browser calls itself, or what the key is for. */
  readonly agent: string;
}

/** Who looks or changes, and in which workspace. Every row of a workspace is asked for with it. */
export interface Viewer {
  readonly workspace: WorkspaceId;
  /** `operator` = the person who runs the program. */
  readonly role: MemberRole | 'operator';
  /**
   * `all` = an operator who chose no single workspace sees the rows of every one; changes go to
   * `workspace`.
   */
  readonly sees: 'own' | 'all';
  /** Written beside what is changed: a name or an address. */
  readonly by: string;
}

const RANK = { reader: 0, editor: 1, owner: 2, operator: 3 } as const;

/** Whether somebody has a role or a wider one. */
export const mayAs = ({ role }: Pick<Viewer, 'role'>, least: Viewer['role']): boolean =>
  RANK[role] >= RANK[least];

/** The workspace whose rows are asked for; undefined = all there are. */
export const seenBy = ({ sees, workspace }: Pick<Viewer, 'sees' | 'workspace'>) =>
  sees === 'all' ? undefined : workspace;

/** The workspace of an address that nobody put into another. */
export function usualWorkspace({ sink, to }: Address, server: string | null): WorkspaceId {
  if (server !== null) return `server:${server}` as WorkspaceId;
  const person = sink === 'discord' && to.startsWith('user:') ? to.slice('user:'.length) : null;
  return person === null ? HOME : (`person:${person}` as WorkspaceId);
}

/** A company that is followed or held, as it was typed; `company` null = nobody knows it. */
export interface Holding {
  readonly typed: string;
  readonly company: CompanyId | null;
  /** Share of the book, in the unit in which it was typed; null = without a weight. */
  readonly weight: number | null;
}

/** Named companies of a workspace; a book where they have weights. */
export interface Watchlist {
  readonly workspace: WorkspaceId;
  /** Lower-case words joined by hyphens; one name a workspace. */
  readonly id: string;
  readonly name: string;
  readonly holdings: readonly Holding[];
  /** Addresses of the workspace that get its morning note; absent = none. */
  readonly notes?: readonly Address[] | undefined;
  readonly changedAt: Instant;
  readonly changedBy: string;
}

export const Verdict = z.enum(['useful', 'noise', 'wrong']);
export type Verdict = z.infer<typeof Verdict>;

/** What one person made of an alert in a workspace: read, judged, noted. */
export interface AlertMark {
  readonly workspace: WorkspaceId;
  readonly alert: AlertId;
  readonly by: string;
  readonly readAt: Instant | null;
  readonly verdict: Verdict | null;
  readonly note: string;
  readonly at: Instant;
}

/** Who changed what in a workspace. */
export interface JournalEntry {
  readonly workspace: WorkspaceId;
  readonly at: Instant;
  readonly by: string;
  readonly what:
    | 'workspace-added'
    | 'workspace-changed'
    | 'workspace-removed'
    | 'address-added'
    | 'address-removed'
    | 'member-added'
    | 'member-changed'
    | 'member-removed'
    | 'signed-in'
    | 'key-made'
    | 'session-ended'
    | 'list-saved'
    | 'list-removed'
    | 'followed'
    | 'unfollowed'
    | 'muted'
    | 'unmuted'
    | 'paused'
    | 'resumed'
    | 'judged';
  /** In words, without a secret of an address. */
  readonly detail: string;
}
