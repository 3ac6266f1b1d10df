import type { APIAttachment, APIEmbed } from 'discord-api-types/v10';
import type { Pending } from './interactions.ts';
import { buttonsOf, type SeenButton, visibleText } from './reading.ts';
import type { StoredMessage } from './world.ts';

/** What a person sees after a command, a press or a form. Live: later edits show through. */
export interface Reply {
  readonly id: string;
  readonly token: string;
  /** Callback type: 4 message, 5 deferred, 6 deferred update, 7 update, 8 choices, 9 form. */
  readonly type: number;
  readonly deferred: boolean;
  readonly ephemeral: boolean;
  /** Still "thinking". */
  readonly loading: boolean;
  /** How often the reply was edited (the filling of a deferred one counts). */
  readonly edits: number;
  /** Real milliseconds from the person's act to the first answer. */
  readonly latencyMs: number;
  readonly message: StoredMessage | null;
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly unknown[];
  readonly attachments: readonly APIAttachment[];
  readonly buttons: readonly SeenButton[];
  /** All readable words: content, embeds, components, alt texts. */
  readonly text: string;
  readonly followups: readonly StoredMessage[];
  /** The form that was opened, as sent. */
  readonly modal: Record<string, unknown> | null;
  readonly choices: readonly { name: string; value: string | number }[] | null;
  /** Waits for the next answer, edit or follow-up. */
  next(withinMs?: number): Promise<Reply>;
}

/** Until when to wait: the first answer, or the message that a deferred answer promised. */
export type Until = 'answered' | 'filled';

/**
 * Waits for the bot as a person does, in real time, then gives the reply; "did not respond" throws.
 */
export async function awaitReply(
  pending: Pending,
  until: Until,
  patience: { answerMs: number; fillMs: number },
): Promise<Reply> {
  const began = performance.now();
  await changed(
    pending,
    () => pending.answered !== null,
    patience.answerMs,
    'The application did not respond',
  );
  const latencyMs = performance.now() - began;
  const filled = () => !pending.loading || pending.followups.size > 0;
  if (until === 'filled')
    await changed(pending, filled, patience.fillMs, 'The application is still thinking');
  return showReply(pending, latencyMs);
}

async function changed(
  pending: Pending,
  done: () => boolean,
  withinMs: number,
  complaint: string,
): Promise<void> {
  if (done()) return;
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (done()) stop(resolve);
    };
    const timer = setTimeout(
      () => stop(() => reject(new Error(`${complaint} (${withinMs} ms, ${pending.name})`))),
      withinMs,
    );
    const stop = (then: () => void) => {
      clearTimeout(timer);
      pending.changes.off('change', look);
      then();
    };
    pending.changes.on('change', look);
  });
}

function showReply(pending: Pending, latencyMs: number): Reply {
  const reply: Reply = {
    id: pending.id,
    token: pending.token,
    latencyMs,
    get type() {
      return pending.answered ?? 0;
    },
    get deferred() {
      return pending.answered === 5 || pending.answered === 6;
    },
    get ephemeral() {
      return pending.ephemeral;
    },
    get loading() {
      return pending.loading;
    },
    get edits() {
      return pending.edits;
    },
    get message() {
      return pending.original;
    },
    get content() {
      return pending.original?.content ?? '';
    },
    get embeds() {
      return pending.original?.embeds ?? [];
    },
    get components() {
      return pending.original?.components ?? [];
    },
    get attachments() {
      return pending.original?.attachments ?? [];
    },
    get buttons() {
      return buttonsOf(pending.original);
    },
    get text() {
      // What was taken back is not read; a follow-up in its place is.
      const [inItsPlace] = pending.followups.values();
      return visibleText(pending.original ?? inItsPlace ?? null);
    },
    get followups() {
      return [...pending.followups.values()];
    },
    get modal() {
      return pending.modal;
    },
    get choices() {
      return pending.choices;
    },
    async next(withinMs = 5_000) {
      let came = false;
      pending.changes.once('change', () => {
        came = true;
      });
      await changed(pending, () => came, withinMs, 'Nothing more came');
      return reply;
    },
  };
  return reply;
}
