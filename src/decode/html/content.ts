import { childElements, type Element, type HtmlNode, isBlock, isElement } from './nodes.ts';
import type { HtmlPage } from './page.ts';

/** Where known publishing systems put the document, surest first. */
const CONTAINERS: readonly string[] = (
  '#con_con #BodyLabel #UCAP-CONTENT .pages_content #zoom .TRS_Editor .TRS_UEDITOR #js_content [itemprop=articleBody] .article-content ' +
  '.article_content .main-content .xl-content article main [role=main] .article #article .content #content'
).split(' ');

/** The container must hold this share of all unlinked letters, else it is a teaser or one column of several. */
const MAIN_SHARE = 0.6;

/**
 * The elements that hold the document; empty where no part of the page clearly does, and then the whole page is read.
 * What lies outside of them is not lost: its tables and full sentences are still read (see `outsideIsWorth`).
 */
export function contentRoots(page: HtmlPage): Set<HtmlNode> {
  const least = page.weightOf(page.body) * MAIN_SHARE;
  if (least === 0) return new Set();
  const isMain = (elements: readonly Element[]) =>
    elements.reduce((sum, one) => sum + page.weightOf(one), 0) >= least;
  for (const selector of CONTAINERS) {
    const found = outermost(page.matching(selector), page.body);
    if (isMain(found)) return new Set(found);
  }
  const dense = densest(page);
  return dense !== page.body && isMain([dense]) ? new Set([dense]) : new Set();
}

function outermost(elements: readonly Element[], body: Element): Element[] {
  const all = new Set<HtmlNode>(elements);
  return elements.filter((element) => {
    let up = element.parent as HtmlNode | null;
    while (up !== null && up !== body && !all.has(up)) up = up.parent as HtmlNode | null;
    return up === body;
  });
}

/** Walks down while one child holds nearly all unlinked letters; stops where the text divides into its paragraphs. */
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
  return element.children.some((child) => isBlock(child) || (isElement(child) && holdsBlocks(child)));
}

const SENTENCE_LETTERS = 24;
const DATED = /\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}/;
const OWNER = /©|版权所有|copyright|all rights reserved|ICP备|ICP证|公网安备|主办单位|网站标识码|技术支持/i;

/** Whether a paragraph that stands outside the document's container is kept: a full sentence, or the line of date and source. */
export function outsideIsWorth(text: string, linkedLetters: number): boolean {
  if (OWNER.test(text) && text.length < 400) return false;
  const letters = text.replace(/\s+/gu, '').length;
  if (linkedLetters * 2 > letters) return false;
  if (DATED.test(text) && linkedLetters === 0) return true;
  return letters - linkedLetters >= SENTENCE_LETTERS && /[。！？；：.!?;:，,]/.test(text);
}
