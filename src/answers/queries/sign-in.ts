import { createHash, randomBytes } from 'node:crypto';
import type { Address } from '../../domain/alert.ts';
import type { Store } from '../../domain/ports.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import type { LoginSession, Member, Viewer } from '../../domain/workspace.ts';

type SignInRows = Pick<
  Store,
  | 'members'
  | 'saveSignInLink'
  | 'countSignInLinks'
  | 'signInLink'
  | 'useSignInLink'
  | 'saveSession'
  | 'session'
  | 'touchSession'
  | 'endSession'
  | 'note'
>;

/** Minutes for which a link is valid, once. */
export const LINK_MINUTES = 15;
const LINK_MS = LINK_MINUTES * 60_000;
/** Links of one address in the time for which a link is good. */
const MOST_LINKS = 3;
const BROWSER_MS = 7 * DAY_MS;
const KEY_MS = 365 * DAY_MS;
/** Least time between two updates of "last seen". */
const SEEN_EVERY_MS = 3_600_000;
const MOST_AGENT = 120;

/** 256 bits, as text that may stand in an address. */
const newSecret = () => randomBytes(32).toString('base64url');
/** Secrets are long and random: a plain hash cannot be tried out. */
const hashOf = (secret: string) => createHash('sha256').update(`tocsin ${secret}`).digest('hex');

/** Mail addresses ignore case; an address without a sink is a mail address. */
export function typedAddress(typed: string): Address {
  const text = typed.trim();
  const at = text.indexOf(':');
  const sink = at === -1 ? 'email' : text.slice(0, at).toLowerCase();
  const to = at === -1 ? text : text.slice(at + 1);
  return { sink, to: sink === 'email' ? to.toLowerCase() : to };
}

export type SignIn = ReturnType<typeof createSignIn>;

/** Links that sign somebody in once, and the sessions that follow. Secrets are stored as hashes. */
export function createSignIn(store: SignInRows) {
  const memberOf = async ({ workspace, address }: Pick<LoginSession, 'workspace' | 'address'>) =>
    (await store.members({ address })).find((member) => member.workspace === workspace) ?? null;

  const begin = async (
    { workspace, address }: Pick<Member, 'workspace' | 'address'>,
    kind: LoginSession['kind'],
    agent: string,
    now: Instant,
  ) => {
    const secret = newSecret();
    const endsAt = (now + (kind === 'key' ? KEY_MS : BROWSER_MS)) as Instant;
    const session: LoginSession = {
      id: randomBytes(4).toString('hex'),
      hash: hashOf(secret),
      workspace,
      address,
      kind,
      createdAt: now,
      seenAt: now,
      endsAt,
      agent: agent.slice(0, MOST_AGENT),
    };
    await store.saveSession(session);
    return { secret, session };
  };

  return {
    /** The secret of a link for a member; it is stored nowhere. */
    async linkFor({ workspace, address }: Member, now: Instant): Promise<string> {
      const secret = newSecret();
      const expiresAt = (now + LINK_MS) as Instant;
      await store.saveSignInLink({
        hash: hashOf(secret),
        workspace,
        address,
        createdAt: now,
        expiresAt,
      });
      return secret;
    },
    /**
     * Links for every workspace of which the address is a member; none for other addresses or after
     * too many requests. The requester learns neither.
     */
    async linksFor(address: Address, now: Instant) {
      const members = await store.members({ address });
      const since = (now - LINK_MS) as Instant;
      const sent = members.length === 0 ? 0 : await store.countSignInLinks({ address, since });
      if (sent >= MOST_LINKS * members.length) return [];
      const links: { readonly member: Member; readonly secret: string }[] = [];
      for (const member of members) links.push({ member, secret: await this.linkFor(member, now) });
      return links;
    },
    /** Whether a link is still valid; it is not used up. */
    isGood: async (secret: string, now: Instant) =>
      (await store.signInLink(hashOf(secret), now)) !== null,
    /** Signs in by a link, once; null where it is used, expired or unknown. */
    async enter(secret: string, agent: string, now: Instant) {
      const link = await store.useSignInLink(hashOf(secret), now);
      const member = link === null ? null : await memberOf(link);
      if (member === null) return null;
      const begun = await begin(member, 'browser', agent, now);
      await store.note({
        workspace: member.workspace,
        at: now,
        by: member.name,
        what: 'signed-in',
        detail: begun.session.id,
      });
      return begun;
    },
    /** A key for a program of a member; its secret is shown once. */
    keyFor: (member: Member, purpose: string, now: Instant) => begin(member, 'key', purpose, now),
    /** Signs out. */
    async leave(secret: string, now: Instant): Promise<void> {
      const session = await store.session(hashOf(secret), now);
      if (session !== null) await store.endSession(session);
    },
    /**
     * The viewer of this secret; null where the session ended or the person is no member any more.
     */
    async viewerOf(secret: string, now: Instant) {
      const session = await store.session(hashOf(secret), now);
      const member = session === null ? null : await memberOf(session);
      if (session === null || member === null) return null;
      if (now - session.seenAt >= SEEN_EVERY_MS) await store.touchSession(session.hash, now);
      const { workspace, role, name } = member;
      const viewer: Viewer = { workspace, role, sees: 'own', by: name };
      return { viewer, session, member };
    },
  };
}
