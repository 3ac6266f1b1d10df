import type { Document } from '../../domain/document.ts';
import type { Mention } from '../../domain/notice.ts';
import { draftKey, type MentionDraft } from '../document/mention-draft.ts';
import type { Page } from '../document/page.ts';

/**
 * Mentions of a document that was read off a picture, each as sure as the least sure of the rows and lines it was read from.
 * Others are returned as they are.
 */
export function withConfidence(mentions: readonly Mention[], { unsure }: Document): Mention[] {
  if (unsure.length === 0) return [...mentions];
  return mentions.map((mention) => {
    const spans = [mention.span, ...mention.rows.map((row) => row.span)];
    const touched = unsure.filter((one) =>
      spans.some((span) => span.start < one.end && one.start < span.end),
    );
    return { ...mention, confidence: Math.min(mention.confidence, ...touched.map((one) => one.confidence)) };
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
