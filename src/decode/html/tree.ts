import type { CheerioAPI } from 'cheerio';
import { parsePage } from '../../markup/parse-page.ts';

/** The nodes of the parsed tree, named through cheerio so that its parser stays behind one door. */
export type HtmlNode = ReturnType<CheerioAPI['root']>[number]['children'][number];
export type Element = Extract<HtmlNode, { attribs: unknown }>;

/** A parsed page, and the few elements of it that say where things are, gathered in one walk: queries over a long table cost more than reading it. */
export type HtmlPage = {
  body: Element | null;
  /** Elements with one of these names, in page order. */
  named: (...names: string[]) => Element[];
  /** Elements that fit a selector, text-level elements and table parts apart. */
  matching: (selector: string) => Element[];
};

const GATHERED = new Set('meta title base h1 a iframe embed object time script article main body'.split(' '));
const NEVER_CONTAINERS = new Set(
  'td th tr tbody thead tfoot p span a li br img b strong font em i u'.split(' '),
);

/**
 * Parses as a browser does (unclosed tags, rows without a table). Where some table is never closed, places in the source are noted to tell
 * which one; they cost a third of the parsing.
 */
export function parse(html: string): HtmlPage {
  const opened = html.match(/<table\b/gi)?.length ?? 0;
  const closed = html.match(/<\/table\b/gi)?.length ?? 0;
  const parsed = parsePage(html, { places: opened > closed });
  if (!parsed.ok) throw new Error(`the page has more ${parsed.limit} than any page needs`);
  const { $ } = parsed;
  const gathered: Element[] = [];
  const marked: Element[] = [];
  const gather = (node: HtmlNode) => {
    if (node.type === 'text' || !isElement(node)) return;
    if (NEVER_CONTAINERS.has(node.name)) {
      if (node.name === 'a') gathered.push(node);
    } else {
      if (GATHERED.has(node.name)) gathered.push(node);
      marked.push(node);
    }
    for (const child of node.children) gather(child);
  };
  for (const child of $.root()[0]!.children) gather(child);
  const named = (...names: string[]) => gathered.filter((element) => names.includes(element.name));
  const matching = (selector: string) => $(marked).filter(selector).toArray();
  return { body: named('body')[0] ?? null, named, matching };
}

/** The words of a subtree as they stand in the source, scripts and all. */
export function wordsOf(node: HtmlNode): string {
  if (node.type === 'text') return node.data;
  return isElement(node) ? node.children.map(wordsOf).join('') : '';
}

export function isElement(node: HtmlNode | null | undefined): node is Element {
  return node?.type === 'tag' || node?.type === 'script' || node?.type === 'style';
}

export function childElements(node: Element): Element[] {
  return node.children.filter(isElement);
}

/** Attribute values as HTML compares them: lower case. */
export function attribute(element: Element, name: string): string {
  return (element.attribs[name] ?? '').toLowerCase();
}

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

export function isBlock(node: HtmlNode): boolean {
  return isElement(node) && BLOCKS.has(node.name);
}

/** Letters of each element's subtree, blanks and the texts of links apart. Skipped subtrees count nothing. */
export function weigh(
  root: HtmlNode,
  skip: (element: Element) => boolean,
  into = new Map<HtmlNode, number>(),
): Map<HtmlNode, number> {
  weighNode(root, skip, into);
  return into;
}

/** Table parts are never asked for their weight: a long list has thousands of them. */
const UNASKED = new Set(['td', 'th', 'tr', 'br', 'span', 'strong', 'b', 'font']);

function weighNode(node: HtmlNode, skip: (element: Element) => boolean, into: Map<HtmlNode, number>): number {
  if (node.type === 'text') return lettersOf(node.data);
  if (!isElement(node) || skip(node)) return 0;
  let weight = 0;
  if (node.name !== 'a') for (const child of node.children) weight += weighNode(child, skip, into);
  if (!UNASKED.has(node.name)) into.set(node, weight);
  return weight;
}

/** Characters of a text that are no blanks. */
export function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x20 && code !== 0xa0 && code !== 0x3000 && code !== 0xfeff) letters += 1;
  }
  return letters;
}

/** Some descendant table that has cells, or the element itself. */
export function holdsTable(element: Element): boolean {
  if (element.name === 'td' || element.name === 'th') return true;
  return childElements(element).some(holdsTable);
}
