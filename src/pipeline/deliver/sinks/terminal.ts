import pc from 'picocolors';
import type { Card } from '../../../domain/card.ts';
import { reason } from '../../../domain/reason.ts';
import { retry, type Sink } from '../../../domain/sink.ts';
import { cardText, PLAIN, type TextStyle } from '../../present/text.ts';
import { cutLists } from '../message-text.ts';

/** Surroundings of a terminal sink. */
interface Terminal {
  /** Writes a line; throws where the output was closed. */
  readonly out: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the output is a terminal, and its columns, of which at most 80 are used. */
  readonly terminal: { readonly out: boolean; readonly columns: number };
}

const WIDEST = 80;
const NARROWEST = 40;
/** Lines shown of a list. */
const LIST_LINES = 14;

const colours = pc.createColors(true);
const TONES: Record<Card['tone'], (text: string) => string> = {
  background: colours.white,
  watch: colours.cyan,
  elevated: colours.yellow,
  high: colours.magenta,
  severe: colours.red,
  neutral: colours.white,
  good: colours.green,
};

/** Styles of a terminal; plain text with NO_COLOR or without a terminal. */
export function styleFor({ env, terminal }: Pick<Terminal, 'env' | 'terminal'>): TextStyle {
  if (!terminal.out || env.NO_COLOR) return PLAIN;
  return {
    title: (text, tone) => colours.bold(TONES[tone](text)),
    strong: colours.bold,
    quiet: colours.dim,
  };
}

/**
 * Prints alerts on the terminal of the program, the sink that needs no account. Every address is
 * this terminal.
 */
export function terminalSink(io: Terminal): Sink {
  const width = Math.min(WIDEST, Math.max(NARROWEST, io.terminal.columns));
  // Output of an earlier run is on no terminal of this one, so a message that is not listed here
  // was certainly not printed.
  const printed = new Map<string, string>();
  return {
    id: 'terminal',
    async send(message) {
      try {
        io.out(cardText(cutLists(message.card, LIST_LINES), width, styleFor(io)));
      } catch (error) {
        return retry(reason('terminal-failed', { why: String(error) }));
      }
      const name = `terminal:${message.nonce}`;
      if (message.card.reference !== null) printed.set(message.card.reference, name);
      return { kind: 'sent', message: name };
    },
    async find(_address, reference) {
      const message = printed.get(reference);
      return message === undefined ? null : { message };
    },
  };
}
