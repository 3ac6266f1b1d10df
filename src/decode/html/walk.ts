import { ancestors, type HtmlNode, type HtmlRoot } from '../../markup/parse-page.ts';
import { cleanLine } from '../clean.ts';
import type { Draft } from '../compose.ts';
import { tableOf } from '../table.ts';
import { isLayout, partsOf } from './cells.ts';
import { childElements, type Element, type HtmlPage, isBlock, isElement, lettersOf } from './page.ts';

/**
 * Reads a tree in order and writes its blocks. Each block edge and each line break ends a paragraph. With `roots`, only tables, headings
 * of the first level and full sentences are kept outside of them.
 */
export class Walk {
  readonly drafts: Draft[] = [];
  pictures = 0;
  readonly #roots: ReadonlySet<HtmlNode>;
  readonly #numbers = new Map<Element, number>();
  #words = '';
  /** Letters of them that stand in a link. */
  #linked = 0;
  #inLink = false;
  /** The number of an item, before its first line. */
  #lead = '';
  #inTitle = false;
  #inside: boolean;

  constructor(roots: ReadonlySet<HtmlNode>) {
    this.#roots = roots;
    this.#inside = roots.size === 0;
  }

  read(body: Element): this {
    this.#children(body.children);
    this.#flush();
    return this;
  }

  #children(nodes: readonly HtmlNode[]): void {
    for (const node of nodes) {
      if (node.type === 'text') this.#say(node.data);
      else if (isElement(node)) this.#element(node);
    }
  }

  #element(element: Element): void {
    const { name } = element;
    if (this.#roots.has(element)) this.#block(element);
    else if (name === 'br') this.#flush();
    else if (name === 'img') this.#picture(element);
    else if (name === 'a') this.#link(element);
    else if (name === 'pre') this.#verbatim(element);
    else if (isBlock(element)) this.#block(element);
    else this.#children(element.children);
  }

  #block(element: Element): void {
    this.#flush();
    const { name } = element;
    const [inside, inTitle, lead] = [this.#inside, this.#inTitle, this.#lead];
    this.#inside ||= this.#roots.has(element);
    this.#inTitle ||= name === 'h1';
    if (name === 'li') this.#lead = this.#numberOf(element);
    if (name === 'table') this.#table(element);
    else this.#children(element.children);
    this.#flush();
    this.#inside = inside;
    this.#inTitle = inTitle;
    if (name === 'li') this.#lead = lead;
  }

  #say(text: string): void {
    this.#words += text;
    if (this.#inLink) this.#linked += lettersOf(text);
  }

  /** A link cut short for the eye says in its title what it stands for. */
  #link(link: Element): void {
    const whole = link.attribs.title ?? '';
    const before = this.#words.length;
    const outer = this.#inLink;
    this.#inLink = true;
    this.#children(link.children);
    this.#inLink = outer;
    const shown = this.#words.slice(before).trim();
    const cut = /^(.{4,}?)(…|\.{3})$/u.exec(shown)?.[1];
    if (cut === undefined || !whole.startsWith(cut)) return;
    this.#words = this.#words.slice(0, before) + whole;
    this.#linked += whole.length - shown.length;
  }

  #verbatim(element: Element): void {
    this.#flush();
    for (const part of element.children)
      if (part.type !== 'text') this.#children([part]);
      else
        for (const line of part.data.split('\n')) {
          this.#say(line);
          this.#flush();
        }
    this.#flush();
  }

  #picture({ attribs }: Element): void {
    const src = attribs.src || attribs['data-src'] || attribs['data-original'] || '';
    if (!this.#inside || src.trim() === '' || !isContentPicture(src, attribs)) return;
    this.#flush();
    this.pictures += 1;
  }

  #table(element: Element): void {
    const parts = partsOf(element);
    const table = isLayout(parts) ? null : tableOf(parts.rows, parts.caption);
    if (table !== null) {
      this.drafts.push(table);
      for (const image of parts.elements.flat().flatMap(imagesIn)) this.#picture(image);
    }
    this.#children(table === null ? element.children : [...parts.swallowed]);
  }

  /** The number that a browser shows before an item of an ordered list. */
  #numberOf(item: Element): string {
    const list = item.parent;
    if (!isElement(list) || list.name !== 'ol') return '';
    const number = this.#numbers.get(list) ?? (Number.parseInt(list.attribs.start ?? '1', 10) || 1);
    this.#numbers.set(list, number + 1);
    return `${number}. `;
  }

  #flush(): void {
    const text = cleanLine(this.#words);
    const linked = this.#linked;
    this.#words = '';
    this.#linked = 0;
    if (text === '' || !(this.#inside || this.#inTitle || outsideIsWorth(text, linked))) return;
    this.drafts.push({ kind: 'paragraph', text: this.#lead + text });
    this.#lead = '';
  }
}

function imagesIn(element: Element): Element[] {
  return childElements(element).flatMap((child) => (child.name === 'img' ? [child] : imagesIn(child)));
}

/** Names of pictures that belong to the page's dress, not to the document. */
const DRESS: readonly RegExp[] = [
  /\/(?:scheme|icons?|logos?|emoji|smile?y|smilies|sprites?|themes?|skin)\//i,
  /(?:^|[/_-])(?:logo|icon|spacer|blank|pixel|loading|qr-?code|ewm|erweima|share)[\w-]{0,40}\.(?:png|jpe?g|gif|webp|svg)/i,
  /(?:^|[/_-])(?:weixin|wechat|weibo|avatar|banner|arrow|btn|button)[\w-]{0,40}\.(?:png|jpe?g|gif|webp|svg)/i,
  /filetypeimages|\.svg(?:$|\?)|1x1/i,
];
const LEAST_SIDE = 48;

/** A picture of the document itself: not an icon by its name, its stated size or its caption. */
function isContentPicture(src: string, { alt, title, width, height }: Element['attribs']): boolean {
  if (DRESS.some((one) => one.test(src))) return false;
  if (/二维码|扫一扫|扫码|logo|图标/i.test(`${alt ?? ''}${title ?? ''}`)) return false;
  return ![width, height].some((side) => Number.parseInt(side ?? '', 10) < LEAST_SIDE);
}

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
    const all = page.matching(selector);
    const borders = new Set<HtmlRoot | HtmlNode>([...all, page.body]);
    const outermost = all.filter((one) => ancestors(one).find((up) => borders.has(up)) === page.body);
    if (isMain(outermost)) return new Set(outermost);
  }
  const dense = densest(page);
  return dense !== page.body && isMain([dense]) ? new Set([dense]) : new Set();
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
