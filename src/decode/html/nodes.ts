import type { CheerioAPI } from 'cheerio';

/** The nodes of the parsed tree, named through cheerio so that its parser stays behind one door. */
export type HtmlNode = ReturnType<CheerioAPI['root']>[number]['children'][number];
export type Element = Extract<HtmlNode, { attribs: unknown }>;

/** The words of a subtree as they stand in the source. */
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

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

export function isBlock(node: HtmlNode): boolean {
  return isElement(node) && BLOCKS.has(node.name);
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

/** Whether an element of such a name stands above. */
export function isWithin(element: Element, ...names: string[]): boolean {
  let up = element.parent as HtmlNode | null;
  while (up !== null && !('name' in up && names.includes(up.name))) up = up.parent as HtmlNode | null;
  return up !== null;
}
