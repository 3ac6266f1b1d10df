/**
 * The text without the characters at its end that match `one`, a pattern of a single character.
 * Time grows with what is cut off.
 */
export function withoutEnd(text: string, one: RegExp): string {
  let end = text.length;
  while (end > 0 && one.test(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/** The text without the characters at both its ends that match `one`. */
export function withoutEdges(text: string, one: RegExp): string {
  const rest = withoutEnd(text, one);
  let start = 0;
  while (start < rest.length && one.test(rest[start]!)) start += 1;
  return rest.slice(start);
}
