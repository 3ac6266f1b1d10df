import type { Source } from '../../domain/regulator.ts';
import type { Entry } from './kinds/entry.ts';
import { dateIn } from './kinds/list-date.ts';

/** Why the rows of a list that answered may be no notices; a closed list. */
export type ListDoubt = 'no-dates' | 'short-titles' | 'menu-links' | 'few-rows';

/** Rows that are checked: the newest ones. */
const MOST_READ = 5;
/** Least letters in the title of a notice. */
const LEAST_TITLE = 8;
/** Least rows of a list. */
const LEAST_ROWS = 3;
/** Least share of all rows that must be in order. */
const MOST_ODD = 0.2;

const share = <One>(all: readonly One[], isSo: (one: One) => boolean): number =>
  all.length === 0 ? 0 : all.filter(isSo).length / all.length;

/**
 * Doubts about the rows of a list: no dates, titles of a few letters, links into the site's menu,
 * or fewer rows than usual.
 * @param menu addresses in the frame of the page
 * @param usual rows that it had before, null = not known
 */
export function doubtsOf(
  entries: readonly Entry[],
  source: Pick<Source, 'kind' | 'undated' | 'url' | 'mirrors' | 'rows'>,
  menu: ReadonlySet<string>,
  usual: number | null,
): ListDoubt[] {
  const newest = entries.slice(0, MOST_READ);
  const isShort = ({ title }: Entry) => [...title].length < LEAST_TITLE;
  const isInMenu = ({ url }: Entry) => menu.has(url) || isIndex(url, source);
  const isUndated = ({ statedDate, publishedAt }: Entry) =>
    publishedAt === null && (statedDate === null || !isDate(statedDate));
  const least = Math.max(LEAST_ROWS, (usual ?? source.rows ?? 0) / 2);
  const hasDates = source.undated === true || source.kind === 'series';
  const odd = (isSo: (entry: Entry) => boolean) =>
    newest.some(isSo) || share(entries, isSo) > MOST_ODD;
  const doubts: Readonly<Record<ListDoubt, boolean>> = {
    'no-dates': !hasDates && odd(isUndated),
    'short-titles': source.kind !== 'series' && odd(isShort),
    'menu-links': source.kind === 'html-list' && odd(isInMenu),
    'few-rows': entries.length < least,
  };
  return (Object.keys(doubts) as ListDoubt[]).filter((listDoubt) => doubts[listDoubt]);
}

/** Dates of feeds have a zone and are instants already; of lists a day with its year. */
const isDate = (text: string) => dateIn(text) !== null || !Number.isNaN(Date.parse(text));

/** Path of a single notice: a number, or a title with hyphens. */
const OF_NOTICE = /\d{4}|(?:-[^-/]+){3}/;

/** The list itself, the front page of its site, or the index of a section. */
function isIndex(url: string, { url: own, mirrors }: Pick<Source, 'url' | 'mirrors'>): boolean {
  if ([own, ...mirrors].includes(url)) return true;
  const { pathname, search } = new URL(url);
  const [folder = '', file = ''] = pathname.split('/').slice(-2);
  const isSection = /^(?:(?:index|default|list|main)(?:_?\d{1,3})?\.\w{2,5})?$/i.test(file);
  return search === '' && isSection && !OF_NOTICE.test(folder);
}
