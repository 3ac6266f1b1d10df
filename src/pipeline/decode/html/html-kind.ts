import { type HtmlPage, wordsOf } from './page.ts';

/** How the main part of a page is found. */
export type HtmlKind = 'article' | 'page' | 'fragment';

const WHOLE_PAGE = /<(html|body|head|!doctype)\b/i;
/** Hosts of governments: sec.gov, cac.gov.cn, jftc.go.jp, ec.europa.eu, finma.admin.ch. */
const OFFICIAL_HOST =
  /(?:^|\.)(?:gov|mil|int|(?:gov|gob|gub|gouv|govt|go|gc|mil|admin)\.[a-z]{2}|europa\.eu|bund\.de)$/;
/** Metadata that publishing systems of Chinese authorities write. */
const OFFICIAL_NAMES = ['articletitle', 'columnname', 'sitedomain', 'siteidcode'];
const ARTICLE_DATA = /"@type"\s*:\s*(?:\[\s*)?"(?:\w{0,30}Article|BlogPosting|Report)"/;
const ARTICLE_MARKS =
  '[itemprop="articleBody"], [itemtype*="schema.org/"][itemtype$="Article"], ' +
  '[itemtype$="schema.org/BlogPosting"]';

/**
 * Whether a text is a fragment, an article of the press by its own metadata, or another page. Pages
 * of authorities are never articles: their tables, lists and files must all be read.
 */
export function htmlKindOf(
  html: string,
  page: HtmlPage,
  metas: ReadonlyMap<string, string>,
  url: string | null,
): HtmlKind {
  if (!WHOLE_PAGE.test(html)) return 'fragment';
  return isOfficial(page, metas, url) || !isArticle(page, metas) ? 'page' : 'article';
}

function isOfficial(page: HtmlPage, metas: ReadonlyMap<string, string>, url: string | null) {
  if (OFFICIAL_NAMES.some((name) => metas.has(name))) return true;
  const canonical = page.named('link').find(({ attribs }) => attribs.rel === 'canonical');
  return [url, metas.get('og:url'), canonical?.attribs.href].some(
    (address) =>
      address != null && URL.canParse(address) && OFFICIAL_HOST.test(new URL(address).hostname),
  );
}

function isArticle(page: HtmlPage, metas: ReadonlyMap<string, string>): boolean {
  return (
    /^(?:news\s?)?article$|^news$/i.test(metas.get('og:type') ?? '') ||
    (page.named('article').length > 0 && metas.has('og:title')) ||
    page.matching(ARTICLE_MARKS).length > 0 ||
    page
      .named('script')
      .some(
        (script) =>
          script.attribs.type === 'application/ld+json' && ARTICLE_DATA.test(wordsOf(script)),
      )
  );
}
