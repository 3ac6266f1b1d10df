import type { CheerioAPI } from 'cheerio';
import { toText } from '../../base/charset/to-text.ts';
import { ancestors, type HtmlNode, parsePage } from '../../base/markup/parse-page.ts';
import { webAddress } from '../../domain/web-address.ts';
import { hashOf } from './identity.ts';
import { MOST_FILES } from './limits.ts';
import { pageFailure } from './page-failure.ts';

/** A file that a page links to or shows, and that may hold the list of a notice. */
export interface FileLink {
  readonly url: string;
  readonly name: string;
}

const DOCUMENT = /\.(?:docx?|xlsx?|pdf|wps|et|csv|zip)(?=$|[?#&])/i;
/** In the text of a link, a size or "download" may follow: `名单.docx（25 KB）`. */
const NAMED = /\.(?:docx?|xlsx?|pdf|wps|et|csv|zip)(?!\.?[a-z\d])/i;
const PICTURE = /\.(?:png|jpe?g|webp|bmp|gif)(?=$|[?#&])/i;
/** Words in the addresses of frames, menus and buttons; the picture of a list has none of them. */
const ORNAMENTS = (
  'logo icon qr erweima wechat weixin weibo share banner button btn arrow print close spacer ' +
  'blank footer header loading avatar /lib/ /static/ /images/computer /images/mobile'
).split(' ');
const BODY =
  '#con_con, .ccontent, #zoom, .TRS_Editor, .trs_editor_view, .article-content, .article_con, ' +
  '.main-content, .pages_content, #UCAP-CONTENT, article, .article, .content, main';

export const NO_FILES = { links: [] as readonly FileLink[], announcesList: false, hasTable: false };

/** Pixels; a smaller picture holds no list. */
const LEAST_SIDE = 60;
/**
 * A table with fewer columns may be made for layout only; a list has a header and at least one row
 * of these.
 */
const LIST_COLUMNS = 3;

/**
 * The files of a page, in its order: linked documents, documents in viewers, and pictures in the
 * body of the text. `announcesList` = the text speaks of a list that stands neither in the page nor
 * behind a link; `hasTable` = a list stands in the page itself, of one entry, too.
 */
export function filesOf(bytes: Uint8Array, contentType: string | null, url: string) {
  if (!looksLikeHtml(bytes, contentType)) return NO_FILES;
  const parsed = parsePage(toText(bytes, { declared: contentType }).text);
  if (!parsed.ok) return NO_FILES;
  const page = parsed.$;
  const body = page(BODY).first();
  const inBody = body.length > 0 ? body : page('body');
  const isInBody = (htmlNode: HtmlNode) => ancestors(htmlNode).some((up) => up === inBody[0]);
  const named = [
    ...linkedDocuments(page),
    ...framedDocuments(page),
    ...pictures(page('img').toArray().filter(isInBody)),
  ];
  const links = fileLinks(named, url);
  const rows = page('tr').toArray().filter(isInBody);
  const listed = rows.filter((row) => page(row).children('td, th').length >= LIST_COLUMNS).length;
  const hasTable = rows.length >= 3 || listed >= 2;
  const announces = ANNOUNCES.test(inBody.not('script').text());
  return { links, hasTable, announcesList: announces && !hasTable && links.length === 0 };
}

/** An address as the page writes it, with its name there. */
interface NamedAddress {
  readonly address: string | undefined;
  readonly name: string;
}

/** Files by their absolute address, each once, at most `MOST_FILES`. */
function fileLinks(named: readonly NamedAddress[], base: string): FileLink[] {
  const found = new Map<string, FileLink>();
  for (const { address, name } of named) {
    const url = webAddress(viewed(address)?.replace(/#.*$/s, ''), base);
    if (url === null || found.has(url) || found.size >= MOST_FILES) continue;
    const title = name.replace(/\s+/g, ' ').trim().slice(0, 300);
    found.set(url, { url, name: title || nameIn(url) });
  }
  return [...found.values()];
}

function linkedDocuments(page: CheerioAPI): NamedAddress[] {
  return page('a[href]')
    .toArray()
    .map((anchor) => page(anchor))
    .filter((link) => link.closest('nav, footer').length === 0)
    .map((link) => ({
      address: link.attr('href'),
      name: link.text().trim() || link.attr('download') || link.attr('title') || '',
    }))
    .filter(({ address, name }) => DOCUMENT.test(address ?? '') || NAMED.test(name));
}

/** Documents that a viewer on the page shows. */
function framedDocuments(page: CheerioAPI): NamedAddress[] {
  return page('iframe, embed, object')
    .toArray()
    .map((element) => page(element))
    .flatMap((frame) =>
      ['fileurl', 'src', 'data', 'data-src'].map((attribute) => ({
        address: frame.attr(attribute),
        name: frame.attr('title') ?? '',
      })),
    )
    .filter(({ address }) => DOCUMENT.test(address ?? ''));
}

/** Pictures that may show a list: no ornaments, no small ones. */
function pictures(images: readonly { readonly attribs: Record<string, string> }[]): NamedAddress[] {
  return images.flatMap(({ attribs }) => {
    const src = attribs['data-src'] ?? attribs['data-original'] ?? attribs.src ?? '';
    const isOrnament = ORNAMENTS.some((word) => src.toLowerCase().includes(word));
    const sides = [attribs.width, attribs.height].map((side) => Number.parseInt(side ?? '', 10));
    const isSmall = sides.some((side) => side < LEAST_SIDE);
    if (!PICTURE.test(src) || isOrnament || isSmall) return [];
    return [{ address: src, name: attribs.alt ?? '' }];
  });
}

/** Announces an annex; the annex of an earlier notice (附件中) is not meant. */
const ANNOUNCES = /附件(?!中|里|名单中)|名单(?:见|如下)|annex|attachment/i;

/** How archives (docx, xlsx, zip), PDF, old Office files and pictures begin. */
const BINARY = ['PK', '%PDF', '\xd0\xcf', '\x89PNG', '\xff\xd8\xff', 'GIF8', 'Rar!', '7z'];

/** Whether bytes are an HTML page, to be searched for links. */
export function looksLikeHtml(bytes: Uint8Array, contentType: string | null): boolean {
  const head = Buffer.from(bytes.subarray(0, 400)).toString('latin1');
  if (BINARY.some((mark) => head.startsWith(mark))) return false;
  // The type of a docx mentions XML as well: only page types count.
  if (
    /^\s*(?:text\/(?:html|xml)|application\/(?:[\w.-]+\+)?xml)\s*(?:;|$)/i.test(contentType ?? '')
  )
    return true;
  return /^\s*(?:<!doctype|<html|<head|<body|<div|<p\b)/i.test(head);
}

/**
 * Whether a downloaded file is an error page: documents and pictures never begin as a page. A table
 * saved as a page under the name of an xls does, and is long.
 */
export function isErrorPage(bytes: Uint8Array, contentType: string | null): boolean {
  if (!looksLikeHtml(bytes, contentType?.includes('html') ? null : contentType)) return false;
  const text = new TextDecoder().decode(bytes.subarray(0, 200_000));
  return !/<table/i.test(text) || pageFailure(text, '') !== null;
}

/** The file behind a viewer: `viewer.html?file=/a.pdf`. */
function viewed(address: string | undefined): string | undefined {
  const inside = decoded(/[?&](?:file|fileurl|src|url)=([^&#]+)/i.exec(address ?? '')?.[1] ?? '');
  return DOCUMENT.test(inside) ? inside : address;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const nameIn = (url: string) => decoded(new URL(url).pathname.split('/').at(-1) ?? '');

/** Parts of a page that change without an edit: counters, clocks, tokens. */
const MOVING: readonly RegExp[] = [
  /(?:阅读|浏览|点击|访问|查看)(?:次数|人数|量|数)? ?[:：]? ?\d+ ?(?:次|人)?/g,
  /(?:views?|hits|reads) ?[:：]? ?[\d,]+/gi,
  /今天是[^。<]{0,40}/g,
  /(?:星期|周)[一二三四五六日天]/g,
  /\d{1,2}:\d{2}:\d{2}/g,
];

/**
 * Hash of the visible text of a page with its links to files and pictures, without scripts,
 * counters and clocks.
 */
export function legibleHash(bytes: Uint8Array, contentType: string | null): string {
  if (!looksLikeHtml(bytes, contentType)) return hashOf(bytes);
  const parsed = parsePage(toText(bytes, { declared: contentType }).text);
  if (!parsed.ok) return hashOf(bytes);
  const page = parsed.$;
  const addresses = page(':is(a[href], img[src], iframe[src]):not(:is(nav, footer, template) *)')
    .toArray()
    .map(
      (element) =>
        (page(element).attr('href') ?? page(element).attr('src') ?? '').split(/[?#]/, 1)[0]!,
    )
    .filter((address) => /\.\w{3,4}$/.test(address));
  const still = withSingleBlanks(legibleText(page('body')[0])).trim();
  const text = MOVING.reduce((left, moving) => left.replace(moving, ''), still);
  return hashOf([text === still ? text : withSingleBlanks(text), ...addresses].join('\n'));
}

const PIECE = 65_536;

/**
 * Collapses runs of blanks piece by piece: on the whole text V8 would list a million matches first.
 */
function withSingleBlanks(text: string): string {
  const pieces: string[] = [];
  let afterBlank = false;
  for (let at = 0; at < text.length; at += PIECE) {
    const piece = text.slice(at, at + PIECE).replace(/\s+/g, ' ');
    pieces.push(afterBlank && piece.startsWith(' ') ? piece.slice(1) : piece);
    afterBlank = piece.endsWith(' ');
  }
  return pieces.join('');
}

const LEFT_OUT = new Set(['script', 'style', 'noscript', 'template', 'input', 'nav', 'footer']);

function legibleText(node: HtmlNode | undefined): string {
  if (node?.type === 'text') return node.data;
  if (node === undefined || !('children' in node) || ('name' in node && LEFT_OUT.has(node.name)))
    return '';
  return node.children.map(legibleText).join('');
}
