import pc from 'picocolors';
import type { NotFound } from '../ask/answers.ts';
import type { Card } from '../domain/card.ts';
import { said, sentence } from '../present/sentence.ts';
import { cardText, PLAIN, type TextStyle } from '../present/text.ts';
import type { Language } from '../present/words.ts';
import type { Io } from './io.ts';

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
export function styleFor(io: Pick<Io, 'env' | 'terminal'>): TextStyle {
  if (!io.terminal.out || io.env.NO_COLOR) return PLAIN;
  return { title: (text, tone) => colours.bold(TONES[tone](text)), strong: colours.bold, quiet: colours.dim };
}

/** A card on stdout, as wide as the terminal and at most 100 columns. */
export function printCard(card: Card, io: Io): void {
  io.out(cardText(card, Math.min(io.terminal.columns, 100), styleFor(io)));
}

/** The answer "no": on stderr for people, as JSON on stdout for machines; exit code 1. */
export function notFound(missing: NotFound, io: Io, json: boolean, language: Language = 'en'): 1 {
  if (json)
    io.out(
      JSON.stringify(
        { found: false, because: said(missing.because, language), candidates: missing.candidates },
        null,
        2,
      ),
    );
  else {
    io.err(sentence(missing.because, language));
    for (const one of missing.candidates) io.err(`  ${one.id}  ${one.name}`);
  }
  return 1;
}
