import { childElements, type Element, type HtmlNode, type HtmlPage, isBlock, isElement } from './tree.ts';

/** Where known publishing systems put the document, surest first. */
const CONTAINERS: readonly string[] = [
  '#con_con',
  '#BodyLabel',
  '#UCAP-CONTENT',
  '.pages_content',
  '#zoom',
  '.TRS_Editor',
  '.TRS_UEDITOR',
  '#js_content',
  '[itemprop=articleBody]',
  '.article-content',
  '.article_content',
  '.main-content',
  '.xl-content',
  '.view.TRS_UEDITOR',
  'article',
  'main',
  '[role=main]',
  '.article',
  '#article',
  '.content',
  '#content',
];

/** The container must hold this share of all unlinked letters, else it is a teaser or one column of several. */
const MAIN_SHARE = 0.6;

/**
 * The elements that hold the document; empty where no part of the page clearly does, and then the whole page is read.
 * What lies outside of them is not lost: its tables and full sentences are still read (see `outsideIsWorth`).
 */
export function contentRoots(page: HtmlPage, body: Element, weights: Map<HtmlNode, number>): Set<HtmlNode> {
  const whole = weights.get(body) ?? 0;
  if (whole === 0) return new Set();
  for (const selector of CONTAINERS) {
    const found = outermost(page.matching(selector).filter((one) => weights.has(one)));
    if (found.reduce((sum, one) => sum + (weights.get(one) ?? 0), 0) >= whole * MAIN_SHARE)
      return new Set(found);
  }
  const dense = densest(body, weights);
  return dense && (weights.get(dense) ?? 0) >= whole * MAIN_SHARE ? new Set([dense]) : new Set();
}

function outermost(elements: readonly Element[]): Element[] {
  const all = new Set<HtmlNode>(elements);
  return elements.filter((element) => {
    for (let up = element.parent as HtmlNode | null; up; up = up.parent as HtmlNode | null)
      if (all.has(up)) return false;
    return true;
  });
}

/** Walks down while one child holds nearly all unlinked letters; stops where the text divides into its paragraphs. */
function densest(body: Element, weights: Map<HtmlNode, number>): Element | null {
  let here = body;
  for (;;) {
    const own = weights.get(here) ?? 0;
    const next = childElements(here).find((child) => (weights.get(child) ?? 0) >= own * 0.85);
    if (!next || !holdsBlocks(next) || next.name === 'table' || next.name === 'ul' || next.name === 'ol')
      break;
    here = next;
  }
  return here === body ? null : here;
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
