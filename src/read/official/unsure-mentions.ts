import type { Document, Span } from '../../domain/document.ts';
import type { Mention } from '../../domain/notice.ts';
import { draftKey, type MentionDraft } from '../document/mention-draft.ts';
import type { Page } from '../document/page.ts';

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
    if (block.kind === 'paragraph')
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

/** "被通报的“木棉快报”是“李鬼”": a copy that only carries the name. */
const COPY =
  /[“"《]([^“”"《》]{1,30})[”"》][^,。;“”]{0,14}[是系为属][^,。;]{0,10}(李鬼|山寨|[仿假]冒|冒[牌名]|同名)/giu;

/** Names of which the text itself says that another app only carries them, each with the words that say so. */
export function withNamesakes(drafts: readonly MentionDraft[], page: Page): MentionDraft[] {
  const copies = new Map<string, string>();
  for (const { text, raw } of page.sentences)
    for (const match of text.matchAll(COPY))
      copies.set(draftKey(match[1]!), raw.slice(match.index, match.index + match[0].length));
  if (copies.size === 0) return [...drafts];
  return drafts.map((one) => {
    const namesake = copies.get(draftKey(one.name));
    return namesake === undefined ? one : { ...one, namesake };
  });
}
