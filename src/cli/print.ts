import type { Io } from '../app/io.ts';
import type { NotFound } from '../ask/answers.ts';
import { styleFor } from '../deliver/sinks/terminal.ts';
import type { Card } from '../domain/card.ts';
import { said, sentence } from '../present/sentence.ts';
import { cardText } from '../present/text.ts';
import type { Language } from '../present/words.ts';

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
