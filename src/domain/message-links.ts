/** Addresses of the bot's page for actions on a message; absent = not available there. */
export interface MessageLinks {
  /** The notice as it was read. */
  readonly details?: string;
  /** The company's score and what it is made of. */
  readonly why?: string;
  /** Quiet for a week for the companies of the message. */
  readonly mute?: string;
  /** Asks what is wrong, and opens a review. */
  readonly wrong?: string;
  /** Ends everything at the address of the message. */
  readonly unsubscribe?: string;
}

/** The pages that a signed link of a message opens. */
export const REPLY_PATHS = { wrong: '/wrong', mute: '/mute', unsubscribe: '/unsubscribe' } as const;

/** A reader's reply to a message. */
export type MessageReply = 'wrong' | 'mute';
