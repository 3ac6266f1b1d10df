import { ancestors, type HtmlNode, type HtmlRoot } from '../../../base/markup/parse-page.ts';
import type { Draft } from '../compose.ts';
import { articleNodes } from './article.ts';
import { asidesOf, isHeadline, linkShare } from './asides.ts';
import { isLayout, partsOf } from './cells.ts';
import type { HtmlKind } from './html-kind.ts';
import type { LiftedPage } from './long-tables.ts';
import { childElements, type Element, type HtmlPage, isBlock, isElement, within } from './page.ts';
import { walk } from './walk.ts';

/** What of a page is read: its paragraphs and tables, and the number of its pictures. */
export interface MainPart {
  readonly drafts: Draft[];
  readonly pictures: number;
  /** Paragraphs that may state the date, also those beside the article. */
  readonly dateLines: readonly string[];
}

/**
 * Reads the main part of a page: of an article of the press what Readability finds, of any other
 * page the container of the document with every table and full sentence around it, of a fragment
 * all of it.
 */
export function readMainPart(
  page: HtmlPage,
  { kind, title }: { readonly kind: HtmlKind; readonly title: string | null },
  rowsApart: LiftedPage['rowsOf'],
): MainPart {
  const roots = kind === 'fragment' ? new Set<HtmlNode>() : contentRoots(page);
  const whole = walk(page.body, roots, rowsApart);
  const dateLines = whole.drafts.flatMap((draft) =>
    draft.kind === 'paragraph' ? [draft.text] : [],
  );
  const nodes = kind === 'article' ? articleIn(page, title ?? '') : null;
  if (nodes === null) return { ...whole, dateLines };
  prune(page.body, nodes);
  return { ...walk(page.body, new Set(), rowsApart), dateLines };
}

/**
 * Elements of an article, and the sum of their depths: eight times the largest of the public
 * benchmark. The library reads the text of each element again.
 */
const MOST_ELEMENTS = 8_000;
const MOST_DEPTHS = 100_000;

function isTooLarge({ body }: HtmlPage): boolean {
  let [elements, depths] = [0, 0];
  const count = (element: Element, depth: number) => {
    elements += 1;
    depths += depth;
    if (elements <= MOST_ELEMENTS && depths <= MOST_DEPTHS)
      for (const child of childElements(element)) count(child, depth + 1);
  };
  count(body, 0);
  return elements > MOST_ELEMENTS || depths > MOST_DEPTHS;
}

/** The nodes of the article; null where there is none, or a table stands outside of it. */
function articleIn(page: HtmlPage, title: string): Set<HtmlNode> | null {
  if (isTooLarge(page)) return null;
  const asides = asidesOf(page);
  const nodes = articleNodes(page.body, title, asides);
  if (nodes === null) return null;
  const around = smallestAround(page.body, nodes);
  const isAside = (element: Element) =>
    asides.has(element) || ancestors(element).some((up) => asides.has(up as HtmlNode));
  const lost = page
    .named('table', 'ul', 'ol', 'dl')
    .filter((list) => !isAside(list) && isOwnList(list) && !holdsAny(list, nodes));
  for (const list of lost) {
    if (ancestors(list).some((up) => up === around)) addAll(list, nodes, asides);
    else if (list.name === 'table' && !isLayout(partsOf(list))) return null;
  }
  return nodes;
}

const LEAST_LIST = 40;
const MOST_LINKED = 0.2;

/** A list or table that is no menu: hardly any of it leads elsewhere. */
function isOwnList(list: Element): boolean {
  const { all, linked } = linkShare(list);
  return all >= LEAST_LIST && linked <= all * MOST_LINKED;
}

const holdsAny = (element: Element, nodes: ReadonlySet<HtmlNode>): boolean =>
  element.children.some(
    (child) => nodes.has(child) || (isElement(child) && holdsAny(child, nodes)),
  );

function addAll(element: Element, nodes: Set<HtmlNode>, asides: ReadonlySet<HtmlNode>): void {
  for (const child of element.children) {
    if (asides.has(child)) continue;
    nodes.add(child);
    if (isElement(child)) addAll(child, nodes, asides);
  }
}

/** The smallest element around all texts of a set. */
function smallestAround(body: Element, nodes: ReadonlySet<HtmlNode>): Element {
  for (let here = body; ; ) {
    const used = here.children.filter(
      (child) =>
        (child.type === 'text' && nodes.has(child) && child.data.trim() !== '') ||
        (isElement(child) && holdsText(child, nodes)),
    );
    const [only] = used;
    if (used.length !== 1 || !isElement(only)) return here;
    here = only;
  }
}

const holdsText = (element: Element, nodes: ReadonlySet<HtmlNode>): boolean =>
  element.children.some((child) =>
    isElement(child)
      ? holdsText(child, nodes)
      : child.type === 'text' && nodes.has(child) && child.data.trim() !== '',
  );

/** Whether an element only leads to other articles: a block, or several links in a line. */
const isTeaser = (element: Element) =>
  (isBlock(element) || within(element, 'a').length > 1) && isHeadline(element);

/**
 * Removes from a subtree what is not of a set, and links to other articles. Returns whether any
 * text is left.
 */
function prune(element: Element, nodes: ReadonlySet<HtmlNode>): boolean {
  let isLeft = false;
  element.children = element.children.filter((child) => {
    if (child.type === 'text') {
      const isBlank = child.data.trim() === '';
      isLeft ||= nodes.has(child) && !isBlank;
      return isBlank || nodes.has(child);
    }
    if (!isElement(child)) return false;
    if (child.name === 'br' || child.name === 'img') return nodes.has(child);
    if (!prune(child, nodes) || isTeaser(child)) return false;
    isLeft = true;
    return true;
  });
  return isLeft;
}

/** Containers of known publishing systems, most certain first. */
const CONTAINERS: readonly string[] = (
  '#con_con #BodyLabel #UCAP-CONTENT .pages_content #zoom .TRS_Editor ' +
  '.TRS_UEDITOR #js_content [itemprop=articleBody] .article-content ' +
  '.article_content .main-content .xl-content article main [role=main] .article #article ' +
  '.content #content'
).split(' ');

/**
 * The container must hold this share of all unlinked letters, else it is a teaser or one column of
 * several.
 */
const MAIN_SHARE = 0.6;

/**
 * The elements that contain the document; empty where no part of the page clearly does, so that the
 * whole page is read. Tables and full sentences outside of them are still read (see
 * `outsideIsWorth`).
 */
export function contentRoots(page: HtmlPage): Set<HtmlNode> {
  const least = page.weightOf(page.body) * MAIN_SHARE;
  if (least === 0) return new Set();
  const isMain = (elements: readonly Element[]) =>
    elements.reduce((sum, element) => sum + page.weightOf(element), 0) >= least;
  for (const selector of CONTAINERS) {
    const all = page.matching(selector);
    const borders = new Set<HtmlRoot | HtmlNode>([...all, page.body]);
    const outermost = all.filter(
      (element) => ancestors(element).find((up) => borders.has(up)) === page.body,
    );
    if (isMain(outermost)) return new Set(outermost);
  }
  const dense = densest(page);
  return dense !== page.body && isMain([dense]) ? new Set([dense]) : new Set();
}

/**
 * Walks down while one child holds nearly all unlinked letters; stops where the text divides into
 * its paragraphs.
 */
function densest({ body, weightOf }: HtmlPage): Element {
  let here = body;
  for (;;) {
    const own = weightOf(here);
    const next = childElements(here).find((child) => weightOf(child) >= own * 0.85);
    if (!next || !holdsBlocks(next) || ['table', 'ul', 'ol'].includes(next.name)) return here;
    here = next;
  }
}

function holdsBlocks(element: Element): boolean {
  return element.children.some(
    (child) => isBlock(child) || (isElement(child) && holdsBlocks(child)),
  );
}
