/** A name and what stands in the bracket behind it. */
export interface Behind {
  readonly before: string;
  readonly inside: string;
}

const OPENS = '([（';
const CLOSES = ')]）';

/**
 * The bracket that ends a text, with those inside it; `open` = one that a cut cell left open. Null where the text ends
 * with none, or nothing stands in front of it.
 */
export function bracketBehind(text: string, form: 'closed' | 'open' = 'closed'): Behind | null {
  const isClosed = form === 'closed';
  if (isClosed && !CLOSES.includes(text.at(-1) ?? ' ')) return null;
  const end = text.length - (isClosed ? 1 : 0);
  let depth = 0;
  for (let at = end - 1; at > 0; at -= 1) {
    if (CLOSES.includes(text[at]!)) depth += 1;
    else if (OPENS.includes(text[at]!)) {
      if (depth === 0) return { before: text.slice(0, at).trimEnd(), inside: text.slice(at + 1, end).trim() };
      depth -= 1;
    }
  }
  return null;
}
