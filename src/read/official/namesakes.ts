import { draftKey, type MentionDraft } from '../document/mention-draft.ts';
import type { Page } from '../document/page.ts';

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
