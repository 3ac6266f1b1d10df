import { type Element, isWithin } from './nodes.ts';

/** What never holds words of the document. A form is kept: some sites wrap the whole page in one. */
export const WORDLESS: ReadonlySet<string> = new Set(
  (
    'script style noscript template svg canvas math button select option datalist input textarea iframe frame frameset object embed ' +
    'head link meta base video audio source track map area rp rt progress meter dialog'
  ).split(' '),
);

const FRAME_ROLES = new Set(
  'navigation banner contentinfo complementary search menu menubar dialog'.split(' '),
);

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
/** Text that readers do not see; spam mirrors put their keywords there. */
const HIDDEN = /(^|;)(display:none|visibility:hidden|font-size:0(px|pt|em)?)(;|!|$)/;

/** What an element holds: letters outside of links, a cell, a heading of the first level, a link. */
export type Mass = { letters: number; table: boolean; title: boolean; link: boolean };

const SMALL_PIECE = 200;

/** Whether a subtree is furniture of the page and no part of the document. What is in doubt is kept. */
export function isFurniture(element: Element, { letters, table, title, link }: Mass): boolean {
  const { name, attribs } = element;
  const isSmall = letters < SMALL_PIECE;
  if (table || name === 'body') return false;
  if (name === 'nav' || name === 'aside') return true;
  // A footer inside an article may sign it: a few plain words, no link.
  if (name === 'footer') return !isSmall || link || !isWithin(element, 'article');
  if (name === 'header') return isSmall && !title;
  const { hidden, style = '', role = '', class: classes = '', id = '' } = attribs;
  if (hidden !== undefined || HIDDEN.test(style.toLowerCase().replace(/\s+/g, ''))) return true;
  const names = `${classes} ${id}`.toLowerCase().split(/\s+/u);
  const isNamedSo = names.some((one) => FURNITURE.has(one) || RELATED.test(one));
  return (isNamedSo || FRAME_ROLES.has(role.toLowerCase())) && isSmall && !title;
}
