import { createRequire } from 'node:module';
import type { ParsedPage } from './html-parser.ts';

/** The parser is loaded with the first page: a program that only starts reads none. */
const parser = () => createRequire(import.meta.url)('./html-parser.ts') as typeof import('./html-parser.ts');

/** Parses a page as a browser does, within limits: the one door to a parser of HTML. `places` notes where elements stand in the source. */
export function parsePage(text: string, { places = false }: { readonly places?: boolean } = {}): ParsedPage {
  return parser().parsePageNow(text, places);
}
