import { createRequire } from 'node:module';
import type { CheerioAPI } from 'cheerio';
import type { ParsedPage } from './html-parser.ts';

/** The parser is loaded with the first page: a program that only starts reads none. */
const parser = () =>
  createRequire(import.meta.url)('./html-parser.ts') as typeof import('./html-parser.ts');

/**
 * Parses a page as a browser does, within limits: the one door to a parser of HTML. `places` notes
 * where elements stand in the source.
 */
export function parsePage(
  text: string,
  { places = false }: { readonly places?: boolean } = {},
): ParsedPage {
  return parser().parsePageNow(text, places);
}

/** The nodes of a parsed tree, named through cheerio so that its parser stays behind one door. */
export type HtmlRoot = ReturnType<CheerioAPI['root']>[number];
export type HtmlNode = HtmlRoot['children'][number];

/**
 * What stands above a node, the nearest first. Cheerio's own search in an element takes the square
 * of the element's children.
 */
export function* ancestors(node: HtmlNode): Generator<HtmlRoot | HtmlNode, void> {
  for (let up: HtmlRoot | HtmlNode | null = node.parent; up !== null; up = up.parent) yield up;
}
