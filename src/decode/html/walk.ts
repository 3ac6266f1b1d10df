import { cleanLine } from '../clean.ts';
import type { Limits } from '../limits.ts';
import type { Draft } from '../parsed-document.ts';
import { tableOf } from '../table.ts';
import { isLayout, partsOf, rawRows } from './cells.ts';
import { isChrome } from './chrome.ts';
import { outsideIsWorth } from './content.ts';
import { isContentPicture } from './links.ts';
import { childElements, type Element, type HtmlNode, isBlock, isElement } from './tree.ts';

export type Walked = { drafts: Draft[]; tablesCut: number };

/** What the words being gathered will become; `lead` (an item's number) goes before the first line of it. */
type HtmlLine = { kind: 'paragraph' | 'list-item' | 'heading'; level: number; lead: string };
const PLAIN: HtmlLine = { kind: 'paragraph', level: 0, lead: '' };

/**
 * Reads a tree in order and writes its blocks. Each block edge and each line break ends a paragraph. A line that is nothing but links
 * becomes a list item, so that lists of links can be told from prose. With `roots`, only tables, headings of the first level and
 * full sentences are kept outside of them.
 */
export class Walk {
  readonly drafts: Draft[] = [];
  tablesCut = 0;
  #words = '';
  #linked = 0;
  #inLink = false;
  #line: HtmlLine = PLAIN;
  #inside: boolean;
  readonly #numbers = new Map<Element, number>();
  readonly #roots: ReadonlySet<HtmlNode>;
  readonly #limits: Limits;

  constructor(roots: ReadonlySet<HtmlNode>, limits: Limits) {
    this.#roots = roots;
    this.#inside = roots.size === 0;
    this.#limits = limits;
  }

  read(body: Element): Walked {
    this.#children(body.children);
    this.#flush();
    return { drafts: this.drafts, tablesCut: this.tablesCut };
  }

  #children(nodes: readonly HtmlNode[]): void {
    for (const node of nodes) this.#node(node);
  }

  #node(node: HtmlNode): void {
    if (node.type === 'text') this.#say(node.data);
    if (!isElement(node) || isChrome(node)) return;
    if (this.#roots.has(node)) this.#enter(node);
    else this.#element(node);
  }

  #element(element: Element): void {
    switch (element.name) {
      case 'br':
        this.#flush();
        break;
      case 'img':
        this.#picture(element);
        break;
      case 'table':
        this.#table(element);
        break;
      case 'a':
        this.#link(element);
        break;
      case 'pre':
        this.#verbatim(element);
        break;
      default:
        if (isBlock(element)) this.#block(element);
        else this.#children(element.children);
    }
  }

  #enter(root: Element): void {
    this.#flush();
    this.#inside = true;
    this.#block(root);
    this.#inside = false;
  }

  #block(element: Element): void {
    this.#flush();
    const outer = this.#line;
    this.#line = this.#lineOf(element);
    if (element.name === 'table') this.#table(element);
    else this.#children(element.children);
    this.#flush();
    this.#line = outer;
  }

  #say(text: string): void {
    this.#words += text;
    if (this.#inLink) this.#linked += text.replace(/\s+/gu, '').length;
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
    for (const part of element.children) {
      if (part.type !== 'text') this.#node(part);
      else
        for (const line of part.data.split('\n')) {
          this.#say(line);
          this.#flush();
        }
    }
    this.#flush();
  }

  #picture(image: Element): void {
    const src = image.attribs.src || image.attribs['data-src'] || image.attribs['data-original'] || '';
    if (!this.#inside || !isContentPicture(src, image.attribs)) return;
    if (src.trim() === '') return;
    this.#flush();
    this.drafts.push({ kind: 'picture' });
  }

  #table(element: Element): void {
    this.#flush();
    const parts = partsOf(element);
    const raw = rawRows(parts);
    const laid = isLayout(parts, raw) ? null : tableOf(raw, parts.caption, this.#limits);
    if (!laid) {
      this.#children(element.children);
      this.#flush();
      return;
    }
    this.drafts.push(laid.table);
    if (laid.cut) this.tablesCut += 1;
    for (const cell of parts.rows.flat()) for (const image of imagesIn(cell)) this.#picture(image);
    const inside = this.#inside;
    this.#children(parts.swallowed);
    this.#flush();
    this.#inside = inside;
  }

  #lineOf(element: Element): HtmlLine {
    const level = /^h([1-6])$/.exec(element.name)?.[1];
    if (level !== undefined) return { kind: 'heading', level: Number(level), lead: '' };
    if (element.name === 'li') return { kind: 'list-item', level: 0, lead: this.#numberOf(element) };
    return this.#line.kind === 'paragraph' ? PLAIN : this.#line;
  }

  /** The number that a browser shows before an item of an ordered list. */
  #numberOf(item: Element): string {
    const list = item.parent as HtmlNode | null;
    if (!isElement(list) || list.name !== 'ol') return '';
    const number = this.#numbers.get(list) ?? (Number.parseInt(list.attribs.start ?? '1', 10) || 1);
    this.#numbers.set(list, number + 1);
    return `${number}. `;
  }

  #flush(): void {
    const text = cleanLine(this.#words);
    const linked = this.#linked;
    const { kind, level, lead } = this.#line;
    this.#words = '';
    this.#linked = 0;
    if (text === '') return;
    if (lead !== '') this.#line.lead = '';
    if (!this.#inside && level !== 1 && !outsideIsWorth(text, linked)) return;
    if (kind === 'heading') this.drafts.push({ kind, text, level });
    else if (kind === 'list-item' || linked >= text.replace(/\s+/gu, '').length)
      this.drafts.push({ kind: 'list-item', text: lead + text });
    else this.drafts.push({ kind, text });
  }
}

function imagesIn(element: Element): Element[] {
  return childElements(element).flatMap((child) => (child.name === 'img' ? [child] : imagesIn(child)));
}
