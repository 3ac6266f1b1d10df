import { kindOf } from '../../src/domain/act-kind.ts';
import type { Document, Span } from '../../src/domain/document.ts';
import type { Notice } from '../../src/domain/notice.ts';

/** Blanks and line breaks do not count: a name that a cell breaks over two lines is one name. */
const bare = (text: string) => text.replace(/\s+/g, '');

/** What is wrong with the spans of a notice: each must lie in the text and show what it claims. */
export function wrongSpans(document: Document, notice: Notice): string[] {
  const wrong: string[] = [];
  const inside = (what: string, span: Span) => {
    if (span.start > span.end || span.end > document.text.length)
      wrong.push(`${what}: ${span.start}..${span.end} of ${document.text.length}`);
  };
  const shows = (what: string, span: Span, claimed: string) => {
    inside(what, span);
    if (span.end === 0) return;
    const text = bare(document.text.slice(span.start, span.end));
    if (text !== bare(claimed)) wrong.push(`${what}: claims "${claimed}", shows "${text}"`);
  };
  for (const mention of notice.mentions) {
    shows(`name of ${mention.id}`, mention.span, mention.name);
    if (!bare(`${notice.title}${document.text}`).includes(bare(mention.name)))
      wrong.push(`invented: ${mention.name}`);
    for (const row of mention.rows) {
      inside(`row of ${mention.id}`, row.span);
      for (const one of row.accusations) shows(`accusation of ${mention.id}`, one.span, one.phrase);
    }
  }
  for (const action of notice.actions) inside(`action ${kindOf(action.act)}`, action.span);
  for (const stated of [notice.regulator, notice.batch, notice.deadline, notice.counts.apps]) {
    if (stated !== null) inside(stated.rule, stated.span);
  }
  for (const doubt of notice.doubts) if (doubt.span !== null) inside(doubt.code, doubt.span);
  return wrong;
}
