const WORDLESS = ['script', 'style', 'noscript', 'template', 'title'];

/**
 * The words of a text without its tags, scripts and titles, in one pass: what can be said of a page
 * without its tree.
 */
export function bareText(text: string): string {
  const lower = text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const pieces: string[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('<', at);
    if (open === -1) break;
    pieces.push(text.slice(at, open));
    const wordless = WORDLESS.find((name) => lower.startsWith(name, open + 1));
    const closing = wordless === undefined ? -1 : lower.indexOf(`</${wordless}`, open);
    const end = text.indexOf('>', Math.max(open, closing));
    if (end === -1 || (wordless !== undefined && closing === -1)) return pieces.join('\n');
    at = end + 1;
  }
  return [...pieces, text.slice(at)].join('\n');
}
