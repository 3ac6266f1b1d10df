import { finding, type SourceFinding } from '../findings.ts';
import { MOST_ROWS } from '../limits.ts';

const DEEPEST = 2_000;

/** Elements nested beyond what any page needs blow the stack of readers: counted before one is built. */
export function nestedTooDeep(text: string): boolean {
  let depth = 0;
  for (const tag of text.matchAll(/<(\/?)([a-zA-Z][\w:-]*)[^>]{0,2000}?(\/?)>/g)) {
    if (tag[3] === '/' || /^(?:br|img|hr|meta|link|input|p|li|td|tr|th|option)$/i.test(tag[2]!)) continue;
    depth = Math.max(0, depth + (tag[1] === '/' ? -1 : 1));
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
