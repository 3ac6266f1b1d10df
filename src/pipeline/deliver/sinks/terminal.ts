import pc from 'picocolors';
import type { Card } from '../../../domain/card.ts';
import { reason } from '../../../domain/reason.ts';
import { retry, type Sink } from '../../../domain/sink.ts';
import { cardText, PLAIN, type TextStyle } from '../../present/text.ts';
import { cutLists } from '../message-text.ts';

/** What a terminal sink needs of the program's surroundings. */
interface Terminal {
  /** Writes a text and a line break; throws where nobody takes it any more. */
  readonly out: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether somebody looks, and the columns of the window, of which at most 80 are used. */
  readonly terminal: { readonly out: boolean; readonly columns: number };
}

const WIDEST = 80;
const NARROWEST = 40;
/** Lines of one list that a person still reads. */
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

/** Emphasis of a terminal; plain text where NO_COLOR is set or nobody is looking. */
export function styleFor({ env, terminal }: Pick<Terminal, 'env' | 'terminal'>): TextStyle {
  if (!terminal.out || env.NO_COLOR) return PLAIN;
  return {
    title: (text, tone) => colours.bold(TONES[tone](text)),
    strong: colours.bold,
    quiet: colours.dim,
  };
}

/**
 * Prints alerts where the program runs: the way out that needs no account. Every address is this
 * one terminal.
 */
export function terminalSink(io: Terminal): Sink {
  const width = Math.min(WIDEST, Math.max(NARROWEST, io.terminal.columns));
  // What an earlier run printed is not on this terminal, so what is not printed here is certainly
  // not there.
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
