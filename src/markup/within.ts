import type { CheerioAPI } from 'cheerio';

type PageRoot = ReturnType<CheerioAPI['root']>[number];
type PageNode = PageRoot | PageRoot['children'][number];

// Cheerio's own search in an element takes the square of the element's children. These search the page once and look upwards.

/** The first element that fits a selector in each of some elements. */
export function firstWithin(
  $: CheerioAPI,
  roots: readonly PageNode[],
  selector: string,
): ReadonlyMap<PageNode, PageNode> {
  const wanted = new Set(roots);
  const found = new Map<PageNode, PageNode>();
  // A selector that begins at the element cannot be searched for from the top.
  if (/^\s*[>+~]|:scope/.test(selector)) {
    for (const root of roots) {
      const [first] = $(root).find(selector).toArray();
      if (first !== undefined) found.set(root, first);
    }
    return found;
  }
  for (const one of $(selector).toArray())
    for (let up: PageNode | null = one.parent; up !== null; up = up.parent)
      if (wanted.has(up) && !found.has(up)) found.set(up, one);
  return found;
}

/** The elements in one element that fit a selector, in page order. */
export function elementsWithin($: CheerioAPI, root: PageNode, selector: string): PageNode[] {
  return $(selector)
    .toArray()
    .filter((one) => {
      let up: PageNode | null = one.parent;
      while (up !== null && up !== root) up = up.parent;
      return up === root;
    });
}
