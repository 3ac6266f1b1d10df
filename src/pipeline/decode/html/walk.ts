import type { HtmlNode } from '../../../base/markup/parse-page.ts';
import { cleanLine } from '../clean.ts';
import type { Draft } from '../compose.ts';
import { tableOf } from '../table.ts';
import { isLayout, partsOf } from './cells.ts';
import type { LiftedPage } from './long-tables.ts';
import { type Element, isBlock, isElement, lettersOf, within } from './page.ts';
import { repeatedRecords } from './repeated.ts';

/**
 * Reads a tree in order to its blocks and the number of its pictures. Each block edge and each line
 * break ends a paragraph. With `roots`, only tables, headings of the first level and full sentences
 * are kept outside of them. `rowsApart` gives the further rows of a table that was taken apart.
 */
export function walk(body: Element, roots: ReadonlySet<HtmlNode>, rowsApart: LiftedPage['rowsOf']) {
  const drafts: Draft[] = [];
  const numbers = new Map<Element, number>();
  let pictures = 0;
  /** Pieces of the paragraph, joined once, so that a paragraph of many links takes linear time. */
  let words: string[] = [];
  /** Letters of them inside links. */
  let linked = 0;
  let inLink = false;
  /** The number of an item, before its first line. */
  let lead = '';
  let inTitle = false;
  let inside = roots.size === 0;

  function read(nodes: readonly HtmlNode[]): void {
    for (const node of nodes) {
      if (node.type === 'text') say(node.data);
      else if (isElement(node)) readElement(node);
    }
  }

  function readElement(element: Element): void {
    const { name } = element;
    if (roots.has(element)) readBlock(element);
    else if (name === 'br') flush();
    else if (name === 'img') notePicture(element);
    else if (name === 'a') readLink(element);
    else if (name === 'pre') readVerbatim(element);
    else if (isBlock(element)) readBlock(element);
    else read(element.children);
  }

  function readBlock(element: Element): void {
    flush();
    const { name } = element;
    const before = { inside, inTitle, lead };
    inside ||= roots.has(element);
    inTitle ||= name === 'h1';
    if (name === 'li') lead = numberOf(element);
    const records = name === 'table' ? null : repeatedRecords(element);
    if (name === 'table') readTable(element);
    else if (records !== null && inside) drafts.push(records);
    else read(element.children);
    flush();
    ({ inside, inTitle } = before);
    if (name === 'li') lead = before.lead;
  }

  function say(text: string): void {
    words.push(text);
    if (inLink) linked += lettersOf(text);
  }

  /** A shortened link has its full text in its title. */
  function readLink({ attribs, children }: Element): void {
    const whole = attribs.title ?? '';
    const paragraph = words;
    const before = words.length;
    const outer = inLink;
    inLink = true;
    read(children);
    inLink = outer;
    // A block in the link has ended the paragraph in which the link began.
    if (words !== paragraph) return;
    const shown = words.slice(before).join('').trim();
    const cut = /^(.{4,}?)(…|\.{3})$/u.exec(shown)?.[1];
    if (cut === undefined || !whole.startsWith(cut)) return;
    words.splice(before, words.length, whole);
    linked += whole.length - shown.length;
  }

  function readVerbatim(element: Element): void {
    flush();
    for (const part of element.children)
      if (part.type !== 'text') read([part]);
      else
        for (const line of part.data.split('\n')) {
          say(line);
          flush();
        }
    flush();
  }

  function notePicture({ attribs }: Element): void {
    const src = attribs.src || attribs['data-src'] || attribs['data-original'] || '';
    if (!inside || src.trim() === '' || !isContentPicture(src, attribs)) return;
    flush();
    pictures += 1;
  }

  function readTable(element: Element): void {
    const parts = partsOf(element);
    const rows = [...parts.rows, ...rowsApart(element.attribs)];
    const table = isLayout(parts) ? null : tableOf(rows, parts.caption);
    const cells = table === null ? [] : parts.elements.flat();
    if (table !== null) drafts.push(table);
    for (const image of cells.flatMap((cell) => within(cell, 'img'))) notePicture(image);
    read(table === null ? element.children : [...parts.swallowed]);
  }

  /** The number that a browser shows before an item of an ordered list. */
  function numberOf({ parent: list }: Element): string {
    if (!isElement(list) || list.name !== 'ol') return '';
    const number = numbers.get(list) ?? (Number.parseInt(list.attribs.start ?? '1', 10) || 1);
    numbers.set(list, number + 1);
    return `${number}. `;
  }

  function flush(): void {
    const text = cleanLine(words.join(''));
    const isWorth = text !== '' && (inside || inTitle || outsideIsWorth(text, linked));
    words = [];
    linked = 0;
    if (!isWorth) return;
    drafts.push({ kind: 'paragraph', text: lead + text });
    lead = '';
  }

  read(body.children);
  flush();
  return { drafts, pictures };
}

/** Names of pictures that belong to the layout of the page. */
const DRESS: readonly RegExp[] = [
  /\/(?:scheme|icons?|logos?|emoji|smile?y|smilies|sprites?|themes?|skin)\//i,
  /(?:^|[/_-])(?:logo|icon|spacer|blank|pixel|loading|qr-?code|ewm|erweima|share)[\w-]{0,40}\.(?:png|jpe?g|gif|webp|svg)/i,
  /(?:^|[/_-])(?:weixin|wechat|weibo|avatar|banner|arrow|btn|button)[\w-]{0,40}\.(?:png|jpe?g|gif|webp|svg)/i,
  /filetypeimages|\.svg(?:$|\?)|1x1/i,
];
const LEAST_SIDE = 48;

/** A picture of the document itself: not an icon by its name, its stated size or its caption. */
function isContentPicture(src: string, { alt, title, width, height }: Element['attribs']): boolean {
  if (DRESS.some((regExp) => regExp.test(src))) return false;
  if (/二维码|扫一扫|扫码|logo|图标/i.test(`${alt ?? ''}${title ?? ''}`)) return false;
  return ![width, height].some((side) => Number.parseInt(side ?? '', 10) < LEAST_SIDE);
}

const SENTENCE_LETTERS = 24;
const DATED = /\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}/;
const OWNER =
  /©|版权所有|copyright|all rights reserved|ICP备|ICP证|公网安备|主办单位|网站标识码|技术支持/i;

/**
 * Whether a paragraph outside the document's container is read: a full sentence, or the line of
 * date and source.
 */
function outsideIsWorth(text: string, linkedLetters: number): boolean {
  if (OWNER.test(text) && text.length < 400) return false;
  const letters = text.replace(/\s+/gu, '').length;
  if (linkedLetters * 2 > letters) return false;
  if (DATED.test(text) && linkedLetters === 0) return true;
  return letters - linkedLetters >= SENTENCE_LETTERS && /[。！？；：.!?;:，,]/.test(text);
}
