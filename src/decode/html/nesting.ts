/** Pages of authorities nest some forty deep. The time of a parser grows with the square of the depth, so beyond this none is asked. */
export const DEEPEST = 4_000;

/** Elements that close by themselves, or hold nothing. */
const FLAT = new Set(
  'p li td th tr dt dd option optgroup thead tbody tfoot colgroup rp rt br img input hr meta link base col area embed param source track wbr'.split(
    ' ',
  ),
);

/** Whether elements stand in each other deeper than a page ever needs. Reads tags only, in one pass. */
export function nestsBeyond(html: string, deepest = DEEPEST): boolean {
  let depth = 0;
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-z][a-z0-9:-]*)/gi)) {
    if (FLAT.has(name!.toLowerCase())) continue;
    depth = slash === '' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > deepest) return true;
  }
  return false;
}
