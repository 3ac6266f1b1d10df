import { attribute, childElements, type Element, type HtmlNode, holdsTable, isElement } from './tree.ts';

/** What never holds words of the document. A form is kept: some sites wrap the whole page in one. */
const WORDLESS = new Set(
  (
    'script style noscript template svg canvas math button select option datalist input textarea iframe frame frameset object embed ' +
    'head link meta base video audio source track map area rp rt progress meter dialog'
  ).split(' '),
);

const FRAME_ROLES = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'complementary',
  'search',
  'menu',
  'menubar',
  'dialog',
]);

/** Class and id names of page furniture. They only count for small pieces without a table: designers call anything "banner". */
const FURNITURE = new Set(
  (
    'nav navbar navigation menu topmenu top-menu breadcrumb breadcrumbs bread-crumb bread-crumbs crumb crumbs curpos footer foot sidebar side-bar ' +
    'share sharebar share-bar sharebox share-box social social-share bdsharebuttonbox qrcode qr-code ewm erweima related recommend recommended ' +
    'recommendation recommendations comment comments comment-list pagination pager copyright copy-right toolbar tool-bar advert advertisement ' +
    'ad ads cookie-banner cookie-notice newsletter skip-link'
  ).split(' '),
);
const RELATED = /^related-./;

const SMALL_PIECE = 200;

/** Whether a subtree is furniture of the page and no part of the document. What is in doubt is kept. */
export function isChrome(element: Element): boolean {
  const { name } = element;
  if (WORDLESS.has(name)) return true;
  if (name === 'nav') return !holdsTable(element);
  if (name === 'aside' || name === 'footer') return !holdsTable(element) && !signs(element);
  if (name === 'header') return !holdsTable(element) && isMostlyLinks(element) && !holdsTitle(element);
  if (name === 'body' || name === 'html' || isBare(element)) return false;
  if (isHidden(element)) return !holdsTable(element);
  const furniture =
    FRAME_ROLES.has(attribute(element, 'role')) ||
    namesOf(element).some((one) => FURNITURE.has(one) || RELATED.test(one));
  return (
    furniture &&
    !holdsTable(element) &&
    !holdsTitle(element) &&
    lettersUpTo(element, SMALL_PIECE) < SMALL_PIECE
  );
}

/** Without attributes: most elements of a long table. */
function isBare(element: Element): boolean {
  for (const _ in element.attribs) return false;
  return true;
}

function namesOf(element: Element): string[] {
  return `${attribute(element, 'class')} ${attribute(element, 'id')}`
    .split(/\s+/u)
    .filter((one) => one !== '');
}

/** Text that readers do not see; spam mirrors put their keywords there. */
function isHidden(element: Element): boolean {
  const style = attribute(element, 'style').replace(/\s+/g, '');
  return (
    'hidden' in element.attribs ||
    /(^|;)(display:none|visibility:hidden|font-size:0(px|pt|em)?)(;|!|$)/.test(style)
  );
}

/** A footer inside an article that signs it: a few plain words, no link. */
function signs(element: Element): boolean {
  for (let up = element.parent; up && isElement(up as HtmlNode); up = (up as Element).parent)
    if ((up as Element).name === 'article')
      return (
        element.name === 'footer' && !holds(element, 'a') && lettersUpTo(element, SMALL_PIECE) < SMALL_PIECE
      );
  return false;
}

function holdsTitle(element: Element): boolean {
  return holds(element, 'h1');
}

function holds(element: Element, name: string): boolean {
  return childElements(element).some((child) => child.name === name || holds(child, name));
}

function isMostlyLinks(element: Element): boolean {
  return lettersUpTo(element, SMALL_PIECE) < SMALL_PIECE;
}

/** Letters outside links, counted no further than `most`. */
function lettersUpTo(node: HtmlNode, most: number): number {
  if (node.type === 'text') return node.data.replace(/\s+/gu, '').length;
  if (!isElement(node) || node.name === 'a' || WORDLESS.has(node.name)) return 0;
  let letters = 0;
  for (const child of node.children) {
    letters += lettersUpTo(child, most - letters);
    if (letters >= most) break;
  }
  return letters;
}
