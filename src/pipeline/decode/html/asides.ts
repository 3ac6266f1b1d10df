import type { HtmlNode } from '../../../base/markup/parse-page.ts';
import { type Element, type HtmlPage, isBlock, isElement, lettersOf, within } from './page.ts';

/** Names, as parts of class and id, of what stands beside an article. */
const ASIDE = new RegExp(
  `(?:^|[\\s_-])(?:${[
    'related?|recommend(?:s|ed|ation|ations)?|suggest(?:ed|ions)',
    'read-?(?:more|next|also)|(?:see|look)-?also|also-?(?:like|read)|more-?(?:news|stories|articles|from|on)',
    'trending|popular|hottest|hot-?(?:news|list|topics?)|most-?(?:read|viewed|popular|shared)',
    'latest-?(?:news|stories)|editors?-?picks?|ticker|marquee|taboola|outbrain',
    'tags|tag-?(?:cloud|list)|topics|keywords',
    'comments?|disqus|replies|newsletter|subscribe|signup|paywall|author-?(?:bio|box)|bio',
    'side-?bar|right-?rail|carousel|slideshow',
    'xgxw|xgyd|xgwz|xgzx|tuijian|remen|rebang|zxzx',
  ].join('|')})(?:$|[\\s_-])`,
);
/** Names of other stories, and of the lead of this one, which has no links. */
const TEASER = /(?:^|[\s_-])(?:teasers?|promos?)(?:$|[\s_-])/;
const CAPTION = /(?:^|[\s_-])(?:wp-caption-text|caption|credit)(?:$|[\s_-])/;
/** A larger part of the page that has paragraphs is its article, whatever it is called. */
const MOST_ASIDE = 0.4;
const LONGEST_CAPTION = 500;
const LONGEST_CARD = 500;

/**
 * Elements beside the article of a page by their names, the captions of its pictures, and rows of
 * cards, each with a linked headline.
 */
export function asidesOf({ body, weightOf }: HtmlPage): Set<HtmlNode> {
  const most = weightOf(body) * MOST_ASIDE;
  const asides = new Set<HtmlNode>();
  const isArticle = (element: Element) =>
    holds(element, 'h1', 'table') || (weightOf(element) > most && holds(element, 'p'));
  const isAside = (element: Element) =>
    isCaption(element) ||
    (!isArticle(element) &&
      (isNamed(element, ASIDE) || (isNamed(element, TEASER) && holds(element, 'a'))));
  const search = (element: Element) => {
    const children = element.children.filter(isElement);
    const cards = children.filter(isCard);
    for (const child of children)
      if ((cards.length > 1 && cards.includes(child)) || isAside(child)) asides.add(child);
      else search(child);
  };
  search(body);
  return asides;
}

function isNamed({ attribs: { class: classes = '', id = '' } }: Element, names: RegExp): boolean {
  const spelt = `${classes} ${id}`.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  return names.test(spelt);
}

const holds = (element: Element, ...names: string[]) =>
  names.some((name) => within(element, name).length > 0);

function isCaption(element: Element): boolean {
  const { name } = element;
  if (name === 'figcaption') return true;
  if (name !== 'figure' && !isNamed(element, CAPTION)) return false;
  return linkShare(element).all <= LONGEST_CAPTION && !holds(element, 'table', 'blockquote', 'pre');
}

const HEADINGS = ['h2', 'h3', 'h4', 'h5', 'h6'];

/** A short piece below a headline that leads elsewhere. */
function isCard(element: Element): boolean {
  if (!isBlock(element) && element.name !== 'a') return false;
  const headings = HEADINGS.flatMap((name) => within(element, name));
  const [heading] = headings;
  if (heading === undefined || headings.length > 2) return false;
  const { all } = linkShare(element);
  if (all > LONGEST_CARD || holds(element, 'table', 'h1')) return false;
  return isHeadline(heading, element.name === 'a' || isInLink(heading, element));
}

function isInLink(heading: Element, edge: Element): boolean {
  for (let up = heading.parent; isElement(up) && up !== edge; up = up.parent)
    if (up.name === 'a') return true;
  return false;
}

interface LinkShare {
  readonly all: number;
  readonly linked: number;
}

/** Letters of an element, and those of them that stand in links. */
export function linkShare(element: Element, inLink = element.name === 'a'): LinkShare {
  let [all, linked] = [0, 0];
  for (const child of element.children) {
    if (child.type === 'text') {
      const letters = lettersOf(child.data);
      all += letters;
      if (inLink) linked += letters;
    } else if (isElement(child)) {
      const inner = linkShare(child, inLink || child.name === 'a');
      all += inner.all;
      linked += inner.linked;
    }
  }
  return { all, linked };
}

const LEAST_LINKED = 0.8;
/** Shorter links may be names in a list of the article. */
const HEADLINE_WORDS = 5;
const HEADLINE_SIGNS = 13;

/** Whether a block is a link of the length of a headline, with a few words beside it. */
export function isHeadline(element: Element, inLink = false): boolean {
  const { all, linked } = linkShare(element, inLink || element.name === 'a');
  if (linked < all * LEAST_LINKED) return false;
  const links = element.name === 'a' || inLink ? [element] : within(element, 'a');
  return links.some((link) => isLong(textOf(link)));
}

const textOf = (element: Element): string =>
  element.children
    .map((child) => {
      if (child.type === 'text') return child.data;
      return isElement(child) ? textOf(child) : '';
    })
    .join(' ');

const SIGN = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/gu;

function isLong(text: string): boolean {
  return (
    (text.match(SIGN)?.length ?? 0) >= HEADLINE_SIGNS ||
    text.trim().split(/\s+/u).length >= HEADLINE_WORDS
  );
}
