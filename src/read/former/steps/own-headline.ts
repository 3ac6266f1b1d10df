import type { Page, Sentence } from '../page.ts';

const key = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

/** The headline of the page itself: on a list of hot topics the lines of other news above and below it are none of its own. */
export function ownHeadlines(page: Page): readonly Sentence[] {
  const titles = page.sentences.filter((one) => one.place === 'title');
  const own = key(page.title);
  const meant = titles.filter((one) => own.includes(key(one.raw)));
  return meant.length > 0 ? meant : titles;
}
