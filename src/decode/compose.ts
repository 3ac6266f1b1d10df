import type { Block, Cell, Document, Finding, Span } from '../domain/document.ts';
import { cleanLine } from './clean.ts';
import { LIMITS } from './limits.ts';
import type { Draft, ParsedDocument } from './parsed-document.ts';

type Legible = Pick<Document, 'title' | 'text' | 'blocks' | 'findings'>;

/**
 * Writes the blocks one under another and notes where each stands, so that every span is exact by construction.
 * A merged cell is written once, at its first place; its repeats carry the span of that place. A picture stands for no text:
 * its span is empty. `called` is what a list or feed called the document. A title that the blocks do not begin with becomes the first heading, since batch and count often stand there only.
 */
export function compose(source: ParsedDocument, called: string | null = null): Legible {
  const given = called === null ? null : cleanLine(called) || null;
  const title = source.titleGuessed ? (given ?? source.title) : (source.title ?? given);
  const titled = title === null ? source.drafts : underTitle(source.drafts, title);
  const drafts = titled.flatMap((draft): Draft[] => (draft.kind === 'paragraph' ? piecesOf(draft) : [draft]));
  const page = new ComposedPage();
  const blocks: Block[] = [];
  const findings: Finding[] = [...source.findings];
  let pieces = 0;
  for (const draft of drafts) {
    pieces += draft.kind === 'table' ? draft.rows.length * draft.rows[0]!.length : 1;
    if (page.length > LIMITS.characters || (pieces > MOST_PIECES && blocks.length > 0)) {
      const message = `Only the first ${page.length} characters were read, in ${blocks.length} blocks.`;
      findings.push({ code: 'text-cut', message });
      break;
    }
    blocks.push(write(page, draft));
  }
  return { title, text: page.text(), blocks, findings };
}

/** Blocks and cells: the longest table and as many lines again. What lies between stages is some hundred bytes each. */
const MOST_PIECES = 150_000;

/** Ten times the longest paragraph that an authority wrote; what is longer lost its line breaks, or is no text. In UTF-16 units. */
const LONGEST = 20_000;

/** A paragraph beyond that in several, cut behind the last stop before the limit: what reads a sentence may take the square of its length. */
function piecesOf(draft: Draft & { kind: 'paragraph' }): (Draft & { text: string })[] {
  const pieces: (Draft & { text: string })[] = [];
  let rest = draft.text;
  while (rest.length > LONGEST) {
    const head = rest.slice(0, LONGEST);
    const stop = Math.max(...[...'。；！？;、 '].map((mark) => head.lastIndexOf(mark)));
    const end = stop > LONGEST / 2 ? stop + 1 : LONGEST;
    pieces.push({ ...draft, text: cleanLine(rest.slice(0, end)) });
    rest = rest.slice(end);
  }
  return [...pieces, { ...draft, text: pieces.length === 0 ? rest : cleanLine(rest) }].filter(
    (piece) => piece.text !== '',
  );
}

class ComposedPage {
  #pieces: string[] = [];
  length = 0;

  write(text: string): Span {
    const start = this.length;
    this.#pieces.push(text);
    this.length += text.length;
    return { start, end: this.length };
  }

  newLine(): void {
    if (this.length > 0) this.write('\n');
  }

  text(): string {
    return this.#pieces.join('');
  }
}

function write(page: ComposedPage, draft: Draft): Block {
  if (draft.kind === 'picture') return { ...draft, span: { start: page.length, end: page.length } };
  page.newLine();
  if (draft.kind === 'table') return writeTable(page, draft);
  return { ...draft, span: page.write(draft.text) };
}

function writeTable(page: ComposedPage, draft: Extract<Draft, { kind: 'table' }>): Block {
  const start = page.length;
  if (draft.caption !== null) page.write(draft.caption);
  const rows: Cell[][] = [];
  for (const [y, row] of draft.rows.entries()) {
    if (y > 0 || draft.caption !== null) page.write('\n');
    const cells: Cell[] = [];
    rows.push(cells);
    for (const [x, { text, header, origin, confidence }] of row.entries()) {
      if (x > 0) page.write(' | ');
      const span = origin === null ? page.write(text) : rows[origin[0]]![origin[1]]!.span;
      const cell = { text, span: { ...span }, header, merged: origin !== null };
      cells.push(confidence === undefined ? cell : { ...cell, confidence });
    }
  }
  return {
    kind: 'table',
    span: { start, end: page.length },
    caption: draft.caption,
    rows,
  };
}

const TITLE_IS_NEAR = 6;

/** Puts the title on top, or makes the early paragraph that already says it the heading. */
function underTitle(drafts: readonly Draft[], title: string): Draft[] {
  const wanted = bare(title);
  const at = drafts
    .slice(0, TITLE_IS_NEAR)
    .findIndex((draft) => 'text' in draft && bare(draft.text) === wanted);
  const heading: Draft = { kind: 'heading', text: title, level: 1 };
  if (at === -1) return [heading, ...drafts];
  const said = drafts[at]!;
  if (said.kind === 'heading') return [...drafts];
  return [
    ...drafts.slice(0, at),
    { kind: 'heading', text: 'text' in said ? said.text : title, level: 1 },
    ...drafts.slice(at + 1),
  ];
}

function bare(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}
