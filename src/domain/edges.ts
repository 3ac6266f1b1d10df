/**
 * The text without the characters at its end that match `one`, a pattern of a single character.
 * Time grows with what is cut off.
 */
export function withoutEnd(text: string, edge: RegExp): string {
  let end = text.length;
  while (end > 0 && edge.test(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/** The text without the characters at both its ends that match `one`. */
export function withoutEdges(text: string, edge: RegExp): string {
  const rest = withoutEnd(text, edge);
  let start = 0;
  while (start < rest.length && edge.test(rest[start]!)) start += 1;
  return rest.slice(start);
}
