import type { Document, Span } from '../../domain/document.ts';
import type { Mention } from '../../domain/notice.ts';

interface Unsure extends Span {
  readonly confidence: number;
}

/**
 * Mentions of a document that was read off a picture, each as sure as the least sure of the rows and lines it was read from.
 * Others are returned as they are.
 */
export function withConfidence(mentions: readonly Mention[], document: Document): Mention[] {
  const unsure = unsureIn(document);
  if (unsure.length === 0) return [...mentions];
  return mentions.map((mention) => {
    const spans = [mention.span, ...mention.rows.map((row) => row.span)];
    const touched = unsure.filter((one) =>
      spans.some((span) => span.start < one.end && one.start < span.end),
    );
    return { ...mention, confidence: Math.min(mention.confidence, ...touched.map((one) => one.confidence)) };
  });
}

/** Rows of tables and lines of text with a confidence. */
function unsureIn({ blocks }: Document): Unsure[] {
  return blocks.flatMap((block): Unsure[] => {
    if (block.kind === 'heading' || block.kind === 'paragraph')
      return block.confidence === undefined ? [] : [{ ...block.span, confidence: block.confidence }];
    if (block.kind !== 'table') return [];
    return block.rows.flatMap((row): Unsure[] => {
      const sure = row.flatMap((cell) => cell.confidence ?? []);
      if (sure.length === 0) return [];
      const own = row.filter((cell) => !cell.merged);
      const spans = (own.length > 0 ? own : row).map((cell) => cell.span);
      return [
        {
          start: Math.min(...spans.map((one) => one.start)),
          end: Math.max(...spans.map((one) => one.end)),
          confidence: Math.min(...sure),
        },
      ];
    });
  });
}
