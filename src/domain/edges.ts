/**
 * The text without trailing characters that match `edge`, a pattern of one character. Takes time by
 * what is cut off.
 */
export function withoutEnd(text: string, edge: RegExp): string {
  let end = text.length;
  while (end > 0 && edge.test(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/** The text without leading and trailing characters that match `edge`. */
export function withoutEdges(text: string, edge: RegExp): string {
  const rest = withoutEnd(text, edge);
  let start = 0;
  while (start < rest.length && edge.test(rest[start]!)) start += 1;
  return rest.slice(start);
}
