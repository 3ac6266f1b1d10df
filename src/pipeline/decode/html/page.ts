import {
  ancestors,
  type HtmlNode,
  type HtmlRoot,
  parsePage,
} from '../../../base/markup/parse-page.ts';

export type Element = Extract<HtmlNode, { attribs: unknown }>;

/** The text of a subtree as in the source. */
export function wordsOf(node: HtmlNode): string {
  if (node.type === 'text') return node.data;
  return isElement(node) ? node.children.map(wordsOf).join('') : '';
}

export function isElement(node: HtmlRoot | HtmlNode | null | undefined): node is Element {
  return node?.type === 'tag' || node?.type === 'script' || node?.type === 'style';
}

export function childElements(node: Element): Element[] {
  return node.children.filter(isElement);
}

/** The topmost elements with a name in a subtree, without those in the nodes of `aside`. */
export function within(element: Element, name: string, aside?: ReadonlySet<HtmlNode>): Element[] {
  return childElements(element).flatMap((child) => {
    if (aside?.has(child)) return [];
    return child.name === name ? [child] : within(child, name, aside);
  });
}

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir ' +
    'div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary ' +
    'table tbody td tfoot th thead tr ul'
  ).split(' '),
);

export function isBlock(node: HtmlNode): boolean {
  return isElement(node) && BLOCKS.has(node.name);
}

/** Number of characters that are no blanks. */
export function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x20 && code !== 0xa0 && code !== 0x3000 && code !== 0xfeff) letters += 1;
  }
  return letters;
}

/** Whether an ancestor has one of these names. */
export function isWithin(element: Element, ...names: string[]): boolean {
  return ancestors(element).some((up) => isElement(up) && names.includes(up.name));
}

/**
 * Elements without text of the document. A form may have some: some sites wrap the whole page in
 * one.
 */
const WORDLESS: ReadonlySet<string> = new Set(
  (
    'script style noscript template svg canvas math button select option datalist ' +
    'input textarea iframe frame frameset object embed ' +
    'head link meta base video audio source track map area rp rt progress meter dialog'
  ).split(' '),
);

const FRAME_ROLES = new Set(
  'navigation banner contentinfo complementary search menu menubar dialog'.split(' '),
);

/**
 * Class and id names of page furniture. They only count for small pieces without a table: designers
 * call anything "banner".
 */
const FURNITURE = new Set(
  (
    'nav navbar navigation menu topmenu top-menu breadcrumb breadcrumbs ' +
    'bread-crumb bread-crumbs crumb crumbs curpos footer foot sidebar side-bar ' +
    'share sharebar share-bar sharebox share-box social social-share ' +
    'bdsharebuttonbox qrcode qr-code ewm erweima related recommend recommended ' +
    'recommendation recommendations comment comments comment-list pagination pager ' +
    'copyright copy-right toolbar tool-bar advert advertisement ' +
    'ad ads cookie-banner cookie-notice newsletter skip-link'
  ).split(' '),
);
const RELATED = /^related-./;
/** Styles of invisible text, where spam mirrors put their keywords. */
const HIDDEN: readonly RegExp[] = [
  /(^|;)(display:none|visibility:hidden|font-size:0(px|pt|em)?)(;|!|$)/,
  /(^|;)opacity:0?(\.0*)?(;|!|$)/,
  /(^|;)(left|top|right|text-indent|margin-left):-\d{4,}(px|pt|em)?(;|!|$)/,
  /(^|;)clip:rect\(0/,
  /(^|;)(height|max-height|width):0(px)?;(?:.{0,80};)?overflow:hidden/,
];
const isHidden = ({ hidden, style = '', 'aria-hidden': aside }: Element['attribs']): boolean => {
  const bare = style.toLowerCase().replace(/\s+/g, '');
  return hidden !== undefined || aside === 'true' || HIDDEN.some((regExp) => regExp.test(bare));
};
/** Struck-out text. */
const STRUCK = new Set(['del', 's', 'strike']);
/** Comments of readers below an article, of any length. */
const COMMENTS = new Set(
  (
    'comment comments comment-list comment-section comment-area comment-box ' +
    'comments-area comments-list comments-section ' +
    'pinglun disqus_thread review-list reviews-list replies reply-list'
  ).split(' '),
);

/** Content of an element: letters outside of links, a cell, a first-level heading, a link. */
type Mass = { letters: number; table: boolean; title: boolean; link: boolean };

const SMALL_PIECE = 200;

const isComments = ({ class: classes = '', id = '' }: Element['attribs']): boolean =>
  `${classes} ${id}`
    .toLowerCase()
    .split(/\s+/u)
    .some((part) => COMMENTS.has(part));

/** Whether a subtree is page furniture and no part of the document. Doubtful parts stay. */
function isFurniture(element: Element, { letters, table, title, link }: Mass): boolean {
  const { name, attribs } = element;
  const isSmall = letters < SMALL_PIECE;
  if (name === 'body') return false;
  if (STRUCK.has(name) || isHidden(attribs) || (isComments(attribs) && !title)) return true;
  if (table) return false;
  if (name === 'nav' || name === 'aside') return true;
  // A footer inside an article may sign it: a few plain words, no link.
  if (name === 'footer') return !isSmall || link || !isWithin(element, 'article');
  if (name === 'header') return isSmall && !title;
  const { role = '', class: classes = '', id = '' } = attribs;
  const names = `${classes} ${id}`.toLowerCase().split(/\s+/u);
  const isNamedSo = names.some((name) => FURNITURE.has(name) || RELATED.test(name));
  return (isNamedSo || FRAME_ROLES.has(role.toLowerCase())) && isSmall && !title;
}

/** Most elements of a long list, none of which contains a document. */
const SMALL_PARTS = new Set(
  'td th tr tbody thead tfoot p span li br img b strong font em i u'.split(' '),
);

export type HtmlPage = ReturnType<typeof parse>;

/**
 * A page parsed as a browser does (unclosed tags, rows without a table), without its furniture, and
 * the few elements of it that say where things are, gathered in one walk: queries over a long table
 * cost more than reading it. Where some table is never closed, places in the source are noted to
 * tell which one; they cost a third of the parsing. Throws where the page is beyond the limits of
 * the parser.
 */
export function parse(html: string) {
  const opened = html.match(/<table\b/gi)?.length ?? 0;
  const closed = html.match(/<\/table\b/gi)?.length ?? 0;
  const parsed = parsePage(html, { places: opened > closed });
  if (!parsed.ok) throw new Error(`the page has more ${parsed.limit} than any page needs`);
  const { $ } = parsed;
  const weights = new Map<Element, number>();
  const root = $.root()[0]!.children.find(isElement)!;
  strip(root, weights);
  const elements = [...weights.keys()];
  return {
    body: childElements(root).find(({ name }) => name === 'body') ?? root,
    /** Elements with one of these names. */
    named: (...names: string[]) => elements.filter((element) => names.includes(element.name)),
    /**
     * Elements that fit a selector, text-level elements and table parts apart. What was furniture
     * has no body above it.
     */
    matching: (selector: string) => $(elements).filter(selector).toArray(),
    /** Letters of such an element, without blanks and link texts. */
    weightOf: (element: Element) => weights.get(element) ?? 0,
  };
}

/** Removes furniture and wordless elements from a subtree, and weighs the rest. */
function strip(element: Element, weights: Map<Element, number>): Mass {
  const { name } = element;
  const isCell = name === 'td' || name === 'th';
  const mass: Mass = { letters: 0, table: isCell, title: name === 'h1', link: name === 'a' };
  const isWeighed = !SMALL_PARTS.has(name);
  if (isWeighed) weights.set(element, 0);
  element.children = element.children.filter((child) => {
    if (child.type === 'text') mass.letters += lettersOf(child.data);
    if (!isElement(child)) return child.type === 'text';
    const inner = strip(child, weights);
    if (WORDLESS.has(child.name)) return false;
    mass.table ||= inner.table;
    mass.title ||= inner.title;
    mass.link ||= inner.link;
    if (isFurniture(child, inner)) {
      child.parent = null;
      return false;
    }
    mass.letters += inner.letters;
    return true;
  });
  if (name === 'a') mass.letters = 0;
  if (isWeighed) weights.set(element, mass.letters);
  return mass;
}
