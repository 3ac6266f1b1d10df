import { EventEmitter } from 'node:events';
import { refusal } from './failure.ts';
import type { Channel, StoredMessage, World } from './world.ts';

/** The first answer must come within this long, or the token is worthless. */
export const ANSWER_WITHIN_MS = 3_000;
/** How long the token then lives. */
export const TOKEN_LIVES_MS = 15 * 60_000;

/** One thing a person did, and everything the bot answered to it. */
export interface Pending {
  readonly id: string;
  readonly token: string;
  readonly kind: number;
  readonly createdAt: number;
  readonly channel: Channel;
  readonly userId: string;
  /** The command's name, for the line above the reply. */
  readonly name: string;
  /** Installed for the user only: five follow-ups at most. */
  readonly userOnly: boolean;
  /** The message whose button was pressed. */
  readonly source: StoredMessage | null;
  /** Callback type of the first answer; null until it came. */
  answered: number | null;
  answeredAt: number | null;
  ephemeral: boolean;
  /** Deferred and not yet filled. */
  loading: boolean;
  edits: number;
  original: StoredMessage | null;
  readonly followups: Map<string, StoredMessage>;
  choices: { name: string; value: string | number }[] | null;
  modal: Record<string, unknown> | null;
  /** Emits `change` after each answer. */
  readonly changes: EventEmitter;
}

export interface Interactions {
  open(
    given: Pick<Pending, 'kind' | 'channel' | 'userId' | 'name' | 'userOnly' | 'source'>,
  ): Pending;
  /** For the first answer: 10062 when unknown or late, 40060 when already answered. */
  unanswered(id: string, token: string): Pending;
  /** For everything after: 50027 when the 15 minutes are over, 10015 when unknown or unanswered. */
  answered(token: string): Pending;
}

export function createInteractions(world: World): Interactions {
  const byToken = new Map<string, Pending>();
  return {
    open(given) {
      const id = world.nextId();
      const pending: Pending = {
        ...given,
        id,
        token: Buffer.from(`interaction:${id}:${'x'.repeat(40)}`).toString('base64url'),
        createdAt: world.now(),
        answered: null,
        answeredAt: null,
        ephemeral: false,
        loading: false,
        edits: 0,
        original: null,
        followups: new Map(),
        choices: null,
        modal: null,
        changes: new EventEmitter().setMaxListeners(0),
      };
      byToken.set(pending.token, pending);
      return pending;
    },
    unanswered(id, token) {
      const pending = byToken.get(token);
      if (!pending || pending.id !== id) throw refusal(10062);
      if (pending.answered !== null) throw refusal(40060);
      if (world.now() - pending.createdAt > ANSWER_WITHIN_MS) throw refusal(10062);
      return pending;
    },
    answered(token) {
      const pending = byToken.get(token);
      if (!pending || pending.answered === null) throw refusal(10015);
      if (world.now() - pending.createdAt > TOKEN_LIVES_MS) throw refusal(50027);
      return pending;
    },
  };
}
