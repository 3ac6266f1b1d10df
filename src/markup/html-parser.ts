import type { CheerioAPI } from 'cheerio';
import { load } from 'cheerio/slim';
import { Parser, type ParserOptions } from 'parse5';
import { adapter, type Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';

/** What a page may hold. Pages of authorities nest some forty deep; a list of ten thousand rows has under 100,000 nodes. */
export const PAGE_LIMITS = {
  /** UTF-16 units that are parsed; the rest is left out. */
  characters: 4_000_000,
  /** Elements open at the same time. The time of a parser grows with it. */
  depth: 256,
  /** Elements and comments. */
  nodes: 150_000,
  attributes: 500,
} as const;

export type PageLimit = 'depth' | 'nodes' | 'attributes';

/** A page in its tree, or the limit that it broke: the time of everything after the parser rests on these limits. */
export type ParsedPage =
  | { readonly ok: true; readonly $: CheerioAPI }
  | { readonly ok: false; readonly limit: PageLimit };

/** Text is given to the parser in pieces: between two of them a tag that never ends is noticed. */
const PIECE = 16_384;

/** The tag that the tokenizer is in the middle of. */
type OpenTag = { readonly currentToken: { readonly attrs?: readonly unknown[] } | null };

class LimitBroken extends Error {
  readonly limit: PageLimit;
  constructor(limit: PageLimit) {
    super(limit);
    this.limit = limit;
  }
}

/**
 * Parses a page as a browser does, within `PAGE_LIMITS`. `places` notes where elements stand in the source.
 *
 * @public loaded by `parse-page.ts` when it is first needed
 */
export function parsePageNow(text: string, places: boolean): ParsedPage {
  const parser = new Parser<Htmlparser2TreeAdapterMap>({
    treeAdapter: boundedTree(),
    sourceCodeLocationInfo: places,
  });
  const end = Math.min(text.length, PAGE_LIMITS.characters);
  try {
    for (let at = 0; at < end || at === 0; at += PIECE) {
      parser.tokenizer.write(text.slice(at, Math.min(end, at + PIECE)), at + PIECE >= end);
      const { currentToken } = parser.tokenizer as unknown as OpenTag;
      if ((currentToken?.attrs?.length ?? 0) > PAGE_LIMITS.attributes) throw new LimitBroken('attributes');
    }
  } catch (error) {
    if (error instanceof LimitBroken) return { ok: false, limit: error.limit };
    throw error;
  }
  return { ok: true, $: load(parser.document) };
}

/** The tree of cheerio that counts what it is given. Places among siblings are looked for from the end, where the parser inserts. */
function boundedTree(): NonNullable<ParserOptions<Htmlparser2TreeAdapterMap>['treeAdapter']> {
  let depth = 0;
  let nodes = 0;
  const count = () => {
    nodes += 1;
    if (nodes > PAGE_LIMITS.nodes) throw new LimitBroken('nodes');
  };
  return {
    ...adapter,
    createElement(name, namespace, attributes) {
      count();
      if (attributes.length > PAGE_LIMITS.attributes) throw new LimitBroken('attributes');
      return adapter.createElement(name, namespace, attributes);
    },
    createCommentNode(data) {
      count();
      return adapter.createCommentNode(data);
    },
    onItemPush() {
      depth += 1;
      if (depth > PAGE_LIMITS.depth) throw new LimitBroken('depth');
    },
    onItemPop() {
      depth -= 1;
    },
    insertBefore(parent, node, before) {
      const at = parent.children.lastIndexOf(before as never);
      const { prev } = before;
      if (prev) prev.next = node;
      node.prev = prev;
      before.prev = node;
      node.next = before;
      parent.children.splice(at, 0, node as never);
      node.parent = parent;
    },
    insertTextBefore(parent, text, before) {
      const { prev } = before;
      if (prev !== null && adapter.isTextNode(prev)) prev.data += text;
      else this.insertBefore(parent, adapter.createTextNode(text), before);
    },
    detachNode(node) {
      const { parent, prev, next } = node;
      if (parent === null) return;
      parent.children.splice(parent.children.lastIndexOf(node as never), 1);
      if (prev) prev.next = next;
      if (next) next.prev = prev;
      node.prev = null;
      node.next = null;
      node.parent = null;
    },
  };
}
