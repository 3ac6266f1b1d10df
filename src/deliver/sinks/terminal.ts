import pc from 'picocolors';
import type { Card } from '../../domain/card.ts';
import { reason } from '../../domain/reason.ts';
import { retry, type Sink } from '../../domain/sink.ts';
import { cardText, PLAIN, type TextStyle } from '../../present/text.ts';
import { cutLists } from '../message-text.ts';

export interface TerminalSettings {
  /** Writes text as it is and settles when it is out; rejects where nobody takes it any more. */
  readonly write: (text: string) => Promise<void> | void;
  /** Columns of the window; null where it is not a terminal. Never used beyond 80. */
  readonly columns: number | null;
  /** Colours, where somebody looks and NO_COLOR is not set. */
  readonly style?: TextStyle;
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

/** What a terminal sink needs of the program's surroundings. */
interface Terminal {
  readonly out: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: { readonly out: boolean; readonly columns: number };
}

/** Emphasis of a terminal; plain text where NO_COLOR is set or nobody is looking. */
export function styleFor(
  io: Pick<Terminal, 'env'> & { readonly terminal: { readonly out: boolean } },
): TextStyle {
  if (!io.terminal.out || io.env.NO_COLOR) return PLAIN;
  return { title: (text, tone) => colours.bold(TONES[tone](text)), strong: colours.bold, quiet: colours.dim };
}

/** The sink of this program's own terminal. */
export const terminalOf = (io: Terminal): Sink =>
  terminalSink({
    write: (text) => io.out(text.trimEnd()),
    columns: io.terminal.columns,
    style: styleFor(io),
  });

/** Prints alerts where the program runs: the way out that needs no account. Every address is this one terminal. */
export function terminalSink(settings: TerminalSettings): Sink {
  const width = Math.min(WIDEST, Math.max(NARROWEST, settings.columns ?? WIDEST));
  // What an earlier run printed is not on this terminal, so what is not printed here is certainly not there.
  const printed = new Map<string, string>();
  return {
    id: 'terminal',
    async send(message) {
      try {
        const text = cardText(cutLists(message.card, LIST_LINES), width, settings.style ?? PLAIN);
        await settings.write(`${text}\n`);
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
