import type { CheerioAPI } from 'cheerio';
import { load } from 'cheerio/slim';
import { Parser, type ParserOptions } from 'parse5';
import { adapter, type Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';

/**
 * What a page may hold. Pages of authorities nest some forty deep; a list of ten thousand rows has
 * under 100,000 nodes.
 */
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

/**
 * A parsed page, or the limit that it exceeded. These limits bound the time of every later step.
 */
export type ParsedPage =
  | { readonly ok: true; readonly $: CheerioAPI }
  | { readonly ok: false; readonly limit: PageLimit };

/**
 * Text is parsed in pieces of this many UTF-16 units; between pieces, endless tokens are cut.
 */
const PIECE = 16_384;
/**
 * Longer names, values and comments are cut; a picture embedded in a page may be this long.
 */
const LONGEST = 65_536;

type TokenPart = 'tagName' | 'data' | 'name' | 'value' | 'publicId' | 'systemId';
const PARTS: readonly TokenPart[] = ['tagName', 'data', 'name', 'value', 'publicId', 'systemId'];
type OpenToken = { [part in TokenPart]?: string | null } & { readonly attrs?: readonly unknown[] };

/** What the tokenizer is in the middle of. */
type OpenTokenizer = {
  readonly currentToken: OpenToken | null;
  readonly currentAttr: OpenToken | null;
  readonly state: number;
  readonly preprocessor: { dropParsedChunk(): void };
  _emitCurrentCharacterToken(next: null): void;
};

/** The state in which the tokenizer may go back to the start of an entity. */
const CHARACTER_REFERENCE = 71;

/**
 * Bounds the tokenizer's memory between pieces. parse5 appends one character at a time, which V8
 * stores as a tree of 32 bytes a character until the string is read, and drops consumed input only
 * at a tag: a page without tags took 250 MB and quadratic time. Here pending text is emitted, open
 * tokens are cut at `LONGEST`, and consumed input is dropped.
 */
function settle(tokenizer: OpenTokenizer): void {
  const { currentToken, currentAttr, state, preprocessor } = tokenizer;
  if (state !== CHARACTER_REFERENCE) preprocessor.dropParsedChunk();
  tokenizer._emitCurrentCharacterToken(null);
  if ((currentToken?.attrs?.length ?? 0) > PAGE_LIMITS.attributes)
    throw new LimitBroken('attributes');
  for (const open of [currentToken, currentAttr])
    for (const part of PARTS) {
      const value = open?.[part];
      if (value) open[part] = flat(value.slice(0, LONGEST));
    }
}

/** The same string as one flat block of memory: reading a character flattens it. */
const flat = (text: string) => (Number.isNaN(text.charCodeAt(0)) ? '' : text);

class LimitBroken extends Error {
  readonly limit: PageLimit;
  constructor(limit: PageLimit) {
    super(limit);
    this.limit = limit;
  }
}

/**
 * Parses a page as a browser does, within `PAGE_LIMITS`. `places` notes where elements stand in the
 * source.
 *
 * @public loaded by `parse-page.ts` when it is first needed
 */
export function parsePageNow(text: string, places: boolean): ParsedPage {
  const treeAdapter = boundedTree();
  const parser = new Parser<Htmlparser2TreeAdapterMap>({
    treeAdapter,
    sourceCodeLocationInfo: places,
  });
  const end = Math.min(text.length, PAGE_LIMITS.characters);
  try {
    for (let at = 0; at < end || at === 0; at += PIECE) {
      parser.tokenizer.write(text.slice(at, Math.min(end, at + PIECE)), at + PIECE >= end);
      settle(parser.tokenizer as unknown as OpenTokenizer);
    }
  } catch (error) {
    if (error instanceof LimitBroken) return { ok: false, limit: error.limit };
    throw error;
  }
  treeAdapter.flush();
  return { ok: true, $: load(parser.document) };
}

/** Elements that may be given attributes after they were made. */
const ADOPT: ReadonlySet<string> = new Set(['html', 'body']);
/**
 * Attribute names and values without inherited names. V8 stores an object without a prototype as a
 * hash table of some hundred bytes; this class avoids that.
 */
class Attributes {
  [name: string]: string;
}
Object.setPrototypeOf(Attributes.prototype, null);
Reflect.deleteProperty(Attributes.prototype, 'constructor');
/** No attributes, the same for all elements. */
const NONE: Attributes = Object.freeze(new Attributes());

/**
 * The tree of cheerio that counts what it is given, its texts flat. Places among siblings are
 * looked for from the end, where the parser inserts.
 */
function boundedTree(): NonNullable<ParserOptions<Htmlparser2TreeAdapterMap>['treeAdapter']> & {
  /** Writes the text that was gathered last to its node. */
  flush(): void;
} {
  let depth = 0;
  let nodes = 0;
  const count = () => {
    nodes += 1;
    if (nodes > PAGE_LIMITS.nodes) throw new LimitBroken('nodes');
  };
  let open = adapter.createTextNode('');
  let pending = '';
  const flush = () => {
    open.data += flat(pending);
    pending = '';
  };
  return {
    ...adapter,
    insertText(parent, text) {
      if (parent.children.at(-1) !== open || pending.length > PIECE) flush();
      adapter.insertText(parent, '');
      open = parent.children.at(-1) as unknown as typeof open;
      pending += text;
    },
    flush,
    createElement(name, namespace, attributes) {
      count();
      if (attributes.length > PAGE_LIMITS.attributes) throw new LimitBroken('attributes');
      const node = adapter.createElement(name, namespace, []);
      node.attribs = attributes.length === 0 && !ADOPT.has(name) ? NONE : new Attributes();
      for (const { name: attribute, value } of attributes) node.attribs[attribute] = value;
      node['x-attribsNamespace'] = NONE;
      node['x-attribsPrefix'] = NONE;
      return node;
    },
    adoptAttributes(node, attributes) {
      for (const { name, value } of attributes) node.attribs[name] ??= value;
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
      const after = parent.children.splice(parent.children.lastIndexOf(before as never));
      adapter.appendChild(parent, node);
      adapter.appendChild(parent, before);
      for (const htmlNode of after.slice(1)) parent.children.push(htmlNode);
    },
    insertTextBefore(parent, text, before) {
      flush();
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
