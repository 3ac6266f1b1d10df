import { createRequire } from 'node:module';
import type TableOf from 'cli-table3';
import type { NotFound } from '../../answers/queries/answers.ts';
import type { Io } from '../../app/io.ts';
import { formatReason, renderReason } from '../../base/i18n/sentence.ts';
import type { Language } from '../../base/i18n/words.ts';
import type { Card } from '../../domain/card.ts';
import { styleFor } from '../../pipeline/deliver/sinks/terminal.ts';
import { safeCard } from '../../pipeline/present/safe-card.ts';
import { cardText } from '../../pipeline/present/text.ts';

/** A card on stdout, as wide as the terminal and at most 100 columns. */
export function printCard(card: Card, io: Io): void {
  io.out(cardText(safeCard(card), Math.min(io.terminal.columns, 100), styleFor(io)));
}

/** The answer "no": on stderr for people, as JSON on stdout for machines; exit code 1. */
export function notFound(missing: NotFound, io: Io, json: boolean, language: Language = 'en'): 1 {
  const { found, because, candidates } = missing;
  if (json)
    io.out(
      JSON.stringify({ found, because: renderReason(because, language), candidates }, null, 2),
    );
  else {
    io.err(formatReason(because, language));
    for (const candidate of candidates) io.err(`  ${candidate.id}  ${candidate.name}`);
  }
  return 1;
}

const EVERY_MS = 2_000;
const WIDTH = 24;

/** Lines of progress on stderr, at most one every two seconds. */
export function progress(io: Io): (line: () => string) => void {
  let saidAt = io.now();
  return (line) => {
    if (io.now() - saidAt < EVERY_MS) return;
    saidAt = io.now();
    io.err(line());
  };
}

/** A bar as progress: `relations [######------------------]  25 %  120,000 rows, 31 proposals`. */
export function progressBar(
  io: Io,
): (what: string, share: number, rows: number, found?: number) => void {
  const say = progress(io);
  return (what, share, rows, found) =>
    say(() => {
      const done = Math.min(1, Number.isFinite(share) ? share : 1);
      const full = Math.round(done * WIDTH);
      const bar = `${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}`;
      const percent = String(Math.floor(100 * done)).padStart(3);
      return (
        `${what} [${bar}] ${percent} %  ${rows.toLocaleString('en')} ` +
        `rows${found === undefined ? '' : `, ${found} proposals`}`
      );
    });
}

/** Rows under a head as a table without colours. */
export function plainTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  // Loaded for who prints a table: cards have none.
  const Table = createRequire(import.meta.url)('cli-table3') as typeof TableOf;
  const table = new Table({ head: [...head], style: { head: [], border: [] } });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}
