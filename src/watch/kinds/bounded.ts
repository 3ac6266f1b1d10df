import { finding, type SourceFinding } from '../findings.ts';
import { MOST_ROWS } from '../limits.ts';

const DEEPEST = 2_000;

/** Elements that close by themselves or that nobody closes: they do not nest. */
const FLAT = /^(?:br|img|hr|meta|link|input|p|li|td|tr|th|option)$/i;

/** Elements nested beyond what any page needs blow the stack of readers: counted before one is built, in one pass. */
export function nestedTooDeep(text: string): boolean {
  let depth = 0;
  let unclosed = 0;
  let end = -1;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    const closes = text[at + 1] === '/';
    const name = /^[a-zA-Z][\w:-]{0,40}/.exec(text.slice(at + (closes ? 2 : 1), at + 44))?.[0];
    if (name === undefined) continue;
    if (end < at) end = text.indexOf('>', at);
    if (end === -1) end = text.length;
    const next = text.indexOf('<', at + 1);
    // Readers of XML slow down with every tag that opens inside another tag.
    if (next !== -1 && next < end) {
      unclosed += 1;
      if (unclosed > DEEPEST) return true;
      continue;
    }
    if (end === text.length) return false;
    if (FLAT.test(name) || (!closes && text[end - 1] === '/')) continue;
    depth = Math.max(0, depth + (closes ? -1 : 1));
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** A feed whose entities or depth are an attack is not read at all; one with too many items is cut after the newest. */
export function boundedFeed(
  text: string,
  url: string,
): { readonly text: string; readonly cut: boolean } | { readonly refused: SourceFinding } {
  if (/<!ENTITY/i.test(text)) return { refused: finding('hostile-feed', url, 'it defines entities') };
  const end = /<\/(?:\w+:)?(item|entry)\s*>/gi;
  let rows = 0;
  for (let match = end.exec(text); match !== null; match = end.exec(text)) {
    rows += 1;
    if (rows < MOST_ROWS) continue;
    const rest = text.slice(end.lastIndex);
    const next = /<(?:\w+:)?(?:item|entry)[\s>]/i.test(rest.slice(0, 100_000));
    if (!next) break;
    const head = text.slice(0, end.lastIndex);
    const tail = rdf(head)
      ? '</rdf:RDF>'
      : match[1]!.toLowerCase() === 'entry'
        ? '</feed>'
        : '</channel></rss>';
    return { text: head + tail, cut: true };
  }
  return nestedTooDeep(text)
    ? { refused: finding('hostile-feed', url, `nested deeper than ${DEEPEST}`) }
    : { text, cut: false };
}

const rdf = (head: string) => /<rdf:RDF/i.test(head.slice(0, 5_000));
