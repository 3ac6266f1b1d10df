import { type CheerioAPI, load } from 'cheerio';

/** The nodes of the parsed tree, named through cheerio so that its parser stays behind one door. */
export type Node = ReturnType<CheerioAPI['root']>[number]['children'][number];
export type Element = Extract<Node, { attribs: unknown }>;

/** Parses as a browser does (unclosed tags, rows without a table); places in the source tell which tables were never closed. */
export function parse(html: string): CheerioAPI {
  return load(html, { sourceCodeLocationInfo: true });
}

export function isElement(node: Node | null | undefined): node is Element {
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

export function isBlock(node: Node): boolean {
  return isElement(node) && BLOCKS.has(node.name);
}

/** Letters of a subtree, blanks apart: all of them, and those that are not the text of a link. Skipped subtrees count nothing. */
export type Weight = { all: number; unlinked: number };

export function weigh(
  root: Node,
  skip: (element: Element) => boolean,
  into = new Map<Node, Weight>(),
): Map<Node, Weight> {
  weighNode(root, skip, into, false);
  return into;
}

function weighNode(
  node: Node,
  skip: (element: Element) => boolean,
  into: Map<Node, Weight>,
  linked: boolean,
): Weight {
  const weight = { all: 0, unlinked: 0 };
  if (node.type === 'text') {
    weight.all = node.data.replace(/\s+/gu, '').length;
    weight.unlinked = linked ? 0 : weight.all;
    return weight;
  }
  if (!isElement(node) || skip(node)) return weight;
  for (const child of node.children) {
    const part = weighNode(child, skip, into, linked || node.name === 'a');
    weight.all += part.all;
    weight.unlinked += part.unlinked;
  }
  into.set(node, weight);
  return weight;
}

/** Some descendant table that has cells, or the element itself. */
export function holdsTable(element: Element): boolean {
  if (element.name === 'td' || element.name === 'th') return true;
  return childElements(element).some(holdsTable);
}
