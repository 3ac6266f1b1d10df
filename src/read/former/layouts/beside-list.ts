import { numberZh } from '../../dates/numbers.ts';
import { type Draft, draftKey } from '../../document/mention-draft.ts';
import type { Page } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { itemsOf } from './list-items-zh.ts';
import { listsIn } from './lists-zh.ts';
import { sentencesOfSteps } from './quoted.ts';

const COUNT = /^等?\s?(\d+|[二两三四五六七八九十]+)\s?[款家个]/u;
/** Lists in the running text of an article; a table or lines with fields of their own are whole. */
const INLINE: ReadonlySet<string> = new Set(['grouped']);

/**
 * Names that the sentences of a Chinese page add to its list: as many as a count behind them says ("此外发现A、B、C3款App"), and
 * those that the headline or the first sentences of an article name before it comes to its list.
 */
export function besideList(page: Page, steps: StepReading, drafts: readonly Draft[]): Draft[] {
  if (page.language !== 'zh') return [];
  const known = new Set(drafts.map((one) => draftKey(one.name)));
  const isArticle = !steps.official && drafts.every((one) => INLINE.has(one.rule));
  const found = sentencesOfSteps(page, steps).flatMap((sentence) =>
    listsIn(sentence, page).flatMap((list) => {
      const items = itemsOf(sentence, list, page, false);
      const count = COUNT.exec(sentence.text.slice(list.end))?.[1];
      const isWhole = count !== undefined && items.length > 1 && numberZh(count) === items.length;
      return isWhole || (isArticle && sentence.place !== 'body' && items.length > 1) ? items : [];
    }),
  );
  return found.filter((one) => one.kind !== 'entity' && !known.has(draftKey(one.name)));
}
