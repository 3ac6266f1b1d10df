import { parsePage } from '../../markup/parse-page.ts';
import { isFurniture, type Mass, WORDLESS } from './furniture.ts';
import { childElements, type Element, isElement, lettersOf } from './nodes.ts';

/**
 * A parsed page without its furniture, and the few elements of it that say where things are, gathered in one walk: queries over a long
 * table cost more than reading it.
 */
export type HtmlPage = {
  body: Element;
  /** Elements with one of these names. */
  named: (...names: string[]) => Element[];
  /** Elements that fit a selector, text-level elements and table parts apart. What was furniture has no body above it. */
  matching: (selector: string) => Element[];
  /** Letters of such an element, blanks and the texts of links apart. */
  weightOf: (element: Element) => number;
};

/** Most elements of a long list; none of them holds a document. */
const SMALL_PARTS = new Set('td th tr tbody thead tfoot p span li br img b strong font em i u'.split(' '));

/**
 * Parses as a browser does (unclosed tags, rows without a table). Where some table is never closed, places in the source are noted to tell
 * which one; they cost a third of the parsing. Throws where the page is beyond the limits of the parser.
 */
export function parse(html: string): HtmlPage {
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
    named: (...names) => elements.filter((element) => names.includes(element.name)),
    matching: (selector) => $(elements).filter(selector).toArray(),
    weightOf: (element) => weights.get(element) ?? 0,
  };
}

/** Takes furniture and what holds no words out of a subtree, and weighs what stays. */
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
