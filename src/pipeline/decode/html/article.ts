import { createRequire } from 'node:module';
import type { HtmlNode } from '../../../base/markup/parse-page.ts';
import { type Element, isElement } from './page.ts';

/** A node of the small document that Readability works on, with the node that it stands for. */
interface LightNode {
  readonly childNodes: readonly LightNode[];
  readonly appendChild: (child: LightNode) => void;
  readonly setAttribute: (name: string, value: string) => void;
  origin?: HtmlNode;
}
interface LightDocument {
  title: string;
  readonly body: LightNode;
  readonly createElement: (name: string) => LightNode;
  readonly createTextNode: (text: string) => LightNode;
}
type LightParser = new () => { readonly parse: (html: string) => LightDocument };

const require = createRequire(import.meta.url);
/** Loaded with the first article. */
const library = () => ({
  ...(require('@mozilla/readability') as typeof import('@mozilla/readability')),
  JSDOMParser: require('@mozilla/readability/JSDOMParser.js') as LightParser,
});

/** Characters below which the library tries again with less strict rules. */
const SHORT = 500;
const SHORT_CHINESE = 150;

/**
 * The texts and pictures of a page that Readability takes for its article, without the elements of
 * `aside`; null where it finds none.
 */
export function articleNodes(
  body: Element,
  title: string,
  aside: ReadonlySet<HtmlNode>,
): Set<HtmlNode> | null {
  const { Readability, JSDOMParser } = library();
  const light = new JSDOMParser().parse('<html><head></head><body></body></html>');
  light.title = title;
  const fill = () => copy(body, light.body, light, aside);
  fill();
  // Before each further attempt the library puts back the text of the body as it was: here from
  // the page, so that the nodes keep their origin.
  Object.defineProperty(light.body, 'innerHTML', {
    get: () => '',
    set: () => {
      Object.assign(light.body, { childNodes: [], children: [] });
      fill();
    },
  });
  const options = {
    disableJSONLD: true,
    charThreshold: isChinese(body) ? SHORT_CHINESE : SHORT,
    serializer: (found: unknown) => found as LightNode,
  };
  const article = new Readability<LightNode>(light as never, options as never).parse();
  const nodes = new Set<HtmlNode>();
  if (article?.content != null) gather(article.content, nodes);
  return nodes.size === 0 ? null : nodes;
}

function copy(
  from: Element,
  to: LightNode,
  light: LightDocument,
  aside: ReadonlySet<HtmlNode>,
): void {
  for (const child of from.children) {
    if (aside.has(child)) continue;
    if (child.type === 'text') {
      const text = light.createTextNode(child.data);
      text.origin = child;
      to.appendChild(text);
    } else if (isElement(child)) {
      const element = light.createElement(child.name);
      element.origin = child;
      for (const [name, value] of Object.entries(child.attribs)) element.setAttribute(name, value);
      copy(child, element, light, aside);
      to.appendChild(element);
    }
  }
}

function gather({ origin, childNodes }: LightNode, nodes: Set<HtmlNode>): void {
  if (origin !== undefined) nodes.add(origin);
  for (const child of childNodes) gather(child, nodes);
}

const HAN = /[\u4e00-\u9fff]/gu;

function isChinese(body: Element): boolean {
  let [han, all] = [0, 0];
  const count = (nodes: readonly HtmlNode[]) => {
    for (const node of nodes)
      if (node.type === 'text') {
        all += node.data.trim().length;
        han += node.data.match(HAN)?.length ?? 0;
      } else if (isElement(node)) count(node.children);
  };
  count(body.children);
  return han * 2 > all;
}
